"""When two short answers are the same, and which words of a text are most like others.

Capitals, and stops and brackets around an answer, do not matter. For a slip of the pen, short
stretches that both have vote for where to look; there the likeness is taken letter by letter.
"""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from heapq import nlargest
import re
from unicodedata import normalize

from .folded import bare_of, fold, Folded, folded
from .places import occurrences

_LONGEST = 2_000  # characters that are looked at; more are no slip, and no short answer
_LIKE = 0.6  # below this likeness a suggestion only confuses
_ENDS = " .,;:!?()[]\"'/"  # what does not matter at the ends of a short answer


def plain(written: str) -> str:
    """A short answer without capitals, and without stops, brackets and quotation marks around it."""
    text = normalize("NFKC", fold(written[:_LONGEST]).text)
    return fold(text).text.casefold().strip(_ENDS)


def same(written: str, wanted: str) -> bool:
    """Whether two short answers are the same, but for what does not matter."""
    return written == wanted or (bool(plain(wanted)) and plain(written) == plain(wanted))


def said_to(written: str, sayings: Mapping[str, str]) -> str:
    """What was foreseen to be said to this answer, or nothing."""
    return next((said for foreseen, said in sayings.items() if same(written, foreseen)), "")


def nearest(text: str | Folded, words: str) -> tuple[int, int] | None:
    """The words of the text most like these, as (start, end), to show a slip; None if none are."""
    text, sought = folded(text), fold(words).text.strip()
    matcher = SequenceMatcher(b=sought, autojunk=False)
    best, place = _LIKE, None
    for at in _hints(text.bare, bare_of(sought)):
        start, end = _window(text.text, at, len(sought), matcher)
        matcher.set_seq1(text.text[start:end])
        if matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, place = ratio, (start, end)
    return text.span(*place) if place else None


def _hints(text: str, sought: str) -> list[int]:
    """Where words like these may begin: where the most short stretches of them are, at their distance."""
    if not 1 < len(sought) <= _LONGEST:
        return []
    padded = f" {sought} "
    size = min(8, 3 + len(padded) // 16)
    step, width = max(1, len(padded) // 50), max(4, len(padded) // 12)
    votes = Counter[int]()
    for place in range(0, len(padded) - size + 1, step):
        found = occurrences(text, padded[place : place + size])
        votes.update({(at - place) // width for at, _ in found})
    both = {near: count + votes.get(near + 1, 0) for near, count in votes.items()}
    best = nlargest(max(4, min(40, 3_000 // len(padded))), both, key=both.__getitem__)
    return [near * width + width for near in best]


def _window(text: str, at: int, size: int, matcher: "SequenceMatcher[str]") -> tuple[int, int]:
    """The whole words around `at` that lie along those sought, by the letters they share."""
    slack = max(12, size // 4)
    low = max(0, at - slack, text.rfind("\0", 0, max(0, at)) + 1)
    high = min(len(text), at + size + slack)
    if (wall := text.find("\0", max(low, at), high)) >= 0:
        high = wall
    matcher.set_seq1(text[low:high])
    shared = [block for block in matcher.get_matching_blocks() if block.size > 2]
    start = low + shared[0].a - shared[0].b if shared else at
    end = low + shared[-1].a + size - shared[-1].b if shared else at + size
    whole = [(low + word.start(), low + word.end()) for word in re.finditer(r"\S+", text[low:high])]
    if not whole:
        return low, low
    start = min((begun for begun, _ in whole), key=lambda begun: abs(begun - start))
    end = min((ended for _, ended in whole if ended > start), key=lambda ended: abs(ended - end))
    return start, start + len(text[start:end].rstrip(",.;:"))
