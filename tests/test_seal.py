"""Which cells may run by themselves when a lesson is opened: the shipped ones that only show, and none
where a file beside the notebook could stand in for an import."""

import json
import os
import re
import sys

import browser
from fruskit.author.check import check
from fruskit.cards import lab
from fruskit.kit import seal
from fruskit.kit.folder import find_kit
from fruskit.kit.lessons import sources
import pytest

LESSON = "02-yalta-provisions"
SHOWN = 'fruskit.exercise("02/five-subjects")'


@pytest.mark.parametrize(
    "source",
    [
        "import fruskit",
        SHOWN,
        "fruskit.page()",
        'fruskit.show("blocks", "id", "kind")',
        'fruskit.cite("feis-china-tangle", "pp. 316–321")',
        "fruskit.progress()",
        "fruskit.portfolio()",
        "fruskit.page(  # the whole\n)",
    ],
)
def test_an_import_of_the_library_and_a_call_that_only_shows_are_plain(source):
    assert seal.plain(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "import os",
        "import fruskit, os",
        "import fruskit as f",
        "import fruskit.cards",
        "from fruskit import page",
        "import fruskit; fruskit.page()",
        'fruskit.exercise("a"); fruskit.exercise("b")',
        'fruskit.portfolio("mine.html")',
        "fruskit.my_record()",
        "fruskit.my_record().erase()",
        'fruskit.handout("02")',
        'fruskit.index("/volumes")',
        'fruskit.page(open("x", "w"))',
        'fruskit.page(*["provisions"])',
        "fruskit.page(of=evil)",
        'fruskit.page(f"{evil()}")',
        'fruskit.exercise("a" + evil)',
        "fruskit.page(layers)",
        "evil.page()",
        "fruskit.cards.page()",
        "fruskit.page()()",
        "fruskit.page",
        "x = fruskit.page()",
        "!rm -r .",
        "%run evil.py",
        "fruskit.page()\n%run evil.py",
        "fruskit.page(",
        "(" * 5000,
        "\0",
    ],
)
def test_what_assigns_writes_or_runs_anything_else_is_not(source):
    assert not seal.plain(source)


@pytest.fixture
def copy(tmp_path):
    return find_kit(browser.copy_kit(tmp_path / "kit"))


def opened(kit, cells, name=f"notebooks/{LESSON}.ipynb", root=None):
    return lab.opened(str(root or kit.root), str(kit.root), name, cells)


def test_the_shipped_cells_of_a_lesson_run_and_a_changed_or_added_one_does_not(copy):
    changed = 'fruskit.exercise("02/left-out" )'
    answer = opened(copy, ["import fruskit", SHOWN, changed, "1 + 1", 'fruskit.page("silences")'])
    assert answer["runs"] == [True, True, False, False, False] and not answer["because"]


def test_nothing_runs_where_the_import_is_another(copy):
    assert opened(copy, ["import evil as fruskit", SHOWN])["runs"] == [False, False]


def test_a_sealed_cell_that_does_more_than_show_does_not_run(copy):
    source = 'fruskit.portfolio("x.html")'
    place = copy.data / "seal.json"
    place.write_text(json.dumps({LESSON: [seal.digest("import fruskit"), seal.digest(source)]}))
    assert opened(copy, ["import fruskit", source])["runs"] == [True, False]


@pytest.mark.parametrize("content", ["", "[]", "1", '{"02-yalta-provisions": 1}', "{"])
def test_with_a_damaged_seal_nothing_runs(content, copy):
    (copy.data / "seal.json").write_text(content)
    assert not any(opened(copy, ["import fruskit", SHOWN]).get("runs", []))


def test_what_lies_elsewhere_or_is_nobodys_lesson_is_left_alone(copy, tmp_path):
    cells = ["import fruskit", SHOWN]
    assert opened(copy, cells, "notebooks/essay.ipynb") == {}
    (copy.notebooks / "essay.ipynb").write_text("{}")
    assert opened(copy, cells, "notebooks/essay.ipynb") == {}
    assert opened(copy, cells, root=tmp_path / "another") == {}
    assert lab.opened("", str(copy.root), f"notebooks/{LESSON}.ipynb", cells) == {}
    outside = browser.copy_kit(tmp_path / "outside")
    assert opened(copy, cells, f"../outside/notebooks/{LESSON}.ipynb") == {}
    (copy.root / "linked").symlink_to(outside / "notebooks")
    assert opened(copy, cells, f"linked/{LESSON}.ipynb") == {}


