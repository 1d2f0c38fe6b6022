"""The library stays light and its modules know only what stands above them."""

import ast
import os
from pathlib import Path
import subprocess
import sys

import pytest

import fruskit

LIBRARY = Path(fruskit.__file__).parent
ROOT = Path(__file__).resolve().parents[1]

# From top to bottom: a module may import what stands above it when it is itself imported.
ORDER = (
    "errors", "anchors", "quotations", "dates", "text", "tei", "crossreferences", "filenumbers", "citations", "kit",
    "filing", "annotations", "references", "tables", "survey", "indexfile", "indexing", "searching", "bar",
    "exercises", "marking", "files", "record", "widgets", "figures", "lessons", "answers", "handouts", "portfolios",
    "teaching", "condition", "check", "starting", "cli", "__main__",
)  # fmt: skip


def loaded(script):
    """The top-level modules that a fresh interpreter has loaded after running the script."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules)\n{script}\nprint(*sorted(set(sys.modules) - before))"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=60,
        env={**os.environ, "PYTHONPATH": str(LIBRARY.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "script",
    [
        "import fruskit",
        "import fruskit; fruskit.load()",
        "import fruskit; fruskit.load().text; fruskit.load().find('Port Arthur')",
        "import fruskit; fruskit.show('events')._repr_html_()",
        "import fruskit; [exercise.mark([]) for exercise in fruskit.all_exercises().values() if exercise.kind == 'mark']",
    ],
)
def test_reading_asking_and_marking_load_the_standard_library_alone(script):
    foreign = {name.partition(".")[0] for name in loaded(script)} - sys.stdlib_module_names - {"fruskit"}
    assert not foreign


def test_importing_the_library_loads_no_more_of_it_than_its_errors():
    assert {name for name in loaded("import fruskit") if name.startswith("fruskit")} == {"fruskit", "fruskit.errors"}


def test_loading_the_section_loads_neither_exercises_nor_tables_nor_record():
    heavy = {f"fruskit.{name}" for name in ORDER[ORDER.index("annotations") :]} | {"sqlite3", "asyncio"}
    assert not heavy & loaded("import fruskit; fruskit.load()")


def test_a_browser_kernel_without_pandas_ipywidgets_and_the_rest_can_still_read_and_mark():
    away = "; ".join(f"sys.modules['{name}'] = None" for name in
                     ("pandas", "numpy", "ipywidgets", "anywidget", "traitlets", "lxml", "jsonschema", "matplotlib", "platformdirs"))  # fmt: skip
    loaded(f"{away}\nimport fruskit\nfruskit.load().text\nfruskit.show('people')\nfruskit.all_exercises()")


# --- imports run one way


def modules():
    """Each file of the library, with the name of the module of ORDER that it belongs to."""
    for path in sorted(LIBRARY.rglob("*.py")):
        place = path.relative_to(LIBRARY)
        if place != Path("__init__.py"):
            yield path, place.parts[0].removesuffix(".py")


def own_imports(path):
    """The modules of the library that a file imports as it is itself imported."""
    depth = len(path.relative_to(LIBRARY).parts)
    for node in at_top(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif node.level == 0:
            names = [f"{node.module}.{alias.name}" if node.module == "fruskit" else node.module for alias in node.names]
        elif node.level < depth:
            continue  # a neighbour in the same subpackage
        else:
            names = [f"fruskit.{node.module or alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("fruskit."))


def at_top(tree):
    """The import statements that run on import: not those in functions, nor those for type checkers."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler)]


def test_every_module_has_its_place_in_the_order():
    assert {name for _, name in modules()} <= set(ORDER)


@pytest.mark.parametrize("path, name", [pytest.param(*each, id=each[0].relative_to(LIBRARY).as_posix()) for each in modules()])
def test_a_module_imports_only_what_stands_above_it(path, name):
    below = ORDER[ORDER.index(name) :]  # names of the front, such as fruskit.load, load nothing of it
    assert [known for known in own_imports(path) if known in below] == []


def test_the_front_of_the_package_imports_its_errors_and_nothing_else_of_it():
    assert set(own_imports(LIBRARY / "__init__.py")) == {"errors"}


@pytest.mark.parametrize(
    "written, found",
    [
        ("from . import text", ["text"]),
        ("from .text import Span", ["text"]),
        ("from fruskit import text", ["text"]),
        ("from fruskit.text import Span", ["text"]),
        ("import fruskit.text", ["text"]),
        ("try:\n    from . import tei\nexcept ImportError:\n    pass", ["tei"]),
        ("class A:\n    from . import kit", ["kit"]),
        ("def f():\n    from . import cli", []),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import cli", []),
        ("import json, fruskitter", []),
    ],
)
def test_the_imports_of_a_module_are_seen_however_they_are_written(written, found, monkeypatch):
    monkeypatch.setattr(Path, "read_text", lambda self, encoding: written)
    assert list(own_imports(LIBRARY / "x.py")) == found
