"""A run of words in the making, with white space folded as a printer would.

The words come as one string in which MARKER stands wherever something other than words was met:
a page turn, a note, the ends of a name. What that was is told by as many Events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from ..text import Block, Note
from .source import SPACE

MARKER = "\x01"  # a character that no XML can hold
# What may be met, with what each brings: (event, *brought).
TURN, CELL, PAGE, NOTE, MARK, MARKED, SIC, SAID, CORR, CORRECTED, CHOSEN = range(11)
Event = tuple[Any, ...]


@dataclass(slots=True)
class Choice:
    """A correction in the making; it counts when it is complete within one line."""

    id: str
    events: list[Event]  # those of the line that it began in
    sic: bool = False
    corr: bool = False
    certainty: str = ""
    complete: bool = False


@dataclass(slots=True)
class Footnote:
    """A footnote whose place in its line is still to be found, with its own block and line."""

    number: str
    block: Block
    line: Line | None


def fold(text: str) -> str:
    """Runs of white space as one space; a no-break space is not white space here."""
    if "\n" in text or "\t" in text or "\r" in text:
        return SPACE.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def solid(text: str) -> int:
    """How many characters are no white space of any kind."""
    if text.isascii():
        return len(text) - sum(map(text.count, " \n\t"))
    return len("".join(text.split()))


@dataclass(slots=True)
class Line:
    """A run of words laid out: its text, and where in it everything stands."""

    words: bool = False
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    cells: int = 0
    first_pages: list[tuple[str, str]] = field(default_factory=list)  # before any word
    pages: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[tuple[Footnote, int, bool]] = field(default_factory=list)
    marks: list[tuple[str, int, int, Mapping[str, str]]] = field(default_factory=list)
    corrections: list[tuple[Choice, int, int, str]] = field(default_factory=list)
    opened: list[tuple[str, int, Mapping[str, str]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).rstrip("\n\t")

    def add(self, text: str) -> None:
        folded = fold(text)
        words = folded.strip(" ")
        if folded[0] == " ":
            self.gap = True
        if not words:
            return
        if self.spaced:
            words = " " + words
        self.pieces.append(words)
        self.length += len(words)
        self.words = True
        self.gap = folded[-1] == " "

    @property
    def spaced(self) -> bool:
        """White space stands between the last word and the next."""
        return self.gap and self.length > 0 and not self.pieces[-1].endswith(("\n", "\t"))

    def turn(self) -> None:
        if self.length and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")
            self.length += 1
        self.gap, self.cells = False, 0

    def cell(self) -> None:
        """Cells stand a tabulator apart, the empty ones too, so that columns stay columns."""
        if self.cells:
            self.pieces.append("\t")
            self.length += 1
        self.gap, self.cells = False, self.cells + 1

    def page(self, number: str, id: str, in_note: bool) -> None:
        if self.words or in_note:
            self.pages.append((number, id, self.length + self.spaced))
        else:
            self.first_pages.append((number, id))


def lay_out(raw: str, events: list[Event], in_note: bool = False) -> Line:
    """The line of these words and events; between each two events stand the words of one segment."""
    line = Line()
    into: list[str] | None = None  # the words of a correction, which are no part of the text
    start, end, corrected = 0, 0, ""
    for segment, (event, *brought) in zip_longest(raw.split(MARKER), events, fillvalue=(None,)):
        if segment:
            line.add(segment) if into is None else into.append(segment)
        if event == MARK:
            line.opened.append((brought[0], line.length, brought[1]))
        elif event == MARKED:
            if line.opened:
                kind, begun, attributes = line.opened.pop()
                if line.length > begun:
                    line.marks.append((kind, begun, line.length, attributes))
        elif event == TURN:
            line.turn()
        elif event == CELL:
            line.cell()
        elif event == PAGE:
            line.page(*brought, in_note)
        elif event == NOTE:
            line.notes.append((brought[0], line.length, line.gap and line.length > 0))
        elif event is not None and brought[0].complete:
            if event == SIC:
                start = line.length
            elif event == SAID:
                end = line.length
            elif event == CORR:
                into = []
            elif event == CORRECTED:
                corrected, into = "".join(into or ()), None
            elif event == CHOSEN:
                line.corrections.append((brought[0], start, end, corrected))
    return line


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch of the text without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
