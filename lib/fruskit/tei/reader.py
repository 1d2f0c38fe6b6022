"""Takes the events of a volume's XML one by one and makes its blocks, notes, pages, marks, divisions.

Blocks are made of the elements that stand by themselves on the page; every character is kept, in
order. No tree is built: what is open is on a stack, so depth and size cost no more than themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property, partial
from typing import Any
from xml.parsers.expat import XMLParserType

from ..anchors import Span
from ..text import Block, Division, Emendation, Mark, Note, PageBreak, Remark, Volume
from .division import Open
from .header import HeaderReader
from .line import (
    CELL, CHOSEN, CORR, CORRECTED, DEEPEST, MARK, MARKED, MARKER, NOTE, PAGE, SAID, SIC, TURN,
    Choice, Event, Placed, fold, lay_out, too_deep,
)  # fmt: skip
from .source import FRUS, ID, TEI

# What each element that stands by itself becomes. Any other element is part of the line it is in.
_BLOCKS = {
    "opener": "opener", "salute": "salute", "closer": "closer", "signed": "signature", "postscript": "postscript",
    "list": "list", "label": "list-label", "item": "list-item", "table": "table",
    "row": "table-row", "l": "line", "lg": "lines", "figure": "figure", "figDesc": "figure",
    "byline": "byline", "docTitle": "title-page", "titlePart": "title-page",
    "docImprint": "imprint", "trailer": "trailer", "argument": "argument", "epigraph": "epigraph",
    "body": "text", "front": "text", "back": "text",
    "titlePage": "title-page", "floatingText": "text", "text": "text",
}  # fmt: skip
_MARKS = ("persName", "placeName", "date", "ref", "gloss")

# An element's start gives what is to be done at its end.
_UNREAD = None
_BLANK = [" "]  # between most elements
_End = Callable[[], object]
_Start = Callable[[Mapping[str, str]], _End]


class _Starts(dict[str, _Start | None]):
    """What to do at the start of each element, by its full name.

    One of another namespace is treated as its namesake in TEI. Others are part of their line.
    """

    def __missing__(self, name: str) -> _Start | None:
        self[name] = self.get(TEI + name.rpartition("}")[2])
        return self[name]


class Reader:
    """Fills the lists of a Volume; `connect` has a parser tell it what it meets."""

    def __init__(self, name: str, ids: Set[str], count: Callable[[str], int | None]) -> None:
        self.written = ids  # the file's own ids, which no made one may take
        self.count = count  # the non-space characters of a text
        self.id, self.root = name, ""
        self.frus = False  # whether anything shows that this is a volume of FRUS
        self.header = HeaderReader()
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.pages: list[PageBreak] = []
        self.marks: list[Mark] = []
        self.emendations: list[Emendation] = []
        self.documents: list[Any] = []  # those that are not read to their end hold a place
        self.divisions: list[Any] = []
        self.attachments: list[Division] = []
        self.remarks: list[Remark] = []
        self.taken: set[str] = set()
        self.named: set[str] = set()  # the divisions' own among them
        self.counters: defaultdict[Any, int] = defaultdict(int)
        self.turns: list[Event] = []  # page turns that wait for the next block
        self.page = ""
        # What is open: elements with what ends them, divisions, and the line of words.
        self.depth = 0
        self.ends: list[_End] = []
        self.open: list[Open] = []
        self.kinds = ["text"]
        self.aloof = 0  # quotations and attachments: their heads, datelines and source notes are not the document's
        self.heading = self.dateline = self.in_note = False
        self.choices: list[Choice] = []
        self.pieces: list[str] = []  # the parser itself adds the words to it
        self.events: list[Event] = []
        self.line_id: str | None = None
        self.line_page = ""
        self.starts = self._starts()

    def _starts(self) -> _Starts:
        starts: dict[str, _Start | None] = {
            name: partial(self._block, kind) for name, kind in _BLOCKS.items()
        }
        starts |= {name: partial(self._mark, name) for name in _MARKS}
        starts |= {
            "div": self._division, "attachment": self._attachment, "note": self._note,
            "pb": self._page, "lb": partial(self._met, TURN), "cell": partial(self._met, CELL),
            "head": self._head, "p": self._paragraph, "dateline": self._dateline,
            "quote": self._quote, "q": self._quote, "choice": self._choice,
            "sic": partial(self._reading, "sic"), "corr": partial(self._reading, "corr"),
        }  # fmt: skip
        return _Starts({TEI + name: start for name, start in starts.items()})

    # --- from the parser

    def connect(self, parser: XMLParserType) -> None:
        self.parser = parser
        parser.StartNamespaceDeclHandler = self._namespace
        self._switch(self._start_outside, self._end_outside, None)

    def _switch(self, start: Callable, end: Callable, words: Callable | None) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = start, end
        self.parser.CharacterDataHandler = words

    def _namespace(self, prefix: str | None, name: str | None) -> None:
        self.frus = self.frus or name == FRUS[:-1]

    def _start_outside(self, name: str, attributes: Mapping[str, str]) -> None:
        """The root, its header and its text; whatever else stands there is passed over."""
        self.depth += 1
        if self.depth == 1:
            self.root, self.id = name, attributes.get(ID) or self.id
        elif self.depth == 2 and name == TEI + "teiHeader":
            self._switch(self.header.start, self._end_header, self.header.data)
            self.header.start(name, attributes)
        elif self.depth == 2 and name == TEI + "text" and not self.open:
            self._switch(self._start, self._end, self.pieces.append)
            self.open.append(Open(self.id, {}, "", "", 0, 0, 0, 0))
            self.ends.append(self._block("text", attributes))

    def _end_outside(self, name: str) -> None:
        self.depth -= 1

    def _end_header(self, name: str) -> None:
        if self.header.end(name):
            self._switch(self._start_outside, self._end_outside, None)
            self.depth -= 1

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if act := self.starts[name]:
            self.ends.append(act(attributes))

    def _end(self, name: str) -> None:
        if self.starts[name]:
            self.ends.pop()()
            if not self.ends:  # the end of <text>
                self._switch(self._start_outside, self._end_outside, None)
                self.depth -= 1

    # --- lines and blocks

    def _close(self) -> None:
        """Ends the line of words, and keeps it as a block if there are any."""
        pieces = self.pieces
        if self.events:
            self._close_eventful("".join(pieces), self.events)
        elif pieces != _BLANK:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if text := fold(text).strip(" "):
                if not text.isspace():
                    self._keep(text)
        pieces.clear()

    def _close_eventful(self, raw: str, events: list[Event]) -> None:
        self.events = []
        text, placed = lay_out(raw, events)
        if first := [one for one in placed if one[0] == PAGE and one[1] < 0]:
            self.turns += [event for *_, event in first]
            self.line_page = self.turns[-1][1]
            placed = [one for one in placed if one not in first]
        if (text and not text.isspace()) or any(met == NOTE for met, *_ in placed):
            self._keep(text, placed)

    def _keep(self, text: str, placed: Sequence[Placed] = ()) -> None:
        """Makes a block of the words, and gives their places to all that stands in them."""
        division, kind = self.open[-1], self.kinds[-1]
        id = self._name(self.line_id)
        self.blocks.append(Block(id, kind, self.line_page, text, division.id))
        if self.turns:
            self.pages += [PageBreak(number, id, 0, page) for _, number, page in self.turns]
            self.turns.clear()
        if kind == "source-note" and not self.aloof:
            division.see_source(text)
        marks = self._place(id, text, placed) if placed else []
        if self.heading:
            division.see_heading(text, marks)
        elif self.dateline:
            division.see_dateline(text, marks)

    def _place(self, block: str, text: str, placed: Sequence[Placed]) -> list[Mark]:
        """Keeps what stands in a block; its marks are given back. White space at its ends falls away."""
        marks, notes, size = [], [], len(text)
        for met, start, end, event in placed:
            if met == MARK:
                end = min(end, size)
                while start < end and text[start].isspace():
                    start += 1
                while start < end and text[end - 1].isspace():
                    end -= 1
                if start < end:
                    marks.append(Mark(event[1], block, start, end, event[2]))
            elif met == PAGE:
                self.pages.append(PageBreak(event[1], block, min(max(start, 0), size), event[2]))
            elif met == NOTE:
                own, number = event[1], event[2]
                self.blocks.append(own)
                self.notes.append(Note(own.id, number, block, min(start, size), own.text, end))
                notes.append(event)
            elif met == CHOSEN:
                self._emend(block, text, start, end, *event[1:])
        self.marks += marks
        for _, own, _, within in notes:
            self._place(own.id, own.text, within)
        return marks

    def _emend(
        self, block: str, text: str, start: int, end: int, choice: Choice, corrected: str
    ) -> None:
        sic = text[start:end]
        start += len(sic) - len(sic.lstrip())
        span = Span(block, start, start + len(sic.strip()), sic.strip())
        reason = self.reasons.get(choice.id, "")
        self.emendations.append(
            Emendation(choice.id, span, span.text, corrected, choice.certainty, reason)
        )

    @cached_property
    def reasons(self) -> dict[str, str]:
        return self.header.reasons()

    def _name(self, wanted: str | None) -> str:
        """The element's own id, or the division's with a number; never one that is taken."""
        if wanted and wanted not in self.taken:
            self.taken.add(wanted)
            return wanted
        stem, taken = wanted or self.open[-1].id, self.taken
        count = self.counters[stem] + 1
        while (made := f"{stem}-{count}") in taken or made in self.written:
            count += 1
        self.counters[stem] = count
        taken.add(made)
        return made

    def _block(self, kind: str, attributes: Mapping[str, str]) -> _End:
        if self.in_note:
            self._met(TURN, attributes)
            return partial(self._met, TURN, attributes)
        if self.pieces and self.pieces != _BLANK:
            self._close()
        else:
            self.pieces.clear()
        if len(self.ends) > DEEPEST:
            raise too_deep()
        self.kinds.append(kind)
        self.line_id, self.line_page = attributes.get(ID), self.page
        return self._end_block

    def _end_block(self) -> None:
        if self.pieces and self.pieces != _BLANK:
            self._close()
        else:
            self.pieces.clear()
        self.kinds.pop()
        self.line_id, self.line_page = None, self.page

    def _paragraph(self, attributes: Mapping[str, str]) -> _End:
        editorial = self.open[-1].subtype == "editorial-note"
        return self._block("editorial-note" if editorial else "paragraph", attributes)

    def _head(self, attributes: Mapping[str, str]) -> _End:
        """A heading; the first of a document itself is its entry in the volume."""
        division = self.open[-1]
        own = len(self.ends) == division.depth and not self.in_note
        entry = own and division.kind == "document" and not division.headed
        end = self._block("document-entry" if entry else "heading", attributes)
        if not own:
            return end
        division.headed = self.heading = True
        return self._end_heading

    def _end_heading(self) -> None:
        self._end_block()
        self.heading = False

    def _dateline(self, attributes: Mapping[str, str]) -> _End:
        end = self._block("dateline", attributes)
        if self.aloof or self.in_note or self.heading:
            return end
        self.dateline = True
        return self._end_dateline

    def _end_dateline(self) -> None:
        self._end_block()
        self.dateline = False

    # --- what stands in a line

    def _met(self, event: int, *brought: object) -> _End:
        self.pieces.append(MARKER)
        self.events.append((event, *brought))
        return _nothing

    def _mark(self, kind: str, attributes: Mapping[str, str]) -> _End:
        if ID in attributes:
            attributes = {("xml:id" if name == ID else name): v for name, v in attributes.items()}
        self.pieces.append(MARKER)
        self.events.append((MARK, kind, attributes))
        return self._marked

    def _marked(self) -> None:
        self.pieces.append(MARKER)
        self.events.append((MARKED,))

    def _page(self, attributes: Mapping[str, str]) -> _End:
        self.page = (attributes.get("n") or "").strip("[]")
        return self._met(PAGE, self.page, attributes.get(ID, ""))

    def _quote(self, attributes: Mapping[str, str]) -> _End:
        self.aloof += 1
        return self._end_quote

    def _end_quote(self) -> None:
        self.aloof -= 1

    def _choice(self, attributes: Mapping[str, str]) -> _End:
        self.choices.append(Choice(attributes.get(ID, ""), self.events))
        return self._end_choice

    def _end_choice(self) -> None:
        choice = self.choices.pop()
        choice.complete = choice.sic and choice.corr and self.events is choice.events
        self._met(CHOSEN, choice)

    def _reading(self, name: str, attributes: Mapping[str, str]) -> _End:
        """What stands (sic) or what it should be (corr), where both stand straight in a choice."""
        if not self.ends or self.ends[-1] != self._end_choice:
            return _nothing
        choice = self.choices[-1]
        if name == "sic":
            choice.sic = True
        else:
            choice.corr, choice.certainty = True, attributes.get("cert", "")
        begin, end = (SIC, SAID) if name == "sic" else (CORR, CORRECTED)
        self._met(begin, choice)
        return partial(self._met, end, choice)

    # --- notes, divisions, attachments

    def _note(self, attributes: Mapping[str, str]) -> _End:
        if self.in_note:
            return _nothing
        kind = attributes.get("type") or "inline"
        if attributes.get("rend") == "inline" or kind == "source":
            return self._block(f"{kind}-note", attributes)
        host = self.pieces, self.events
        self._write([], [])
        self.in_note = True
        return partial(self._end_note, attributes, self.page, *host)

    def _end_note(
        self, attributes: Mapping[str, str], page: str, pieces: list[str], events: list[Event]
    ) -> None:
        raw, placed = "".join(self.pieces), ()
        if self.events:
            text, placed = lay_out(raw, self.events)
        else:
            text = fold(raw).strip(" ")
        own = Block(self._name(attributes.get(ID)), "note", page, text, self.open[-1].id)
        self._write(pieces, events)
        self.in_note = False
        self._met(NOTE, own, attributes.get("n") or "", placed)

    def _write(self, pieces: list[str], events: list[Event]) -> None:
        """Words go to this line from here on."""
        self.pieces, self.events = pieces, events
        self.parser.CharacterDataHandler = pieces.append

    def _division(self, attributes: Mapping[str, str]) -> _End:
        if self.in_note:
            return self._block("text", attributes)
        if self.pieces:
            self._close()
        parent = self.open[-1].id
        division = Open(
            self._name_division(attributes.get(ID), parent), attributes, parent, self.page,
            len(self.blocks), len(self.ends) + 1, len(self.divisions), len(self.documents),
        )  # fmt: skip
        self.open.append(division)
        self.divisions.append(_UNREAD)
        if division.kind == "document":
            self.documents.append(_UNREAD)
        outside, self.aloof = self.aloof, 0
        end = self._block("text", {})
        return partial(self._end_division, end, outside)

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

    def _end_division(self, end: _End, outside: int) -> None:
        end()
        self.aloof = outside
        division = self.open.pop()
        self.divisions[division.place] = division.division(len(self.blocks))
        if division.kind == "document":
            words = "".join([block.text for block in self.blocks[division.first :]])
            self.documents[division.entry] = division.document(self.blocks, self.count(words))
            self.remarks += division.remarks()

    def _attachment(self, attributes: Mapping[str, str]) -> _End:
        if self.in_note:
            return self._block("text", attributes)
        end = self._block("text", {})
        id = self._name(attributes.get(ID) or f"{self.open[-1].id}-attachment")
        place, first = len(self.attachments), len(self.blocks)
        self.attachments.append(Division(id, "attachment", "", first, first, self.open[-1].id))
        self.aloof += 1
        return partial(self._end_attachment, end, place)

    def _end_attachment(self, end: _End, place: int) -> None:
        end()
        self.aloof -= 1
        begun, last = self.attachments[place], len(self.blocks)
        heads = (b.text for b in self.blocks[begun.first :] if b.kind == "heading")
        title = next(heads, "").replace("\n", " ")
        self.attachments[place] = replace(begun, title=title, last=last)

    # --- the whole

    def release(self) -> None:
        """Lets go of the parser and of its own methods, so that all it held is freed at once."""
        del self.parser
        self.starts.clear()
        self.ends.clear()

    def volume(self) -> Volume:
        if self.blocks:  # turns to pages on which no words follow
            last = self.blocks[-1]
            self.pages += [PageBreak(n, last.id, len(last.text), id) for _, n, id in self.turns]
        header = self.header.header()
        return Volume(
            self.id, header.title, self.id, tuple(self.blocks), tuple(self.notes),
            tuple(self.documents), tuple(self.pages), tuple(self.marks), tuple(self.emendations),
            tuple(self.divisions), tuple(self.attachments), header, frozenset(self.written),
            tuple(self.remarks),
        )  # fmt: skip


def _nothing() -> None:
    """The end of an element that asks for nothing."""
