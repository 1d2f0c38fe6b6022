"""The command `fruskit`, run as a person would run it."""

import csv
import io
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

ROOT = Path(__file__).resolve().parents[1]
VOLUMES = sorted((ROOT.parent / "shared" / "frus").glob("*.xml"))


def run(*arguments, cwd=ROOT, **environment):
    return subprocess.run(
        [sys.executable, "-m", "fruskit", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env={**os.environ, "FRUSKIT_KIT": "", **environment},
        timeout=120,
    )


def test_text_prints_the_source_byte_for_byte():
    done = run("text")
    assert done.returncode == 0
    assert done.stdout == (ROOT / "tests" / "golden" / "ch11subch1.txt").read_bytes()


def test_text_is_the_same_on_a_console_that_is_not_utf_8():
    assert run("text", PYTHONIOENCODING="ascii", LC_ALL="C").stdout == run("text").stdout


def test_text_of_a_division_is_that_division_alone():
    assert run("text", "--division", "d574").stdout.decode() == (
        "[574] No. 574\nBriefing Book Paper\n\n740.00119 (Potsdam)/5–2446"
    )


@pytest.mark.parametrize(
    "name",
    [
        "blocks",
        "notes",
        "documents",
        "provisions",
        "events",
        "citations",
        "filenumbers",
        "people",
        "places",
        "context",
        "silences",
    ],
)
def test_every_table_prints_in_every_format_with_the_same_rows(name):
    as_csv = list(
        csv.DictReader(io.StringIO(run("table", name, "--format", "csv").stdout.decode()))
    )
    as_json = json.loads(run("table", name, "--format", "json").stdout)
    as_md = run("table", name, "--format", "md").stdout.decode().splitlines()
    assert len(as_csv) == len(as_json) == len(as_md) - 2 > 0
    assert list(as_csv[0]) == list(as_json[0])


def test_exercises_are_listed_with_all_that_was_promised():
    listed = json.loads(run("exercises", "--format", "json").stdout)
    assert len(listed) >= 18
    text = (
        (ROOT / "tests" / "golden" / "ch11subch1.txt")
        .read_text(encoding="utf-8")
        .replace("Japan 1 ", "Japan ")
    )
    for one in listed:
        assert {"id", "notebook", "kind", "skill", "title", "steps", "evidence"} <= set(one)
        assert one["evidence"] and all(quotation in text for quotation in one["evidence"]), one[
            "id"
        ]


def test_check_says_that_all_is_well_and_exits_with_0():
    done = run("check")
    assert done.returncode == 0, done.stdout.decode()
    assert done.stdout.decode().endswith(": no problems.\n")


def test_check_exits_with_1_where_there_is_a_problem(tmp_path):
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part)
    events = tmp_path / "data" / "annotations" / "events.toml"
    events.write_text(
        events.read_text(encoding="utf-8").replace("1945-02-11", "1945-02-12"), encoding="utf-8"
    )
    done = run("check", tmp_path)
    assert done.returncode == 1
    assert "event “agreement-signed”" in done.stdout.decode()


@pytest.mark.skipif(not VOLUMES, reason="no real volumes beside the repository (../shared/frus)")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.stem)
def test_check_of_a_volume_tells_what_is_odd_in_a_few_lines_and_exits_with_0(volume):
    done = run("check", volume)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0 and len(lines) < 20
    assert (
        lines[-1].endswith("it can be read whole.")
        and "a document whose date is not encoded" in done.stdout.decode()
    )


@pytest.mark.parametrize(
    "name", ["data/exercises/02.toml", "data/bibliography.json", "notebooks/00-start-here.ipynb"]
)
def test_check_of_a_file_of_a_kit_checks_the_kit(name):
    done = run("check", ROOT / name)
    assert done.returncode == 0 and done.stdout.endswith(b": no problems.\n")


def test_check_of_a_file_that_is_no_volume_exits_with_1_in_one_line(tmp_path):
    path = tmp_path / "notes.xml"
    path.write_text("Not a volume.", encoding="utf-8")
    done = run("check", path)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["table"],
        ["table", "event"],
        ["table", "events", "--format", "xls"],
        ["text", "--volume", "no-such-file.xml"],
        ["text", "--division", "ch11subch9"],
        ["check", "/"],
        ["check", "no-such-file.xml"],
        ["start", "99-no-such-lesson"],
    ],
)
def test_wrong_use_exits_with_2_and_says_why(arguments, tmp_path):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.decode().strip() and b"Traceback" not in done.stderr


def test_an_unknown_division_names_the_nearest():
    assert "Nearest: “ch11subch1”" in run("text", "--division", "ch11subch9").stderr.decode()


def test_a_damaged_text_exits_with_1_in_one_line(tmp_path):
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part)
    path = tmp_path / "data" / "ch11subch1.xml"
    path.write_bytes(path.read_bytes()[:3000])
    done = run("text", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("fruskit: ") and done.stderr.count(b"\n") == 1
    assert "ch11subch1.xml, line" in done.stderr.decode()


def test_every_command_has_help():
    for command in (
        "",
        "start",
        "text",
        "table",
        "exercises",
        "bibliography",
        "handout",
        "new-exercise",
        "check",
        "filenumbers",
        "index",
        "search",
    ):
        done = run(*([command] if command else []), "--help")
        assert done.returncode == 0 and b"usage" in done.stdout


def test_a_closed_pipe_is_no_accident():
    piped = subprocess.Popen(
        [sys.executable, "-m", "fruskit", "table", "context"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    piped.stdout.close()
    assert b"Traceback" not in piped.stderr.read()
    piped.stderr.close()
    piped.wait(30)


@pytest.mark.skipif(not VOLUMES, reason="no real volumes beside the repository (../shared/frus)")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.stem)
def test_the_tables_of_a_real_volume_print(volume):
    documents = json.loads(run("table", "documents", "--volume", volume, "--format", "json").stdout)
    assert len(documents) > 100 and all(document["chars"] > 0 for document in documents)
    one = documents[10]["id"]
    assert run("text", "--volume", volume, "--division", one).stdout.strip()


def test_the_kits_own_section_by_its_id_keeps_its_annotations_and_of_others_it_is_said_that_there_are_none():
    own, named = run("table", "events"), run("table", "events", "--division", "ch11subch1")
    assert own.stdout == named.stdout and own.stdout.count(b"\n") > 5
    other = run("table", "events", "--volume", ROOT / "data" / "ch11subch1.xml")
    assert other.returncode == 0 and b"is made by hand" in other.stderr
