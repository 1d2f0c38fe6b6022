"""Whether lessons keep to the minutes that they claim, and have what is for later at the end of a part."""

from collections.abc import Iterator, Mapping, Sequence

from ...exercises import Exercise
from ...exercises.minutes import minutes
from ...kit import lessons
from ...kit.folder import Kit
from ...kit.lessons import Call, Lesson
from .notebooks import Notebook


def remaining(kit: Kit, books: Sequence[Notebook], asked: Mapping[str, Exercise]) -> Iterator[str]:
    """What an author may want to change; a lesson that says no minutes is let be."""
    if any(book.problem for book in books):
        return  # told as a problem
    for lesson in lessons.lessons(kit):
        place, time = f"notebooks/{lesson.name}.ipynb", minutes(lesson, asked)
        if time.claimed and not time.kept:
            what = f"it says about {time.claimed} minutes, and its core takes {time.core:.0f}"
            yield f"{place}: {what}. Change the number, or the level of an exercise."
        for id in _late(lesson, asked):
            what = f"the core exercise “{id}” follows a stretch exercise of the same part"
            yield f"{place}: {what}. Move it up, or put a heading before it."


def _late(lesson: Lesson, asked: Mapping[str, Exercise]) -> Iterator[str]:
    """The core exercises that follow a stretch exercise with no heading between."""
    stretching = False
    for cell in lesson.cells:
        if isinstance(cell, str):
            stretching = stretching and not cell.lstrip().startswith("#")
        elif (
            isinstance(cell, Call)
            and cell.name == "exercise"
            and (one := asked.get("".join(cell.given)))
        ):
            if stretching and one.level == "core":
                yield one.id
            stretching = stretching or one.level == "stretch"
