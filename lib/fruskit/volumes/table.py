"""A table of plain values: rows first, a DataFrame where pandas is there.

It shows itself as HTML in a notebook, so that a lesson needs no pandas. What the rows are about is
for who makes them.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
import csv
from dataclasses import dataclass
import io
import json
from typing import Any, TYPE_CHECKING

from ..errors import FruskitError, nearest
from ..markup import block, joined, md_cell, plain_cell, style, tag

if TYPE_CHECKING:
    import pandas

# A notebook sets every cell to the right, as if it held numbers; these mostly hold words.
_LEFT = style(
    "table.fk-table :is(th, td, caption) "
    "{ text-align: left !important; vertical-align: top; white-space: normal }"
)


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
                raise unknown("column", column, self.columns, f"table {self.name}")
        places = [self.columns.index(column) for column in columns]
        return Table(self.name, columns, tuple(tuple(row[p] for p in places) for row in self.rows))

    def records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row)) for row in self.rows]

    def frame(self) -> "pandas.DataFrame":
        """The table as a DataFrame. Raises FruskitError where pandas is not installed."""
        try:
            import pandas
        except ImportError as problem:
            remedy = (
                f'To see the table use fruskit.show("{self.name}"); to compute, install pandas.'
            )
            what = "pandas is not installed here"
            raise FruskitError(f"table {self.name}", what, remedy) from problem
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
        """The table as Markdown: words in it are words, a line's end in a cell is a break."""
        return _piped(self.columns, self.rows, md_cell)

    def __repr__(self) -> str:
        return _piped(self.columns, self.rows, plain_cell)

    def _repr_html_(self) -> str:
        head = tag("tr", (tag("th", column, scope="col") for column in self.columns))
        rows = (tag("tr", (tag("td", _shown(value)) for value in row)) for row in self.rows)
        body = tag("tbody", "\n", ([row, "\n"] for row in rows))
        parts = tag("caption", self.name), tag("thead", head), body
        whole = block("table", *parts, class_="fk-table")
        return joined([_LEFT, "\n", whole])


def _piped(columns: Sequence[str], rows: Iterable[Any], cell: Callable[[str], str]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    shown = (" | ".join(cell(_shown(value)) for value in line) for line in lines)
    return "".join(f"| {line} |\n" for line in shown)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def unknown(kind: str, name: str, known: Collection[str], where: str) -> FruskitError:
    remedy = nearest(name, known, f"There are {', '.join(known)}.")
    return FruskitError(where, f"there is no {kind} “{name}”", remedy)
