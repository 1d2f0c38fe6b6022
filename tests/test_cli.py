"""The command `fruskit`: called in this process, and as one of its own where that matters."""

import csv
import io
import json
import os
from pathlib import Path
import subprocess
import sys

from browser import copy_kit
import fruskit
import pytest

ROOT = Path(__file__).resolve().parents[1]
VOLUMES = sorted((ROOT.parent / "shared" / "frus").glob("*.xml"))


def process(*arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "fruskit", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "FRUSKIT_KIT": "", **environment},
    )


@pytest.mark.parametrize("console", [{}, {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}])
def test_text_prints_the_source_byte_for_byte_on_any_console(console):
    running = process("text", **console)
    printed, told = running.communicate(timeout=120)
    assert printed == (ROOT / "tests" / "golden" / "ch11subch1.txt").read_bytes()
    assert (running.returncode, told) == (0, b"")


def test_a_closed_pipe_is_no_accident():
    piped = process("table", "context")
    piped.stdout.close()
    assert b"Traceback" not in piped.stderr.read()
    piped.stderr.close()
    piped.wait(30)


def test_an_error_is_the_exit_code_of_the_process_and_one_line():
    wrong = process("text", "--division", "ch11subch9")
    printed, told = wrong.communicate(timeout=120)
    assert (wrong.returncode, printed, told.count(b"\n")) == (2, b"", 1)


def test_text_of_a_division_is_that_division_alone(run):
    assert run("text", "--division", "d574").out == (
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
def test_every_table_prints_in_every_format_with_the_same_rows(name, run):
    as_csv = list(csv.DictReader(io.StringIO(run("table", name, "--format", "csv").out)))
    as_json = json.loads(run("table", name, "--format", "json").out)
    as_md = run("table", name, "--format", "md").out.splitlines()
    assert len(as_csv) == len(as_json) == len(as_md) - 2 > 0
    assert list(as_csv[0]) == list(as_json[0])


def test_exercises_are_listed_with_all_that_was_promised(run):
    listed = json.loads(run("exercises", "--format", "json").out)
    assert len(listed) >= 18
    golden = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_text(encoding="utf-8")
    note = " ".join(block.text for block in fruskit.load("this-kit").blocks)
    of = {"ch11subch1": golden.replace("Japan 1 ", "Japan "), "this-kit": note}
    for one in listed:
        assert {"id", "notebook", "kind", "skill", "title", "steps", "evidence"} <= set(one)
        text = "\n".join(of[name] for name in one["texts"])
        missing = [quotation for quotation in one["evidence"] if quotation not in text]
        assert one["evidence"] and not missing, one["id"]


def test_check_says_that_all_is_well_and_exits_with_0(run):
    done = run("check")
    assert done.code == 0, done.out
    assert done.out.endswith(": no problems.\n")


def test_check_exits_with_1_where_there_is_a_problem(tmp_path, run):
    copy_kit(tmp_path)
    events = tmp_path / "data" / "annotations" / "events.toml"
    events.write_text(
        events.read_text(encoding="utf-8").replace("1945-02-11", "1945-02-12"), encoding="utf-8"
    )
    done = run("check", tmp_path)
    assert done.code == 1
    assert "event “agreement-signed”" in done.out


@pytest.mark.skipif(not VOLUMES, reason="no real volumes beside the repository (../shared/frus)")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.stem)
def test_check_of_a_volume_tells_what_is_odd_in_a_few_lines_and_exits_with_0(volume, run):
    done = run("check", volume)
    lines = done.out.splitlines()
    assert done.code == 0 and len(lines) < 20
    assert (
        lines[-1].endswith("it can be read whole.")
        and "a document whose date is not encoded" in done.out
    )


@pytest.mark.parametrize(
    "name", ["data/exercises/02.toml", "data/bibliography.json", "notebooks/00-start-here.ipynb"]
)
def test_check_of_a_file_of_a_kit_checks_the_kit(name, run):
    done = run("check", ROOT / name)
    assert done.code == 0 and done.out.endswith(": no problems.\n")


def test_check_of_a_file_that_is_no_volume_exits_with_1_in_one_line(tmp_path, run):
    path = tmp_path / "notes.xml"
    path.write_text("Not a volume.", encoding="utf-8")
    done = run("check", path)
    assert done.code == 1 and done.err.count("\n") == 1


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
def test_wrong_use_exits_with_2_and_says_why(arguments, tmp_path, run):
    done = run(*arguments)
    assert done.code == 2
    assert done.err.strip() and "Traceback" not in done.err


def test_an_unknown_division_names_the_nearest(run):
    assert "Nearest: “ch11subch1”" in run("text", "--division", "ch11subch9").err


def test_a_damaged_text_exits_with_1_in_one_line(tmp_path, run):
    copy_kit(tmp_path)
    path = tmp_path / "data" / "ch11subch1.xml"
    path.write_bytes(path.read_bytes()[:3000])
    done = run("text", cwd=tmp_path)
    assert done.code == 1
    assert done.err.startswith("fruskit: ") and done.err.count("\n") == 1
    assert "ch11subch1.xml, line" in done.err


def test_every_command_has_help(run):
    for command in (
        "",
        "start",
        "text",
        "table",
        "exercises",
        "bibliography",
        "handout",
        "site",
        "new-exercise",
        "check",
        "filenumbers",
        "index",
        "search",
    ):
        done = run(*([command] if command else []), "--help")
        assert done.code == 0 and "usage" in done.out


@pytest.mark.skipif(not VOLUMES, reason="no real volumes beside the repository (../shared/frus)")
@pytest.mark.parametrize("volume", VOLUMES, ids=lambda path: path.stem)
def test_the_tables_of_a_real_volume_print(volume, run):
    documents = json.loads(run("table", "documents", "--volume", volume, "--format", "json").out)
    assert len(documents) > 100 and all(document["chars"] > 0 for document in documents)
    one = documents[10]["id"]
    assert run("text", "--volume", volume, "--division", one).out.strip()


def test_the_kits_own_section_by_its_id_keeps_its_annotations_and_of_others_it_is_said_that_there_are_none(
    run,
):
    own, named = run("table", "events"), run("table", "events", "--division", "ch11subch1")
    assert own.out == named.out and own.out.count("\n") > 5
    other = run("table", "events", "--volume", ROOT / "data" / "ch11subch1.xml")
    assert other.code == 0 and "is made by hand" in other.err
