"""A line of words: gathered with all that is met among them, and laid out as a printer would.

Knows white space, the ends of printed lines, the cells of a table; what a name, a note or a page
turn is to the volume it does not know. While it is gathered it is one string: in it BREAK is the
end of a printed line, CELL the beginning of a table's cell, MARKER the place of what else was met.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
import re
from typing import NamedTuple

from ..parts import Block

MARKER, BREAK, CELL = "\x01", "\x02", "\x03"  # characters that no XML can hold
PRINTED = " \n\t"  # the white space that a line may hold, besides spaces that do not break
_BREAKS = re.compile("\x02[ \x02]*")
_ROWS = re.compile("(\x02[ \x01]*)\x03 ?")  # before the first cell of a row nothing is printed
_SWALLOWED = {" ": " ", "\t": " ", "\n": " \n"}  # what white space lets not follow it


class Name(NamedTuple):
    """Here begin words that the encoders named: a person, place, date, reference or gloss."""

    kind: str
    attributes: Mapping[str, str]


class Sic(NamedTuple):
    """Here begin words that have a correction: its id, its reading, and how sure it is."""

    id: str
    corrected: str
    certainty: str


class Turn(NamedTuple):
    """Here the page turns, to the one of this number and id."""

    number: str
    id: str


class Footnote(NamedTuple):
    """Here is the marker of a note; its words are a block, with things of their own met in them."""

    block: Block
    number: str
    line: "Laid"
    kind: str = ""


class Again(NamedTuple):
    """Here is a second marker of the note of this id."""

    note: str


Met = Name | Sic | Turn | Footnote | Again | int  # a number: here ends what was met at that place


class Laid(NamedTuple):
    """A line as printed, with and without PRINTED space at its end, what was met, and at which offsets."""

    words: str
    text: str
    ends: list[int]
    met: list[Met]


@dataclass(slots=True)
class OpenLine:
    """A line that is being gathered, with the id of its element and the page on which it begins."""

    id: str | None = None
    page: str = ""
    pieces: list[str] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)

    def meet(self, thing: Met) -> int:
        """Something else than words, here: the place that it has among what is met."""
        self.pieces.append(MARKER)
        self.met.append(thing)
        return len(self.met) - 1

    def close(self, place: int, thing: Met) -> None:
        """Here ends what was met at that place, if it is of this line."""
        if place < len(self.met) and self.met[place] is thing:
            self.pieces.append(MARKER)
            self.met.append(place)

    def laid(self) -> Laid:
        """All that was gathered, laid out; the line is then empty again."""
        broken = BREAK in self.pieces or CELL in self.pieces
        text, ends = _laid_out(fold("".join(self.pieces)), broken)
        met, self.met = self.met, []
        self.pieces.clear()
        return Laid(text.rstrip(PRINTED), text, ends, met)

    def plain(self) -> str | None:
        """Its words, where it has nothing but words; the line is then empty again."""
        if self.met or BREAK in self.pieces or CELL in self.pieces:
            return None
        words = "".join(self.pieces)
        self.pieces.clear()
        return words


def fold(text: str) -> str:
    """Runs of spaces as one, for the tree has no other white space but what does not break."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _laid_out(words: str, broken: bool) -> tuple[str, list[int]]:
    """The words of a line as they are printed, and the offset of each MARKER; broken: into printed
    lines or cells."""
    if broken:  # empty cells are a tabulator apart too, so that columns stay columns
        words = _ROWS.sub(r"\1", BREAK + words).replace(CELL, "\t") if CELL in words else words
        words = words.replace(" \t", "\t").replace("\t ", "\t")
        words = _BREAKS.sub("\n", words).replace(" \n", "\n")
    segments = words.split(MARKER)
    text = "".join(segments)
    if broken or "  " in text or text[:1] == " ":
        _even_out(segments)
        text = "".join(segments)
    return text, list(accumulate(map(len, segments[:-1])))


def _even_out(segments: list[str]) -> None:
    """Leaves one white space where two meet in what is met between segments."""
    last, before = 0, "\n"
    for place, segment in enumerate(segments):
        if segment and before in PRINTED and segment[0] in PRINTED:
            if before == " " != segment[0]:
                segments[last] = segments[last][:-1]
            segments[place] = segment = segment.lstrip(_SWALLOWED[before])
        if segment:
            last, before = place, segment[-1]
