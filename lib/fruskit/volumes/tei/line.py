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
from .source import SPACE

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


class Closed(NamedTuple):
    """Here ends what began last."""


CLOSED = Closed()


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


Met = Name | Sic | Closed | Turn | Footnote | Again


class Laid(NamedTuple):
    """A line as printed, PRINTED space at its end included, and what was met at which offset."""

    text: str
    met: list[tuple[int, Met]]

    @property
    def words(self) -> str:
        return self.text.rstrip(PRINTED)


@dataclass(slots=True)
class OpenLine:
    """A line that is being gathered, with the id of its element and the page on which it begins."""

    id: str | None = None
    page: str = ""
    pieces: list[str] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)

    def meet(self, thing: Met) -> None:
        """Something else than words, here."""
        self.pieces.append(MARKER)
        self.met.append(thing)

    def laid(self) -> Laid:
        """All that was gathered, laid out; the line is then empty again."""
        text, ends = lay_out("".join(self.pieces))
        laid = Laid(text, list(zip(ends, self.met)))
        self.pieces.clear()
        self.met.clear()
        return laid

    def plain(self) -> str | None:
        """Its words, where it has nothing but words; the line is then empty again."""
        words = "".join(self.pieces)
        if self.met or BREAK in words or CELL in words:
            return None
        self.pieces.clear()
        return words


def fold(text: str) -> str:
    """Runs of white space as one space; a no-break space is not white space here."""
    if "\n" in text or "\t" in text or "\r" in text:
        return SPACE.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def lay_out(words: str) -> tuple[str, list[int]]:
    """The words of a line as they are printed, and the offset of each MARKER."""
    words = fold(words)
    if CELL in words:  # empty ones are a tabulator apart too, so that columns stay columns
        words = _ROWS.sub(r"\1", BREAK + words).replace(CELL, "\t")
        words = words.replace(" \t", "\t").replace("\t ", "\t")
    if BREAK in words:
        words = _BREAKS.sub("\n", words).replace(" \n", "\n")
    segments = words.split(MARKER)
    last, before = 0, "\n"
    for place, segment in enumerate(segments):
        if not segment:
            continue
        if before in PRINTED and segment[0] in PRINTED:
            if before == " " != segment[0]:
                segments[last] = segments[last][:-1]
            segments[place] = segment = segment.lstrip(_SWALLOWED[before])
            if not segment:
                continue
        last, before = place, segment[-1]
    return "".join(segments), list(accumulate(map(len, segments[:-1])))
