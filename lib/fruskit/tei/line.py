"""A run of words in the making, with white space folded as a printer would."""

from __future__ import annotations

from ..text import Block, Note, PageBreak
from .source import SPACE


class Line:
    """A run of words in the making; white space waits until a word follows it."""

    __slots__ = ("id", "kind", "page", "pieces", "length", "gap", "notes", "marks", "corrections")

    def __init__(self, id: str | None, kind: str, page: str) -> None:
        self.id, self.kind, self.page = id, kind, page
        self.pieces: list[str] = []
        self.length, self.gap = 0, False
        # Page turns and notes at their places; a note with its block and the run it was made of.
        self.notes: list[tuple[PageBreak, None, None] | tuple[Note, Block, Line]] = []
        self.marks: list[tuple[str, int, int, dict[str, str]]] = []
        self.corrections: list[tuple[str, int, int, str, str]] = []

    def add(self, text: str) -> None:
        folded = SPACE.sub(" ", text)
        words = folded.strip(" ")
        if folded[0] == " ":
            self.gap = True
        if not words:
            return
        if self.gap and self.length and not self.pieces[-1].endswith(("\n", "\t")):
            words = " " + words
        self.pieces.append(words)
        self.length += len(words)
        self.gap = folded[-1] == " "

    @property
    def next(self) -> int:
        """The offset at which the next word will stand."""
        spaced = self.gap and self.length and not self.pieces[-1].endswith(("\n", "\t"))
        return self.length + bool(spaced)

    def turn(self, sign: str = "\n") -> None:
        if self.length and not self.pieces[-1].endswith(sign):
            self.pieces.append(sign)
            self.length += 1
        self.gap = False


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch of the text without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
