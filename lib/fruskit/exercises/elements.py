"""What of an exercise is shown where no script runs: a short list of elements, the same for all kinds.

An element holds words, and what is filled in on paper. How it looks on a still card and on paper is
for those who draw it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Entries = Sequence[Mapping[str, Any]]  # each with its key and its text
Written = Mapping[str, str]  # what is written to each, by key


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is to be done with a pen; on paper alone."""

    words: str


@dataclass(frozen=True, slots=True)
class Options:
    """Boxes to tick; above: what they are, where a card has to say it."""

    entries: Entries
    chosen: Sequence[str] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Things to be answered one by one, each with a blank; size: sign, short or long."""

    entries: Entries
    written: Written
    size: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Letters:
    """Things to choose from, each by its letter; above: what they are, on a card and on paper."""

    entries: Entries
    above: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Lines that each want one of the letters, set side by side or the letters first."""

    lines: Lines
    letters: Letters
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Things to be numbered in an order; order: their keys, first to last."""

    entries: Entries
    order: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Passages of the text, words in them marked: [block id, start, end]; roomy: to be marked in."""

    passages: Entries
    marked: Sequence[Sequence[Any]] = ()
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Gapped:
    """Passages of the text with gaps to be filled."""

    passages: Entries
    written: Written


@dataclass(frozen=True, slots=True)
class Corrected:
    """Words in question, and a line for what one reads instead."""

    words: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """Signs that are to be taken apart."""

    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of blanks; asked: the keys of the rows that have one; size as of Lines."""

    heading: str
    size: str
    written: Written
    asked: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """Parts by name, each with blanks in some columns; above: what they are."""

    entries: Entries
    above: str
    columns: Sequence[Column] = field(default=())


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines for so many words at most, or what is written on them; asked: how much, on a card."""

    asked: str
    most: int
    written: str | None = None


Element = (
    Instruction
    | Options
    | Lines
    | Assignment
    | Letters
    | Places
    | Quoted
    | Gapped
    | Corrected
    | Whole
    | Grid
    | Ruled
)
