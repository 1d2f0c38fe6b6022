"""Walks the tree of a volume once and makes its blocks, notes, pages, marks, documents, divisions.

Blocks are made of the elements that stand by themselves on the page; every character is kept, in
order.
"""

from dataclasses import replace
import re
from xml.etree import ElementTree

from ..anchors import Span
from ..text import Block, Division, Document, Emendation, Mark, Note, PageBreak, Volume
from .dating import document_dates
from .line import Line, trimmed
from .source import ID, TEI

# What each element that stands by itself becomes. Any other element is part of the line it is in.
_BLOCKS = {
    "head": "heading", "p": "paragraph", "dateline": "dateline", "opener": "opener",
    "salute": "salute", "closer": "closer", "signed": "signature", "postscript": "postscript",
    "list": "list", "label": "list-label", "item": "list-item", "table": "table",
    "row": "table-row", "l": "line", "lg": "lines", "figure": "figure", "figDesc": "figure",
    "byline": "byline", "docTitle": "title-page", "titlePart": "title-page",
    "docImprint": "imprint", "trailer": "trailer", "argument": "argument", "epigraph": "epigraph",
    "div": "text", "attachment": "text", "body": "text", "front": "text", "back": "text",
    "titlePage": "title-page", "floatingText": "text", "text": "text",
}  # fmt: skip
_MARKS = frozenset({"persName", "placeName", "date", "ref", "gloss"})
_EDITORIAL = re.compile(r"^\W*editor(ial|[’']?s[’']?)\s+note", re.IGNORECASE)


