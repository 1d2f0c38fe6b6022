"""Walks through the text of a volume's XML, in order, element by element, and keeps what it finds.

Blocks are made of the elements that stand by themselves on the page; every character is kept, in
order. What has been read of a document is let go of, so that a volume is never held twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...errors import FruskitError
from ..parts import Block, Division, Header, Oddity
from ..text import Volume
from .division import Open
from .elements import BLOCKS, LIST_TYPES, LISTS, NAMES
from .findings import Findings, LISTED
from .ids import Ids
from .line import Again, BREAK, CELL, CLOSED, fold, Footnote, Laid, Name, OpenLine, Sic, Turn
from .lists import entries
from .source import ID, TEI


@dataclass(slots=True)
class _Where:
    """Where the walk is: in which division, in what of it, and on which printed page."""

    division: Open  # the innermost
    kind: str = "text"  # of the block that words make here
    page: str = ""
    # How many are open of what has heads, datelines and sources of its own, or heads alone.
    enclosed: int = 0  # quotations and attachments
    listed: int = 0  # lists and the like
    printed_notes: int = 0  # source notes, and others printed in their place
    begun: int = 0  # the first block of the innermost attachment
    items: str = ""  # what the items of the innermost list are, where its type says so
    heading: bool = False
    dateline: bool = False
    note: bool = False  # a footnote


class Reader:
    """Reads the <text> of one volume."""

    def __init__(
        self, id: str, ids: Set[str], count: Callable[[str], int], reasons: Mapping[str, str]
    ) -> None:
        self.id = id
        self._count = count  # the non-space characters of a text
        self._ids = Ids(ids)
        self.found = Findings(reasons)
        self._where = _Where(Open(id, {}, "", "", 0))
        self._line = OpenLine()
        self._readings: dict[Element, Sic] = {}  # what stands and has a correction
        self._elements = _Elements(_ELEMENTS)

    def read(self, text: Element) -> None:
        """All of <text>. Raises FruskitError when it is nested too deep to be a volume's."""
        self._entries = entries(text)
        try:
            self._lines("text", None, text)
        except RecursionError:
            what = "its elements are nested deeper than any volume's"
            raise FruskitError("", what, "Is it a FRUS volume?") from None
        self.found.finish()

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
            ids=frozenset(self._ids.written),
            **{name: tuple(getattr(found, name)) for name in LISTED.split()},
        )

    def _inside(self, element: Element) -> None:
        """The words of an element, and all that stands in it."""
        pieces, elements = self._line.pieces, self._elements  # a note puts its host's line back
        if words := element.text:
            pieces.append(words)
        for child in element:
            if known := elements[child.tag]:
                read, kind = known
                read(self, child, kind)
            elif len(child):
                self._inside(child)
            elif words := child.text:
                pieces.append(words)
            # No line begins with white space.
            if (words := child.tail) and (pieces or words != " "):
                pieces.append(words)

    # --- lines and blocks

    def _block(self, element: Element, kind: str) -> None:
        """What stands by itself; in a footnote, a line of it."""
        if self._where.note:
            self._character(element, BREAK)
            self._line.pieces.append(BREAK)
        else:
            self._lines(kind, element.get(ID), element)

    def _lines(self, kind: str, id: str | None, element: Element) -> None:
        where, line = self._where, self._line
        self._end_line()
        outer, where.kind = where.kind, kind
        line.id, line.page = id, where.page
        if len(element):
            self._inside(element)
            self._end_line()
        elif words := element.text:
            self._keep_plain(words)
        where.kind, line.id, line.page = outer, None, where.page

    def _end_line(self) -> None:
        """Keeps the line of words as a block, if they say anything."""
        line = self._line
        if not line.pieces:
            return None
        if (words := line.plain()) is not None:
            return self._keep_plain(words)
        laid = line.laid()
        if not laid.text.strip():
            return self._without_words(laid)
        for at, thing in laid.met:
            if at:
                break
            if isinstance(thing, Turn):  # to a page that these words begin
                line.page = thing.number
        return self._keep(laid.words, laid)

    def _without_words(self, line: Laid) -> None:
        """A note belongs to the words before it, in a block of its own if there are none."""
        notes = [thing for _, thing in line.met if isinstance(thing, Footnote)]
        before = reversed(self.found.blocks[self._where.begun :])
        host = next((block for block in before if block.kind != "note"), None)
        if notes and host and host.division == self._where.division.id:
            self.found.add_notes(host, notes)
        elif notes:
            self._keep("", Laid("", [(0, note) for note in notes]))
        self.found.wait([thing for _, thing in line.met if isinstance(thing, Turn)])

    def _keep_plain(self, words: str) -> None:
        text = fold(words).strip(" ")
        if text and not text.isspace():
            self._keep(text)

    def _keep(self, text: str, line: Laid | None = None) -> None:
        """Makes a block of the words, and tells the division what of it speaks for the division."""
        where, division = self._where, self._where.division
        id = self._ids.block(self._line.id, division.id)
        block = Block(id, where.kind, self._line.page, text, division.id)
        phrases = self.found.keep(block, line)
        if where.kind == "source-note" and not where.enclosed:
            division.see_source(text)
        if where.heading:
            division.see_heading(text, phrases)
        elif where.dateline:
            division.see_dateline(text, phrases)

    def _paragraph(self, element: Element, _: str) -> None:
        self._block(element, self._where.division.paragraphs)

    def _head(self, element: Element, _: str) -> None:
        """A heading; the first of a document itself is its entry in the volume."""
        where, division = self._where, self._where.division
        if where.note or where.enclosed or where.listed:
            return self._block(element, "heading")
        entry = division.kind == "document" and not division.headed
        self._end_line()
        division.headed = where.heading = True
        self._block(element, "document-entry" if entry else "heading")
        where.heading = False

    def _dateline(self, element: Element, _: str) -> None:
        where = self._where
        if where.enclosed or where.note or where.heading:
            return self._block(element, "dateline")
        self._end_line()
        where.dateline = True
        self._block(element, "dateline")
        where.dateline = False

    def _list(self, element: Element, kind: str) -> None:
        """A list; its items are called by its type, where that says what they are."""
        where, outer = self._where, self._where.items
        where.items = LIST_TYPES.get(element.get("type") or "", "" if kind != "list" else outer)
        where.listed += 1
        self._block(element, kind)
        where.listed -= 1
        where.items = outer

    def _item(self, element: Element, kind: str) -> None:
        self._block(element, self._where.items or kind)

    def _include(self, element: Element, _: str) -> None:
        """A part of the volume that is in another file, and so not here."""
        what = "a part of the volume that is in another file, and was not read"
        self.found.oddities.append(Oddity(what, element.get("href") or self._where.division.id))

    def _quotation(self, element: Element, kind: str) -> None:
        """Words of others, in a line or, as a text of their own, in a block of this kind."""
        if kind and not self._where.note:
            self._end_line()
        self._where.enclosed += 1
        if kind:
            self._block(element, kind)
        else:
            self._inside(element)
        self._where.enclosed -= 1

    # --- what stands in a line

    def _name(self, element: Element, kind: str) -> None:
        attributes: Mapping[str, str] = element.attrib
        if ID in attributes:
            attributes = {("xml:id" if name == ID else name): v for name, v in attributes.items()}
        line = self._line
        line.meet(Name(kind, attributes))
        if len(element):
            self._inside(element)
        elif words := element.text:
            line.pieces.append(words)
        line.meet(CLOSED)

    def _character(self, element: Element, character: str) -> None:
        """An element that a character stands for: the end of a line, the beginning of a cell."""
        self._line.pieces.append(character)
        self._inside(element)

    def _page(self, element: Element, _: str) -> None:
        self._where.page = (element.get("n") or "").strip("[]")
        self._line.meet(Turn(self._where.page, element.get(ID, "")))
        self._inside(element)

    def _gap(self, element: Element, _: str) -> None:
        """Words that the encoders could not give: nothing stands for them in the text."""
        page = self._where.page
        many = " ".join(filter(None, map(element.get, ("quantity", "unit", "extent"))))
        told = ", ".join(filter(None, (page and f"p. {page}", many)))
        what = "a gap, where words of the original are missing"
        self.found.oddities.append(Oddity(what, f"{self._where.division.id} ({told})"))
        self._inside(element)

    def _choice(self, element: Element, _: str) -> None:
        """A correction, where what stands and what it should be are nothing but words and names."""
        children = {child.tag.rpartition("}")[2]: child for child in element}
        sic, corr = children.get("sic"), children.get("corr")
        if sic is not None and corr is not None and self._is_plain(sic) and self._is_plain(corr):
            corrected = fold("".join(corr.itertext())).strip()
            self._readings[sic] = Sic(element.get(ID, ""), corrected, corr.get("cert", ""))
            corr.text = None
            del corr[:]
        self._inside(element)

    def _is_plain(self, element: Element) -> bool:
        known = [self._elements[one.tag] for child in element for one in child.iter()]
        return all(one is None or one[0] is Reader._name for one in known)

    def _reading(self, element: Element, _: str) -> None:
        """What stands, which is the text; what it should be is kept beside it."""
        sic = self._readings.pop(element, None)
        if sic:
            self._line.meet(sic)
        self._inside(element)
        if sic:
            self._line.meet(CLOSED)

    # --- notes, divisions, attachments

    def _note(self, element: Element, _: str) -> None:
        where = self._where
        if where.note:
            return self._inside(element)
        if (again := element.get("target", "")).startswith("#") and not _has_words(element):
            return self._line.meet(Again(again[1:]))
        kind = element.get("type") or "inline"
        if element.get("rend") == "inline" or kind == "source":
            where.printed_notes += 1
            self._block(element, f"{kind}-note")
            where.printed_notes -= 1
            return None
        page, host = where.page, self._line
        self._line, where.note = OpenLine(), True
        self._inside(element)
        own, self._line, where.note = self._line.laid(), host, False
        id, text = self._ids.block(element.get(ID), where.division.id), own.words
        block = Block(id, "note", page, text, where.division.id)
        host.meet(Footnote(block, element.get("n") or "", own, element.get("type") or ""))

    def _division(self, element: Element, _: str) -> None:
        where, found = self._where, self.found
        if where.note or where.printed_notes:
            return self._block(element, "text")
        self._end_line()
        outer, enclosed, listed = where.division, where.enclosed, where.listed
        place, first = len(found.divisions), len(found.blocks)
        id = self._ids.division(element.get(ID), outer.id)
        division = where.division = Open(id, element.attrib, outer.id, where.page, first)
        where.enclosed = where.listed = 0
        found.divisions.append(division.division(first))
        self._lines("text", None, element)
        where.division, where.enclosed, where.listed = outer, enclosed, listed
        found.divisions[place] = division.division(len(found.blocks))
        if division.kind == "document":
            chars = self._count("".join([block.text for block in found.blocks[first:]]))
            found.documents[place] = division.document(found.blocks, chars)
            found.oddities += division.oddities()
            del element[:]

    def _attachment(self, element: Element, _: str) -> None:
        where, found = self._where, self.found
        if where.note:
            return self._block(element, "text")
        self._end_line()
        parent = where.division.id
        id = self._ids.block(element.get(ID) or f"{parent}-attachment", parent)
        place, first = len(found.attachments), len(found.blocks)
        begun = Division(id, "attachment", "", first, first, parent)
        found.attachments.append(begun)
        outer, where.begun = where.begun, first
        where.enclosed += 1
        self._lines("text", None, element)
        where.enclosed -= 1
        where.begun = outer
        heads = (b.text for b in found.blocks[first:] if b.kind == "heading")
        title = next(heads, "").replace("\n", " ")
        found.attachments[place] = begun._replace(title=title, last=len(found.blocks))


