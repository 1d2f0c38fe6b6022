"""The lessons of a kit as their notebooks hold them: words in Markdown, calls of the library, other code.

A lesson is a notebook right in notebooks/; what lies in folders below is for others, and a copy of a
lesson that lies beside it is none. Nothing of it is run: a call is read only where all that it is
given is written out.
"""

import ast
import json
from pathlib import Path
import re
from typing import NamedTuple

from ..errors import FruskitError
from .folder import Kit

# As JupyterLab, browsers, file managers and people name copies.
_COPY = re.compile(r"(?:-Copy\d*| - Copy|[ _]copy(?: \d+)?| \((?:\d+|copy(?: \d+)?)\))+$", re.I)


class Call(NamedTuple):
    """A call such as fruskit.exercise("02/left-out"): its name, and what it is given."""

    name: str
    given: tuple[str, ...]


class Code(NamedTuple):
    """A cell of Python without such a call, as it is written; importing alone is none."""

    lines: str


Cell = str | Call | Code  # words in Markdown, a call, or other code


class Lesson(NamedTuple):
    """A notebook by name, with its cells of words and its calls, in their order."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def words(self) -> list[str]:
        """Its cells of words."""
        return [cell for cell in self.cells if isinstance(cell, str)]

    @property
    def title(self) -> str:
        """Its first heading; its name where it has none."""
        found = re.search(r"^#\s+(.+)$", "\n".join(self.words), re.M)
        return found[1].strip() if found else self.name

    @property
    def question(self) -> str:
        """What it asks, in bold at its beginning; empty where it asks nothing."""
        words = next((cell for cell in self.cells if isinstance(cell, str)), "")
        found = re.search(r"\*\*([^*]+\?)\*\*", words)
        return found[1][0].upper() + found[1][1:] if found else ""

    @property
    def minutes(self) -> int:
        """How many it says that it takes: “about 45 minutes”; 0 where it says nothing."""
        found = re.search(r"\babout (\d+) minutes\b", "".join(self.words[:1]))
        return int(found[1]) if found else 0

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of the exercises that it shows, in their order."""
        calls = (cell for cell in self.cells if isinstance(cell, Call) and cell.name == "exercise")
        return tuple(dict.fromkeys(call.given[0] for call in calls if call.given))


def lessons(kit: Kit) -> tuple[Lesson, ...]:
    """All lessons of the kit by name. FruskitError for a file that is no notebook."""
    return tuple(_read(kit, path) for path in paths(kit))


def lesson(kit: Kit, wanted: str) -> Lesson:
    """The lesson of that name, as `find` has it. FruskitError also for a file that is no notebook."""
    return _read(kit, find(kit, wanted))


def paths(kit: Kit) -> list[Path]:
    """The notebooks of the lessons by name, without the copies that lie beside what they copy."""
    there = {path.stem: path for path in kit.files(kit.notebooks, ".ipynb")}
    copied = {name for name in there if name != (of := original(name)) and of in there}
    return [there[name] for name in sorted({*there} - copied)]


def original(name: str) -> str:
    """The name of the notebook that this one is a copy of; its own where it is none."""
    return _COPY.sub("", name)


def find(kit: Kit, wanted: str) -> Path:
    """The notebook of the lesson whose name is or begins so (“02”); a copy when named beyond that.
    FruskitError names the lessons there are."""
    start = Path(str(wanted)).name.removesuffix(".ipynb")
    for path in (*(there := paths(kit)), *kit.files(kit.notebooks, ".ipynb")):
        if start and path.stem.startswith(start):
            return path
    remedy = f"There are {', '.join(path.stem for path in there)}."
    raise FruskitError(kit.name(kit.notebooks), f"there is no lesson “{wanted}”", remedy)


def _read(kit: Kit, path: Path) -> Lesson:
    cells: list[Cell] = []
    for kind, source in sources(kit, path):
        if kind == "markdown":
            cells.append(source)
        elif kind == "code":
            cells += _code(source)
    return Lesson(path.stem, tuple(cells))


def sources(kit: Kit, path: Path) -> list[tuple[str, str]]:
    """The cells of a notebook, kind and source. Raises FruskitError where it is no notebook."""
    try:
        found: list[tuple[str, str]] = kit.parsed(path, _sources, "JSON")
        return found
    except (KeyError, TypeError) as problem:
        remedy = "Restore it from the kit’s own copy."
        raise FruskitError(kit.name(path), "it is not a notebook", remedy) from problem


def _sources(text: str) -> list[tuple[str, str]]:
    """Of a notebook's file these alone: what its cells have shown is much longer, and is not kept."""
    read = json.loads(text, object_hook=lambda held: {**held, "outputs": None})
    return [(cell["cell_type"], "".join(cell["source"])) for cell in read["cells"]]


def _code(source: str) -> list[Cell]:
    """The calls that stand as lines of their own, with nothing but texts between the brackets; else
    the code that does more than import."""
    lines = parsed(source)
    calls: list[Cell] = [asked for line in lines if (asked := call(line))]
    imports = all(isinstance(line, ast.Import | ast.ImportFrom) for line in lines)
    return calls or ([] if imports else [Code(source)])


def parsed(source: str) -> list[ast.stmt]:
    """The lines of a cell of Python; none of another language, or magic."""
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def call(line: ast.stmt) -> Call | None:
    """The call that a line is, where it is one of the library with nothing but texts in its brackets."""
    match line:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("fruskit"), name), given, [])):
            words = [word.value for word in given if isinstance(word, ast.Constant)]
            texts = tuple(word for word in words if isinstance(word, str))
            return Call(name, texts) if len(texts) == len(given) else None
    return None
