"""Grades by a policy, for an LMS; and written answers graded by their rubric, blind and without loss."""

import csv
import io
import json
import re
import tomllib

import browser
import classes
from classes import EXERCISES, KIT, lay
import fruskit
from fruskit import cli, FruskitError
from fruskit.classwork.grades import POLICY, policy
from fruskit.markup import prose
from fruskit.record import Attempt, Event
from fruskit.record.hand_in import HandIn
import pytest

AT = "2026-01-05T12:00:{:02}.000+00:00"
CORE = [e for e in EXERCISES.values() if e.notebook[:2] == "02" and e.level == "core"]
GRADED = [e for e in CORE if e.graded and not e.task.long]
ESSAY = EXERCISES["02/second-witness"]


def did(exercise, *responses, shown=None):
    said = [
        Attempt(exercise.id, exercise.version, r, 1.0, True, 0, AT.format(10 * n + 1))
        for n, r in enumerate(responses)
    ]
    at = [] if shown is None else [Event("shown", exercise.id, exercise.version, AT.format(shown))]
    return said, at


def work(who, *done):
    attempts = [one for said, _ in done for one in said]
    events = [one for _, at in done for one in at]
    return HandIn(
        KIT, "0.2.0", "02-yalta-provisions", who, AT.format(59), tuple(attempts), tuple(events)
    )


def right(exercise):
    return did(exercise, exercise.right_answer)


MOODLE = "First name,Surname,ID number,Email address,Quiz 1\nWei,Lin,s100,wei@u.edu,7\n=cmd,Żak,s200,-z@u.edu,8\n"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Essay (77)\n    Points Possible,,,,,10\n"
    '"Lin, Wei",7,s100,wei,A,9\n"Żak, =cmd",8,s200,-z,A,\n'
)


@pytest.fixture
def graded(tmp_path):
    """The rows of a class list after these hand-ins, by a policy."""

    def grading(*made, by="", listed=MOODLE, **more):
        folder = lay(tmp_path / f"in-{len(list(tmp_path.iterdir()))}", *made)
        (folder / "class.csv").write_text(listed, encoding="utf-8")
        (folder / "grades.toml").write_text(by, encoding="utf-8")
        done = fruskit.grades(folder, folder / "class.csv", policy=folder / "grades.toml", **more)
        return list(csv.reader(io.StringIO(done.csv())))

    return grading


LESSON = "02 What Yalta provided"


def of(rows, who="s100"):
    row = next(row for row in rows[1:] if who in row)
    return row[rows[0].index(next(column for column in rows[0] if column.startswith("02")))]


# --- what counts


def test_all_right_is_the_whole_grade_whatever_scores_the_file_has(graded):
    assert of(graded(work("Lin Wei", *map(right, GRADED)))) == "100"
    wrong = did(GRADED[0], [])
    assert float(of(graded(work("Lin Wei", wrong, *map(right, GRADED[1:]))))) < 100


def test_the_best_before_showing_counts_or_the_first(graded):
    one = EXERCISES["02/who-signed"]
    tries = did(one, ["stalin"], one.right_answer, ["chiang"])
    rest = [right(e) for e in GRADED if e is not one]
    assert of(graded(work("Lin Wei", tries, *rest))) == "100"
    first = float(of(graded(work("Lin Wei", tries, *rest), by='attempt = "first"')))
    assert first == round(100 * (len(GRADED) - 2 / 3) / len(GRADED), 1)
    late = did(one, ["chiang"], one.right_answer, shown=5)
    share = (len(GRADED) - 1) / len(GRADED)
    assert float(of(graded(work("Lin Wei", late, *rest)))) == round(100 * share, 1)


def test_weights_stretch_completeness_and_the_highest_grade_are_the_policys(graded):
    one, *rest = GRADED
    handed = work("Lin Wei", *map(right, rest))
    none = f'[[weight]]\nexercise = "{one.id}"\ncounts = 0\n'
    assert of(graded(handed, by=none)) == "100"
    twice = float(of(graded(handed, by=none.replace("0\n", "2\n"))))
    assert twice == round(100 * len(rest) / (len(rest) + 2), 1)
    assert of(graded(work("Lin Wei", *map(right, GRADED)), by="out-of = 20")) == "20"
    complete = float(of(graded(work("Lin Wei", did(ESSAY, "Too short.")), by="completeness = 1")))
    asked = [e for e in EXERCISES.values() if e.notebook[:2] == "02"]
    assert complete == round(100 / len(asked), 1)


