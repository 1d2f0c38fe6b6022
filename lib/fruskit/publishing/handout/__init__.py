"""A lesson on paper: the text in numbered lines, then what the lesson says and asks.

One HTML file without network or script, that prints on A4 and on Letter. It draws an exercise as the
screen does, in the order of a seed that is fixed; the key is in it only where it is asked for.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path

from ...cards.draw import draw
from ...claims.annotations import Annotations
from ...exercises import Exercise
from ...exercises.answers import right
from ...kit.lessons import Lesson
from ...volumes.text import Section
from ..figures import elsewhere
from . import key
from .numbered import NumberedText
from .prose import markdown, on_paper
from .sheet import sheet

__all__ = ["SIGNATURE", "NumberedText", "handout", "key"]

SIGNATURE = '<meta name="generator" content="fruskit handout">'
_TO_DO = '<p class="fields">Name <span class="blank long"></span> Date <span class="blank short"></span></p>'
_KEY = (
    '<p class="fields"><strong>With answers.</strong> For the instructor; not for handing out.</p>'
)


def handout(
    lesson: Lesson,
    section: Section,
    notes: Annotations,
    exercises: Mapping[str, Exercise],
    answers: bool = False,
) -> str:
    """The lesson as one HTML document; answers: filled in, with what decides each and what to listen for.

    exercises: all of the kit, by id. Raises FruskitError for a fact that the kit has not.
    """
    reading = NumberedText(section)
    body = "\n".join(_cells(lesson, reading, notes, exercises, answers))
    title = escape(lesson.title) + (", with answers" if answers else "")
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{SIGNATURE}\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<section class="text">\n<h2>The text</h2>\n{reading.html()}\n</section>\n'
        f"<main>\n{_KEY if answers else _TO_DO}\n{body}\n</main>\n</body>\n</html>\n"
    )


def _cells(
    lesson: Lesson,
    reading: NumberedText,
    notes: Annotations,
    exercises: Mapping[str, Exercise],
    answers: bool,
) -> Iterator[str]:
    set_, asked = markdown(), [id for id in lesson.exercises if id in exercises]
    for cell in on_paper(lesson, answers):
        if isinstance(cell, str):
            yield f'<div class="prose">\n{set_(cell)}</div>'
        elif cell.name == "elsewhere":
            yield elsewhere(notes, cell.given).html
        elif cell.name == "exercise" and cell.given and cell.given[0] in asked:
            one = exercises[cell.given[0]]
            yield _exercise(asked.index(one.id) + 1, one, reading, answers)
        elif answers and cell.name != "exercise":
            yield f'<p class="on-screen">On screen: {escape(cell.name.replace("_", " "))} {escape(", ".join(cell.given))}</p>'


def _exercise(number: int, exercise: Exercise, reading: NumberedText, with_key: bool) -> str:
    drawing = draw(exercise)
    filled = drawing.show(right(exercise)) if with_key and exercise.graded else None
    inner = sheet(number, drawing.view, filled) + (
        "\n" + key.html(exercise, reading) if with_key else ""
    )
    return f'<section class="exercise">\n{inner}\n</section>'


@cache
def _style() -> str:
    return Path(__file__).with_name("handout.css").read_text("utf-8")
