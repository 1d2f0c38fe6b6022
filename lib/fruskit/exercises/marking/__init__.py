"""What a response is worth and what is said to it: pure functions, one for each kind of exercise.

Knows exercises and nothing of widgets or records. A score lies between 0 and 1; 1 means all right
and nothing besides. Each marking carries the words of the text that decide it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...claims.annotations import Fact
from ...errors import FruskitError
from ...volumes.text import Section, Span
from .. import Exercise, Write
from .argued import mark_write
from .chosen import mark_choice, mark_match, mark_order, mark_sort
from .remark import fields, Marked, Remark
from .words import mark_reveal, mark_words
from .written import mark_date, mark_decode, mark_emend

__all__ = ["Marking", "Remark", "mark"]


@dataclass(frozen=True, slots=True)
class Marking:
    """Score from 0 to 1, a headline, remarks on the parts, what decides it, where to look next.

    reckoning: how the score came about, empty where it is all or nothing; evidence and facts: those
    of every remark and those of the exercise as a whole; model and rubric: a model answer and what
    to judge one's own by, where the kind has them and the answer quotes the text.
    """

    score: float
    correct: bool
    headline: str
    reckoning: str
    remarks: tuple[Remark, ...]
    evidence: tuple[Span, ...]
    facts: tuple[Fact, ...]
    next: str
    model: str = ""
    rubric: tuple[str, ...] = ()


def mark(exercise: Exercise, response: object) -> Marking:
    """Marks a response; the same response gets the same marking however it was entered.

    choice: a list of option ids. match, sort: a dict, left id to right id. order: all item ids,
    first to last. mark: a list of [block id, start, end] (characters into the block's text,
    half-open) or of quotations. date: a dict, item id to a written date or “undated”. decode: a dict
    of `parts` (piece id to signs) and `meanings` (piece id to meaning id). emend: a dict of `reading`
    (text) and `grounds` (a list of ids). reveal: a dict, gap id to words. write: text. Where words
    are to prove it: a dict of `claim` (one of these) and `words` (as for mark); both count half.

    An empty response is marked 0. Raises FruskitError when the response has another form or names
    what the exercise has not.
    """
    try:
        marked = _in_steps(exercise, response)
    except FruskitError as problem:
        raise problem.at(f"exercise {exercise.id}") from None
    correct, task = marked.score == 1, exercise.task
    remarks = [*marked.remarks, *([Remark(exercise.right, None)] if correct else [])]
    grounds = exercise.grounds
    spans = [span for remark in remarks for span in remark.evidence]
    facts = [fact for remark in remarks for fact in remark.facts]
    shows = marked.model and isinstance(task, Write)
    return Marking(
        marked.score,
        correct,
        marked.headline,
        marked.reckoning,
        tuple(remarks),
        tuple(dict.fromkeys([*spans, *grounds.spans])),
        tuple(dict.fromkeys([*facts, *grounds.facts])),
        exercise.next if correct else "",
        *((task.model, task.rubric) if shows else ()),
    )


def _in_steps(exercise: Exercise, response: object) -> Marked:
    marker = _MARKERS[exercise.kind]
    if exercise.proof is None:
        return marker(exercise.section, exercise.task, response)
    claimed, words = fields(response, ("claim", "words"))
    claim = marker(
        exercise.section, exercise.task, _EMPTY[exercise.kind] if claimed is None else claimed
    )
    shown = mark_words(exercise.section, exercise.proof, words or [])
    score = (claim.score + shown.score) / 2
    if score == 1:
        headline = "Right: the claim, and the words that show it."
    elif not claim.remarks and not shown.remarks:
        headline = "Nothing is answered yet."
    else:
        headline = f"Claim: {claim.headline} Words: {shown.headline}"
    return Marked(
        score,
        headline,
        f"claim {100 * claim.score:.0f}, words {100 * shown.score:.0f}; the mean of both",
        (*claim.remarks, *shown.remarks),
        claim.model,
    )


_MARKERS: dict[str, Callable[[Section, Any, object], Marked]] = {
    "choice": mark_choice,
    "match": mark_match,
    "order": mark_order,
    "sort": mark_sort,
    "mark": mark_words,
    "date": mark_date,
    "decode": mark_decode,
    "emend": mark_emend,
    "reveal": mark_reveal,
    "write": mark_write,
}
_EMPTY: dict[str, object] = {
    "choice": [],
    "match": {},
    "order": [],
    "sort": {},
    "mark": [],
    "date": {},
    "decode": {},
    "emend": {},
    "reveal": {},
    "write": "",
}