def test_what_is_asked_on_a_new_text_counts_only_where_the_policy_names_it(tmp_path):
    new = next(one for one in EXERCISES.values() if one.level == "transfer")
    named = tmp_path / "p.toml"
    named.write_text(f'[[weight]]\nexercise = "{new.id}"\ncounts = 1\n')
    assert (policy().weight(new), policy(named).weight(new)) == (0, 1)


def test_opinions_do_not_count_and_written_answers_only_as_graded(graded):
    rows = graded(work("Lin Wei", did(ESSAY, "Nothing quoted."), *map(right, GRADED)))
    assert of(rows) == "100"


@pytest.mark.parametrize(
    "by, told",
    [
        ("attempt = 'last'", "best, first"),
        ("out-of = 'many'", "number"),
        ("completeness = 2", "out of bounds"),
        ("x = 1", "no place here"),
        ("attempt =", "not valid TOML"),
        ('[[weight]]\nexercise = "02/none"\ncounts = 1\n', "02/none"),
    ],
)
def test_a_faulty_policy_is_told_and_nothing_is_graded(graded, by, told):
    with pytest.raises(FruskitError, match=told):
        graded(work("Lin Wei"), by=by)


def test_a_policy_says_what_it_does_in_words(tmp_path):
    (tmp_path / "p.toml").write_text(
        'attempt = "first"\nout-of = 20\ncompleteness = 0.25\nstretch = "counts"\n'
        '[[weight]]\nexercise = "02/who-signed"\ncounts = 3\n'
    )
    words = policy(tmp_path / "p.toml").words
    for said in ("out of 20", "first attempt counts", "25%", "02/who-signed counts 3 times"):
        assert said in words
    assert (
        "stretch or transfer do not count" in policy().words
        and "before the answer was shown" in policy().words
    )


def test_the_class_page_tells_the_policy(run, tmp_path):
    (tmp_path / "p.toml").write_text("out-of = 20")
    done = run("class", "--sample", "--lesson", "00", "--policy", tmp_path / "p.toml")
    assert policy(tmp_path / "p.toml").words in done.out


# --- the file


def test_the_columns_are_those_that_moodle_maps(graded):
    rows = graded(work("Lin Wei", *map(right, GRADED)))
    assert rows[0] == ["First name", "Surname", "ID number", "Email address", LESSON]
    assert rows[1] == ["Wei", "Lin", "s100", "wei@u.edu", "100"]


def test_the_columns_and_the_row_of_points_are_those_that_canvas_imports(graded):
    rows = graded(work("s100", *map(right, GRADED)), listed=CANVAS, by="out-of = 20")
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON]
    assert rows[1] == ["    Points Possible", "", "", "", "", "20"]
    assert rows[2] == ["Lin, Wei", "7", "s100", "wei", "A", "20"] and len(rows) == 4


def test_no_cell_begins_a_formula(graded):
    rows = graded(work("=cmd Żak"))
    assert rows[2][:4] == ["'=cmd", "Żak", "s200", "'-z@u.edu"]


def test_who_handed_in_nothing_or_is_not_sure_has_an_empty_cell(graded):
    rows = graded(work("Wei", *map(right, GRADED)))
    assert of(rows) == "" and of(rows, "s200") == ""


def test_the_command_writes_it_tells_who_is_not_matched_and_replaces_only_its_own(run, tmp_path):
    folder = lay(tmp_path / "in", work("Lin Wei"), work("Nobody Known"))
    (tmp_path / "class.csv").write_text(MOODLE, encoding="utf-8")
    (tmp_path / "x.csv").write_text("mine")
    given = ["grades", folder, "--roster", tmp_path / "class.csv", "--to"]
    for _ in range(2):
        done = run(*given, tmp_path / "grades.csv")
        assert done.code == 1 and "Nobody Known: not on the class list" in done.err
    assert LESSON in (tmp_path / "grades.csv").read_text("utf-8")
    assert "left as it is" in run(*given, tmp_path / "x.csv").err
    assert (tmp_path / "x.csv").read_text() == "mine"


# --- written answers


def panel(tmp_path, *made, **more):
    folder = lay(tmp_path / "in", *made)
    return fruskit.grading(folder, tmp_path / "grading.json", **more)


def press(desk, type, value=None, **fields):
    desk.receive({"type": type, "value": value, "fields": fields})


TEXT = "The section says “the concurrence of Generalissimo Chiang Kai-shek”. I, Lin Wei, agree."


