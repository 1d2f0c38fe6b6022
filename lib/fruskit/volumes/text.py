"""The reading text of a volume: blocks of words, notes at their places, documents, pages.

Frozen, typed and plain: it knows nothing of XML, of files or of exercises. What a volume has by the
thousand is a named tuple, which is made in a third of the time of a dataclass. Offsets everywhere are
characters into a block's text, half-open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from ..errors import FruskitError
from .anchors import Corpus, Span

__all__ = [
    "Block",
    "Division",
    "Document",
    "Emendation",
    "Header",
    "Note",
    "Oddity",
    "PageBreak",
    "Person",
    "Phrase",
    "Pointer",
    "Section",
    "Span",
    "Term",
    "Volume",
]


class Block(NamedTuple):
    """A run of words that stands by itself: a heading, a paragraph, a source note, a footnote.

    division is the id of the innermost division it stands in; page the printed page it begins on.
    """

    id: str
    kind: str
    page: str
    text: str
    division: str


class Note(NamedTuple):
    """A footnote: its marker stands before character `offset` of `block`'s text.

    Its own words are a block too, of the same id. spaced: white space stands before the marker, as
    in the printout’s “Japan 1 contained”. kind: what its encoders call it, such as “summary”.
    """

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
    """Somebody in the volume's own list of persons: the name as listed, and what is said of them."""

    id: str
    name: str
    role: str


class Term(NamedTuple):
    """An abbreviation or term in the volume's own list, and what it means."""

    id: str
    term: str
    meaning: str


class PageBreak(NamedTuple):
    """The turn to printed page `number`, before character `offset` of `block`'s text.

    id is the one that references to the page give, such as “pg_858”; empty where it has none.
    """

    number: str
    block: str
    offset: int
    id: str = ""


class Phrase(NamedTuple):
    """Words that the encoders named: persName, placeName, date, ref, gloss, with their attributes."""

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
    """A document of the volume, or the entry for one: dates are ISO days, empty where none is given.

    source is its first source note that is more than a bracketed label, as printed; a label where
    there is nothing else; empty where only attachments have one. chars counts the non-space characters of the whole
    division, notes and nested documents included.
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

    parent is the id of the division it lies in, that of the volume for those that lie in none.
    """

    id: str
    kind: str
    title: str
    first: int
    last: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What a volume's header says of it: its titles and its imprint, empty where nothing is said.

    title is the complete one; identifiers are numbers by their kind: frus, isbn-13, oclc, …
    """

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
    phrases: tuple[Phrase, ...]
    emendations: tuple[Emendation, ...]
    divisions: tuple[Division, ...] = ()  # in the order in which they begin
    attachments: tuple[Division, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    persons: tuple[Person, ...] = ()  # those of the volume's list whom these words name
    terms: tuple[Term, ...] = ()

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
        """The one place of these words; FruskitError when nowhere or in several places.

        prefix and suffix are the words next to them, block the id of the block to look in.
        """
        corpus = Corpus(((block, self.block(block).text),)) if block else self._corpus
        return corpus.find(exact, prefix, suffix)

    def find_all(self, exact: str) -> list[Span]:
        """Every place of these words, in the order of the text."""
        return self._corpus.find_all(exact)

    def find_broken(self, exact: str) -> list[Span]:
        """Every place where they are printed with a hyphen in one of them, as at a line's end."""
        return self._corpus.find_broken(exact)

    def mentions(self, words: str) -> list[Span]:
        """Every place of these whole words, whatever their capitals, accents and punctuation."""
        return self._corpus.mentions(words)

    @cached_property
    def _corpus(self) -> Corpus:
        return Corpus(tuple((block.id, block.text) for block in self.blocks))


@dataclass(frozen=True)
class Volume(Section):
    """A whole volume: the section that holds all others, each a stretch of its blocks."""

    header: Header = Header()
    ids: frozenset[str] = frozenset()  # all that stand in the file, for references to find
    oddities: tuple[Oddity, ...] = ()

    def division(self, id: str) -> Section:
        """The division or attachment of that id as a Section; FruskitError names the nearest to it."""
        if id not in self._divisions:
            raise _unknown("division", id, self._divisions, self.id)
        found = self._divisions[id]
        blocks = self.blocks[found.first : found.last]
        inside = self._inside(id)
        phrases = self._of("phrases", blocks)
        named = _targets(phrases)
        documents = (
            {*inside, *(block.division for block in blocks)} if found in self.divisions else ()
        )
        return Section(
            id=id,
            title=found.title,
            volume=self.id,
            blocks=blocks,
            notes=self._of("notes", blocks),
            documents=tuple(d for d in self.documents if d.id in documents),
            # A page turn right before the first words belongs to what went before, one after the last
            # to what follows.
            pages=tuple(p for p in self._of("pages", blocks) if not _at_an_end(p, blocks)),
            phrases=phrases,
            emendations=self._of("emendations", blocks),
            divisions=tuple(_moved(d, found.first) for d in self.divisions if d.id in inside),
            attachments=tuple(
                _moved(a, found.first)
                for a in self.attachments
                if found.first <= a.first < a.last <= found.last
            ),
            pointers=self._of("pointers", blocks),
            persons=tuple(person for person in self.persons if person.id in named),
            terms=tuple(term for term in self.terms if term.id in named),
        )

    def children(self, id: str) -> tuple[Division, ...]:
        """The divisions that lie straight in the one of that id, in order; in the volume's own, the topmost."""
        return tuple(division for division in self.divisions if division.parent == id)

    def _inside(self, id: str) -> set[str]:
        """The id and those of all divisions that lie in that one; they follow it in the list."""
        inside = {id}
        for division in self.divisions:
            if division.parent in inside:
                inside.add(division.id)
        return inside

    @cached_property
    def _divisions(self) -> dict[str, Division]:
        return {division.id: division for division in (*self.attachments, *self.divisions)}

    @cached_property
    def _by_block(self) -> dict[str, dict[str, list[Any]]]:
        """What stands in each block, so that to cut out a division is quick in a large volume."""
        held: dict[str, dict[str, list[Any]]] = {}
        for name, block_of in _BLOCK_OF.items():
            held[name] = defaultdict(list)
            for thing in getattr(self, name):
                held[name][block_of(thing)].append(thing)
        return held

    def _of(self, name: str, blocks: Iterable[Block]) -> tuple[Any, ...]:
        held = self._by_block[name]
        return tuple(thing for block in blocks for thing in held.get(block.id, ()))


