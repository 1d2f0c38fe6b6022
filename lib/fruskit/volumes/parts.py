"""What a volume is made of: blocks of words, and in their places notes, page breaks and names.

Plain and frozen: what a volume has by the thousand is a named tuple, made in a third of the time of
a dataclass. Offsets everywhere are characters into a block's text, half-open.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from .anchors import Span

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """What there is by each key, in order."""
    found: dict[K, list[T]] = {}
    for key, thing in pairs:
        found.setdefault(key, []).append(thing)
    return found


class Block(NamedTuple):
    """A run of words by itself: a heading, a paragraph, a source note, a footnote. division is the
    id of the innermost division it is in; page the printed page it begins on."""

    id: str
    kind: str
    page: str
    text: str
    division: str


class Note(NamedTuple):
    """A footnote: its marker comes before character `offset` of `block`'s text. Its own words are a
    block too, of the same id. spaced: white space comes before the marker, as in the printout’s
    “Japan 1 contained”. kind: what its encoders call it, such as “summary”."""

    id: str
    number: str
    block: str
    offset: int
    text: str
    spaced: bool = False
    kind: str = ""


class Pointer(NamedTuple):
    """A second marker of a note, `note` by its id, before character `offset` of `block`'s text."""

    note: str
    block: str
    offset: int


class Person(NamedTuple):
    """Somebody in the volume's own list of persons: the name as listed, and what is said of it."""

    id: str
    name: str
    role: str


class Term(NamedTuple):
    """An abbreviation or term in the volume's own list, and what it means."""

    id: str
    term: str
    meaning: str


class PageBreak(NamedTuple):
    """The turn to printed page `number`, before character `offset` of `block`'s text. id is the one
    that references to the page give, such as “pg_858”; empty where it has none."""

    number: str
    block: str
    offset: int
    id: str = ""


class Phrase(NamedTuple):
    """Words that the encoders named (persName, placeName, date, ref, gloss), with attributes."""

    kind: str
    block: str
    start: int
    end: int
    attributes: Mapping[str, str]


class Emendation(NamedTuple):
    """A reading of the text that the kit would correct, and why; the text itself keeps `sic`."""

    id: str
    span: Span
    sic: str
    corr: str
    certainty: str
    reason: str


class Document(NamedTuple):
    """A document of the volume, or the entry for one; dates are ISO days, empty where none is.

    source is its first source note that is more than a bracketed label, as printed; a label where
    there is nothing else; empty where only attachments have one. chars counts the non-space
    characters of the whole division, notes and nested documents included.
    date_origin: encoded (in the division's own attributes), dateline (in those of its date),
    printed (read from the words there) or empty. date_precision: day, month, year, span (from one
    day to another), bounds (not before, not after) or empty. place, sender and recipient are the
    words marked as such in its dateline and heading, several parted by “; ”; parties_origin says
    whether sender and recipient are encoded, or only read from the words of the heading.
    time is the hour as printed there, zone the one that its encoding gives (“-05:00”), and
    date_reason why the editors date it so where it is undated.
    """

    id: str
    number: str
    kind: str
    title: str
    date_start: str
    date_end: str
    source: str
    page: str
    chars: int
    date_origin: str = ""
    date_precision: str = ""
    place: str = ""
    sender: str = ""
    recipient: str = ""
    parties_origin: str = ""
    time: str = ""
    zone: str = ""
    date_reason: str = ""


class Division(NamedTuple):
    """A compilation, chapter, subchapter, document or attachment: blocks[first:last] of the volume.
    parent is the id of the division it lies in, that of the volume for those that lie in none."""

    id: str
    kind: str
    title: str
    first: int
    last: int
    parent: str = ""

    def moved(self, by: int) -> "Division":
        """The same, where its blocks come so many places later."""
        return self._replace(first=self.first + by, last=self.last + by)


@dataclass(frozen=True, slots=True)
class Header:
    """What a volume's header says of it: its titles and its imprint, empty where nothing is said.
    title is the complete one; identifiers are numbers by their kind: frus, isbn-13, oclc, …"""

    title: str = ""
    series: str = ""
    subseries: str = ""
    number: str = ""
    name: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    editors: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)


class Oddity(NamedTuple):
    """Something in a volume's file that is not as it should be, where, and how it was read."""

    what: str
    place: str
