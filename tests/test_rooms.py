"""The library is a house of rooms: each knows only the rooms above it, and no word means two things."""

import ast
from collections import Counter
from pathlib import Path
import sys

import fruskit
import pytest

LIBRARY = Path(fruskit.__file__).parent
# From the ground up: a room may import what stands before it, at the top of a file and in functions.
ROOMS = (
    "errors",
    "words",
    "markup",
    "volumes",
    "kit",
    "claims",
    "exercises",
    "record",
    "cards",
    "classwork",
    "publishing",
    "author",
    "__init__",
    "cli",
    "__main__",
)


def files():
    return sorted(LIBRARY.rglob("*.py"))


def name_of(path):
    """The dotted name of a file's module within the library; the package itself is “__init__”."""
    parts = path.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(path): path for path in files()}


def imports(path, source=None):
    """Each import of a file, wherever it is: (module of the library or foreign name, in a function?)."""
    tree = ast.parse(path.read_text(encoding="utf-8") if source is None else source)
    package = path.relative_to(LIBRARY).parent.parts
    waiting = [(tree, False)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, inside
        elif isinstance(node, ast.ImportFrom):
            stem = node.module or ""
            if node.level:
                above = package[: len(package) - node.level + 1]
                stem = ".".join(["fruskit", *above, *filter(None, [node.module])])
            for alias in node.names:
                yield f"{stem}.{alias.name}", inside
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def own(path, source=None):
    """The modules of the library that a file imports anywhere."""
    for name, _ in imports(path, source):
        if name == "fruskit" or name.startswith("fruskit."):
            yield module_of(name.removeprefix("fruskit").lstrip("."))


def module_of(dotted):
    """The module that a dotted name lies in: of `volumes.text.Span` it is `volumes.text`."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        if ".".join(parts[:end]) in MODULES:
            return ".".join(parts[:end])
    return "__init__"


def room(module):
    return module.partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_rooms_above_it_in_functions_too(module):
    above = ROOMS[: ROOMS.index(room(module)) + 1]
    below = {other for other in own(MODULES[module]) if room(other) not in above}
    assert not below


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) == "volumes"])
def test_volumes_know_of_the_house_nothing_but_errors_words_and_markup(module):
    assert {room(other) for other in own(MODULES[module])} <= {
        "errors",
        "words",
        "markup",
        "volumes",
    }


@pytest.mark.parametrize("module", MODULES)
def test_what_is_not_of_the_standard_library_is_imported_where_it_is_used(module):
    foreign = {
        name.partition(".")[0]
        for name, inside in imports(MODULES[module])
        if not inside and name.partition(".")[0] not in {*sys.stdlib_module_names, "fruskit"}
    }
    assert foreign <= ALLOWED.get(module, set())


# The hosts of cards and panels in notebooks are anywidgets; JupyterLab's server loads `lab`; pandas is named for type checkers alone.
ALLOWED = {
    "cards.lab": {"jupyter_server", "tornado", "traitlets"},
    "cards.notebook": {"anywidget", "traitlets"},
    "cards.panel": {"anywidget", "traitlets"},
    "volumes.table": {"pandas"},
    "__init__": {"pandas"},
}


def test_no_file_imports_itself_by_way_of_others():
    after = {m: {o for o in own(MODULES[m]) if o != m} for m in MODULES}
    while leaves := [module for module, others in after.items() if not others]:
        for leaf in leaves:
            del after[leaf]
        after = {module: others - set(leaves) for module, others in after.items()}
    assert after == {}


def test_modules_are_named_after_things_and_not_after_doings():
    doings = [module for module in MODULES if module.rpartition(".")[2].endswith("ing")]
    assert [module for module in doings if module.rpartition(".")[2] not in NOUNS] == []


NOUNS = {"drawing", "filing", "marking", "publishing"}  # nouns of the trade all the same


def test_no_two_classes_have_one_name():
    names = Counter(
        node.name
        for path in files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_file_lies_in_a_room():
    assert {room(module) for module in MODULES} <= set(ROOMS)


@pytest.mark.parametrize(
    "written, found",
    [
        ("from . import text", ["volumes.text"]),
        ("from .text import Span", ["volumes.text"]),
        ("from fruskit.volumes import text", ["volumes.text"]),
        ("from fruskit.volumes.text import Span", ["volumes.text"]),
        ("import fruskit.volumes.text", ["volumes.text"]),
        ("from ..kit import Kit", ["kit"]),
        ("try:\n    from . import tei\nexcept ImportError:\n    pass", ["volumes.tei"]),
        ("def f():\n    from .. import cli", ["cli"]),
        ("def f():\n    def g():\n        from fruskit import load", ["__init__"]),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .. import cli", ["cli"]),
        ("import json, fruskitter", []),
    ],
)
def test_the_imports_of_a_file_are_seen_however_they_are_written(written, found):
    assert list(own(LIBRARY / "volumes" / "x.py", written)) == found
