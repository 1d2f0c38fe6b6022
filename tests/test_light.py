"""The library stays light: a call loads what it needs, and importing it nothing but its errors."""

from pathlib import Path
import shutil
import sys

import fruskit
from fruskit.kit import lessons, seal
from fruskit.kit.folder import find_kit
import pytest
import terminal

LIBRARY = Path(fruskit.__file__).parent
ROOT = Path(__file__).resolve().parents[1]


def loaded(script):
    """The top-level modules that a fresh interpreter has loaded after running the script."""
    after = "print(*sorted(set(sys.modules) - before))"
    done = terminal.python("-c", f"import sys; before = set(sys.modules)\n{script}\n{after}")
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


def test_no_lesson_that_opens_loads_a_citation_library_or_pandas(tmp_path):
    kit = find_kit(ROOT)
    calls = [
        source
        for path in kit.files(kit.notebooks, ".ipynb")
        for kind, source in lessons.sources(kit, path)
        if kind == "code" and seal.plain(source) and source != "import fruskit"
    ]
    shown = "\n".join(f"get_ipython().display_formatter.format({call})" for call in calls)
    script = f"""import os
os.environ["FRUSKIT_RECORD"] = {str(tmp_path / "record.sqlite")!r}
from IPython.core.interactiveshell import InteractiveShell
get_ipython = InteractiveShell.instance
import fruskit
{shown}"""
    found = {name.partition(".")[0] for name in loaded(script)}
    assert {"fruskit", "anywidget"} <= found and not found & {"citeproc", "lxml", "pandas"}


# All that volumes do: one is read, said, tabled, surveyed, counted, indexed and searched.
WHOLE = """
from pathlib import Path
from fruskit.volumes import condition, labels, survey, tables, tei
from fruskit.volumes.index import harvest, query

folder = Path({folder!r})
volume = next(iter(tei.volumes(folder)))
assert volume.text and volume.find_all("Port Arthur")
for name in tables.COLUMNS:
    tables.table(name, volume)._repr_html_()
condition.report(volume), survey.survey(folder / "one.xml"), labels.label(volume, volume.blocks[0].id)
harvest.index(folder, folder / "index.sqlite")
assert query.search("Port Arthur", index=folder / "index.sqlite").rows
"""


@pytest.fixture
def whole(tmp_path):
    shutil.copy(ROOT / "data" / "ch11subch1.xml", tmp_path / "one.xml")
    return WHOLE.format(folder=str(tmp_path))


def test_all_that_volumes_do_loads_the_standard_library_alone(whole):
    names = {name.partition(".")[0] for name in loaded(whole)}
    assert not names - sys.stdlib_module_names - {"fruskit"}


def test_volumes_never_look_at_the_working_directory(whole):
    loaded(
        "import os\ndef forbidden(): raise AssertionError('it looks at the working directory')\n"
        f"os.getcwd = os.getcwdb = forbidden\n{whole}"
    )


def test_jupyterlab_is_started_without_the_grammar_with_which_it_would_check_events():
    found = loaded("import fruskit.cards.thrift, jupyter_events")
    assert "jsonschema" in found and "lark" not in found


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
