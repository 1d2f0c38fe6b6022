"""What notebooks show and cite: exercises they name are there, and each is shown where it says."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from ... import exercises
from ...errors import FruskitError
from ...kit.datafile import Faulty
from ...kit.folder import Kit
from ...kit.lessons import sources

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
            words, code = ("\n".join(t for k, t in cells if k == kind) for kind in _KINDS)
            found.append(Notebook(place, path.stem, words, code))
        except FruskitError as problem:
            found.append(Notebook(place, path.stem, problem=problem))
    return found


_KINDS = ("markdown", "code")


def entry_of(id: str) -> str:
    """Where the exercise of that id is written."""
    file, _, name = id.partition("/")
    return f"data/exercises/{file}.toml, exercise “{name}”"


def shown_exercises(
    books: Sequence[Notebook], asked: exercises.Catalog, misdated: frozenset[str]
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
