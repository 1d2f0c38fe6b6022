"""The section as a reading text: set in lines that are the same on every paper, each fifth numbered.

It knows the text alone, and tells in which line words stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
import re

from ...volumes.text import Block, Section, Span

_WIDTH = 76  # characters: a line of them fits A4 and Letter, whatever serif a machine has
_EVERY = 5


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
        blocks = sorted(self.section.blocks, key=lambda block: block.id in notes)  # stable
        broken = ((block.id, *ends) for block in blocks for ends in _broken(block.text))
        return tuple(Line(number, *place) for number, place in enumerate(broken, 1))

    def where(self, span: Span) -> str:
        """“line 3”, or “lines 3–5”."""
        touched = [
            line.number
            for line in self.lines
            if line.block == span.block and line.start < span.end and span.start < line.end
        ]
        if not touched:
            return ""
        first, last = touched[0], touched[-1]
        return f"line {first}" if first == last else f"lines {first}–{last}"

    def html(self) -> str:
        """The lines as HTML, block by block, with page turns and note markers in their places."""
        notes = {note.id: note.number for note in self.section.notes}
        body, feet = [], []
        for block in self.section.blocks:
            turned = self._turns(block) if block.id not in notes else ""
            (feet if block.id in notes else body).append(
                turned + self._block(block, notes.get(block.id, ""))
            )
        foot = f'<div class="feet">\n{"".join(feet)}</div>\n' if feet else ""
        return f'<div class="reading">\n{"".join(body)}{foot}</div>'

    def _turns(self, block: Block) -> str:
        turns = (turn for turn in self.section.pages if turn.block == block.id and not turn.offset)
        return "".join(f'<p class="turn">[Page {escape(turn.number)}]</p>\n' for turn in turns)

    def _block(self, block: Block, number: str) -> str:
        marks = self._marks(block) | ({0: f"<sup>{escape(number)}</sup> "} if number else {})
        lines = "\n".join(
            f'<span class="line"{_numbered(line)}>{_with(marks, block.text, line.start, line.end)}</span>'
            for line in self.lines
            if line.block == block.id
        )
        return f'<p class="{"head" if block.kind == "heading" else "block"}">\n{lines}\n</p>\n'

    def _marks(self, block: Block) -> dict[int, str]:
        """What stands between the words, by offset: turns of the page, markers of notes."""
        turns = [
            (p.offset, f'<span class="turned">[Page {escape(p.number)}] </span>')
            for p in self.section.pages
            if p.block == block.id and p.offset
        ]
        markers = [
            (n.offset, f"<sup>{escape(n.number)}</sup>")
            for n in self.section.notes
            if n.block == block.id
        ]
        marks: dict[int, str] = {}
        for offset, mark in [*markers, *turns]:
            marks[offset] = marks.get(offset, "") + mark
        return marks


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends: a text's own line ends are kept, long lines broken at spaces."""
    for written in re.finditer(r"[^\n]+", text):
        start = end = None
        for word in re.finditer(r"\S+", text[: written.end()][written.start() :]):
            first, last = (written.start() + at for at in word.span())
            if start is not None and last - start > _WIDTH:
                yield start, end
                start = None
            start, end = first if start is None else start, last
        if start is not None:
            yield start, end


def _numbered(line: Line) -> str:
    return "" if line.number % _EVERY else f' data-line="{line.number}"'


def _with(marks: dict[int, str], text: str, start: int, end: int) -> str:
    """The characters of a line with what stands between them; a marker at its end belongs to it."""
    here = sorted(
        at
        for at in marks
        if start <= at <= end and (at > start or at == 0 or not text[at - 1 : at].strip())
    )
    html, done = [], start
    for at in here:
        html += [escape(text[done:at]), marks[at]]
        done = at
    return "".join([*html, escape(text[done:end])])
