"""What is core and what is stretch, how long it takes, and that lessons and their titles agree."""

import json
from pathlib import Path
import re

from damage import change
from entries import CHOICE, from_toml, lesson, MATCH
import fruskit
from fruskit.author.check import check
from fruskit.exercises.minutes import minutes
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import Call, Lesson, lessons
import pytest

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = fruskit.all_exercises()
LESSONS = lessons(Kit(ROOT))
OWN = {one.name: one for one in LESSONS}


@pytest.mark.parametrize("name", OWN)
def test_the_minutes_in_a_title_are_those_of_its_core_give_or_take_a_tenth(name):
    time = minutes(OWN[name], EXERCISES)
    assert time.claimed and abs(time.core - time.claimed) <= 0.1 * time.claimed, time


@pytest.mark.parametrize("name", OWN)
def test_stretch_comes_last_in_its_part_below_a_line_that_says_so_and_how_long_it_takes(name):
    claimed, asked, stretching = 0, 0.0, False
    for cell in OWN[name].cells:
        if isinstance(cell, str):
            line = re.match(r"\*\*Stretch: about (\d+) minutes more\.\*\* ", cell)
            stretching = bool(line) or (stretching and not cell.startswith("## "))
            claimed += int(line[1]) if line else 0
        elif isinstance(cell, Call) and cell.name == "exercise":
            assert (EXERCISES[cell.given[0]].level == "stretch") == stretching, cell.given
    asked = minutes(OWN[name], EXERCISES).stretch
    assert asked and abs(claimed - asked) <= 1


def test_what_is_asked_on_the_unseen_page_says_how_long_it_takes_beside_the_title():
    time = minutes(OWN["06-write-with-evidence"], EXERCISES)
    words = "\n".join(c for c in OWN["06-write-with-evidence"].cells if isinstance(c, str))
    claimed = re.search(r"^\*\*Transfer: about (\d+) minutes more\.\*\* ", words, re.M)
    assert claimed and abs(int(claimed[1]) - time.transfer) <= 1
    asked = [one for one in EXERCISES.values() if one.level == "transfer"]
    assert {text.name for one in asked for text in one.section.texts} == {"this-kit"}
    assert len({one.kind for one in asked}) >= 4 and not any(one.hints for one in asked)


# What each kind has to decide, by its template.
DECISIONS = {
    "choice": 1,
    "match": 2,
    "order": 4,
    "sort": 3,
    "mark": 1,
    "date": 3,
    "decode": 5,
    "emend": 3,
    "reveal": 1,
    "write": 0,
}


@pytest.mark.parametrize("kind", DECISIONS)
def test_each_pair_item_gap_date_reading_marked_span_and_right_option_is_a_decision(tmp_path, kind):
    (made,) = from_toml(tmp_path, lesson(kind)).values()
    assert made.task.decisions == DECISIONS[kind]
    assert made.task.writing == (57.5 if kind == "write" else 0)


def test_an_opinion_asks_for_no_decision_that_is_scored():
    assert EXERCISES["02/before"].task.decisions == 0


def test_a_lesson_takes_its_prose_its_decisions_and_its_writing(tmp_path):
    made = from_toml(
        tmp_path, MATCH, lesson("write"), MATCH.replace("id", 'level = "stretch"\nid', 1)
    )
    prose = (
        "# A title\n\n" + "word " * 198 + "[link](https://example.org/a-b-c)\n\n```\nno words\n```"
    )
    asked = [Call("exercise", (id,)) for id in made]
    time = minutes(Lesson("09", (prose, *asked)), made)
    assert time.core == pytest.approx(201 / 200 + 2 * 1.5 + 57.5 / 15) and time.stretch == 3


def test_an_exercise_is_core_where_nothing_is_said_and_its_level_is_no_part_of_its_version(
    tmp_path,
):
    made, stretch = from_toml(
        tmp_path, CHOICE, CHOICE.replace("id", 'level = "stretch"\nid', 1)
    ).values()
    assert (made.level, stretch.level) == ("core", "stretch")
    assert made.version == stretch.version


def test_an_author_is_told_of_a_lesson_that_takes_longer_than_it_says(own_kit):
    assert not [line for line in check(own_kit).remaining if "minutes" in line]
    change(
        own_kit, "../notebooks/02-yalta-provisions.ipynb", "about 45 minutes", "about 20 minutes"
    )
    (told,) = [line for line in check(own_kit).remaining if "minutes" in line]
    assert told.startswith("notebooks/02-yalta-provisions.ipynb: it says about 20 minutes, and its")


def test_an_author_is_told_of_a_core_exercise_that_follows_a_stretch_exercise_of_its_part(own_kit):
    change(own_kit, "exercises/00.toml", 'level = "stretch"', 'level = "core"', -1)
    path = own_kit.data / "exercises" / "00.toml"
    path.write_text(path.read_text("utf-8").replace('"core"', '"stretch"', 1), "utf-8")
    cells = json.loads((own_kit.notebooks / "00-start-here.ipynb").read_text("utf-8"))
    for cell in cells["cells"]:
        cell["source"] = [line.replace("## ", "") for line in cell["source"]]
    (own_kit.notebooks / "00-start-here.ipynb").write_text(json.dumps(cells), "utf-8")
    told = [line for line in check(own_kit).remaining if "follows a stretch" in line]
    assert len(told) == 3 and "the core exercise “00/when-signed” follows" in told[0]
