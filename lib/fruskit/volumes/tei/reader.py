"""Walks through the text of a volume's XML, in order, element by element, and keeps what it finds.

Blocks are made of the elements with lines of their own on the page; every character is kept, in
order. How an element is read is said by the modules beside this one. What has been read of a
document is let go of, so that a volume is never held twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..parts import Block, Header
from ..text import Volume
from .division import Open, Whereabouts
from .findings import Findings, Ids, LISTED
from .header import entries
from .line import fold, Footnote, Laid, OpenLine, Sic, Turn
from .source import GrowingTree, TEI

# What one does not wait for until it is whole, unless it is a document.
_LARGE = frozenset(TEI + name for name in ("front", "body", "back", "div"))
Way = Callable[["Reader", Element, str], None]  # how an element is read, as a kind of thing


@dataclass
class Reader:
    """Reads the <text> of one volume. ways: how those elements are read that are no part of a line,
    by their tags; count: the non-space characters of a text."""

    id: str
    ways: dict[str, tuple[Way, str] | None]
    count: Callable[[str], int]
    ids: Ids
    found: Findings
    tree: GrowingTree

    def __post_init__(self) -> None:
        self.where = Whereabouts(Open(self.id, {}, "", "", 0))
        self.line = OpenLine()
        self.readings: dict[Element, Sic] = {}  # what is printed and has a correction
        self._growing = self.tree.root  # what is walked, though it is not yet whole

    def read(self, root: Element, place: int) -> None:
        """All of <text>, the root's child at this place, and what follows it. Raises FruskitError
        when it is not well-formed, RecursionError when it is nested too deep."""
        self._growing = text = root[place]
        self.tree.walked.append((root, place))
        self.lines("text", None, text)
        self.tree.walked.pop()
        while self.tree.has(root, place):
            place += 1
        self.found.finish()
        self._entries = entries(text)  # the documents are emptied: it is quick

    def volume(self, header: Header) -> Volume:
        """The volume, when its text has been read."""
        found, (persons, terms) = self.found, self._entries
        return Volume(
            id=self.id,
            title=header.title,
            volume=self.id,
            documents=tuple(document for _, document in sorted(found.documents.items())),
            persons=persons,
            terms=terms,
            header=header,
            ids=frozenset(self.ids.written),
            **{name: tuple(getattr(found, name)) for name in LISTED.split()},
        )

    def way(self, tag: str) -> tuple[Way, str] | None:
        """How an element is read; None where it is part of its line."""
        if tag not in self.ways:
            self.ways[tag] = self.ways.get(TEI + tag.rpartition("}")[2])
        return self.ways[tag]

    def inside(self, element: Element) -> None:
        """The words of an element, and all that is in it."""
        pieces, ways = self.line.pieces, self.ways  # a note puts its host's line back
        if words := element.text:
            pieces.append(words)
        for child in element:
            tag = child.tag
            if known := ways[tag] if tag in ways else self.way(tag):
                known[0](self, child, known[1])
            elif len(child):
                self.inside(child)
            elif words := child.text:
                pieces.append(words)
            # No line begins with white space.
            if (words := child.tail) and (pieces or words != " "):
                pieces.append(words)

    def _inside_growing(self, element: Element) -> None:
        """The same of one that need not be whole: its parts are read one by one, as they are parsed."""
        tree, pieces, place = self.tree, self.line.pieces, 0
        tree.has(element, 0)
        if words := element.text:
            pieces.append(words)
        while tree.has(element, place):
            child = element[place]
            if large := child.tag in _LARGE and child.get("type") != "document":
                self._growing = child
                tree.walked.append((element, place))
            else:
                tree.has(element, place + 1)
            if known := self.way(child.tag):
                known[0](self, child, known[1])
            else:
                self.inside(child)
            if large:
                tree.walked.pop()
            place += 1
            tree.has(element, place)
            if (words := child.tail) and (pieces or words != " "):
                pieces.append(words)

    def lines(self, kind: str, id: str | None, element: Element) -> None:
        """Words that are lines by themselves, in blocks of this kind; the first has this id."""
        where, line = self.where, self.line
        if line.pieces:
            self.end_line()
        outer, where.kind = where.kind, kind
        line.id, line.page = id, where.page
        if element is self._growing:
            self._inside_growing(element)
        elif len(element):
            self.inside(element)
        elif words := element.text:
            self._keep_plain(words)
        if line.pieces:
            self.end_line()
        where.kind, line.id, line.page = outer, None, where.page

    def end_line(self) -> None:
        """Keeps the line of words as a block, if they say anything."""
        line = self.line
        if not line.pieces:
            return None
        if (words := line.plain()) is not None:
            return self._keep_plain(words)
        laid = line.laid()
        if not laid.words or laid.words.isspace():
            return self._without_words(laid)
        for thing, at in zip(laid.met, laid.ends):
            if at:
                break
            if isinstance(thing, Turn):  # to a page that these words begin
                line.page = thing.number
        return self._keep(laid.words, laid)

    def _without_words(self, line: Laid) -> None:
        """A note belongs to the words before it, in a block of its own if there are none."""
        notes = [thing for thing in line.met if isinstance(thing, Footnote)]
        before = reversed(self.found.blocks[self.where.begun :])
        host = next((block for block in before if block.kind != "note"), None)
        if notes and host and host.division == self.where.division.id:
            self.found.add_notes(host, notes)
        elif notes:
            self._keep("", Laid("", "", [0] * len(notes), [*notes]))
        self.found.wait([thing for thing in line.met if isinstance(thing, Turn)])

    def _keep_plain(self, words: str) -> None:
        text = fold(words).strip(" ")
        if text and not text.isspace():
            self._keep(text)

    def _keep(self, text: str, line: Laid | None = None) -> None:
        """Makes a block of the words, and tells the division what of it speaks for the division."""
        where, division = self.where, self.where.division
        id = self.ids.block(self.line.id, division.id)
        block = tuple.__new__(Block, (id, where.kind, self.line.page, text, division.id))
        phrases = self.found.keep(block, line)
        if where.kind == "source-note" and not where.enclosed:
            division.see_source(text)
        if where.heading:
            division.see_heading(text, phrases)
        elif where.dateline:
            division.see_dateline(text, phrases)
