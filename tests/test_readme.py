"""What the README and the notebooks for authors show is what the kit does."""

import json
from pathlib import Path
import re
import textwrap

import browser
import fruskit
from fruskit import cli
from fruskit.author.templates import template, TEMPLATES
import pytest
from test_rooms import ROOMS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FOR_AUTHORS = [ROOT / "notebooks" / "instructor" / f"{n}.ipynb" for n in ("authors", "volumes")]


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def prose(path):
    return "\n\n".join("".join(cell["source"]) for cell in cells(path, "markdown"))


PAGES = {"README.md": README} | {path.name: prose(path) for path in FOR_AUTHORS}
AUTHORS, VOLUMES = FOR_AUTHORS


def blocks(words):
    """The blocks of code: what language each names, and its lines."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", words, re.M | re.S)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the kit's data and notebooks, to work in."""
    monkeypatch.chdir(browser.copy_kit(tmp_path))
    return tmp_path


# --- the README is short


@pytest.mark.parametrize("reader", ["student", "instructor", "maintainer"])
def test_the_readme_has_two_screens_for_each_reader(reader):
    part = README.partition(f"\n## For the {reader}\n")[2].partition("\n## ")[0]
    shown = re.sub(r"\]\([^)]+\)", "]", part)
    kept = [line for line in shown.splitlines() if not re.match(r"```|\|---", line)]
    assert 10 < sum(max(1, len(textwrap.wrap(line, 100))) for line in kept) <= 62


# --- commands and calls


def test_every_command_of_the_library_is_listed_and_no_other():
    (listed,) = (block for _, block in blocks(README) if block.startswith("fruskit start"))
    named = {line.split()[1] for line in listed.splitlines()}
    assert named == set(cli._parser()._subparsers._group_actions[0].choices)


def test_a_command_is_listed_with_all_its_options_and_no_other():
    (listed,) = (block for _, block in blocks(README) if block.startswith("fruskit start"))
    known = cli._parser()._subparsers._group_actions[0].choices
    for line in listed.splitlines():
        options = set(known[line.split()[1]]._option_string_actions)
        assert set(re.findall(r"--[\w-]+", line)) == options - {"-h", "--help"}, line


@pytest.mark.parametrize("page", PAGES)
def test_every_call_that_is_shown_is_a_public_one(page):
    for name in re.findall(r"fruskit\.(\w+)\(", PAGES[page]):
        assert name in fruskit.__all__, name


@pytest.mark.parametrize("path", FOR_AUTHORS, ids=lambda path: path.stem)
def test_every_command_that_an_author_is_told_to_type_is_understood(path):
    typed = [
        line.split()[1:]
        for language, block in blocks(prose(path))
        for line in block.splitlines()
        if not language and line.startswith("fruskit ")
    ]
    typed += [command.split()[1:] for command in re.findall(r"`(fruskit [^`]+)`", prose(path))]
    assert typed
    for command in (command for command in typed if "--help" not in command):
        cli._parser().parse_args(command)


def test_the_student_s_calls_do_what_they_say(copy):
    (shown,) = (block for _, block in blocks(README) if "fruskit.progress()" in block)
    names = {"fruskit": fruskit}
    exec(compile(shown, "README.md", "exec"), names)
    assert (copy / "portfolio.html").exists() and (copy / "record.json").exists()
    assert names["record"].attempts() == []


# --- what an author is shown


@pytest.mark.parametrize("kind", TEMPLATES)
def test_each_template_is_stored_as_it_is_printed_beside_its_exercise(kind):
    (cell,) = (c for c in cells(AUTHORS, "code") if "".join(c["source"]).endswith(f'("{kind}")'))
    stored = "".join(cell["outputs"][0]["data"]["text/plain"])
    assert stored == fruskit.template(kind).text and stored.startswith(template(kind))


@pytest.mark.parametrize("path", FOR_AUTHORS, ids=lambda path: path.stem)
def test_a_code_cell_for_authors_is_one_plain_call(path):
    for cell in cells(path, "code"):
        assert re.fullmatch(r'import fruskit|fruskit\.\w+\("\w+"\)', "".join(cell["source"]))


def test_an_author_s_slip_is_told_as_shown(copy, capfd):
    told = next(block for _, block in blocks(PAGES["authors.ipynb"]) if "Port Artur" in block)
    file = copy / "data" / "exercises" / "02.toml"
    written = file.read_text(encoding="utf-8")
    entry = written.index('id = "five-subjects"')
    slip = written[entry:].replace('quote = "Port Arthur"', 'quote = "Port Artur"', 1)
    file.write_text(written[:entry] + slip, encoding="utf-8")
    assert cli.main(["check"]) == 1
    assert told.strip() in capfd.readouterr().out


def test_the_line_that_names_a_schema_names_one_that_is_there_and_check_bears_it(copy, capfd):
    line = next(block for _, block in blocks(PAGES["authors.ipynb"]) if block.startswith("#:"))
    file = copy / "data" / "exercises" / "02.toml"
    assert (file.parent / line.split()[1]).is_file()
    file.write_text(line + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli.main(["check"]) == 0


def test_the_calls_on_another_volume_work_as_shown(tmp_path, monkeypatch):
    (shown,) = (b for lang, b in blocks(PAGES["volumes.ipynb"]) if "fruskit.read(" in b)
    monkeypatch.chdir(tmp_path)
    own = (ROOT / "data" / "ch11subch1.xml").read_text(encoding="utf-8")
    Path("frus1936v03.xml").write_text(own.replace("ch11subch1", "ch6subch2"), encoding="utf-8")
    exec(compile(shown, "volumes.ipynb", "exec"), {})


def test_the_cluster_example_is_the_one_that_is_tested():
    example = (ROOT / "tests" / "dask_example.py").read_text(encoding="utf-8")
    (shown,) = (block for _, block in blocks(PAGES["volumes.ipynb"]) if "dask" in block)
    assert shown in example


# --- the rooms and the files


def test_the_table_of_lessons_gives_the_minutes_that_each_lesson_gives():
    for path, minutes in re.findall(r"^\| \[\d\d .+?\]\((.+?)\) \| (\d+) \|", README, re.M):
        title = "".join(cells(ROOT / path, "markdown")[0]["source"])
        assert f" · about {minutes} minutes" in title, path
    assert README.count("](notebooks/0") >= 7


def test_the_rooms_are_listed_in_their_order_as_they_are():
    table = README.partition("| room | what it knows |\n|---|---|\n")[2].partition("\n\n")[0]
    listed = re.findall(r"`([^`]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()))
    library = ROOT / "lib" / "fruskit"
    there = [
        f"{room}/" if (library / room).is_dir() else f"{room}.py"
        for room in ROOMS
        if list(library.glob(f"{room}*")) and room != "__main__"
    ]
    assert listed == there


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_or_named_is_there(page):
    words = PAGES[page]
    near = ROOT if page == "README.md" else AUTHORS.parent
    for target in re.findall(r"\]\(([^)#:]+)\)", words) + re.findall(r'src="([^"]+)"', words):
        assert (near / target).exists(), target
    for named in re.findall(r"`(?:python )?((?:data|lib|tests|\.ci)/[\w/.*-]*)`", words):
        assert list(ROOT.glob(named)), named
    for named in re.findall(
        r"`((?:exercises|cards|author|publishing|volumes|claims)/[\w/.]+)`", words
    ):
        named = re.sub(r"NAME(\.\w+)", r"*\1", named)
        assert list((ROOT / "lib" / "fruskit").glob(named)), named
