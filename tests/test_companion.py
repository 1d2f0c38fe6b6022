"""The instructor's companion: complete, never behind the exercises, and not where students are sent."""

import json
import re

from browser import ROOT
from classes import handed_in, lay
import fruskit
from fruskit import FruskitError
from fruskit.exercises import SKILLS
from fruskit.publishing.companion import aims
from paper import kit_of_all_kinds
import pytest

COMPANION = [
    ROOT / "notebooks" / "instructor" / f"{name}.ipynb"
    for name in ("companion", "expected-answers")
]
TEXT = " ".join(" ".join(block.text.split()) for block in fruskit.load().blocks).lower()


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


WORDS = "\n\n".join(words for path in COMPANION for words in cells(path, "markdown"))


@pytest.mark.parametrize(
    "part",
    [
        "## Fifty minutes",
        "## Seventy-five minutes",
        "## A hundred and twenty minutes",
        "## A week of self-study",
        "## What the lessons train",
        "## What to listen for",
        "## A rubric for lesson 06",
        "## The handout",
        "## What a class’s records tell you",
    ],
)
def test_the_companion_has_every_part(part):
    assert f"\n{part}" in WORDS


@pytest.mark.parametrize(
    "minutes, plan", [(50, "Fifty minutes"), (75, "Seventy-five"), (120, "A hundred and twenty")]
)
def test_the_minutes_of_a_session_plan_follow_one_another_to_the_end(minutes, plan):
    table = WORDS.partition(f"## {plan}")[2].partition("\n## ")[0]
    spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+)–(\d+) \|", table, re.M)]
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])] and spans[-1][
        1
    ] == minutes


def test_no_lesson_sends_a_student_to_it():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert "instructor/" not in path.read_text(encoding="utf-8"), path.name


def test_every_quotation_in_it_is_in_the_text_and_every_link_leads_somewhere():
    for quotation in re.findall(r"“([^”]+)”", WORDS):
        assert quotation.lower() in TEXT, quotation
    for target in re.findall(r"\]\(([^)#]+)\)", WORDS):
        assert target.startswith("https://") or (COMPANION[0].parent / target).exists(), target


def test_the_skills_are_named_as_the_exercises_name_them():
    assert re.findall(r"^- \*\*(.+?)\*\*:", WORDS, re.M) == list(SKILLS)


# --- what its calls show


def test_the_aims_count_every_exercise_once():
    rows = fruskit.aims().records()
    assert [row["skill"] for row in rows] == list(SKILLS)
    assert sum(row["exercises"] for row in rows) == len(fruskit.all_exercises())


def test_a_second_step_counts_among_the_kinds_of_its_skill(tmp_path, monkeypatch):
    monkeypatch.chdir(kit_of_all_kinds(tmp_path))
    proved = fruskit.exercise("09/proved")
    row = next(row for row in aims({proved.id: proved}).records() if row["skill"] == "sourcing")
    assert row == {"skill": "sourcing", "exercises": 1, "lessons": "09", "kinds": "choice, mark"}


def test_the_expected_answers_have_every_exercise_with_all_that_may_be_heard():
    shown = fruskit.expected_answers()
    for exercise in fruskit.all_exercises().values():
        assert exercise.title in shown.text
        for one in exercise.heard():
            assert re.sub(r"\*([^*\n]+)\*", r"\1", one.says) in shown.text, exercise.id
        for span in exercise.evidence:
            assert f"“{' '.join(span.text.split())}”" in shown.text


def test_the_expected_answers_of_one_lesson_are_those_alone():
    shown = fruskit.expected_answers("02")
    for exercise in fruskit.all_exercises().values():
        assert (exercise.prompt in shown.text) == (exercise.notebook == "02-yalta-provisions")


def test_every_kind_has_expected_answers_in_words(tmp_path, monkeypatch):
    monkeypatch.chdir(kit_of_all_kinds(tmp_path))
    shown = fruskit.expected_answers("09")
    for said in (
        "an opinion: nothing is right or wrong",
        "Left three: Right one",
        "They are resumed: undated",
        "SECRET rubric",
        "The negotiations begin — with a year that is not printed: SECRET y",
        "The negotiations begin — July 16, 1945: SECRET w",
    ):
        assert said in shown.text, said
    assert "id-" not in shown.text + shown.html and "&lt;i&gt;more" in shown.html


def test_an_unknown_lesson_is_refused_and_the_lessons_are_named():
    with pytest.raises(FruskitError) as told:
        fruskit.expected_answers("77")
    assert "02-yalta-provisions" in told.value.remedy


# --- what it tells an instructor to type


def test_its_lines_of_python_read_a_class(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "handed-in", *handed_in(6, "02"))
    names = "".join(f"Made up {n:04}\n" for n in range(1, 7))
    (tmp_path / "class.csv").write_text(f"Name\n{names}")
    (code,) = re.findall(r"^```python\n(.+?)^```", WORDS, re.M | re.S)
    exec(compile(code, "companion", "exec"), {"fruskit": fruskit})
    lines = (tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 7 and all(re.fullmatch(r"Made up \d+,(\d.*)?", line) for line in lines[1:])


def test_its_commands_are_commands_of_the_kit(tmp_path, monkeypatch):
    from fruskit import cli

    monkeypatch.chdir(ROOT)
    commands = [line.split()[1:] for line in re.findall(r"^fruskit .+$", WORDS, re.M)]
    assert len(commands) == 2
    for command in commands:
        path = tmp_path / command.pop()
        assert cli.main([*command, str(path)]) == 0 and path.exists()
