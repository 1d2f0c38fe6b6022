"""The words around a new kit's data: comments at the top of its files, its README, its test."""

from ...claims.drafts import titled
from ...markup import md_escape
from ...volumes.text import Section

_DRAFT = """
Every entry with `draft = true` was found by a machine: look at it, correct it or take it out, and take
the line `draft = true` out of what you have looked at. `fruskit check` counts what is left.
"""

# Each file of annotations: its comment, and the tables that it holds.
ANNOTATIONS = {
    "annotations/events": (
        "Events, each tied to the words that date it. To begin with: the dates that the encoding marks.\n"
        "One [[event]] for each. `date` is EDTF and empty where the text gives none; `certainty` is stated,\n"
        "year-inferred or undated; `follows` names the event that the text says to come before."
        + _DRAFT,
        ("event",),
    ),
    "annotations/people-and-places": (
        "The people and places that the encoding marks, each anchored where it stands first. Two names of\n"
        "one person are two entries until somebody says that they are one, and two people of one name are one\n"
        "entry: where a name stands with several offices, its role says so. A place’s `kind` is “place” until\n"
        "it is known: conference-site, city, port, territory, railroad or place-of-publication."
        + _DRAFT,
        ("person", "place"),
    ),
    "annotations/sources": (
        "What the notes cite, and the file numbers in the source notes. One [[citation]] for each; `work` is a\n"
        "key of data/bibliography.json, named as the note names it; `note` is empty for a source note."
        + _DRAFT,
        ("citation",),
    ),
    "annotations/provisions": (
        "What the text provides. A machine cannot find it: one [[provision]] for each, with id, kind (subject,\n"
        "condition, undertaking or declaration), actor, action, object, modality and quote.",
        ("provision",),
    ),
    "annotations/silences": (
        "What the text does not say. A machine cannot find it: one [[silence]] for each, with id, what, and\n"
        'searches = ["…"], words that would be there if it were said. A search that finds them is an error.',
        ("silence",),
    ),
    "context": (
        "What is known from elsewhere, each fact with its source: one [[fact]] for each, with id, text, work (a\n"
        "key of data/bibliography.json), locator and standing (read, reported or inferred)."
        + _DRAFT,
        ("fact",),
    ),
}

EXERCISES = """
Exercises made from the structure of the text alone: what is marked, numbered and dated in it. Look
through each, and take out the line `draft = true`. `fruskit new-exercise KIND` prints others to copy.
"""

REQUIREMENTS = """\
# What the lessons run on. The library itself, fruskit, is not in this list: install it from the kit that
# this one was started with, as README.md says.

jupyterlab>=4.6,<5
mistune>=3.2,<4
ipywidgets>=8.1,<9
anywidget>=0.11,<1
pandas>=3,<4
citeproc-py>=0.11,<1
platformdirs>=4.14,<5
jsonschema>=4.26,<5
pytest>=9,<10
"""

_README = """\
# {title}

A teaching kit on the division `{id}` of *{volume}*, begun by `fruskit new`.

With the library installed, in this folder:

```
fruskit check        # is all well, and what remains for the historian?
fruskit text         # the text, to the letter
fruskit exercises    # all exercises
fruskit start        # the first lesson, in JupyterLab
pytest               # the kit's own tests
```

To install it, with Python 3.11 or later: get the kit that this one was started with, and then

```
python3 -m venv .venv
.venv/bin/python -m pip install -r requirements.txt -e THE-OTHER-KIT/lib
```

(on Windows `py` and `.venv\\Scripts\\python`).

What a machine could find is filled in and marked as a draft: `draft = true` in `data/`. What needs a
historian is marked in the notebooks: “For the historian: …”. The notebooks have not been run yet.
"""


def readme(section: Section, volume: str) -> str:
    title, volume = md_escape(titled(section)), md_escape(volume or section.volume)
    return _README.format(title=title, id=section.id, volume=volume)


TESTS = '''\
"""Is this kit sound? Run pytest in its folder."""

from pathlib import Path

import pytest

import fruskit
from fruskit.cli import main

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def in_the_kit(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_the_check_finds_no_problem():
    assert main(["check"]) == 0, "fruskit check says what is wrong"


def test_the_section_has_words():
    assert fruskit.load().text.strip()


def test_the_right_answer_to_every_exercise_is_marked_as_right():
    graded = {id: exercise for id, exercise in fruskit.all_exercises().items() if exercise.graded}
    scores = {id: exercise.mark(exercise.right_answer).score for id, exercise in graded.items()}
    assert scores == dict.fromkeys(graded, 1)
'''
