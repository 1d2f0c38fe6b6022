"""Finds a quotation in the text and says exactly where it stands.

A quotation is anchored as the W3C Web Annotation Data Model does it (TextQuoteSelector: exact,
prefix, suffix). This module knows texts and their ids, and nothing of what the texts are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
import re

from ..errors import FruskitError

_AROUND = 48  # characters of a line shown on either side of the words
_LONGEST_SEARCH = 200_000  # characters looked through for a near match: enough for any section


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text: `start` and `end` are characters into the block's text, half-open."""

    block: str
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return f"“{self.text}” ({self.block}, {self.start}–{self.end})"


def find(blocks: Iterable[tuple[str, str]], exact: str, prefix: str = "", suffix: str = "") -> Span:
    """The one place where the words `exact` stand between `prefix` and `suffix`.

    blocks: pairs of block id and block text. The quotation must lie within one block, to the
    letter; prefix and suffix are the words next to it and are needed only to tell places apart.
    Raises FruskitError when the words stand nowhere (naming the nearest) or in several places.
    Source: W3C Web Annotation Data Model, section 4.2.4, Text Quote Selector.
    """
    blocks = list(blocks)
    if not exact.strip():
        raise FruskitError("quotation", "it is empty", "Give the words of the text it stands for.")
    places = list(_places(blocks, exact, prefix, suffix))
    if len(places) == 1:
        return places[0]
    if not places:
        raise FruskitError(
            "quotation", _absent(blocks, exact, prefix, suffix), _nearest(blocks, exact)
        )
    shown = "; ".join(f"{p.block}, {p.start}–{p.end}" for p in places[:5])
    raise FruskitError(
        "quotation",
        f"“{exact}” stands in {len(places)} places ({shown}{'; …' if len(places) > 5 else ''})",
        "Add a prefix or a suffix (the words before or after it), or the id of the block.",
    )


def find_all(blocks: Iterable[tuple[str, str]], exact: str) -> list[Span]:
    """Every place where the words `exact` stand, in the order of the text; an empty list if none."""
    return list(_places(list(blocks), exact, "", "")) if exact.strip() else []


def in_line(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after text[start:end], as they stand in a line, cut at a space."""
    text = text.replace("\n", " ").replace("\t", " ")
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _places(blocks: list[tuple[str, str]], exact: str, prefix: str, suffix: str) -> Iterator[Span]:
    whole = prefix + exact + suffix
    for block, text in blocks:
        at = text.find(whole)
        while at >= 0:
            start = at + len(prefix)
            yield Span(block, start, start + len(exact), exact)
            at = text.find(whole, at + 1)


def _absent(blocks: list[tuple[str, str]], exact: str, prefix: str, suffix: str) -> str:
    if (prefix or suffix) and any(exact in text for _, text in blocks):
        return f"“{exact}” is in the text, but not between “{prefix}” and “{suffix}”"
    return f"“{exact}” is not in the text"


def _nearest(blocks: list[tuple[str, str]], exact: str) -> str:
    """Names the words of the text most like the quotation, to show a slip of the pen."""
    size, seen = max(1, len(exact.split())), 0
    best, place = 0.6, None  # below this likeness a suggestion only confuses
    matcher = SequenceMatcher(b=exact, autojunk=False)
    for block, text in blocks:
        words = list(re.finditer(r"\S+", text))
        for first, last in zip(words, words[size - 1 :]):
            candidate = text[first.start() : last.end()].rstrip(",.;:")
            matcher.set_seq1(candidate)
            if matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
                best, place = (
                    ratio,
                    Span(block, first.start(), first.start() + len(candidate), candidate),
                )
        seen += len(text)
        if seen > _LONGEST_SEARCH or len(exact) > 2_000:
            break
    if not place:
        return "Copy the words from the text, to the letter."
    alike = re.sub(r"\W", "", place.text) == re.sub(r"\W", "", exact)
    return f"Nearest: {place}." + (
        " They differ in spaces, quotation marks or other signs alone." if alike else ""
    )
