"""Walks through the text of a volume's XML, in order, and makes its blocks, notes, pages, marks, divisions.

Blocks are made of the elements that stand by themselves on the page; every character is kept, in
order. What has been read of a document is let go of, so that a volume is never held twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any
from xml.etree.ElementTree import Element

from ...errors import FruskitError
from ..anchors import Span
from ..text import Block, Division, Emendation, Header, Note, Oddity, PageBreak, Phrase, Volume
from .division import Open
from .line import CELL, fold, lay_out, MARKER, PRINTED, TURN
from .source import ID, TEI

_UNREAD = None
# What may be met in a line. An event is one of these and what it brings; it is placed at an offset.
PHRASE, SIC, CLOSED, PAGE, NOTE = range(5)
Event = tuple[Any, ...]
Placed = tuple[int, Event]
_CLOSED: Event = (CLOSED,)


class Reader:
    """Fills the lists of a Volume with what stands in its <text>."""

    def __init__(
        self, id: str, ids: Set[str], count: Callable[[str], int | None], reasons: Mapping[str, str]
    ) -> None:
        self.id = id
        self.written = ids  # the file's own ids, which no made one may take
        self.count = count  # the non-space characters of a text
        self.reasons = reasons  # why what is corrected is, by the id of the correction
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.pages: list[PageBreak] = []
        self.phrases: list[Phrase] = []
        self.emendations: list[Emendation] = []
        self.documents: list[Any] = []  # those that are not read to their end hold a place
        self.divisions: list[Any] = []
        self.attachments: list[Division] = []
        self.oddities: list[Oddity] = []
        self.taken: set[str] = set()
        self.named: set[str] = set()  # the divisions' own among them
        self.counters: defaultdict[Any, int] = defaultdict(int)
        self.turns: list[Event] = []  # page turns that wait for the next block
        self.page = ""
        # Where the walk is: in which divisions, in what, and in which line of words.
        self.acts = _Acts(_ACTS)
        self.division = Open(id, {}, "", "", 0)  # the innermost
        self.begun = 0  # the first block of the innermost attachment
        self.kind = "text"
        self.aloof = 0  # quotations and attachments: their heads, datelines and source notes are not the document's
        self.printed_notes = 0  # source notes, and others printed in their place
        self.inner = 0  # lists and the like, whose heads are their own
        self.heading = self.dateline = self.in_note = False
        self.readings: dict[Element, Event | None] = {}  # what stands, and what it should be
        self.pieces: list[str] = []
        self.events: list[Event] = []
        self.line_id: str | None = None
        self.line_page = ""

    def read(self, text: Element) -> None:
        """All of <text>. Raises FruskitError when it is nested too deep to be a volume's."""
        try:
            self._lines("text", None, text)
        except RecursionError:
            raise FruskitError(
                "", "its elements are nested deeper than any volume's", "Is it a FRUS volume?"
            ) from None
        if self.blocks:  # turns to pages on which no words follow
            last = self.blocks[-1]
            self.pages += [PageBreak(n, last.id, len(last.text), id) for _, n, id in self.turns]

    def _inside(self, element: Element) -> None:
        """The words of an element, and all that stands in it."""
        pieces, acts = self.pieces, self.acts  # a note puts its host's pieces back
        if words := element.text:
            pieces.append(words)
        for child in element:
            if act := acts[child.tag]:
                method, kind = act
                method(self, child, kind)
            elif len(child):
                self._inside(child)
            elif words := child.text:
                pieces.append(words)
            if (words := child.tail) and (
                pieces or words != " "
            ):  # no line begins with white space
                pieces.append(words)

    # --- lines and blocks

    def _block(self, element: Element, kind: str) -> None:
        """What stands by itself; in a note, a line of it."""
        if self.in_note:
            self._sign(element, TURN)
            self.pieces.append(TURN)
        else:
            self._lines(kind, element.get(ID), element)

    def _lines(self, kind: str, id: str | None, element: Element) -> None:
        if self.pieces:
            self._end_line()
        outer, self.kind = self.kind, kind
        self.line_id, self.line_page = id, self.page
        if len(element):
            self._inside(element)
            if self.pieces:
                self._end_line()
        elif words := element.text:
            self._keep_plain(words)
        self.kind, self.line_id, self.line_page = outer, None, self.page

    def _end_line(self) -> None:
        """Keeps the line of words as a block, if they say anything."""
        words, events = "".join(self.pieces), self.events
        self.pieces.clear()
        if not events and TURN not in words and CELL not in words:
            return self._keep_plain(words)
        self.events = []
        laid, ends = lay_out(words)
        places = list(zip(ends, events))
        if laid.strip():
            for at, event in places:
                if at:
                    break
                if event[0] == PAGE:  # a page that these words begin
                    self.line_page = event[1]
            self._keep(laid.rstrip(PRINTED), laid, places)
        else:
            self._alone(events)

    def _alone(self, events: Sequence[Event]) -> None:
        """Keeps what was met without words: a note belongs to those before it, in a block of its own if there are none."""
        notes = [event for event in events if event[0] == NOTE]
        before = reversed(self.blocks[self.begun :])
        host = next((block for block in before if block.kind != "note"), None)
        if notes and host and host.division == self.division.id:
            self._place(host.id, host.text, [(len(host.text), note) for note in notes])
        elif notes:
            self._keep("", "", [(0, note) for note in notes])
        self.turns += [event for event in events if event[0] == PAGE]

    def _keep_plain(self, words: str) -> None:
        text = fold(words).strip(" ")
        if text and not text.isspace():
            self._keep(text)

    def _keep(self, text: str, laid: str = "", places: Sequence[Placed] = ()) -> None:
        """Makes a block of the words, and gives their places to all that stands in them."""
        division, kind = self.division, self.kind
        id = self._name(self.line_id)
        self.blocks.append(Block(id, kind, self.line_page, text, division.id))
        if self.turns:
            self.pages += [PageBreak(number, id, 0, page) for _, number, page in self.turns]
            self.turns.clear()
        if kind == "source-note" and not self.aloof:
            division.see_source(text)
        phrases = self._place(id, laid, places) if places else []
        if self.heading:
            division.see_heading(text, phrases)
        elif self.dateline:
            division.see_dateline(text, phrases)

    def _place(self, block: str, laid: str, places: Sequence[Placed]) -> list[Phrase]:
        """Keeps what stands in a block; its marks are given back. White space at their ends falls away."""
        opened: list[Placed] = []
        phrases, notes, size = [], [], len(laid.rstrip(PRINTED))
        for at, event in places:
            met = event[0]
            if met in (PHRASE, SIC):
                opened.append((at, event))
            elif met == CLOSED:
                if not opened:  # it began in another line
                    continue
                start, event = opened.pop()
                words = laid[start : at if at < size else size]
                if (bare := words.strip()) != words:
                    start += len(words) - len(words.lstrip())
                if event[0] == SIC:
                    start = min(start, size)
                    self._emend(Span(block, start, start + len(bare), bare), *event[1:])
                elif bare:
                    phrases.append(Phrase(event[1], block, start, start + len(bare), event[2]))
            elif met == PAGE:
                self.pages.append(PageBreak(event[1], block, min(at, size), event[2]))
            else:
                _, own, number, within = event
                spaced = laid[max(at - 1, 0) : at] == " "
                self.blocks.append(own)
                self.notes.append(
                    Note(own.id, number, block, min(at - spaced, size), own.text, spaced)
                )
                notes.append(event)
        self.phrases += phrases
        for _, own, _, within in notes:
            self._place(own.id, *within)
        return phrases

    def _emend(self, span: Span, id: str, corrected: str, certainty: str) -> None:
        reason = self.reasons.get(id, "")
        self.emendations.append(Emendation(id, span, span.text, corrected, certainty, reason))

    def _name(self, wanted: str | None) -> str:
        """The element's own id, or the division's with a number; never one that is taken or of the file."""
        if wanted and wanted not in self.taken:
            self.taken.add(wanted)
            return wanted
        stem = wanted or self.division.id
        count = self.counters[stem] + 1
        while (made := f"{stem}-{count}") in self.written:
            count += 1
        self.counters[stem] = count
        return made

    def _paragraph(self, element: Element, _: str) -> None:
        self._block(element, self.division.paragraphs)

    def _head(self, element: Element, _: str) -> None:
        """A heading; the first of a document itself is its entry in the volume."""
        division = self.division
        if self.in_note or self.aloof or self.inner:
            return self._block(element, "heading")
        entry = division.kind == "document" and not division.headed
        if self.pieces:
            self._end_line()
        division.headed = self.heading = True
        self._block(element, "document-entry" if entry else "heading")
        self.heading = False

    def _dateline(self, element: Element, _: str) -> None:
        if self.aloof or self.in_note or self.heading:
            return self._block(element, "dateline")
        if self.pieces:
            self._end_line()
        self.dateline = True
        self._block(element, "dateline")
        self.dateline = False

    def _listed(self, element: Element, kind: str) -> None:
        self.inner += 1
        self._block(element, kind)
        self.inner -= 1

    def _quoted(self, element: Element, kind: str) -> None:
        if kind and self.pieces and not self.in_note:
            self._end_line()
        self.aloof += 1
        self._block(element, kind) if kind else self._inside(element)
        self.aloof -= 1

    # --- what stands in a line

    def _met(self, event: Event) -> None:
        self.pieces.append(MARKER)
        self.events.append(event)

    def _phrase(self, element: Element, kind: str) -> None:
        attributes: Mapping[str, str] = element.attrib
        if ID in attributes:
            attributes = {("xml:id" if name == ID else name): v for name, v in attributes.items()}
        self._met((PHRASE, kind, attributes))
        self._inside(element)
        self._met(_CLOSED)

    def _sign(self, element: Element, sign: str) -> None:
        self.pieces.append(sign)
        self._inside(element)

    def _page(self, element: Element, _: str) -> None:
        self.page = (element.get("n") or "").strip("[]")
        self._met((PAGE, self.page, element.get(ID, "")))
        self._inside(element)

    def _gap(self, element: Element, _: str) -> None:
        """Words that the encoders could not give: no sign stands for them in the text."""
        many = " ".join(
            filter(None, (element.get("quantity"), element.get("unit"), element.get("extent")))
        )
        told = ", ".join(filter(None, (self.page and f"p. {self.page}", many)))
        self.oddities.append(
            Oddity("a gap, where words of the original are missing", f"{self.division.id} ({told})")
        )
        self._inside(element)

    def _choice(self, element: Element, _: str) -> None:
        """A correction, where what stands and what it should be are nothing but words and names."""
        names = {child.tag.rpartition("}")[2]: child for child in element}
        sic, corr = names.get("sic"), names.get("corr")
        if sic is not None and corr is not None and self._is_plain(sic) and self._is_plain(corr):
            corrected = fold("".join(corr.itertext())).strip()
            self.readings[sic] = (SIC, element.get(ID, ""), corrected, corr.get("cert", ""))
            self.readings[corr] = None
        self._inside(element)

    def _is_plain(self, element: Element) -> bool:
        acts = [self.acts[one.tag] for child in element for one in child.iter()]
        return all(act is None or act[0] is Reader._phrase for act in acts)

    def _reading(self, element: Element, _: str) -> None:
        """What stands, which is the text; what it should be is kept beside it."""
        if element not in self.readings:
            self._inside(element)
        elif event := self.readings.pop(element):
            self._met(event)
            self._inside(element)
            self._met(_CLOSED)

    # --- notes, divisions, attachments

    def _note(self, element: Element, _: str) -> None:
        if self.in_note:
            return self._inside(element)
        kind = element.get("type") or "inline"
        if element.get("rend") == "inline" or kind == "source":
            self.printed_notes += 1
            self._block(element, f"{kind}-note")
            self.printed_notes -= 1
            return None
        page, host = self.page, (self.pieces, self.events)
        self.pieces, self.events, self.in_note = [], [], True
        self._inside(element)
        laid, ends = lay_out("".join(self.pieces))
        within = laid, list(zip(ends, self.events))
        own = Block(
            self._name(element.get(ID)), "note", page, laid.rstrip(PRINTED), self.division.id
        )
        (self.pieces, self.events), self.in_note = host, False
        self._met((NOTE, own, element.get("n") or "", within))

    def _division(self, element: Element, _: str) -> None:
        if self.in_note or self.printed_notes:
            return self._block(element, "text")
        if self.pieces:
            self._end_line()
        outer, parent = self.division, self.division.id
        place, entry, first = len(self.divisions), len(self.documents), len(self.blocks)
        id = self._name_division(element.get(ID), parent)
        division = Open(id, element.attrib, parent, self.page, first)
        self.divisions.append(_UNREAD)
        if division.kind == "document":
            self.documents.append(_UNREAD)
        outside, self.aloof, self.inner = (self.aloof, self.inner), 0, 0
        self.division = division
        self._lines("text", None, element)
        self.division = outer
        self.aloof, self.inner = outside
        self.divisions[place] = division.division(len(self.blocks))
        if division.kind == "document":
            words = "".join([block.text for block in self.blocks[first:]])
            self.documents[entry] = division.document(self.blocks, self.count(words))
            self.oddities += division.oddities()
            del element[:]

    def _name_division(self, own: str | None, parent: str) -> str:
        """Its own id, or one made of that or of its parent's; the same whether bodies are read or not."""
        id = own or ""
        if not own or own in self.named:
            stem = f"{own}-repeated" if own else f"{parent}-division"
            while not id or id in self.named or id in self.written:
                count = self.counters[stem, "division"] + 1
                self.counters[stem, "division"] = count
                id = stem if count == 1 else f"{stem}{count}"
        self.named.add(id)
        self.taken.add(id)
        return id

    def _attachment(self, element: Element, _: str) -> None:
        if self.in_note:
            return self._block(element, "text")
        if self.pieces:
            self._end_line()
        id = self._name(element.get(ID) or f"{self.division.id}-attachment")
        place, first = len(self.attachments), len(self.blocks)
        self.attachments.append(
            begun := Division(id, "attachment", "", first, first, self.division.id)
        )
        outer, self.begun = self.begun, first
        self.aloof += 1
        self._lines("text", None, element)
        self.aloof -= 1
        self.begun = outer
        heads = (b.text for b in self.blocks[first:] if b.kind == "heading")
        title = next(heads, "").replace("\n", " ")
        self.attachments[place] = begun._replace(title=title, last=len(self.blocks))

    def volume(self, header: Header) -> Volume:
        return Volume(
            self.id,
            header.title,
            self.id,
            tuple(self.blocks),
            tuple(self.notes),
            tuple(self.documents),
            tuple(self.pages),
            tuple(self.phrases),
            tuple(self.emendations),
            tuple(self.divisions),
            tuple(self.attachments),
            header,
            frozenset(self.written),
            tuple(self.oddities),
        )


