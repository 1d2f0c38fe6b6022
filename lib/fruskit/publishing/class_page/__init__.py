"""The class on one page, to project: who handed in, what divides it, what it answered, how it read.

It shows what `classwork` counted and counts nothing. Without names it has none: neither of a student
nor of a file that bears one; and what a student wrote goes through `Classroom.own`.
"""

from collections.abc import Iterator
from zlib import crc32

from ...classwork.grades import Policy
from ...classwork.room import Classroom
from ...markup import block, document, Html, plain, prose, tag
from ..figures.figure import Figure
from ..styles import style_sheet
from .answers import divided, exercises
from .opinions import opinions
from .overview import overview, said
from .shades import shades
from .written import written

SIGNATURE = tag("meta", name="generator", content="fruskit class")
_MADE_UP = (
    "This class is made up: no student gave these answers. It shows what the page looks like."
)
_EMPTY = "No one has handed in yet."


def class_page(room: Classroom, by: Policy | None = None) -> Figure:
    """The page as a figure, for a notebook; by: how lessons are graded, if they are."""
    parts = [tag("h1", _title(room), class_="fk-title")]
    if room.made_up:
        parts.append(tag("p", tag("strong", "Made up. "), _MADE_UP, class_="fk-made-up"))
    parts += _parts(room, f"fk{crc32(repr([*room.lessons, len(room.works)]).encode()):x}")
    if by:
        parts.append(block("section", tag("h2", "How lessons are graded"), tag("p", by.words)))
    html = block("div", *parts, class_="fk-class")
    return Figure("class", html, "\n".join([_title(room), *said(room)]), sheet="class")


def page(room: Classroom, by: Policy | None = None) -> str:
    """The page as one HTML document without script or network."""
    style = f"\n{style_sheet('figure', 'class')}"
    body = tag("main", class_page(room, by).html, class_="fk-figure")
    return document(_title(room), style, body, SIGNATURE)


def _title(room: Classroom) -> str:
    lessons = list(room.lessons.values())
    which = plain(lessons[0].title) if len(lessons) == 1 else f"{len(lessons)} lessons"
    return f"The class: {which}"


def _parts(room: Classroom, key: str) -> Iterator[Html]:
    yield overview(room)
    if not room.works:
        yield tag("p", _EMPTY)
        return
    if len(room.lessons) > 1:
        links = (
            tag("li", tag("a", prose(one.title), href=f"#{key}-{n[:2]}"))
            for n, one in room.lessons.items()
        )
        yield block("nav", block("ol", *links, start=0), aria_label="Lessons")
    yield divided(room)
    yield shades(room, key)
    for name, lesson in room.lessons.items():
        own = [one for one in room.results if one.exercise.notebook == name]
        if own:
            parts = exercises(room, own), opinions(room, own), written(room, own)
            head = tag("h2", prose(lesson.title), id=f"{key}-{name[:2]}")
            yield block("section", head, *parts, class_="fk-lesson")
