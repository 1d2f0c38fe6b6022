"""Reads FRUS TEI into the reading text; nothing else in fruskit touches XML.

Blocks are made of the elements that stand by themselves on the page; white space is folded as a
printer would; every other character is kept, in order. Entities and the network stay off: a file
with a document type declaration is refused.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
import re
from xml.etree import ElementTree

from . import dates
from .anchors import Span
from .errors import FruskitError
from .text import Block, Division, Document, Emendation, Mark, Note, PageBreak, Volume

_TEI = "{http://www.tei-c.org/ns/1.0}"
_FRUS = "{http://history.state.gov/frus/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACE = re.compile(r"[ \t\r\n]+")

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


def read(path: str | Path) -> Volume:
    """The volume in a FRUS TEI file. Raises FruskitError when it cannot be one."""
    root = _parse(Path(path))
    if root.tag != _TEI + "TEI":
        raise FruskitError(
            str(path), f"it is XML, but its root is <{root.tag.rpartition('}')[2]}>, not a TEI <TEI>",
            "FRUS volumes are TEI P5 files in the namespace http://www.tei-c.org/ns/1.0.",
        )  # fmt: skip
    body = root.find(_TEI + "text")
    if body is None:
        raise FruskitError(str(path), "it is TEI without a <text>", "Is the file complete?")
    ids = {element.get(_ID, "") for element in body.iter()}
    reader = _Reader(root.get(_ID) or Path(path).stem, _reasons(root), ids)
    try:
        reader.walk(body, "text")
        reader.close()
    except RecursionError:
        raise FruskitError(
            str(path), "its elements are nested deeper than any volume's", "Is it a FRUS volume?"
        ) from None
    return reader.volume(_title(root))


def _parse(path: Path) -> ElementTree.Element:
    try:
        source = _decode(path, path.read_bytes())
    except (OSError, ValueError) as problem:  # ValueError: a name that no file can have
        reason = getattr(problem, "strerror", None) or problem
        raise FruskitError(
            str(path), f"it cannot be read ({reason})", "Check name and place."
        ) from problem
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise FruskitError(
            str(path), "it declares a document type or entities, which are never read here",
            "FRUS volumes need none: take the declaration out.",
        )  # fmt: skip
    try:
        return ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError) as problem:
        line, column = getattr(problem, "position", (1, 0))
        raise FruskitError(
            f"{path}, line {line}, column {column + 1}",
            f"it is not well-formed XML ({str(problem).split(':')[0]})",
            "Is the file complete? An XML editor shows the place.",
        ) from problem


def _decode(path: Path, raw: bytes) -> str:
    """The file's characters; XML is UTF-8 unless it says otherwise (XML 1.0, section 4.3.3)."""
    named = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", raw[:200])
    marked = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if marked else named.group(1).decode() if named else "utf-8-sig"
    try:
        source = raw.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (UnicodeError, LookupError) as problem:
        at = getattr(problem, "start", 0)
        raise FruskitError(
            f"{path}, byte {at}", f"it is not text in the encoding {encoding}",
            "Save the file as UTF-8.",
        ) from problem  # fmt: skip
    # The declaration speaks of bytes; what goes on from here is characters.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source, count=1)


def _title(root: ElementTree.Element) -> str:
    titles = root.findall(f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}titleStmt/{_TEI}title")
    named = {t.get("type"): _SPACE.sub(" ", "".join(t.itertext())).strip() for t in titles}
    return named.get("complete") or next(iter(named.values()), "")


def _reasons(root: ElementTree.Element) -> dict[str, str]:
    """Why each emendation is proposed: the header's list of corrections, by what it points to."""
    items = root.iterfind(f"{_TEI}teiHeader//{_TEI}correction//{_TEI}item")
    return {
        (item.get("corresp") or "").lstrip("#"): _SPACE.sub(" ", "".join(item.itertext())).strip()
        for item in items
    }


