"""Marks a short argument: what can be checked of it, which is its length and its quotations.

Whether it argues well is for the student to judge, with the rubric and the model answer.
"""

from ...volumes.text import Section, Span
from .. import Target, Write
from ..quotations import find_quotation, quotations
from .remark import Marked, Remark, shown, wrong_form

_MOST_QUOTATIONS = 50  # looked up; more are no short answer
_BEARS = (
    3  # words of the passages that bear on the question, at least, for a quotation to be evidence
)


def mark_write(section: Section, task: Write, response: object) -> Marked:
    """The mean of three: length within bounds; the share of quotations that are exact; whether one of
    them quotes words that bear on the question."""
    if not isinstance(response, str):
        if response:
            wrong_form("text")
        response = ""
    if not response.strip():
        return Marked(0.0, "Nothing is written yet.")
    bearing = {
        target.span.block for target in task.targets
    }  # looked through first: words may stand twice
    blocks = sorted(
        ((block.id, block.text) for block in section.blocks),
        key=lambda block: block[0] not in bearing,
    )
    quoted = list(dict.fromkeys(quotations(response)))[:_MOST_QUOTATIONS]
    places = {words: find_quotation(blocks, words) for words in quoted}
    exact = sum(bool(spans) for spans in places.values())
    used = {
        target.id: any(_bears(target, spans) for spans in places.values())
        for target in task.targets
    }
    length, fits = _length(task, response)
    remarks = [length, *(_quoted(words, spans) for words, spans in places.items())]
    if not quoted:
        remarks.append(
            Remark(
                "It quotes nothing yet. Copy at least one stretch of the text, to the letter, "
                "between quotation marks.",
                0,
                "Quotations",
            )
        )
    remarks += [_evidence(target, used[target.id], any(used.values())) for target in task.targets]
    score = (fits + (exact / len(quoted) if quoted else 0) + any(used.values())) / 3
    headline = (
        "Right: what can be checked holds."
        if score == 1
        else (
            f"{exact} of {len(quoted)} quotations {'is' if exact == 1 else 'are'} exact."
            if quoted
            else "It wants a quotation."
        )
    )
    reckoning = (
        "length, exact quotations and evidence, a third each; how well it argues is yours to judge"
    )
    return Marked(score, headline, reckoning, remarks, model=exact > 0)


def _quoted(words: str, spans: tuple[Span, ...]) -> Remark:
    about = f"You quote “{shown(words)}”"
    if spans:
        return Remark("In the text, to the letter.", 1, about, spans)
    return Remark(
        "These words are not in the text. A quotation is copied to the letter; use … for what you "
        "leave out, and [ ] for what you add.",
        0,
        about,
    )


def _evidence(target: Target, used: bool, other: bool) -> Remark:
    """What is said of words that bear on the question; where others serve, it is only a note."""
    worth = 1 if used else None if other else 0
    return Remark(
        target.feedback if used else target.missed, worth, f"“{target.span.text}”", (target.span,)
    )


def _bears(target: Target, spans: tuple[Span, ...]) -> bool:
    """Whether the quoted words share enough with those that bear on the question."""
    wanted = min(_BEARS, len(target.span.text.split()))
    return sum(_shared(span, target.span) for span in spans) >= wanted


def _shared(one: Span, other: Span) -> int:
    """How many words two spans have in common."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    if one.block != other.block or start >= end:
        return 0
    return len(one.text[start - one.start : end - one.start].split())


def _length(task: Write, written: str) -> tuple[Remark, bool]:
    words = len(written.split())
    fits = task.least <= words <= task.most
    wanted = f"{task.least} to {task.most} are asked for."
    said = {
        True: "Long enough to argue, short enough to be read.",
        False: f"Too short to argue: {wanted}" if words < task.least else f"Too long: {wanted}",
    }[fits]
    return Remark(said, fits, f"{words} word{'' if words == 1 else 's'}"), fits