def _has_words(element: Element) -> bool:
    return any(words.strip() for words in element.itertext())


# How each element is read, and as what. Any other is part of the line that it is in.
_Way = Callable[[Reader, Element, str], None]
_WAYS: tuple[tuple[_Way, Mapping[str, str]], ...] = (
    (Reader._block, BLOCKS),
    (Reader._list, LISTS),
    (Reader._name, NAMES),
    (Reader._division, {"div": ""}),
    (Reader._attachment, {"attachment": ""}),
    (Reader._note, {"note": ""}),
    (Reader._quotation, {"quote": "", "q": "", "floatingText": "text"}),
    (Reader._page, {"pb": ""}),
    (Reader._character, {"lb": BREAK, "cell": CELL}),
    (Reader._item, {"item": "list-item"}),
    (Reader._include, {"include": ""}),
    (Reader._head, {"head": ""}),
    (Reader._paragraph, {"p": ""}),
    (Reader._dateline, {"dateline": ""}),
    (Reader._choice, {"choice": ""}),
    (Reader._reading, {"sic": ""}),
    (Reader._gap, {"gap": ""}),
)
_ELEMENTS: dict[str, tuple[_Way, str] | None] = {
    TEI + name: (way, kind) for way, kinds in _WAYS for name, kind in kinds.items()
}


class _Elements(dict[str, tuple[_Way, str] | None]):
    """One of another namespace is read as its namesake in TEI."""

    def __missing__(self, name: str) -> tuple[_Way, str] | None:
        self[name] = self.get(TEI + name.rpartition("}")[2])
        return self[name]
