"""Finds a quotation in the text and says exactly where it is.

A quotation is anchored as the W3C Web Annotation Data Model does it (TextQuoteSelector: exact,
prefix, suffix). This module knows texts and their ids, and nothing of what the texts are.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
import re

from .. import words
from ..errors import FruskitError

_AROUND = 48  # characters of a line shown on either side of the words
_WALL = "\0"  # between blocks, so that nothing is found across; XML has no such character


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text: `start` and `end` are characters into the block's text, half-open."""

    block: str
    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return f"“{self.text}” ({self.block}, {self.start}–{self.end})"


@dataclass(frozen=True)
class Corpus:
    """Texts that are searched together: pairs of block id and block text, folded once for all."""

    blocks: tuple[tuple[str, str], ...]

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> Span:
        """The one place of the words `exact` between `prefix` and `suffix`.

        The quotation must lie within one block; prefix and suffix are the words next to it and are
        needed only to tell places apart. Of several places, one that is so to the letter is meant.
        Raises FruskitError when the words appear nowhere (naming the nearest) or in several places.
        Source: W3C Web Annotation Data Model, section 4.2.4, Text Quote Selector.
        """
        if not exact.strip():
            raise FruskitError("quotation", "it is empty", "Give the words of the text it is.")
        places = self._spans(words.places(self._folded, exact, prefix, suffix))
        if len(places) > 1:
            same = [place for place in places if self._is_so(place, exact, prefix, suffix)]
            places = same if len(same) == 1 else places
        if len(places) == 1:
            return places[0]
        if not places:
            raise FruskitError("quotation", *self._absent(exact, prefix, suffix))
        shown = [f"{p.block}, {p.start}–{p.end}" for p in places[:5]]
        shown += ["…"] if len(places) > 5 else []
        what = f"“{exact}” appears in {len(places)} places ({'; '.join(shown)})"
        remedy = "Add a prefix or a suffix (the words before or after it), or the id of the block."
        raise FruskitError("quotation", what, remedy)

    def find_all(self, exact: str) -> list[Span]:
        """Every place of the words `exact`, in the order of the text; an empty list if none."""
        return self._spans(words.places(self._folded, exact)) if exact.strip() else []

    def find_broken(self, exact: str) -> list[Span]:
        """Every place where the words are printed with a hyphen in one of them, as at a line's end."""
        return self._spans(words.printed_broken(self._folded, exact))

    def mentions(self, sought: str) -> list[Span]:
        """Every place of these whole words, whatever their capitals, accents and punctuation."""
        return self._spans(words.mentions(self._folded, sought))

    @cached_property
    def _folded(self) -> words.Folded:
        return words.fold(_WALL.join(text for _, text in self.blocks))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text) + len(_WALL) for _, text in self.blocks), initial=0))

    def _spans(self, places: Iterable[tuple[int, int]]) -> list[Span]:
        return [self._span(*place) for place in places]

    def _span(self, start: int, end: int) -> Span:
        place = bisect_right(self._starts, start) - 1
        block, begin = self.blocks[place][0], self._starts[place]
        return Span(block, start - begin, end - begin, self._folded.original[start:end])

    def _is_so(self, place: Span, exact: str, prefix: str, suffix: str) -> bool:
        text = next(text for block, text in self.blocks if block == place.block)
        before = place.start - len(prefix)
        return before >= 0 and text.startswith(prefix + exact + suffix, before)

    def _absent(self, exact: str, prefix: str, suffix: str) -> tuple[str, str]:
        """That the words are not there, and what may have been meant."""
        if (prefix or suffix) and self.find_all(exact):
            what = f"“{exact}” is in the text, but not between “{prefix}” and “{suffix}”"
        elif broken := self.find_broken(exact):
            return f"“{exact}” is printed with a hyphen, {broken[0]}", "Copy it as it is printed."
        else:
            what = f"“{exact}” is not in the text"
        if not (near := words.nearest(self._folded, exact)):
            return what, "Copy the words from the text, to the letter."
        place = self._span(*near)
        alike = re.sub(r"\W", "", place.text) == re.sub(r"\W", "", exact)
        only = " They differ only in spaces or punctuation." if alike else ""
        return what, f"Nearest: {place}.{only}"


def in_line(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after text[start:end] on one line, cut at a space."""
    text = text.replace("\n", " ").replace("\t", " ")
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
