"""The reading text of a volume or of a section of it: its parts, and how one finds and cuts them.

It knows nothing of XML, of files or of exercises.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from ..errors import FruskitError, nearest
from . import parts
from .anchors import Corpus, Span
from .parts import Block, Division, Document, Header, PageBreak, Phrase
from .printout import Printed, printout

__all__ = ["Block", "Document", "Excerpt", "Header", "Phrase", "Section", "Span", "Volume"]
_NO_HEADER = Header()
# What is in blocks, each with what tells in which: so a division is quickly cut out.
_IN_BLOCKS = dict.fromkeys(("pointers", "pages", "phrases"), attrgetter("block"))
_IN_BLOCKS |= {"notes": attrgetter("id"), "emendations": attrgetter("span.block")}


@dataclass(frozen=True)
class Section(Printed):
    """One division of a volume, whole: what a lesson is made of."""

    texts: tuple["Excerpt", ...] = ()  # those that a kit reads as this one

    @cached_property
    def text(self) -> str:
        """The section as it is printed, markers, page turns and notes in their places."""
        return printout(self)

    @cached_property
    def _by_id(self) -> dict[str, Block]:
        return {block.id: block for block in self.blocks}

    def block(self, id: str) -> Block:
        """The block of that id; FruskitError names the nearest when there is none."""
        try:
            return self._by_id[id]
        except KeyError:
            raise _unknown("block", id, self._by_id, self.id) from None

    @property
    def apart(self) -> "tuple[tuple[str, Section], ...]":
        """Its texts one by one, each with its title; itself, without one, where it is no more than one."""
        several = tuple((text.title, text.section) for text in self.texts)
        return several if len(several) > 1 else (("", self),)

    def holds(self, id: str) -> bool:
        """Whether the block of that id is one of its own."""
        return id in self._by_id

    def span(self, phrase: Phrase) -> Span:
        """Where the words of a name are, and which."""
        text = self.block(phrase.block).text
        return Span(phrase.block, phrase.start, phrase.end, text[phrase.start : phrase.end])

    def find(self, exact: str, prefix: str = "", suffix: str = "", block: str = "") -> Span:
        """The one place of these words; FruskitError when nowhere or in several places. prefix and
        suffix are the words next to them, block the id of the block to look in."""
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
class Excerpt:
    """A text of a kit: its name there, what a reader calls it where there are others, and its
    words. header: what its volume says of itself; work and locator: where it is from, as a note
    cites it."""

    name: str
    title: str
    section: Section
    header: Header
    work: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Volume(Section):
    """A whole volume: the section that holds all others, each a stretch of its blocks."""

    header: Header = _NO_HEADER
    ids: frozenset[str] = frozenset()  # all of the file, for references to find
    oddities: tuple[parts.Oddity, ...] = ()

    def division(self, id: str) -> Section:
        """The division or attachment of that id as a Section; FruskitError names the nearest."""
        if id not in self._divisions:
            raise _unknown("division", id, self._divisions, self.id)
        found = self._divisions[id]
        blocks, inside = self.blocks[found.first : found.last], self._inside(id)
        held = {
            name: tuple(thing for block in blocks for thing in places.get(block.id, ()))
            for name, places in self._by_block.items()
        }
        # A page turn right before the first words belongs to what went before, one after the
        # last to what follows.
        held["pages"] = tuple(p for p in held["pages"] if not _at_an_end(p, blocks))
        # The ids of the volume's own lists to which these names and glosses lead.
        leads = ((p.attributes.get("corresp"), p.attributes.get("target")) for p in held["phrases"])
        named = {id.lstrip("#") for both in leads for id in both if id}
        whole = {*inside, *(b.division for b in blocks)} if found in self.divisions else ()
        within = (a for a in self.attachments if found.first <= a.first < a.last <= found.last)
        return Section(
            id=id,
            title=found.title,
            volume=self.id,
            blocks=blocks,
            documents=tuple(d for d in self.documents if d.id in whole),
            divisions=tuple(d.moved(-found.first) for d in self.divisions if d.id in inside),
            attachments=tuple(a.moved(-found.first) for a in within),
            persons=tuple(person for person in self.persons if person.id in named),
            terms=tuple(term for term in self.terms if term.id in named),
            **held,
        )

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
        held = ((name, getattr(self, name), home) for name, home in _IN_BLOCKS.items())
        return {name: parts.grouped(zip(map(home, all), all)) for name, all, home in held}


def _at_an_end(turn: PageBreak, blocks: tuple[Block, ...]) -> bool:
    first, last = blocks[0], blocks[-1]
    before = turn.block == first.id and not turn.offset
    return before or (turn.block == last.id and turn.offset == len(last.text))


def _unknown(kind: str, id: str, known: Mapping[str, object], where: str) -> FruskitError:
    remedy = nearest(id, known, f"There are {len(known)} to choose from.")
    return FruskitError(where, f"it has no {kind} “{id}”", remedy)
