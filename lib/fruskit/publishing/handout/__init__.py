"""A lesson on paper: what it is, the text in numbered lines, then what the lesson says and asks.

One HTML file without network or script, that prints on A4 and on Letter. It draws an exercise as the
screen does, in the order of a seed that is fixed; the key is in it only where it is asked for.
"""

from collections.abc import Mapping
import re

from ...cards.draw import draw, Drawing
from ...claims.annotations import Annotations
from ...claims.glossary import Glossary, NONE
from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...markup import block, document, Html, joined, tag, WEB_LINK
from ...volumes.text import Section
from ..figures.facts import elsewhere
from ..figures.figure import listed
from ..styles import style_sheet
from . import key
from .numbered import NumberedText
from .prose import markdown, on_paper
from .sheet import sheet, words

__all__ = ["SIGNATURE", "NumberedText", "handout", "key"]

SIGNATURE = tag("meta", name="generator", content="fruskit handout")
_NAME, _DATE = (tag("span", class_=f"blank {size}") for size in ("long", "short"))
_TO_DO = tag("p", "Name ", _NAME, " Date ", _DATE, class_="fields")
_FOR_WHOM = " For the instructor; not for handing out."
_WITH_KEY = tag("p", tag("strong", "With answers."), _FOR_WHOM, class_="fields")


def handout(
    lesson: Lesson,
    section: Section,
    notes: Annotations,
    exercises: Mapping[str, Exercise],
    glossary: Glossary = NONE,
    answers: bool = False,
) -> str:
    """The lesson as one HTML document; answers: filled in, with what decides each and what to listen for.

    exercises: all of the kit, by id. Raises FruskitError for a fact that the kit has not.
    """
    readings, set_ = [NumberedText(section)], markdown()
    numbers = {id: n for n, id in enumerate((i for i in lesson.exercises if i in exercises), 1)}
    parts = [_WITH_KEY if answers else _TO_DO]
    terms = dict[str, str]()
    cells = tuple(on_paper(lesson, answers))
    for cell in cells:
        if isinstance(cell, str):
            parts.append(tag("div", "\n", set_(cell), class_="prose"))
            terms |= {term.word: term.meaning for term in glossary.used(cell).values()}
        elif cell.name == "elsewhere":
            parts.append(elsewhere(notes, cell.given).html)
        elif cell.name == "exercise" and cell.given and cell.given[0] in numbers:
            asked = exercises[id := cell.given[0]]
            if not any(reading.holds(asked.section) for reading in readings):
                readings.append(NumberedText(asked.section))
                parts.append(_text(asked.section.texts[0].title, readings[-1]))
            reading = next(one for one in readings if one.holds(asked.section))
            drawing = draw(asked)
            parts.append(_exercise(numbers[id], drawing, reading, answers))
            terms |= {word: meaning for _, word, meaning in drawing.view["terms"]}
        elif answers and cell.name not in ("exercise", "hand_in"):
            shown = f"On screen: {cell.name.replace('_', ' ')} {', '.join(cell.given)}"
            parts.append(tag("p", shown, class_="on-screen"))
    titled = bool(cells) and isinstance(cells[0], str)
    parts.insert(1 + titled, _text("The text", readings[0]))  # before the rest
    title = lesson.title + (", with answers" if answers else "")
    body = block("main", *_with_addresses(joined(parts, "\n")), words(terms))
    return document(title, f"\n{style_sheet('handout')}", body, SIGNATURE)


def _with_addresses(body: Html) -> tuple[Html, Html | None]:
    """What leads to the web with a number after it, and the list of the addresses: paper has no links."""
    numbers = dict[str, int]()

    def numbered(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[1], len(numbers) + 1)
        return joined([Html(found[0]), tag("small", f"\xa0[{number}]", class_="web")])

    body = Html(WEB_LINK.sub(numbered, body))
    head, addresses = tag("h2", "On the web"), listed(map(Html, numbers), "ol")
    return body, block("section", head, addresses, class_="web") if numbers else None


def _text(title: str, reading: NumberedText) -> Html:
    return block("section", tag("h2", title), reading.html(), class_="text")


def _exercise(number: int, drawing: Drawing, reading: NumberedText, with_key: bool) -> Html:
    exercise = drawing.exercise
    filled = drawing.show(exercise.right_answer) if with_key and exercise.graded else None
    answer = [key.html(exercise, reading)] if with_key else []
    return block("section", sheet(number, drawing, filled), *answer, class_="exercise")