class Reader:
    """Walks the tree once, from first character to last, and fills the lists of a Volume."""

    def __init__(self, id: str, reasons: dict[str, str], ids: set[str]) -> None:
        self.id, self.reasons = id, reasons
        self.written = ids  # the file's own ids, which no made one may take
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.pages: list[PageBreak] = []
        self.marks: list[Mark] = []
        self.emendations: list[Emendation] = []
        self.documents: list[Document] = []
        self.divisions: list[Division] = []
        self.page, self.division, self.subtype, self.unheaded = "", id, "", False
        self.taken: set[str] = set()
        self.counters: dict[str, int] = {}
        self.line: Line | None = None
        self.in_note = False
        self.turns: list[str] = []  # page turns that wait for the next block
        self.characters = 0

    def volume(self, title: str) -> Volume:
        if self.blocks:  # turns to pages on which no words follow
            last = self.blocks[-1]
            self.pages += [PageBreak(number, last.id, len(last.text)) for number in self.turns]
        return Volume(
            self.id, title, self.id, tuple(self.blocks), tuple(self.notes), tuple(self.documents),
            tuple(self.pages), tuple(self.marks), tuple(self.emendations), tuple(self.divisions),
        )  # fmt: skip

    # --- the walk

    def walk(self, element: ElementTree.Element, kind: str) -> None:
        """All that is inside `element`, whose own words become blocks of this kind."""
        if element.text:
            self.say(element.text, kind)
        for child in element:
            if isinstance(child.tag, str):  # comments and processing instructions are not text
                self.meet(child, kind)
            if child.tail:
                self.say(child.tail, kind)

    def meet(self, element: ElementTree.Element, kind: str) -> None:
        name = element.tag.rpartition("}")[2]
        if name == "div" and not self.in_note:
            self.meet_division(element)
        elif name == "note":
            self.meet_note(element, kind)
        elif name == "pb":
            self.meet_page(element)
            self.walk(element, kind)  # it should be empty, but no word is lost if it is not
        elif name == "lb":
            if self.line:
                self.line.turn()
            self.walk(element, kind)
        elif name == "choice":
            self.meet_choice(element, kind)
        elif name == "cell":
            self.meet_cell(element, kind)
        elif name in _BLOCKS:
            self.meet_block(element, name)
        elif name in _MARKS:
            self.meet_mark(element, name, kind)
        else:
            self.walk(element, kind)

    def say(self, text: str, kind: str) -> None:
        solid = len("".join(text.split()))
        if not solid:
            if self.line:
                self.line.gap = True
            return
        self.characters += solid
        if self.line is None:
            self.open(None, kind)
        self.line.add(text)

    # --- blocks

    def open(self, id: str | None, kind: str) -> None:
        self.line = Line(id, kind, self.page)

    def close(self) -> None:
        """Ends the run of words, and keeps it if there is any."""
        line, self.line = self.line, None
        if line is None or not line.length and not line.notes:
            return
        block = Block(
            self.name(line.id),
            line.kind,
            line.page,
            "".join(line.pieces).rstrip("\n\t"),
            self.division,
        )
        self.pages += [PageBreak(number, block.id, 0) for number in self.turns]
        self.turns.clear()
        self.blocks.append(block)
        self.keep_marks(block, line)
        for placed, own, run in line.notes:
            offset = min(placed.offset, len(block.text))  # white space at the end falls away
            if isinstance(placed, PageBreak):
                self.pages.append(PageBreak(placed.number, block.id, offset))
                continue
            self.blocks.append(own)
            self.notes.append(replace(placed, block=block.id, offset=offset))
            self.keep_marks(own, run)
            for turn, _, _ in run.notes:
                self.pages.append(PageBreak(turn.number, own.id, min(turn.offset, len(own.text))))

    def keep_marks(self, block: Block, line: Line) -> None:
        """Keeps what the encoders named or corrected in the words of a finished block."""
        for kind, start, end, attributes in line.marks:
            start, end = trimmed(block.text, start, end)
            if start < end:
                self.marks.append(Mark(kind, block.id, start, end, attributes))
        for id, start, end, corr, certainty in line.corrections:
            start, end = trimmed(block.text, start, end)
            span = Span(block.id, start, end, block.text[start:end])
            reason = self.reasons.get(id, "")
            self.emendations.append(Emendation(id, span, span.text, corr, certainty, reason))

    def name(self, wanted: str | None) -> str:
        """The element's own id, or the division's with a number; never one that is taken."""
        if not wanted or wanted in self.taken:
            stem = wanted or self.division
            count = self.counters.get(stem, 0) + 1
            while (made := f"{stem}-{count}") in self.taken or made in self.written:
                count += 1
            self.counters[stem], wanted = count, made
        self.taken.add(wanted)
        return wanted

    def meet_block(self, element: ElementTree.Element, name: str) -> None:
        if self.in_note:
            self.line.turn()
            self.walk(element, self.line.kind)
            self.line.turn()
            return
        kind = _BLOCKS[name]
        if name == "p" and self.subtype == "editorial-note":
            kind = "editorial-note"
        elif name == "head" and self.unheaded:
            kind, self.unheaded = "document-entry", False
        outer = self.line.kind if self.line else None
        self.close()
        self.open(element.get(ID), kind)
        self.walk(element, kind)
        self.close()
        if outer:
            self.open(None, outer)

    def meet_cell(self, element: ElementTree.Element, kind: str) -> None:
        if self.line:
            self.line.turn("\t")
        self.walk(element, kind)

    def meet_mark(self, element: ElementTree.Element, name: str, kind: str) -> None:
        if self.line is None:
            self.open(None, kind)
        line, start = self.line, self.line.length
        self.walk(element, kind)
        if self.line is line and line.length > start:
            line.marks.append((name, start, line.length, dict(element.attrib)))

    def meet_choice(self, element: ElementTree.Element, kind: str) -> None:
        sic, corr = element.find(TEI + "sic"), element.find(TEI + "corr")
        if sic is None or corr is None:
            return self.walk(element, kind)
        if self.line is None:
            self.open(None, kind)
        line, start = self.line, self.line.length
        self.walk(sic, kind)
        if self.line is line:  # else the reading is not of one block, and has no place
            corrected = "".join(corr.itertext())
            line.corrections.append(
                (element.get(ID, ""), start, line.length, corrected, corr.get("cert", ""))
            )

    # --- pages, notes, divisions

    def meet_page(self, element: ElementTree.Element) -> None:
        self.page = (element.get("n") or "").strip("[]")
        if self.line and (self.line.length or self.in_note):
            self.line.notes.append((PageBreak(self.page, "", self.line.next), None, None))
        else:
            self.turns.append(self.page)
            if self.line:
                self.line.page = self.page

    def meet_note(self, element: ElementTree.Element, kind: str) -> None:
        if element.get("rend") == "inline" or element.get("type") == "source" or self.in_note:
            return self.meet_inline_note(element)
        host = self.line
        if host is None:
            self.open(None, kind)
            host = self.line
        offset, spaced = host.length, host.gap and bool(host.length)
        self.line, self.in_note = Line(None, "note", self.page), True
        self.walk(element, "note")
        own, self.line, self.in_note = self.line, host, False
        id = self.name(element.get(ID))
        text = "".join(own.pieces).rstrip("\n\t")
        block = Block(id, "note", own.page, text, self.division)
        note = Note(id, element.get("n") or "", "", offset, text, spaced)
        host.notes.append((note, block, own))

    def meet_inline_note(self, element: ElementTree.Element) -> None:
        """A note that stands in the line of print, such as a source note or “[Enclosure]”."""
        if self.in_note:
            return self.walk(element, "note")
        outer = self.line.kind if self.line else None
        self.close()
        kind = f"{element.get('type') or 'inline'}-note"
        self.open(element.get(ID), kind)
        self.walk(element, kind)
        self.close()
        if outer:
            self.open(None, outer)

    def meet_division(self, element: ElementTree.Element) -> None:
        self.close()
        outer = self.division, self.subtype, self.unheaded
        kind, subtype = element.get("type") or "division", element.get("subtype") or ""
        self.division = self.name(element.get(ID))
        self.subtype, self.unheaded = subtype, kind == "document"
        first, counted, page, waiting = (
            len(self.blocks),
            self.characters,
            self.page,
            len(self.documents),
        )
        self.walk(element, "text")
        self.close()
        title = self.heading(first)
        self.divisions.append(Division(self.division, kind, title, first, len(self.blocks)))
        if kind == "document":
            document = self.document(
                element, subtype, title, first, self.characters - counted, page
            )
            self.documents.insert(waiting, document)
        self.division, self.subtype, self.unheaded = outer

    def heading(self, first: int) -> str:
        heads = (b.text for b in self.blocks[first:] if b.kind in ("heading", "document-entry"))
        return next(heads, "").replace("\n", " ")

    def document(
        self,
        element: ElementTree.Element,
        subtype: str,
        title: str,
        first: int,
        chars: int,
        page: str,
    ) -> Document:
        own = [b for b in self.blocks[first:] if b.division == self.division]
        source = next((b.text for b in own if b.kind == "source-note"), "")
        number = element.get("n") or ""
        start, end = document_dates(element)
        if not subtype:
            subtype = "editorial-note" if _EDITORIAL.match(title) else "historical-document"
        title = re.sub(rf"^No\. {re.escape(number)}\.? ", "", title) if number else title
        return Document(
            self.division,
            number,
            subtype,
            title,
            start,
            end,
            source,
            own[0].page if own else page,
            chars,
        )
