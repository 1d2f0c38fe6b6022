"""The reading text of a volume: blocks of words, notes at their places, documents, pages.

Frozen, typed and plain: it knows nothing of XML, of files or of exercises. Offsets everywhere are
characters into a block's text, half-open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from . import anchors
from .anchors import Span
from .errors import FruskitError

__all__ = [
    "Block", "Division", "Document", "Emendation", "Mark", "Note", "PageBreak", "Section", "Span",
    "Volume",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words that stands by itself: a heading, a paragraph, a source note, a footnote.

    division is the id of the innermost division it stands in; page the printed page it begins on.
    """

    id: str
    kind: str
    page: str
    text: str
    division: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its marker stands before character `offset` of `block`'s text.

    Its own words are a block too, of the same id. spaced: white space stands before the marker, as
    in the printout's “Japan 1 contained”.
    """

    id: str
    number: str
    block: str
    offset: int
    text: str
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The turn to printed page `number`, before character `offset` of `block`'s text."""

    number: str
    block: str
    offset: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that the encoders named: persName, placeName, date, ref, gloss, with their attributes."""

    kind: str
    block: str
    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Emendation:
    """A reading of the text that the kit would correct, and why; the text itself keeps `sic`."""

    id: str
    span: Span
    sic: str
    corr: str
    certainty: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the volume, or the entry for one: dates are ISO days, empty where none is given.

    chars counts the non-space characters of the whole division, notes and nested documents included.
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


@dataclass(frozen=True, slots=True)
class Division:
    """A compilation, chapter, subchapter or document: blocks[first:last] of the volume."""

    id: str
    kind: str
    title: str
    first: int
    last: int


@dataclass(frozen=True)
class Section:
    """One division of a volume, whole: what a lesson is made of."""

    id: str
    title: str
    volume: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    documents: tuple[Document, ...]
    pages: tuple[PageBreak, ...]
    marks: tuple[Mark, ...]
    emendations: tuple[Emendation, ...]

    @cached_property
    def text(self) -> str:
        """The section as it is printed, markers, page turns and notes in their places."""
        return _printout(self)

    @cached_property
    def _by_id(self) -> dict[str, Block]:
        return {block.id: block for block in self.blocks}

    def block(self, id: str) -> Block:
        """The block of that id; FruskitError names the nearest when there is none."""
        try:
            return self._by_id[id]
        except KeyError:
            raise _unknown("block", id, self._by_id, self.id) from None

    def find(self, exact: str, prefix: str = "", suffix: str = "", block: str = "") -> Span:
        """The one place where these words stand; FruskitError when nowhere or in several places.

        prefix and suffix are the words next to them, block the id of the block to look in.
        """
        pairs = [(block, self.block(block).text)] if block else self._pairs
        return anchors.find(pairs, exact, prefix, suffix)

    def find_all(self, exact: str) -> list[Span]:
        """Every place where these words stand, in the order of the text."""
        return anchors.find_all(self._pairs, exact)

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        return [(block.id, block.text) for block in self.blocks]


@dataclass(frozen=True)
class Volume(Section):
    """A whole volume: the section that holds all others, each a stretch of its blocks."""

    divisions: tuple[Division, ...]

    def division(self, id: str) -> Section:
        """The division of that id as a Section; FruskitError names the nearest when there is none."""
        places = {division.id: division for division in self.divisions}
        if id not in places:
            raise _unknown("division", id, places, self.id)
        found = places[id]
        blocks = self.blocks[found.first : found.last]
        inside = {block.id for block in blocks}
        divisions = {id, *(block.division for block in blocks)}
        return Section(
            id=id, title=found.title, volume=self.id, blocks=blocks,
            notes=tuple(n for n in self.notes if n.id in inside),
            documents=tuple(d for d in self.documents if d.id in divisions),
            # A page turn right before the first words belongs to what went before.
            pages=tuple(
                p for p in self.pages
                if p.block in inside and (p.offset or p.block != blocks[0].id)
            ),
            marks=tuple(m for m in self.marks if m.block in inside),
            emendations=tuple(e for e in self.emendations if e.span.block in inside),
        )  # fmt: skip


def _unknown(kind: str, id: str, known: Mapping[str, object], where: str) -> FruskitError:
    near = get_close_matches(str(id), known, n=1, cutoff=0.3)
    remedy = f"Nearest: “{near[0]}”." if near else f"There are {len(known)} to choose from."
    return FruskitError(where, f"it has no {kind} “{id}”", remedy)


def _printout(section: Section) -> str:
    """Blocks stand apart by one empty line, documents by two; notes follow at the end."""
    documents = {document.id: document for document in section.documents}
    notes = {note.id for note in section.notes}
    turns, markers = _turns(section), _markers(section)
    parts: list[str] = []
    before = ""  # the document that the last printed block stood in
    for block in section.blocks:
        if block.id in notes:
            continue
        here = documents.get(block.division)
        for number in turns.get(block.id, ()):
            parts.append(f"[Page {number}]\n\n")
            before = ""
        if before and here and here.id != before:
            parts.append("\n")
        if here and here.number and block.kind == "document-entry":
            parts.append(f"[{here.number}] ")
        parts += [_with_markers(block.text, markers.get(block.id, [])), "\n\n"]
        before = here.id if here else ""
    listed = "\n".join(f"  {note.number}. {note.text}" for note in section.notes)
    return "".join(parts[:-1]) + ("\n\n" + listed if listed else "")


def _turns(section: Section) -> dict[str, list[str]]:
    """For each block, the pages that begin with it; the printout gives them lines of their own."""
    turns: dict[str, list[str]] = {}
    for turn in section.pages:
        if not turn.offset:
            turns.setdefault(turn.block, []).append(turn.number)
    return turns


def _markers(section: Section) -> dict[str, list[tuple[int, str]]]:
    """For each block, what the printout puts into it and where: note markers and page turns."""
    markers: dict[str, list[tuple[int, str]]] = {}
    for note in section.notes:
        place = (note.offset, (" " if note.spaced else "") + note.number)
        markers.setdefault(note.block, []).append(place)
    for turn in section.pages:
        if turn.offset:
            markers.setdefault(turn.block, []).append((turn.offset, f"[Page {turn.number}] "))
    return markers


def _with_markers(text: str, markers: list[tuple[int, str]]) -> str:
    # From the end, so that offsets stay good; markers of one place keep their order.
    for offset, marker in reversed(sorted(markers, key=lambda m: m[0])):
        text = text[:offset] + marker + text[offset:]
    return text