def test_a_text_has_its_rubric_its_quotations_and_no_name(tmp_path):
    desk = panel(tmp_path, work("Lin Wei", did(ESSAY, TEXT)))
    for question in ESSAY.task.rubric:
        assert str(prose(question)) in desk.html
    assert "<mark>the concurrence of" in desk.html and "What it quotes" in desk.html
    assert "Lin" not in desk.html and "[name]" in desk.html
    assert "Lin Wei" in panel(tmp_path, blind=False).html


def test_marks_and_comments_are_kept_without_names_and_gone_on_with(tmp_path):
    made = [work(f"S{n}", did(ESSAY, f"{TEXT} {n}")) for n in range(3)]
    desk = panel(tmp_path, *made)
    for n in range(len(ESSAY.task.rubric)):
        press(desk, "mark", f"{n} 1.0")
    press(desk, "go", "1", comment="Well read.")
    kept = json.loads((tmp_path / "grading.json").read_text())
    assert kept["grade"][0]["comment"] == "Well read." and "S0" not in json.dumps(kept)
    assert "text 2 of 3 · 1 graded" in panel(tmp_path).html
    assert 'aria-pressed="true"' not in panel(tmp_path).html
    press(again := panel(tmp_path), "go", "0")
    assert again.html.count('aria-pressed="true"') == len(ESSAY.task.rubric)


def test_a_mark_pressed_again_is_open_again(tmp_path):
    desk = panel(tmp_path, work("Lin", did(ESSAY, TEXT)))
    press(desk, "mark", "0 0.5")
    press(desk, "mark", "0 0.5")
    assert 'aria-pressed="true"' not in desk.html


def test_what_cannot_be_kept_is_told(tmp_path, monkeypatch):
    desk = panel(tmp_path, work("Lin", did(ESSAY, TEXT)))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space")))
    press(desk, "mark", "0 1.0")
    assert "This is not kept" in desk.html and not (tmp_path / "grading.json").exists()


@pytest.mark.parametrize("value", ["x", "0", "9 1.0", None])
def test_a_message_that_is_none_is_told(tmp_path, value):
    desk = panel(tmp_path, work("Lin", did(ESSAY, TEXT)))
    press(desk, "mark", value)
    assert "not understood" in desk.html


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "x"}'])
def test_another_file_is_refused_and_left_as_it_is(tmp_path, content):
    (tmp_path / "grading.json").write_text(content)
    with pytest.raises(FruskitError, match=r"grading\.json"):
        panel(tmp_path, work("Lin"))
    assert (tmp_path / "grading.json").read_text() == content


def test_rubric_and_comment_come_into_the_grades(tmp_path, graded):
    handed = work("Lin Wei", did(ESSAY, TEXT), *map(right, GRADED))
    desk = panel(tmp_path, handed)
    for n in range(len(ESSAY.task.rubric)):
        press(desk, "mark", f"{n} 0.0", comment="=See me")
    weights = f'[[weight]]\nexercise = "{ESSAY.id}"\ncounts = {len(GRADED)}\n'
    rows = graded(handed, by=weights, grading=tmp_path / "grading.json")
    assert of(rows) == "50" and rows[0][-1] == f"{LESSON}, comment" and rows[1][-1] == "'=See me"


def test_an_empty_pile_says_so(tmp_path):
    assert "No one has handed in a written answer" in panel(tmp_path, work("Lin")).html


def test_markup_in_a_text_is_words(tmp_path):
    desk = panel(tmp_path, work("Lin", did(ESSAY, classes.SCRIPT)))
    press(desk, "mark", "0 1.0", comment="</textarea><script>x</script>")
    assert "<script" not in desk.html and "<img" not in desk.html


# --- what the notebook shows


def told(name):
    book = json.loads((browser.ROOT / "notebooks" / "instructor" / name).read_text("utf-8"))
    return "\n".join("".join(c["source"]) for c in book["cells"] if c["cell_type"] == "markdown")


def test_the_policy_in_the_notebook_is_one():
    (shown,) = re.findall(r"^```toml\n(.*?)^```", told("class.ipynb"), re.M | re.S)
    assert not POLICY.read(tomllib.loads(shown)).problems


@pytest.mark.parametrize("name", ["class.ipynb", "grading.ipynb", "companion.ipynb"])
def test_what_the_notebooks_tell_to_type_is_understood(name):
    words = told(name)
    commands = re.findall(r"^fruskit .+$", words, re.M)
    calls = re.findall(r"^fruskit\.(\w+)\((.*)\)$", words, re.M)
    assert commands and all(call in fruskit.__all__ for call, _ in calls)
    for command in commands:
        cli._parser().parse_args(command.split()[1:])
