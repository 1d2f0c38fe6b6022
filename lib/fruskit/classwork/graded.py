"""Written answers as an instructor grades them: by the rubric, with a comment, kept in one file.

A text is known by its words, not by who wrote it: no name is in the file, and of two who hand in the
same text both get what it was given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
import json
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import FruskitError, refused
from ..exercises import Exercise
from ..kit import files
from ..kit.datafile import File
from ..kit.forms import Each, Form, Number, Text, Word
from ..volumes.paths import absolute
from .work import Work

FORMAT, VERSION = "fruskit-grading", 1
YES, PARTLY, NO = 1.0, 0.5, 0.0  # what an answer to a question of the rubric is worth
_OPEN = -1.0  # a question that is not answered yet
_GRADE = Form(
    {
        "exercise": Text("The id of the exercise."),
        "text": Text("Which text: the beginning of the SHA-256 of its words."),
        "marks": Each(Number(-1, 1), doc="One a question of the rubric; -1 where it is open."),
        "comment": Text("For the student.", blank=True),
    }
)
_FORMAT = Word((FORMAT,))
_FORM = Form({"format": _FORMAT, "version": Number(1, 1, whole=True), "grade": Each(_GRADE)})
GRADING = File("grading.json", _FORM)
_REMEDY = "Name a file of grades, or a new one. It is left as it was."


class Essay(NamedTuple):
    """A written answer to grade; students: who handed it in."""

    exercise: Exercise
    text: str
    students: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return key_of(self.exercise.id, self.text)

    @property
    def rubric(self) -> tuple[str, ...]:
        return self.exercise.task.judged_by[1]


def key_of(exercise: str, text: str) -> tuple[str, str]:
    """What a text is known by, in one exercise."""
    words = " ".join(text.split()).encode("utf-8", "replace")
    return exercise, sha256(words).hexdigest()[:16]


def essays(works: Iterable[Work], exercises: Mapping[str, Exercise]) -> list[Essay]:
    """The last written answer of each student to each exercise, in an order that tells of no one."""
    found: dict[tuple[str, str], Essay] = {}
    for work in works:
        for id, tried in work.tried.items():
            exercise = exercises[id]
            if exercise.task.long and tried.last and isinstance(tried.last.response, str):
                one = Essay(exercise, tried.last.response, (work.student.name,))
                before = found.get(one.key)
                names = (*before.students, work.student.name) if before else one.students
                found[one.key] = one._replace(students=names)
    places = {id: place for place, id in enumerate(exercises)}
    return sorted(found.values(), key=lambda one: (places[one.key[0]], one.key[1]))


class Grade(NamedTuple):
    """What a text was given: to each question of the rubric, and a comment."""

    marks: tuple[float, ...] = ()
    comment: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.marks) and _OPEN not in self.marks

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return sum(self.marks) / len(self.marks)


@dataclass
class Grading:
    """The grades of a file, and of none where it is not there yet."""

    path: Path | None = None
    grades: dict[tuple[str, str], Grade] = field(default_factory=dict)

    def of(self, essay: Essay) -> Grade:
        """What a text was given; a mark for each question, also for those still open."""
        given, rubric = self.grades.get(essay.key, Grade()), essay.rubric
        marks = given.marks if len(given.marks) == len(rubric) else (_OPEN,) * len(rubric)
        return given._replace(marks=marks)

    def mark(self, essay: Essay, question: int, worth: float) -> None:
        """Answers one question of the rubric; what is answered so already is open again."""
        marks = list(self.of(essay).marks)
        marks[question] = _OPEN if marks[question] == worth else worth
        self._keep(essay, self.of(essay)._replace(marks=tuple(marks)))

    def comment(self, essay: Essay, words: str) -> None:
        self._keep(essay, self.of(essay)._replace(comment=words[:5_000]))

    def _keep(self, essay: Essay, grade: Grade) -> None:
        """Keeps it, on disk when this returns. FruskitError where that cannot be."""
        self.grades[essay.key] = grade
        said = [
            {"exercise": id, "text": text, **one._asdict()}
            for (id, text), one in sorted(self.grades.items())
        ]
        if self.path is None:
            return
        written = {"format": FORMAT, "version": VERSION, "grade": said}
        try:
            files.replace(self.path, json.dumps(written, indent=1) + "\n", 0o600)
        except OSError as problem:
            remedy = "Name a file in a folder of yours that has room."
            raise refused(self.path, "written", problem, remedy) from problem


def grading(path: Path | str) -> Grading:
    """The grades in a file, to go on with. FruskitError when it is another file, or damaged."""
    where = absolute(path)
    if not where.exists():
        return Grading(where)
    try:
        said: Any = json.loads(where.read_text("utf-8-sig"))
    except OSError as problem:
        raise refused(where, "read", problem, "Check name and place.") from problem
    except (ValueError, RecursionError):
        raise FruskitError(str(path), "it is not JSON, or damaged", _REMEDY) from None
    if problems := GRADING.read(said, str(path)).problems:
        raise FruskitError(problems[0].where, problems[0].what, _REMEDY)
    grades = Grading(where)
    for one in said["grade"]:
        given = Grade(tuple(map(float, one["marks"])), one["comment"])
        grades.grades[one["exercise"], one["text"]] = given
    return grades
