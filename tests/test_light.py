"""The library stays light: a call loads what it needs, and importing it nothing but its errors."""

import os
from pathlib import Path
import subprocess
import sys

import fruskit
import pytest

LIBRARY = Path(fruskit.__file__).parent
ROOT = Path(__file__).resolve().parents[1]


def loaded(script):
    """The top-level modules that a fresh interpreter has loaded after running the script."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; before = set(sys.modules)\n{script}\nprint(*sorted(set(sys.modules) - before))",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(LIBRARY.parent)},
    )
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
    foreign = (
        {name.partition(".")[0] for name in loaded(script)} - sys.stdlib_module_names - {"fruskit"}
    )
    assert not foreign


def test_importing_the_library_loads_no_more_of_it_than_its_errors():
    assert {name for name in loaded("import fruskit") if name.startswith("fruskit")} == {
        "fruskit",
        "fruskit.errors",
    }


def test_loading_the_section_loads_neither_exercises_nor_tables_nor_record():
    heavy = {"sqlite3", "asyncio", "fruskit.volumes.tables"} | {
        f"fruskit.{room}" for room in ("exercises", "record", "cards", "publishing", "author")
    }
    assert not heavy & loaded("import fruskit; fruskit.load()")


def test_a_browser_kernel_without_pandas_ipywidgets_and_the_rest_can_still_read_and_mark():
    away = "; ".join(
        f"sys.modules['{name}'] = None"
        for name in (
            "pandas",
            "numpy",
            "ipywidgets",
            "anywidget",
            "traitlets",
            "lxml",
            "jsonschema",
            "matplotlib",
            "platformdirs",
        )
    )
    loaded(
        f"{away}\nimport fruskit\nfruskit.load().text\nfruskit.show('people')\nfruskit.all_exercises()"
    )