_BLOCK_OF: dict[str, Callable[[Any], str]] = {
    "notes": lambda note: note.id,
    "pages": lambda page: page.block,
    "phrases": lambda phrase: phrase.block,
    "pointers": lambda pointer: pointer.block,
    "emendations": lambda emendation: emendation.span.block,
}


def _at_an_end(turn: PageBreak, blocks: tuple[Block, ...]) -> bool:
    first, last = blocks[0], blocks[-1]
    before = turn.block == first.id and not turn.offset
    return before or (turn.block == last.id and turn.offset == len(last.text))


def _targets(phrases: Iterable[Phrase]) -> set[str]:
    """The ids of the volume's own lists to which these names and glosses lead."""
    return {
        phrase.attributes.get(key, "").lstrip("#")
        for phrase in phrases
        for key in ("corresp", "target")
    }


def _moved(division: Division, first: int) -> Division:
    return division._replace(first=division.first - first, last=division.last - first)


def _unknown(kind: str, id: str, known: Mapping[str, object], where: str) -> FruskitError:
    near = get_close_matches(str(id), known, n=1, cutoff=0.3)
    remedy = f"Nearest: “{near[0]}”." if near else f"There are {len(known)} to choose from."
    return FruskitError(where, f"it has no {kind} “{id}”", remedy)


# Blocks that one reads on from, and what stands between them; others stand an empty line apart.
_TOGETHER = {
    ("table-row", "table-row"): "\n",
    ("list-item", "list-item"): "\n",
    ("line", "line"): "\n",
    ("list-label", "list-item"): " ",
    ("list-item", "list-label"): "\n",
}

_LISTING = (
    "document",
    "subchapter",
    "chapter",
    "compilation",
)  # they list the notes of their parts


def _printout(section: Section) -> str:
    """Documents stand two empty lines apart; the notes of a division follow at its end."""
    documents = {document.id: document for document in section.documents}
    notes = {note.id for note in section.notes}
    turns, markers, listed = _turns(section), _markers(section), _listed(section)
    parts: list[str] = []
    before: Block | None = None
    for place, block in enumerate(section.blocks):
        if block.id not in notes:
            turned = [f"[Page {number}]\n\n" for number in turns.get(block.id, ())]
            parts.append("\n\n" if turned and before else _between(before, block, documents))
            entry = documents.get(block.division) if block.kind == "document-entry" else None
            parts += [*turned, f"[{entry.number}] " if entry and entry.number else ""]
            parts.append(_with_markers(block.text, markers.get(block.id, [])))
            before = block
        if place in listed:
            lines = (f"  {note.number}. {note.text}" for note in listed[place])
            parts.append("\n\n" + "\n".join(lines))
    return "".join(parts)


def _between(before: Block | None, block: Block, documents: Mapping[str, Document]) -> str:
    if before is None:
        return ""
    if before.division == block.division:
        return _TOGETHER.get((before.kind, block.kind), "\n\n")
    both = before.division in documents and block.division in documents
    return "\n\n\n" if both else "\n\n"


def _listed(section: Section) -> dict[int, list[Note]]:
    """The notes to be listed after each block: at the end of the document or chapter they stand in."""
    divisions = {division.id: division for division in section.divisions}
    homes = {block.id: block.division for block in section.blocks}
    listed: dict[int, list[Note]] = {}
    for note in section.notes:
        home = divisions.get(homes.get(note.id, ""))
        while home and home.kind not in _LISTING and home.parent in divisions:
            home = divisions[home.parent]
        end = home.last if home else len(section.blocks)
        listed.setdefault(end - 1, []).append(note)
    return listed


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
    numbers = {note.id: note.number for note in section.notes}
    for pointer in section.pointers:
        number = numbers.get(pointer.note, "")
        markers.setdefault(pointer.block, []).append((pointer.offset, number))
    for turn in section.pages:
        if turn.offset:
            markers.setdefault(turn.block, []).append((turn.offset, f"[Page {turn.number}] "))
    return markers


def _with_markers(text: str, markers: list[tuple[int, str]]) -> str:
    # From the end, so that offsets stay good; markers of one place keep their order.
    for offset, marker in reversed(sorted(markers, key=lambda m: m[0])):
        text = text[:offset] + marker + text[offset:]
    return text