# What is done with each element, and as what. Any other is part of the line that it is in.
_Act = tuple[Callable[[Reader, Element, Any], None], Any]
_BLOCKS = {
    "opener": "opener",
    "salute": "salute",
    "closer": "closer",
    "signed": "signature",
    "postscript": "postscript",
    "label": "list-label",
    "item": "list-item",
    "row": "table-row",
    "l": "line",
    "figDesc": "figure",
    "byline": "byline",
    "docTitle": "title-page",
    "titlePart": "title-page",
    "docImprint": "imprint",
    "trailer": "trailer",
    "argument": "argument",
    "epigraph": "epigraph",
    "body": "text",
    "front": "text",
    "back": "text",
    "titlePage": "title-page",
    "text": "text",
}
_LISTED = {"list": "list", "table": "table", "figure": "figure", "lg": "lines"}
_ACTS: dict[str, _Act | None] = {
    TEI + name: act
    for name, act in {
        **{name: (Reader._block, kind) for name, kind in _BLOCKS.items()},
        **{name: (Reader._listed, kind) for name, kind in _LISTED.items()},
        **{
            name: (Reader._phrase, name)
            for name in ("persName", "placeName", "date", "ref", "gloss")
        },
        "div": (Reader._division, ""),
        "attachment": (Reader._attachment, ""),
        "note": (Reader._note, ""),
        "quote": (Reader._quoted, ""),
        "q": (Reader._quoted, ""),
        "floatingText": (Reader._quoted, "text"),
        "pb": (Reader._page, ""),
        "lb": (Reader._sign, TURN),
        "cell": (Reader._sign, CELL),
        "head": (Reader._head, ""),
        "p": (Reader._paragraph, ""),
        "dateline": (Reader._dateline, ""),
        "choice": (Reader._choice, ""),
        "sic": (Reader._reading, ""),
        "corr": (Reader._reading, ""),
        "gap": (Reader._gap, ""),
    }.items()
}


class _Acts(dict[str, _Act | None]):
    """One of another namespace is treated as its namesake in TEI."""

    def __missing__(self, name: str) -> _Act | None:
        self[name] = self.get(TEI + name.rpartition("}")[2])
        return self[name]
