"""The habits of the house: formatted, without a warning, typed; and the scripts' own tests."""

import json
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

import fruskit
from fruskit.cards.draw import draw
import pytest
import responses
import samples

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ["--config", "lib/pyproject.toml", "--no-cache"]
PLACES = ["lib", "tests"]


def run(command, cwd=ROOT, **environment):
    """What a tool says, and its exit code."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    return done.stdout, done.returncode


def test_every_file_is_as_ruff_formats_it():
    said, code = run([sys.executable, "-m", "ruff", "format", "--check", *SETTINGS, *PLACES])
    assert code == 0, said


def test_ruff_has_no_warning():
    concise = ["--output-format", "concise"]
    said, code = run([sys.executable, "-m", "ruff", "check", *concise, *SETTINGS, *PLACES])
    assert code == 0, said


def test_nothing_is_left_out_of_formatting():
    switch = re.compile(r"#\s*fmt: *(skip|off)")
    for path in (path for place in PLACES for path in (ROOT / place).rglob("*.py")):
        assert not switch.search(path.read_text("utf-8")), path


def test_no_file_has_the_marks_of_two_versions_in_it():
    marks = re.compile("^(<<<<<<< |>>>>>>> )", re.M)
    texts = [path for place in PLACES for path in (ROOT / place).rglob("*.*") if path.is_file()]
    told = (path for path in texts if path.suffix in (".py", ".js", ".css", ".toml", ".md"))
    assert [path for path in told if marks.search(path.read_text("utf-8"))] == []


def test_the_library_is_strictly_typed(tmp_path):
    said, code = run([sys.executable, "-m", "mypy", f"--cache-dir={tmp_path}"], ROOT / "lib")
    assert code == 0, said


def test_the_scripts_pass_their_own_tests(tmp_path):
    node = shutil.which("node")
    if node is None and os.environ.get("CI"):
        pytest.fail("There is no Node, and with CI set the scripts’ tests may not be left out.")
    if node is None:
        pytest.skip("left out: there is no Node (install nodejs to test the cards’ scripts)")
    drawn = tmp_path / "drawn.json"
    drawn.write_text(json.dumps(list(map(drawing, all_exercises()))), encoding="utf-8")
    tests = [str(path) for path in (ROOT / "tests" / "scripts").glob("*.test.mjs")]
    said, code = run([node, "--test", "--test-reporter=tap", *tests], FRUSKIT_DRAWN=str(drawn))
    assert code == 0, said
    assert "# skipped 0" in said and "# fail 0" in said, said


def all_exercises():
    return (fruskit.all_exercises() | samples.EXERCISES).values()


def drawing(exercise):
    """What the browser is told of an exercise, and answers to it as the browser has them."""
    drawn = draw(exercise)
    answers = (responses.right(exercise), responses.wrong(exercise))
    return {"view": drawn.view, "answers": [drawn.show(answer) for answer in answers]}
