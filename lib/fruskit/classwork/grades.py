"""Grades by a policy that an instructor writes: a line a student, a column a lesson.

What counts is the best attempt before the answer was shown, or the first; the policy says so in words
too. Nothing of a file is believed: scores are this kit’s own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
import tomllib
from typing import Any

from ..errors import FruskitError, refused
from ..exercises import Exercise
from ..kit import files
from ..kit.datafile import File
from ..kit.forms import Each, Form, May, Number, Text, Word
from ..markup import plain
from ..volumes.paths import absolute
from ..volumes.table import Table
from .graded import Grading, key_of
from .people import identifying
from .room import Classroom
from .work import Tried, Work

_WEIGHT = Form(
    {
        "exercise": Text("The id of the exercise, such as 02/five-subjects."),
        "counts": Number(
            0, 100, doc="How often it counts; without a line a core exercise does once."
        ),
    }
)
POLICY = File(
    "grades.toml",
    Form(
        {
            "attempt": May(Word(("best", "first"), "best: before the answer was shown.")),
            "out-of": May(Number(1, 1000, doc="The highest grade of a lesson.")),
            "completeness": May(Number(0, 1, doc="The share that answering alone is worth.")),
            "stretch": May(Word(("counts", "left-out"), "The exercises for those with time.")),
            "weight": May(Each(_WEIGHT)),
        }
    ),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")  # OWASP, CSV injection: begins a formula
_BEST = "the best attempt before the answer was shown"
_NOT_ANSWERED = "An exercise that was not answered, or only after its answer was shown, counts 0."
_SEE = "The instructor’s notebook on the class shows one."


@dataclass(frozen=True)
class Policy:
    """How a lesson is graded; weights: by exercise."""

    first: bool
    out_of: float
    completeness: float
    stretch: bool
    weights: Mapping[str, float]

    def weight(self, exercise: Exercise) -> float:
        counts = exercise.level == "core" or (exercise.level == "stretch" and self.stretch)
        return self.weights.get(exercise.id, float(counts))

    @property
    def words(self) -> str:
        """The policy, for a student to read."""
        counts = "the first attempt" if self.first else _BEST
        said = [f"Each lesson is graded out of {self.out_of:g}. In each exercise {counts} counts."]
        said.append(_NOT_ANSWERED)
        if self.completeness:
            share = f"{100 * self.completeness:g}%"
            said.append(f"{share} of the grade is for having answered, opinions included.")
        said.append("Opinions are not graded. Written answers count as far as they were graded.")
        more = "transfer" if self.stretch else "stretch or transfer"
        said.append(f"Exercises marked as {more} do not count, unless they are named here.")
        said += [f"{id} counts {times:g} times." for id, times in self.weights.items() if times]
        said += [f"{id} does not count." for id, times in self.weights.items() if not times]
        return " ".join(said)


def policy(path: Path | str | None = None) -> Policy:
    """A policy file; without one, the best attempt of core exercises, out of 100. FruskitError
    names what is wrong in the file, and the remedy."""
    said: Any = {}
    if path is not None:
        try:
            said = tomllib.loads(absolute(path).read_text("utf-8-sig"))
        except OSError as problem:
            raise refused(path, "read", problem, "Check name and place.") from problem
        except ValueError as problem:
            raise FruskitError(str(path), f"it is not valid TOML ({problem})", _SEE) from None
    read = POLICY.read(said, str(path or POLICY.name))
    if read.problems:
        raise read.problems[0]
    out_of, complete = said.get("out-of", 100), said.get("completeness", 0)
    weights = {one["exercise"]: one["counts"] for one in said.get("weight", ())}
    stretch = said.get("stretch") == "counts"
    return Policy(said.get("attempt") == "first", out_of, complete, stretch, weights)


@dataclass(frozen=True)
class Graded:
    """A lesson of one student: the grade, and the comments on what was written."""

    grade: float
    comments: str


def grade(work: Work, asked: Sequence[Exercise], by: Policy, written: Grading) -> Graded:
    """What a policy makes of a lesson; asked: its exercises."""
    worth = counted = 0.0
    comments = []
    for exercise in asked:
        weight, tried = by.weight(exercise), work.tried.get(exercise.id)
        if exercise.task.long:
            text = tried.last.response if tried and tried.last else ""
            given = written.grades.get(key_of(exercise.id, str(text)))
            comments += [given.comment] if given and given.comment else []
            if given and given.whole:
                worth, counted = worth + weight * given.share, counted + weight
        elif exercise.graded:
            worth, counted = worth + weight * _score(tried, by), counted + weight
    share = worth / counted if counted else 0.0
    answered = sum(exercise.id in work.tried for exercise in asked) / max(1, len(asked))
    whole = (1 - by.completeness) * share + by.completeness * answered
    return Graded(round(by.out_of * whole, 1), "\n\n".join(comments))


def _score(tried: Tried | None, by: Policy) -> float:
    reading = (tried.first if by.first else tried.best) if tried else None
    return reading.score if reading else 0.0


# --- the file


def grades(room: Classroom, by: Policy, written: Grading) -> Table:
    """A row a student of the class list, in its order; a column a lesson.

    The columns that identify a student are those of the list. A lesson that was not handed in is left
    empty; so is that of a name which could not be matched for sure. No cell can begin a formula.
    FruskitError where there is no class list, or the policy names no exercise.
    """
    if room.roster is None:
        raise FruskitError("grades", "there is no class list", "Name one with --roster.")
    for exercise in by.weights:
        if exercise not in room.exercises:
            known = "Write an id as fruskit exercises lists it."
            raise FruskitError("the policy", f"there is no exercise “{exercise}”", known)
    canvas = room.roster.columns[:2] == ("Student", "ID") and "Section" in room.roster.columns
    columns = identifying(room.roster.columns, canvas)
    own: dict[int, dict[str, Graded]] = {}
    for work in room.works:
        asked = [e for e in room.exercises.values() if e.notebook == work.lesson]
        lessons = own.setdefault(id(work.student.person), {})
        lessons[work.lesson] = grade(work, asked, by, written)
    own.pop(id(None), None)  # of those who are not on the list
    names = {name: f"{name[:2]} {plain(one.title)}" for name, one in room.lessons.items()}
    told = [graded for lessons in own.values() for graded in lessons.items()]
    remarks = [name for name in names if any(n == name and one.comments for n, one in told)]
    remarks = [] if canvas else remarks  # Canvas would take them for assignments
    head = (*columns, *names.values(), *(f"{names[name]}, comment" for name in remarks))
    rows = []
    if canvas:  # the row in which Canvas says what an assignment is out of
        empty = [""] * (len(columns) - 1)
        rows.append(["    Points Possible", *empty, *[f"{by.out_of:g}"] * len(names)])
    for person in room.roster.people:
        cells = (person.cells.get(column, "") for column in columns)
        rows.append([*cells, *_row(room, own.get(id(person), {}), remarks)])
    safe = (tuple(_safe(cell) for cell in row) for row in rows)
    return Table("grades", tuple(_safe(cell) for cell in head), tuple(safe))


def _row(room: Classroom, own: Mapping[str, Graded], remarks: Iterable[str]) -> Iterator[str]:
    for name in room.lessons:
        yield f"{own[name].grade:g}" if name in own else ""
    for name in remarks:
        yield own[name].comments if name in own else ""


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def keep(made: Table, room: Classroom, to: Path | str) -> None:
    """Writes the grades as CSV; earlier ones of the same lessons are replaced, any other file is not."""
    first = next(iter(room.lessons), "")[:2]
    mark = next((c for c in made.columns if first and c[:2] == first), "grades")
    files.keep(to, made.csv(), mark)
