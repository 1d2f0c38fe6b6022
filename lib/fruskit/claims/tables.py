"""What the kit says about its text, as tables beside those of the text itself.

Without annotations, people, places and citations are what the encoding and the written forms show;
provisions, events, context and silences are a historian's reading, and their tables are empty.
"""

from collections.abc import Callable
from functools import partial

from ..volumes import tables
from ..volumes.table import Table, unknown
from ..volumes.tables import ANCHOR, Meaning, Rows
from ..volumes.text import Section
from .annotations import Annotations

COLUMNS: dict[str, tuple[str, ...]] = tables.COLUMNS | {
    "provisions": ("id", "kind", "actor", "action", "object", *ANCHOR, "modality"),
    "events": ("id", "date", "certainty", "what", "place", *ANCHOR, "precision", "follows"),
    "context": ("id", "date", "text", "source", "standing", "link"),
    "silences": ("id", "what", "searches", "elsewhere"),
}
ANNOTATED = tuple(name for name in COLUMNS if name not in tables.COLUMNS)  # made by hand alone


def table(
    name: str, section: Section, notes: Annotations | None = None, meaning: Meaning | None = None
) -> Table:
    """The table of that name, of a section and (for the kit's own) of what is said about it.
    meaning: says what a file number means, for the table `filenumbers`. Raises FruskitError for an
    unknown name, naming the nearest."""
    if name not in COLUMNS:
        raise unknown("table", name, COLUMNS, "fruskit")
    if notes is not None and name in _ROWS:
        return tables.made(name, COLUMNS[name], _ROWS[name](notes))
    if name in ANNOTATED:
        return Table(name, COLUMNS[name], ())
    return tables.table(name, section, meaning)


def _of_kind(kind: str, notes: Annotations) -> Rows:
    for entry in notes.of(kind):
        own = {"id": entry.id, **tables.anchor(entry.span)}
        yield {"lat": None, "lon": None, **entry.fields, **own}


def _context(notes: Annotations) -> Rows:
    return ({name: getattr(f, name) for name in COLUMNS["context"]} for f in notes.facts.values())


def _silences(notes: Annotations) -> Rows:
    for one in notes.silences:
        told = {"elsewhere": "; ".join(fact.id for fact in one.elsewhere)}
        yield {"id": one.id, "what": one.what, "searches": "; ".join(one.searches), **told}


_KINDS = {"provisions": "provision", "events": "event", "people": "person", "places": "place"}
_KINDS |= {"citations": "citation"}
_ROWS: dict[str, Callable[[Annotations], Rows]]
_ROWS = {name: partial(_of_kind, kind) for name, kind in _KINDS.items()}
_ROWS |= {"context": _context, "silences": _silences}
