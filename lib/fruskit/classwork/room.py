"""A class as it is: who handed in what, marked anew and counted; what the class page and grades are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..exercises import Exercise
from ..kit.lessons import Lesson
from .counts import Result, results
from .people import Roster, shared, Student, students
from .pile import Fault, Pile
from .veil import Veil, veil, veiled
from .work import Marker, Work, works


@dataclass
class Classroom:
    """What a pile of hand-ins comes to. lessons: those to look at, in their order; made_up: whether
    it is the sample; names: whether they may be shown, and what few students answered."""

    found: Pile
    lessons: Mapping[str, Lesson]
    exercises: Mapping[str, Exercise]
    roster: Roster | None = None
    names: bool = False
    made_up: bool = False

    def __post_init__(self) -> None:
        asked = self.exercises.items()
        self.exercises = {id: e for id, e in asked if e.notebook in self.lessons}
        self.faults: tuple[Fault, ...] = self.found.faults
        self.students: list[Student] = students(self.found.papers, self.roster)
        self.mark = Marker(self.exercises)

    @cached_property
    def works(self) -> list[Work]:
        return [one for one in works(self.students, self.mark) if one.lesson in self.lessons]

    @cached_property
    def results(self) -> list[Result]:
        return results(self.works, self.mark, self.exercises)

    @cached_property
    def shared(self) -> list[tuple[Student, Student, int]]:
        return shared(self.students)

    @cached_property
    def absent(self) -> list[str]:
        """Those on the roster who handed in nothing that is surely theirs."""
        there = {id(student.person) for student in self.students if student.person}
        return [p.name for p in self.roster.people if id(p) not in there] if self.roster else []

    @cached_property
    def _veil(self) -> Veil:
        return {} if self.names else veil(self.students, self.exercises.values())

    def own(self, words: str) -> str:
        """A student’s own words as they may be shown: without names, unless names are."""
        return veiled(words, self._veil)