class _Line:
    """A run of words in the making; white space waits until a word follows it."""

    __slots__ = ("id", "kind", "page", "pieces", "length", "gap", "notes", "marks", "corrections")

    def __init__(self, id: str | None, kind: str, page: str) -> None:
        self.id, self.kind, self.page = id, kind, page
        self.pieces: list[str] = []
        self.length, self.gap = 0, False
        # Page turns and notes at their places; a note with its block and the run it was made of.
        self.notes: list[tuple[PageBreak, None, None] | tuple[Note, Block, _Line]] = []
        self.marks: list[tuple[str, int, int, dict[str, str]]] = []
        self.corrections: list[tuple[str, int, int, str, str]] = []

    def add(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
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


class _Reader:
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
        self.line: _Line | None = None
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
        self.line = _Line(id, kind, self.page)

    def close(self) -> None:
        """Ends the run of words, and keeps it if there is any."""
        line, self.line = self.line, None
        if line is None or not line.length and not line.notes:
            return
        block = Block(self.name(line.id), line.kind, line.page, "".join(line.pieces).rstrip("\n\t"), self.division)
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

    def keep_marks(self, block: Block, line: _Line) -> None:
        """Keeps what the encoders named or corrected in the words of a finished block."""
        for kind, start, end, attributes in line.marks:
            start, end = _trimmed(block.text, start, end)
            if start < end:
                self.marks.append(Mark(kind, block.id, start, end, attributes))
        for id, start, end, corr, certainty in line.corrections:
            start, end = _trimmed(block.text, start, end)
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
        self.open(element.get(_ID), kind)
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
        sic, corr = element.find(_TEI + "sic"), element.find(_TEI + "corr")
        if sic is None or corr is None:
            return self.walk(element, kind)
        if self.line is None:
            self.open(None, kind)
        line, start = self.line, self.line.length
        self.walk(sic, kind)
        if self.line is line:  # else the reading is not of one block, and has no place
            corrected = "".join(corr.itertext())
            line.corrections.append(
                (element.get(_ID, ""), start, line.length, corrected, corr.get("cert", ""))
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
        self.line, self.in_note = _Line(None, "note", self.page), True
        self.walk(element, "note")
        own, self.line, self.in_note = self.line, host, False
        id = self.name(element.get(_ID))
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
        self.open(element.get(_ID), kind)
        self.walk(element, kind)
        self.close()
        if outer:
            self.open(None, outer)

    def meet_division(self, element: ElementTree.Element) -> None:
        self.close()
        outer = self.division, self.subtype, self.unheaded
        kind, subtype = element.get("type") or "division", element.get("subtype") or ""
        self.division = self.name(element.get(_ID))
        self.subtype, self.unheaded = subtype, kind == "document"
        first, counted, page, waiting = len(self.blocks), self.characters, self.page, len(self.documents)
        self.walk(element, "text")
        self.close()
        title = self.heading(first)
        self.divisions.append(Division(self.division, kind, title, first, len(self.blocks)))
        if kind == "document":
            document = self.document(element, subtype, title, first, self.characters - counted, page)
            self.documents.insert(waiting, document)
        self.division, self.subtype, self.unheaded = outer

    def heading(self, first: int) -> str:
        heads = (b.text for b in self.blocks[first:] if b.kind in ("heading", "document-entry"))
        return next(heads, "").replace("\n", " ")

    def document(
        self, element: ElementTree.Element, subtype: str, title: str, first: int, chars: int, page: str
    ) -> Document:
        own = [b for b in self.blocks[first:] if b.division == self.division]
        source = next((b.text for b in own if b.kind == "source-note"), "")
        number = element.get("n") or ""
        start, end = _document_dates(element)
        if not subtype:
            subtype = "editorial-note" if _EDITORIAL.match(title) else "historical-document"
        title = re.sub(rf"^No\. {re.escape(number)}\.? ", "", title) if number else title
        return Document(
            self.division, number, subtype, title, start, end, source, own[0].page if own else page, chars
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch of the text without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _document_dates(element: ElementTree.Element) -> tuple[str, str]:
    """The document's own days: as the Office of the Historian encoded them, else of its dateline."""
    for dated in (element, *_own_dates(element)):
        days = [day for name in _DATE_ATTRIBUTES for day in _days(dated.get(name))]
        if days:
            return min(days), max(days)
    return "", ""


def _days(written: str | None) -> tuple[str, ...]:
    """First and last day of a TEI date value; none where it is missing or no date."""
    try:
        read = dates.from_iso(written) if written else None
    except FruskitError:
        return ()  # the words of the date stay in the text; only the attribute is of no use
    return (read.start, read.end) if read and read.start else ()


_DATE_ATTRIBUTES = (
    _FRUS + "doc-dateTime-min", _FRUS + "doc-dateTime-max",
    "when", "from", "to", "notBefore", "notAfter",
)  # fmt: skip


def _own_dates(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Dates in the datelines of the document itself, not of its attachments, notes or parts."""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "dateline":
            yield from child.iter(_TEI + "date")
        elif name in ("opener", "closer", "head", "p"):
            yield from (d for line in child.iter(_TEI + "dateline") for d in line.iter(_TEI + "date"))
