"""The text of a volume, or of a part of it, as tables: what its encoding and written forms show.

Knows which columns a table has and where each value comes from. What a file number means is handed
in by who knows a filing scheme.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from . import citations, crossreferences
from .filenumbers import FileNumber
from .source_notes import read_source_note
from .table import Table, unknown
from .text import Section, Span

ANCHOR = ("quote", "block", "start", "end")
_COLUMNS = {
    "blocks": "id kind page text",
    "notes": "id number block offset text kind",
    "documents": "id number kind title date_start date_end source page chars date_origin "
    "date_precision place sender recipient parties_origin time zone date_reason",
    "divisions": "id kind title parent page documents",
    "references": "id kind volume target quote block start end",
    "citations": "id note work locator kind quote block start end",
    "filenumbers": "document written system class subject serial date medium decoded subfile "
    "meaning holder collection item number years marking",
    "people": "id name role quote block start end",
    "places": "id name kind quote block start end lat lon today source",
    "persons": "id name role",
    "terms": "id term meaning",
    "texts": "name title volume work locator documents",
}
COLUMNS = {name: tuple(columns.split()) for name, columns in _COLUMNS.items()}

Rows = Iterable[Mapping[str, Any]]
Meaning = Callable[[FileNumber], str]  # what the parts of a file number mean, in one line


def table(name: str, section: Section, meaning: Meaning | None = None) -> Table:
    """The table of that name; meaning: what fills the column of `filenumbers` that is so called.
    Raises FruskitError for an unknown name, naming the nearest."""
    if name not in COLUMNS:
        raise unknown("table", name, COLUMNS, "fruskit")
    if name == "filenumbers":
        rows = _filenumbers(section, meaning)
    elif name in _ROWS:
        rows = _ROWS[name](section)
    else:  # the parts of a section by their name, whose fields are the columns
        rows = (part._asdict() for part in getattr(section, name))
    return made(name, COLUMNS[name], rows)


def made(name: str, columns: tuple[str, ...], rows: Rows) -> Table:
    """A table of these rows; what a row does not say is empty."""
    return Table(name, columns, tuple(tuple(row.get(c, "") for c in columns) for row in rows))


def _texts(section: Section) -> Rows:
    """The texts that a kit reads as this section, each with how much is in it."""
    for text in section.texts:
        count = len(text.section.documents)
        yield {**vars(text), "volume": text.section.volume, "documents": count}


def _divisions(section: Section) -> Rows:
    """The tree of divisions and attachments, each with how many documents begin in it."""
    documents = {document.id for document in section.documents}
    parents = {division.id: division.parent for division in section.divisions}
    inside = Counter(above for id in documents for above in _above(id, parents))
    for d in sorted((*section.divisions, *section.attachments), key=lambda d: (d.first, -d.last)):
        page = section.blocks[d.first].page if d.first < d.last else ""
        yield {**d._asdict(), "page": page, "documents": inside[d.id]}


def _above(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A division and those that it lies in."""
    while id in parents:
        yield id
        id = parents[id]


def _references(section: Section) -> Rows:
    for n, one in enumerate(crossreferences.references(section), 1):
        yield {**one._asdict(), "id": f"ref-{n}", **anchor(one.span)}


def anchor(span: Span) -> dict[str, Any]:
    """The columns of ANCHOR."""
    return dict(zip(ANCHOR, (span.text, span.block, span.start, span.end)))


def _filenumbers(section: Section, meaning: Meaning | None) -> Rows:
    """Every source note of a document, taken apart where it is understood."""
    documents = {document.id for document in section.documents}
    for block in section.blocks:
        if block.kind == "source-note" and block.division in documents:
            note = read_source_note(block.text)
            own = {"document": block.division, "class": note.file.class_}
            own |= {"date": note.date or note.file.date}
            own |= {"meaning": meaning(note.file) if meaning else ""}
            yield {**note.file._asdict(), **note._asdict(), **own}


def _citations(section: Section) -> Rows:
    for note in section.notes:
        for n, cited in enumerate(citations.read_citations(note.text), 1):
            yield {**cited._asdict(), "id": f"{note.id}-{n}", "note": note.id, "block": note.id}


def _named(kind: str, column: str, section: Section) -> Rows:
    """The names of one kind, with their type in this column."""
    for n, phrase in enumerate((one for one in section.phrases if one.kind == kind), 1):
        span, own = section.span(phrase), phrase.attributes
        id = own.get("corresp", "").lstrip("#") or own.get("xml:id") or f"{kind}-{n}"
        said = {"id": id, "name": " ".join(span.text.split()), column: own.get("type", "")}
        yield {**said, **anchor(span), "lat": None, "lon": None}


_ROWS: dict[str, Callable[[Section], Rows]] = {
    "texts": _texts,
    "divisions": _divisions,
    "references": _references,
    "citations": _citations,
    "people": partial(_named, "persName", "role"),
    "places": partial(_named, "placeName", "kind"),
}
