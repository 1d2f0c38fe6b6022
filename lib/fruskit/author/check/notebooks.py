"""What notebooks show and cite: exercises they name are there, and each is shown where it says.

Whether lessons keep to the minutes that they claim, and have what is for later at the end of a part.
"""

from collections.abc import Iterator, Mapping, Sequence
import re
from typing import NamedTuple

from ...errors import FruskitError
from ...exercises import Catalog, Exercise
from ...exercises.minutes import minutes
from ...kit.datafile import Faulty
from ...kit.folder import Kit
from ...kit.lessons import Call, Lesson, lessons, sources

_SHOWN = re.compile(r"fruskit\.exercise\(\s*[\"']([^\"']+)[\"']\s*\)")
_CITED = re.compile(r"fruskit\.cite\(\s*[\"']([^\"']+)[\"']")


class Notebook(NamedTuple):
    """A notebook as check reads it: its place and name, the words and the code of its cells."""

    place: str
    name: str
    words: str = ""
    code: str = ""
    problem: FruskitError | None = None

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the exercises that it shows."""
        return frozenset(_SHOWN.findall(self.code))

    @property
    def cited(self) -> frozenset[str]:
        """The keys of the works that it cites."""
        return frozenset(_CITED.findall(self.code))


def read(kit: Kit) -> list[Notebook]:
    """All notebooks of the kit; one that cannot be read has its problem and nothing else."""
    found = []
    for path in kit.all_notebooks():
        place = kit.name(path)
        try:
            cells = sources(kit, path)
            words = "\n".join(text for kind, text in cells if kind == "markdown")
            code = "\n".join(text for kind, text in cells if kind == "code")
            found.append(Notebook(place, path.stem, words, code))
        except FruskitError as problem:
            found.append(Notebook(place, path.stem, problem=problem))
    return found


def entry_of(id: str) -> str:
    """Where the exercise of that id is written."""
    file, _, name = id.partition("/")
    return f"data/exercises/{file}.toml, exercise “{name}”"


def shown_exercises(
    books: Sequence[Notebook], asked: Catalog, misdated: frozenset[str]
) -> Iterator[FruskitError]:
    """Each exercise is shown in the notebook it names, and each that a notebook shows is there."""
    for book in books:
        for id in sorted(book.shown - set(asked.exercises)):
            stem, _, name = id.partition("/")
            what = f"it shows the exercise “{id}”, which is not in data/exercises"
            faulty = asked.faulty.get(stem, Faulty())
            yield faulty.missing(name, what, "Correct the id, or add the exercise.").at(book.place)
    sound = {id: made for id, made in asked.exercises.items() if id not in misdated}
    names = {book.name: book for book in books}
    for stem, notebook in dict.fromkeys((id.partition("/")[0], sound[id].notebook) for id in sound):
        if notebook not in names:
            known = ", ".join(sorted(names))
            remedy = f"Add it, or name one that is there, without .ipynb: {known}."
            what = f"there is no notebooks/{notebook}.ipynb"
            yield FruskitError(f"data/exercises/{stem}.toml", what, remedy)
    for id, exercise in sound.items():
        there = names.get(exercise.notebook)
        if there and not there.problem and id not in there.shown:
            remedy = f'Add a cell there: fruskit.exercise("{id}")'
            yield FruskitError(entry_of(id), f"{there.place} does not show it", remedy)


def overlong(kit: Kit, books: Sequence[Notebook], asked: Mapping[str, Exercise]) -> Iterator[str]:
    """What an author may want to change; a lesson that says no minutes is let be."""
    if any(book.problem for book in books):
        return  # told as a problem
    for lesson in lessons(kit):
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
        called = cell.given if isinstance(cell, Call) and cell.name == "exercise" else ()
        if isinstance(cell, str):
            stretching = stretching and not cell.lstrip().startswith("#")
        elif one := asked.get("".join(called)):
            if stretching and one.level == "core":
                yield one.id
            stretching = stretching or one.level == "stretch"
