"""What each student did, marked anew: scores in a file are passed over, and so is what does not fit.

Each distinct response is marked once, whoever gave it and however often.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from ..exercises import Answered, Exercise, Remark
from ..record import Attempt, Event, same, tally
from .people import Student

_LONGEST = 100_000  # characters of one response, as JSON; what is longer is no answer
_AWAY = 10 * 60  # seconds between two moments; after more the student did something else


class Judged(NamedTuple):
    """A response as this kit marks it. said: to what is not right in it, with what it is about;
    parts: those that can be counted; response: as it was given."""

    score: float
    correct: bool
    said: tuple[tuple[str, str], ...]
    parts: tuple[Answered, ...]
    response: Any


class Tried(NamedTuple):
    """One student at one exercise. first, last, best: of what was answered before the answer was
    shown, None where nothing was; attempts: distinct ones; hints: the most that were taken."""

    first: Judged | None
    last: Judged | None
    best: Judged | None
    attempts: int
    hints: int
    shown: bool


class Work(NamedTuple):
    """One lesson of one student. tried: by exercise; earlier: answers to earlier forms of exercises;
    unfit: answers that do not fit what is asked; minutes: at it, as far as moments tell."""

    student: Student
    lesson: str
    tried: Mapping[str, Tried]
    earlier: int
    unfit: int
    minutes: float


@dataclass
class Marker:
    """Marks responses to these exercises, each distinct one once."""

    exercises: Mapping[str, Exercise]
    _known: dict[tuple[str, str], Judged | None] = field(default_factory=dict)

    def read(self, attempt: Attempt) -> Judged | None:
        """What an attempt comes to; None where it does not fit the exercise."""
        key = attempt.exercise, same(attempt.response)
        if key not in self._known:
            short = len(key[1]) <= _LONGEST
            self._known[key] = self._marked(attempt) if short else None
        return self._known[key]

    @property
    def distinct(self) -> int:
        return len(self._known)

    def _marked(self, attempt: Attempt) -> Judged | None:
        exercise, response = self.exercises[attempt.exercise], attempt.response
        try:
            marking = exercise.mark(response)
            parts = exercise.parts_of(response)
        except Exception:  # whatever a stranger's answer does to it, the class is shown
            return None
        amiss = (one for one in marking.remarks if one.right is False)
        said = tuple((one.about or _left_out(one), one.text) for one in amiss)
        return Judged(marking.score, marking.correct, said, parts, response)

    @cached_property
    def right(self) -> Mapping[str, tuple[Answered, ...]]:
        """The right answer to each exercise in its countable parts; none for an opinion."""
        known = self.exercises.values()
        return {e.id: e.parts_of(e.right_answer) if e.graded else () for e in known}


def _left_out(remark: Remark) -> str:
    """What is missing from an answer; the student, who may still look for it, is not told."""
    return f"{remark.wanted} — {remark.fares.lower()}" if remark.wanted else ""


def works(of: Iterable[Student], mark: Marker) -> list[Work]:
    """What each student did in each lesson that was handed in."""
    return [_work(student, lesson, mark) for student in of for lesson in student.papers]


def _work(student: Student, lesson: str, mark: Marker) -> Work:
    made = student.papers[lesson].hand_in
    own = defaultdict[str, list[Attempt]](list)
    earlier = unfit = 0
    for attempt in sorted(made.attempts, key=lambda attempt: attempt.at):
        exercise = mark.exercises.get(attempt.exercise)
        if exercise is None or exercise.version != attempt.version:
            earlier += 1
        elif (reading := mark.read(attempt)) is None:
            unfit += 1
        else:
            marked = replace(attempt, score=reading.score, correct=reading.correct)
            own[attempt.exercise].append(marked)
    tried = {id: _tried(id, held, made.events, mark) for id, held in own.items()}
    moments = [*(one.at for one in made.attempts), *(one.at for one in made.events)]
    return Work(student, lesson, tried, earlier, unfit, _minutes(moments))


def _tried(id: str, own: list[Attempt], events: Iterable[Event], mark: Marker) -> Tried:
    counted = tally(id, mark.exercises[id].version, own, events)
    before = counted.before
    ends = (before[0] if before else None, before[-1] if before else None, counted.best)
    first, last, best = (mark.read(one) if one else None for one in ends)
    hints = max(one.hints for one in own)
    return Tried(first, last, best, counted.attempts, hints, counted.shown)


def _minutes(moments: Iterable[str]) -> float:
    """The time between moments that follow one another closely; a pause does not count."""
    seconds = sorted(datetime.fromisoformat(at).timestamp() for at in moments)
    apart = (later - before for before, later in zip(seconds, seconds[1:]))
    return sum(gap for gap in apart if gap <= _AWAY) / 60
