"""Marks words of the text: those that a student marked, and those that a student predicted."""

from collections import Counter
from collections.abc import Sequence
import re

from ...errors import FruskitError
from ...volumes import anchors
from ...volumes.text import Section, Span
from ...words import plain, said_to, same
from .. import Decoy, Gap, Reveal, Words
from .remark import known_texts, Marked, MOST_PARTS, Remark, shown, wrong_form

_Word = tuple[str, int]  # block id and number of the word in it


def mark_words(section: Section, task: Words, response: object) -> Marked:
    """The harmonic mean of two shares: of the wanted words that are marked, and of the marked words
    that are wanted. Whole words count, however little of one is marked; words between a target's
    `span` and its `within` cost nothing and gain nothing.
    """
    chosen = {word for span in _spans(section, task, response) for word in _words(section, span)}
    core = {t.id: set(_words(section, t.span)) for t in task.targets}
    allowed = {word for t in task.targets for word in _words(section, t.within)}
    if not chosen:
        return Marked(0.0, "Nothing is marked yet.")
    remarks = []
    for target in task.targets:
        whole = core[target.id] <= chosen
        part = not whole and bool(core[target.id] & chosen)
        said = target.feedback if whole else target.missed
        if part:
            said = f"You marked a part of these words. {said}"
        worth = len(core[target.id] & chosen) / len(core[target.id])
        remarks.append(Remark(said, worth, f"“{target.span.text}”", (target.span,)))
    remarks += _astray(section, task.decoys, task.outside, chosen - allowed)
    wanted = set().union(*core.values())
    hit, fit = len(chosen & wanted), len(chosen & allowed)
    recall, precision = hit / len(wanted), fit / len(chosen)
    score = 2 * recall * precision / (recall + precision) if hit else 0.0
    reckoning = f"{hit} of {len(wanted)} words that show it, and {fit} of the {len(chosen)} you marked belong"
    headline = _headline(remarks, len(task.targets), bool(chosen - allowed))
    return Marked(score, headline, reckoning, remarks)


def _headline(remarks: Sequence[Remark], wanted: int, besides: bool) -> str:
    found = sum(remark.right is True for remark in remarks)
    part = any(0 < (remark.worth or 0) < 1 for remark in remarks)
    if found == wanted and not besides:
        return "Right: these words show it, and nothing besides."
    found_words = (
        f"{found} of {wanted} found"
        if wanted > 1
        else "Found"
        if found
        else "Found in part"
        if part
        else "Not found yet"
    )
    return found_words + (", with words that do not show it." if besides else ".")


def _astray(
    section: Section, decoys: Sequence[Decoy], outside: str, chosen: set[_Word]
) -> list[Remark]:
    """What is said to marked words that show nothing: first those foreseen, then the rest at once.

    They are no evidence, and so are not among the words that are highlighted as deciding.
    """
    remarks = []
    for decoy in decoys:
        words = set(_words(section, decoy.span))
        if 2 * len(words & chosen) >= len(words):
            remarks.append(Remark(decoy.feedback, False, f"“{decoy.span.text}”"))
            chosen = chosen - words
    return remarks + ([Remark(outside, False, "Other words that you marked")] if chosen else [])


def _spans(section: Section, task: Words, response: object) -> list[Span]:
    wanted = "a list of [block id, start, end], or of quotations"
    given = [response] if isinstance(response, str) else response
    if not isinstance(given, (list, tuple)) or len(given) > MOST_PARTS:
        wrong_form(wanted)
    return [_span(section, task, piece, wanted) for piece in given]


def _span(section: Section, task: Words, piece: object, wanted: str) -> Span:
    if isinstance(piece, str):
        return anchors.find([(block, section.block(block).text) for block in task.passages], piece)
    if not isinstance(piece, (list, tuple)) or len(piece) != 3:
        wrong_form(wanted)
    block, start, end = piece
    if not isinstance(block, str) or type(start) is not int or type(end) is not int:
        wrong_form(wanted)
    if block not in task.passages:
        raise FruskitError(
            "",
            f"“{block[:60]}” is not a passage of it",
            f"It shows {', '.join(task.passages)}.",
        )
    text = section.block(block).text
    if not 0 <= start < end <= len(text):
        raise FruskitError(
            "", f"{start}–{end} is not within {block}", f"Stay within 0–{len(text)}."
        )
    return Span(block, start, end, text[start:end])


def _words(section: Section, span: Span) -> list[_Word]:
    """The words that a span touches; a mark of punctuation belongs to the word it stands at."""
    words = re.finditer(r"\S+", section.block(span.block).text)
    touched = (
        n for n, word in enumerate(words) if word.start() < span.end and word.end() > span.start
    )
    return [(span.block, n) for n in touched]


# --- reveal


def mark_reveal(_: Section, task: Reveal, response: object) -> Marked:
    """The mean over the gaps of the share of words that prediction and text have in common."""
    given = known_texts(response, (gap.id for gap in task.gaps), "a dict, gap id to words")
    if not given:
        return Marked(0.0, "Nothing is predicted yet.")
    remarks = [_revealed(gap, given.get(gap.id, "")) for gap in task.gaps]
    score = sum(remark.worth or 0 for remark in remarks) / len(remarks)
    exact, gaps = sum(remark.right is True for remark in remarks), len(remarks)
    if score == 1:
        headline = (
            "Just as the text has it." if gaps == 1 else f"All {gaps} just as the text has them."
        )
    else:
        headline = (
            f"{exact} of {gaps} as the text has it." if gaps > 1 else "The text has it otherwise."
        )
    return Marked(
        score, headline, "the words that you and the text have in common, of both", remarks
    )


def _revealed(gap: Gap, written: str) -> Remark:
    accepted = (gap.span.text, *gap.accept)
    worth = max(_in_common(written, words) for words in accepted)
    if any(same(written, words) for words in accepted):
        worth = 1.0
    elif worth == 1:
        worth = 0.9  # the very words, in another order
    said = gap.feedback if worth == 1 else said_to(written, gap.wrong) or gap.otherwise
    yours = f"“{shown(written)}”" if written else "nothing"
    return Remark(said, worth, f"You: {yours}. The text: “{gap.span.text}”", (gap.span,))


def _in_common(written: str, wanted: str) -> float:
    """Twice the words that both have, of all words of both (the Sørensen–Dice coefficient)."""
    one, other = (Counter(re.findall(r"\w+", plain(words))) for words in (written, wanted))
    return 2 * (one & other).total() / max(1, one.total() + other.total())
