"""The section as a reading text: set in lines that are the same on every paper, each fifth numbered.

It knows the text alone, and tells in which line words are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
import re

from ...markup import Html, joined, tag
from ...volumes.text import Block, Section, Span
from ..figures.sheet import between, turns

_WIDTH = 76  # characters: a line of them fits A4 and Letter, whatever serif a machine has
_EVERY = 5
_Marks = Sequence[tuple[int, Html]]  # what is between the words, by offset


@dataclass(frozen=True, slots=True)
class Line:
    """Characters [start, end) of a block, as line `number` of the reading text."""

    number: int
    block: str
    start: int
    end: int


@dataclass(frozen=True)
class NumberedText:
    """A section in numbered lines, notes at the foot."""

    section: Section

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        notes = {note.id for note in self.section.notes}
        blocks = [  # the sorting is stable
            block
            for _, text in self.section.apart
            for block in sorted(text.blocks, key=lambda block: block.id in notes)
        ]
        broken = ((block.id, *ends) for block in blocks for ends in _broken(block.text))
        return tuple(Line(number, *place) for number, place in enumerate(broken, 1))

    @cached_property
    def _lines_of(self) -> dict[str, list[Line]]:
        """The lines of each block."""
        lines = defaultdict[str, list[Line]](list)
        for line in self.lines:
            lines[line.block].append(line)
        return lines

    def holds(self, section: Section) -> bool:
        """Whether the text of that section is in it."""
        return all(map(self.section.holds, (block.id for block in section.blocks)))

    def where(self, span: Span) -> str:
        """“line 3”, or “lines 3–5”."""
        lines = self._lines_of[span.block]
        touched = [n.number for n in lines if n.start < span.end and span.start < n.end]
        if len(touched) < 2:
            return f"line {touched[0]}" if touched else ""
        return f"lines {touched[0]}–{touched[-1]}"

    def html(self) -> Html:
        """The lines as HTML, text by text and block by block, page turns and markers in their places."""
        return joined(self._text(*text) for text in self.section.apart)

    def _text(self, title: str, text: Section) -> Html:
        notes = {note.id: note.number for note in text.notes}
        before, marks = turns(text), between(text)
        body, feet = list[object](), list[object]()
        for block in text.blocks:
            if block.id in notes:
                number = joined([tag("sup", notes[block.id]), " "])
                feet.append(self._block(block, [(0, number), *marks[block.id]]))
            else:
                body += [[turn, "\n"] for turn in before[block.id]]
                body.append(self._block(block, marks[block.id]))
        foot = [tag("div", "\n", feet, class_="feet"), "\n"] if feet else None
        reading = tag("div", "\n", body, foot, class_="reading")
        return joined([tag("h3", title), "\n", reading, "\n"]) if title else reading

    def _block(self, block: Block, marks: _Marks) -> Html:
        lines = []
        for line in self._lines_of[block.id]:
            counted = None if line.number % _EVERY else line.number
            words = _with(marks, block.text, line)
            lines.append(tag("span", words, class_="line", data_line=counted))
        look = "head" if block.kind == "heading" else "block"
        return joined([tag("p", "\n", joined(lines, "\n"), "\n", class_=look), "\n"])


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends: a text's own line ends are kept, long lines broken at spaces."""
    for written in re.finditer(r"[^\n]+", text):
        ends: tuple[int, int] | None = None
        for word in re.finditer(r"\S+", written[0]):
            first, last = (written.start() + at for at in word.span())
            if ends and last - ends[0] > _WIDTH:
                yield ends
                ends = None
            ends = (ends[0] if ends else first, last)
        if ends:
            yield ends


def _with(marks: _Marks, text: str, line: Line) -> Html:
    """The characters of a line with what is between them; a marker at its end belongs to it."""
    pieces: list[object] = []
    done = line.start
    for at, mark in sorted(marks, key=itemgetter(0)):
        # What is after a space belongs to the line that begins there.
        begins = at == 0 or not text[at - 1 : at].strip()
        if (line.start < at <= line.end) or (at == line.start and begins):
            pieces += [text[done:at], mark]
            done = at
    return joined([*pieces, text[done : line.end]])
