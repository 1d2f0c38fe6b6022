"""The text of a volume, or of a part of it, as tables: what its encoding and written forms show.

Knows which columns a table has and where each value comes from. What a file number means is handed
in by who knows a filing scheme.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from . import citations, crossreferences
from .filenumbers import FileNumber
from .source_notes import read_source_note
from .table import Table, unknown
from .text import Section

ANCHOR = ("quote", "block", "start", "end")
COLUMNS: dict[str, tuple[str, ...]] = {
    "blocks": ("id", "kind", "page", "text"),
    "notes": ("id", "number", "block", "offset", "text", "kind"),
    "documents": (
        "id",
        "number",
        "kind",
        "title",
        "date_start",
        "date_end",
        "source",
        "page",
        "chars",
        "date_origin",
        "date_precision",
        "place",
        "sender",
        "recipient",
        "parties_origin",
        "time",
        "zone",
        "date_reason",
    ),
    "divisions": ("id", "kind", "title", "parent", "page", "documents"),
    "references": ("id", "kind", "volume", "target", *ANCHOR),
    "citations": ("id", "note", "work", "locator", "kind", *ANCHOR),
    "filenumbers": (
        "document",
        "written",
        "system",
        "class",
        "subject",
        "serial",
        "date",
        "medium",
        "decoded",
        "subfile",
        "meaning",
        "holder",
        "collection",
        "item",
        "number",
        "years",
        "marking",
    ),
    "people": ("id", "name", "role", *ANCHOR),
    "places": ("id", "name", "kind", *ANCHOR, "lat", "lon", "today", "source"),
    "persons": ("id", "name", "role"),
    "terms": ("id", "term", "meaning"),
}

Rows = Iterable[Mapping[str, Any]]
Meaning = Callable[[FileNumber], str]  # what the parts of a file number mean, in one line


def table(name: str, section: Section, meaning: Meaning | None = None) -> Table:
    """The table of that name; meaning: what fills the column of `filenumbers` that is so called.

    Raises FruskitError for an unknown name, naming the nearest.
    """
    if name not in COLUMNS:
        raise unknown("table", name, COLUMNS, "fruskit")
    if name == "filenumbers":
        return made(name, COLUMNS[name], _filenumbers(section, meaning))
    return made(name, COLUMNS[name], _ROWS[name](section))


def made(name: str, columns: tuple[str, ...], rows: Rows) -> Table:
    """A table of these rows; what a row does not say is empty."""
    return Table(name, columns, tuple(tuple(row.get(c, "") for c in columns) for row in rows))


def _blocks(section: Section) -> Rows:
    return ({"id": b.id, "kind": b.kind, "page": b.page, "text": b.text} for b in section.blocks)


def _notes(section: Section) -> Rows:
    return ({name: getattr(note, name) for name in COLUMNS["notes"]} for note in section.notes)


def _documents(section: Section) -> Rows:
    return ({name: getattr(d, name) for name in COLUMNS["documents"]} for d in section.documents)


def _divisions(section: Section) -> Rows:
    """The tree of divisions and attachments, each with how many documents begin in it."""
    documents = {document.id for document in section.documents}
    parents = {division.id: division.parent for division in section.divisions}
    inside = Counter(above for id in documents for above in _above(id, parents))
    for d in sorted((*section.divisions, *section.attachments), key=lambda d: (d.first, -d.last)):
        page = section.blocks[d.first].page if d.first < d.last else ""
        yield {
            "id": d.id,
            "kind": d.kind,
            "title": d.title,
            "parent": d.parent,
            "page": page,
            "documents": inside[d.id],
        }


def _persons(section: Section) -> Rows:
    """The persons of the volume's own list: of a division, those whom its names lead to."""
    return (person._asdict() for person in section.persons)


def _terms(section: Section) -> Rows:
    return (term._asdict() for term in section.terms)


def _above(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A division and those that it lies in."""
    while id in parents:
        yield id
        id = parents[id]


def _references(section: Section) -> Rows:
    for n, one in enumerate(crossreferences.references(section), 1):
        yield {
            "id": f"ref-{n}",
            "kind": one.kind,
            "volume": one.volume,
            "target": one.target,
            "quote": one.span.text,
            "block": one.span.block,
            "start": one.span.start,
            "end": one.span.end,
        }


def _filenumbers(section: Section, meaning: Meaning | None) -> Rows:
    """Every source note of a document, taken apart where it is understood."""
    documents = {document.id for document in section.documents}
    for block in section.blocks:
        if block.kind == "source-note" and block.division in documents:
            note = read_source_note(block.text)
            file = note.file
            yield {
                "document": block.division,
                "written": note.written,
                "system": file.system,
                "class": file.class_,
                "subject": file.subject,
                "serial": file.serial,
                "date": note.date or file.date,
                "medium": file.medium,
                "decoded": note.decoded,
                "subfile": file.subfile,
                "meaning": meaning(file) if meaning else "",
                "holder": note.holder,
                "collection": note.collection,
                "item": note.item,
                "number": note.number,
                "years": note.years,
                "marking": note.marking,
            }


def _citations(section: Section) -> Rows:
    for note in section.notes:
        for n, cited in enumerate(citations.read_citations(note.text), 1):
            yield {
                "id": f"{note.id}-{n}",
                "note": note.id,
                "work": cited.work,
                "locator": cited.locator,
                "kind": cited.kind,
                "quote": cited.quote,
                "block": note.id,
                "start": cited.start,
                "end": cited.end,
            }


def _marked(kind: str, column: str) -> Callable[[Section], Rows]:
    def rows(section: Section) -> Rows:
        for n, phrase in enumerate((m for m in section.phrases if m.kind == kind), 1):
            words = section.block(phrase.block).text[phrase.start : phrase.end]
            own = phrase.attributes.get("corresp", "").lstrip("#") or phrase.attributes.get(
                "xml:id"
            )
            yield {
                "id": own or f"{kind}-{n}",
                "name": " ".join(words.split()),
                column: phrase.attributes.get("type", ""),
                "quote": words,
                "block": phrase.block,
                "start": phrase.start,
                "end": phrase.end,
                "lat": None,
                "lon": None,
            }

    return rows


_ROWS: dict[str, Callable[[Section], Rows]] = {
    "blocks": _blocks,
    "notes": _notes,
    "documents": _documents,
    "divisions": _divisions,
    "persons": _persons,
    "terms": _terms,
    "references": _references,
    "citations": _citations,
    "people": _marked("persName", "role"),
    "places": _marked("placeName", "kind"),
}
