"""A lesson on paper: the text in numbered lines, then what the lesson says and asks.

One HTML file without network or script, that prints on A4 and on Letter. It draws an exercise as the
screen does, in the order of a seed that is fixed; the key is in it only where it is asked for.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ...cards.draw import draw
from ...claims.annotations import Annotations
from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...markup import block, document, Html, joined, tag
from ...volumes.text import Section
from ..figures import elsewhere
from . import key
from .numbered import NumberedText
from .prose import markdown, on_paper
from .sheet import sheet

__all__ = ["SIGNATURE", "NumberedText", "handout", "key"]

SIGNATURE = tag("meta", name="generator", content="fruskit handout")
_BLANKS = [
    ["Name ", tag("span", class_="blank long")],
    [" Date ", tag("span", class_="blank short")],
]
_TO_DO = tag("p", _BLANKS, class_="fields")
_WITH_KEY = tag(
    "p",
    tag("strong", "With answers."),
    " For the instructor; not for handing out.",
    class_="fields",
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
    cells = _cells(lesson, reading, notes, exercises, answers)
    text = block("section", tag("h2", "The text"), reading.html(), class_="text")
    main = block("main", _WITH_KEY if answers else _TO_DO, *cells)
    title = lesson.title + (", with answers" if answers else "")
    return document(title, f"\n{_style()}", joined([text, main], "\n"), SIGNATURE)


def _cells(
    lesson: Lesson,
    reading: NumberedText,
    notes: Annotations,
    exercises: Mapping[str, Exercise],
    answers: bool,
) -> Iterator[Html]:
    set_, asked = markdown(), [id for id in lesson.exercises if id in exercises]
    for cell in on_paper(lesson, answers):
        if isinstance(cell, str):
            yield tag("div", "\n", set_(cell), class_="prose")
        elif cell.name == "elsewhere":
            yield elsewhere(notes, cell.given).html
        elif cell.name == "exercise" and cell.given and cell.given[0] in asked:
            one = exercises[cell.given[0]]
            yield _exercise(asked.index(one.id) + 1, one, reading, answers)
        elif answers and cell.name != "exercise":
            shown = f"On screen: {cell.name.replace('_', ' ')} {', '.join(cell.given)}"
            yield tag("p", shown, class_="on-screen")


def _exercise(number: int, exercise: Exercise, reading: NumberedText, with_key: bool) -> Html:
    drawing = draw(exercise)
    filled = drawing.show(exercise.right_answer) if with_key and exercise.graded else None
    pieces = [sheet(number, drawing, filled)]
    if with_key:
        pieces.append(key.html(exercise, reading))
    return block("section", *pieces, class_="exercise")


@cache
def _style() -> str:
    return Path(__file__).with_name("handout.css").read_text("utf-8")
