"""The text and what is said about it as tables: rows first, DataFrames where pandas is there.

Knows which columns a table has and where each value comes from. Rows are plain Python, so that a
lesson can show them without pandas; `frame` makes the same rows a DataFrame.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
import csv
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
import io
import json
from typing import TYPE_CHECKING, Any

from . import citations, crossreferences, filenumbers, filing
from .annotations import Annotations
from .errors import FruskitError
from .text import Section

if TYPE_CHECKING:
    import pandas

_ANCHOR = ("quote", "block", "start", "end")
COLUMNS: dict[str, tuple[str, ...]] = {
    "blocks": ("id", "kind", "page", "text"),
    "notes": ("id", "number", "block", "offset", "text"),
    "documents": (
        "id", "number", "kind", "title", "date_start", "date_end", "source", "page", "chars",
        "date_origin", "date_precision", "place", "sender", "recipient",
    ),
    "divisions": ("id", "kind", "title", "parent", "page", "documents"),
    "references": ("id", "kind", "volume", "target", *_ANCHOR),
    "provisions": ("id", "kind", "actor", "action", "object", *_ANCHOR, "modality"),
    "events": ("id", "date", "certainty", "what", "place", *_ANCHOR, "precision", "follows"),
    "citations": ("id", "note", "work", "locator", "kind", *_ANCHOR),
    "filenumbers": (
        "document", "written", "system", "class", "subject", "serial", "date", "medium", "decoded",
        "subfile", "meaning",
    ),
    "people": ("id", "name", "role", *_ANCHOR),
    "places": ("id", "name", "kind", *_ANCHOR, "lat", "lon", "today", "source"),
    "context": ("id", "date", "text", "source", "standing", "link"),
    "silences": ("id", "what", "searches", "elsewhere"),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A named table: column names and rows of plain values. Shows itself as HTML in a notebook."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def select(self, *columns: str) -> "Table":
        """The same rows with only these columns; FruskitError names the nearest to an unknown one."""
        for column in columns:
            if column not in self.columns:
                raise _unknown("column", column, self.columns, f"table {self.name}")
        places = [self.columns.index(column) for column in columns]
        return Table(self.name, columns, tuple(tuple(row[p] for p in places) for row in self.rows))

    def records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row)) for row in self.rows]

    def frame(self) -> "pandas.DataFrame":
        """The table as a DataFrame. Raises FruskitError where pandas is not installed."""
        try:
            import pandas
        except ImportError as problem:
            raise FruskitError(
                f"table {self.name}", "pandas is not installed here",
                f"Use fruskit.show(\"{self.name}\"), which needs none, or install pandas.",
            ) from problem  # fmt: skip
        return pandas.DataFrame.from_records(self.rows, columns=list(self.columns))

    def csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def json(self) -> str:
        return json.dumps(self.records(), ensure_ascii=False, indent=2) + "\n"

    def md(self) -> str:
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "".join("| " + " | ".join(map(_md, line)) + " |\n" for line in lines)

    def __repr__(self) -> str:
        return self.md()

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in self.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row) + "</tr>\n"
            for row in self.rows
        )
        return (
            f'{_LEFT}<table class="fk-table">\n<caption>{escape(self.name)}</caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
        )


# A notebook sets every cell to the right, as if it held numbers; these mostly hold words.
_LEFT = (
    "<style>table.fk-table :is(th, td, caption) "
    "{ text-align: left !important; vertical-align: top; white-space: normal }</style>\n"
)


def _shown(value: Any) -> str:
    return (
        {True: "yes", False: "no"}[value]
        if isinstance(value, bool)
        else ""
        if value is None
        else str(value)
    )


def _md(value: Any) -> str:
    return _shown(value).replace("|", "\\|").replace("\n", "<br>")


def table(name: str, section: Section, notes: Annotations | None = None) -> Table:
    """The table of that name, of a section and (for the kit's own) of what is said about it.

    Without annotations, people, places and citations are what the encoding and the written forms
    show; provisions and events are a historian's reading, and the table is empty.
    Raises FruskitError for an unknown name, naming the nearest.
    """
    if name not in COLUMNS:
        raise _unknown("table", name, COLUMNS, "fruskit")
    rows = (_ENCODED if notes is None else _ANNOTATED)[name](section, notes)
    columns = COLUMNS[name]
    return Table(name, columns, tuple(tuple(row.get(c, "") for c in columns) for row in rows))


_Rows = Iterable[Mapping[str, Any]]
_Maker = Callable[[Section, Annotations | None], _Rows]


def _of_kind(kind: str) -> _Maker:
    def rows(section: Section, notes: Annotations) -> _Rows:
        blank = {"lat": None, "lon": None}
        for entry in notes.of(kind):
            span = entry.span
            yield blank | dict(entry.fields) | {
                "id": entry.id, "quote": span.text, "block": span.block,
                "start": span.start, "end": span.end,
            }  # fmt: skip

    return rows


def _context(section: Section, notes: Annotations) -> _Rows:
    return ({name: getattr(f, name) for name in COLUMNS["context"]} for f in notes.facts.values())


def _silences(section: Section, notes: Annotations) -> _Rows:
    for one in notes.silences:
        yield {
            "id": one.id, "what": one.what, "searches": "; ".join(one.searches),
            "elsewhere": "; ".join(fact.id for fact in one.elsewhere),
        }  # fmt: skip


def _blocks(section: Section, notes: Annotations | None) -> _Rows:
    return ({"id": b.id, "kind": b.kind, "page": b.page, "text": b.text} for b in section.blocks)


def _notes(section: Section, notes: Annotations | None) -> _Rows:
    return ({name: getattr(note, name) for name in COLUMNS["notes"]} for note in section.notes)


def _documents(section: Section, notes: Annotations | None) -> _Rows:
    return ({name: getattr(d, name) for name in COLUMNS["documents"]} for d in section.documents)


def _divisions(section: Section, notes: Annotations | None) -> _Rows:
    """The tree of divisions and attachments, each with how many documents begin in it."""
    documents = {document.id for document in section.documents}
    parents = {division.id: division.parent for division in section.divisions}
    inside = Counter(above for id in documents for above in _above(id, parents))
    for d in sorted((*section.divisions, *section.attachments), key=lambda d: (d.first, -d.last)):
        page = section.blocks[d.first].page if d.first < d.last else ""
        yield {
            "id": d.id, "kind": d.kind, "title": d.title, "parent": d.parent, "page": page,
            "documents": inside[d.id],
        }  # fmt: skip


def _above(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A division and those that it lies in."""
    while id in parents:
        yield id
        id = parents[id]


def _references(section: Section, notes: Annotations | None) -> _Rows:
    for n, one in enumerate(crossreferences.references(section), 1):
        yield {
            "id": f"ref-{n}", "kind": one.kind, "volume": one.volume, "target": one.target,
            "quote": one.span.text, "block": one.span.block,
            "start": one.span.start, "end": one.span.end,
        }  # fmt: skip


def _filenumbers(section: Section, notes: Annotations | None) -> _Rows:
    """Every source note that stands in a document, decoded where it is understood."""
    documents = {document.id for document in section.documents}
    known = filing.nearest()
    for block in section.blocks:
        if block.kind == "source-note" and block.division in documents:
            number = filenumbers.read_file_number(block.text)
            yield {
                "document": block.division, "written": number.written, "system": number.system,
                "class": number.class_, "subject": number.subject, "serial": number.serial,
                "date": number.date, "medium": number.medium, "decoded": number.decoded,
                "subfile": number.subfile, "meaning": filing.in_short(number, known),
            }  # fmt: skip


def _citations(section: Section, notes: Annotations | None) -> _Rows:
    for note in section.notes:
        for n, cited in enumerate(citations.read_citations(note.text), 1):
            yield {
                "id": f"{note.id}-{n}", "note": note.id, "work": cited.work,
                "locator": cited.locator, "kind": cited.kind, "quote": cited.quote,
                "block": note.id, "start": cited.start, "end": cited.end,
            }  # fmt: skip


def _marked(kind: str, column: str) -> _Maker:
    def rows(section: Section, notes: Annotations | None) -> _Rows:
        for n, mark in enumerate((m for m in section.marks if m.kind == kind), 1):
            words = section.block(mark.block).text[mark.start : mark.end]
            own = mark.attributes.get("corresp", "").lstrip("#") or mark.attributes.get("xml:id")
            yield {
                "id": own or f"{kind}-{n}",
                "name": " ".join(words.split()), column: mark.attributes.get("type", ""),
                "quote": words, "block": mark.block, "start": mark.start, "end": mark.end,
                "lat": None, "lon": None,
            }  # fmt: skip

    return rows


def _nobody(section: Section, notes: Annotations | None) -> _Rows:
    return ()


ANNOTATED = ("provisions", "events", "context", "silences")  # of these nothing is without annotations
# What the text and its encoding show by themselves, and what the kit's annotations add to it.
_ENCODED: dict[str, _Maker] = {
    "blocks": _blocks, "notes": _notes, "documents": _documents, "filenumbers": _filenumbers,
    "divisions": _divisions, "references": _references,
    "people": _marked("persName", "role"), "places": _marked("placeName", "kind"),
    "citations": _citations, **dict.fromkeys(ANNOTATED, _nobody),
}  # fmt: skip
_ANNOTATED: dict[str, _Maker] = _ENCODED | {
    "provisions": _of_kind("provision"), "events": _of_kind("event"), "people": _of_kind("person"),
    "places": _of_kind("place"), "citations": _of_kind("citation"), "context": _context,
    "silences": _silences,
}  # fmt: skip


def _unknown(
    kind: str, name: str, known: Sequence[str] | Mapping[str, Any], where: str
) -> FruskitError:
    near = get_close_matches(str(name), list(known), n=1)
    remedy = f"Nearest: “{near[0]}”." if near else f"There are {', '.join(known)}."
    return FruskitError(where, f"there is no {kind} “{name}”", remedy)