def stand_ins():
    """Names of files that Python would import before the library’s own, or that it reads for them."""
    tags = [f"fruskit{suffix}" for suffix in (".py", ".pyc", ".so", ".pyd", ".abi3.so", ".PY")]
    packages = [
        "fruskit/__init__.py",
        "pandas/__init__.pyc",
        "numexpr/core.py",
        "fruskit/notes.txt",
    ]
    ours = ["platformdirs.py", "anywidget.py", "sitecustomize.py", "usercustomize.py", "a.pth"]
    return [
        *tags,
        *packages,
        *ours,
        "x.dist-info/entry_points.txt",
        "profile_default/startup/a.ipy",
    ]


@pytest.mark.parametrize(
    "name", [*stand_ins(), *sorted(f"{n}.py" for n in sys.stdlib_module_names)[::40]]
)
def test_nothing_runs_beside_what_could_stand_in_for_an_import(name, copy):
    (copy.notebooks / name).parent.mkdir(parents=True, exist_ok=True)
    (copy.notebooks / name).write_text("")
    answer = opened(copy, ["import fruskit", SHOWN])
    assert answer["because"].split(os.sep)[0] == name.split("/")[0]
    assert answer["runs"] == [False, False]


def test_a_link_stands_in_as_what_it_leads_to_does(copy, tmp_path):
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "__init__.py").write_text("")
    (copy.notebooks / "sqlite3").symlink_to(tmp_path / "evil")
    assert opened(copy, ["import fruskit"])["because"]


def test_more_folders_than_can_be_looked_through_are_not_trusted(copy):
    for n in range(300):
        (copy.notebooks / f"folder_{n}").mkdir()
    assert opened(copy, ["import fruskit"])["because"]


def test_a_copy_of_a_lesson_runs_too_and_knows_its_neighbors(copy):
    for name in (f"{LESSON}-Copy1", f"{LESSON} (2)"):
        (copy.notebooks / f"{name}.ipynb").write_bytes(
            (copy.notebooks / f"{LESSON}.ipynb").read_bytes()
        )
        answer = opened(copy, ["import fruskit", SHOWN], f"notebooks/{name}.ipynb")
        assert answer["runs"] == [True, True] and answer["number"] == "02"
        assert answer["before"]["path"] == "notebooks/01-read-the-page.ipynb"
        assert answer["after"]["path"] == "notebooks/03-negotiation-chronology.ipynb"


def test_first_and_last_lesson_have_one_neighbor_and_others_notebooks_none(copy):
    (copy.notebooks / "99-mine.ipynb").write_text("no notebook")
    first, last = (
        opened(copy, [], f"notebooks/{name}.ipynb")
        for name in ("00-start-here", "06-write-with-evidence")
    )
    assert first["before"] is None and first["after"]["title"] == "Read the page"
    assert last["before"]["title"] and last["after"] is None
    companion = opened(copy, [], "notebooks/instructor/companion.ipynb")
    assert companion["title"] and companion["before"] is companion["after"] is None


def test_check_names_a_lesson_whose_cells_are_not_under_the_seal_until_it_is_sealed(copy, run):
    path = copy.notebooks / f"{LESSON}.ipynb"
    path.write_text(path.read_text("utf-8").replace("02/before", "02/left-out"), "utf-8")
    said = f"notebooks/{LESSON}.ipynb: 1 cell does not run"
    assert not [
        line for line in check(copy).remaining if line.startswith(said)
    ]  # it is sealed twice
    path.write_text(path.read_text("utf-8").replace("02/who-signed", "03/before"), "utf-8")
    assert [line for line in check(copy).remaining if line.startswith(said)]
    assert run("seal", copy.root).code == 0
    assert not [line for line in check(copy).remaining if line.startswith(said)]


def test_the_lessons_are_sealed_as_they_are():
    assert seal.unsealed(find_kit(browser.ROOT)) == {}


def test_every_call_that_is_a_cell_by_itself_in_a_lesson_runs_when_it_opens():
    kit = find_kit(browser.ROOT)
    cells = [cell for path in kit.files(kit.notebooks, ".ipynb") for cell in sources(kit, path)]
    calls = [
        t for kind, t in cells if kind == "code" and re.fullmatch(r"fruskit\.\w+\([^()]*\)", t)
    ]
    assert [source for source in calls if not seal.plain(source)] == []
