"""What of an exercise is shown where no script runs: a short list of elements, the same for all kinds.

An element holds words, and what is filled in on paper. How it looks on a still card and on paper is
for those who draw it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Entries = Sequence[Mapping[str, Any]]  # each with its key and its text
Written = Mapping[str, str]  # what is written to each, by key


class Instruction(NamedTuple):
    """What is to be done with a pen; on paper alone."""

    words: str


class Options(NamedTuple):
    """Boxes to tick; above: what they are, where a card has to say it."""

    entries: Entries
    chosen: Sequence[str] = ()
    above: str = ""


class Lines(NamedTuple):
    """Things to be answered one by one, each with a blank; size: sign, short or long."""

    entries: Entries
    written: Written
    size: str
    numbered: bool = True


class Letters(NamedTuple):
    """Things to choose from, each by its letter; above: what they are, on a card and on paper."""

    entries: Entries
    above: tuple[str, str]


class Assignment(NamedTuple):
    """Lines that each want one of the letters, set side by side or the letters first."""

    lines: Lines
    letters: Letters
    beside: bool = False


class Places(NamedTuple):
    """Things to be numbered in an order; order: their keys, first to last."""

    entries: Entries
    order: Sequence[str] = ()


class Quoted(NamedTuple):
    """Passages of the text, words in them marked: [block id, start, end]; roomy: to be marked in."""

    passages: Entries
    marked: Sequence[Sequence[Any]] = ()
    roomy: bool = False


class Gapped(NamedTuple):
    """Passages of the text with gaps to be filled."""

    passages: Entries
    written: Written


class Corrected(NamedTuple):
    """Words in question, and a line for what one reads instead."""

    words: str
    written: str = ""


class Whole(NamedTuple):
    """Signs that are to be taken apart."""

    words: str


class Column(NamedTuple):
    """A column of blanks; asked: the keys of the rows that have one; size as of Lines."""

    heading: str
    size: str
    written: Written
    asked: Sequence[str]


class Grid(NamedTuple):
    """Parts by name, each with blanks in some columns; above: what they are."""

    entries: Entries
    above: str
    columns: Sequence[Column] = ()


class Ruled(NamedTuple):
    """Lines for so many words at most, or what is written on them; asked: how much, on a card."""

    asked: str
    most: int
    written: str | None = None


_OfText = Quoted | Gapped | Corrected | Whole | Ruled
Element = Instruction | Options | Lines | Assignment | Letters | Places | Grid | _OfText
