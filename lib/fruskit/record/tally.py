"""What attempts come to: how many count, and how good the best one was before the answer was shown.

It counts and words what marking said; it marks nothing, and reads no file.
"""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ..volumes.parts import grouped
from .entries import Attempt, Event
from .fields import same

One = TypeVar("One", bound=Attempt | Event)


class Tally(NamedTuple):
    """attempts: distinct responses, not empty, to one version of an exercise; wrong: those of them
    that are not right; best: the best of those before the answer was shown, None where there is
    none; shown: whether it was shown; before: the attempts before that, in the order of their times."""

    attempts: int
    wrong: int
    best: Attempt | None
    shown: bool
    before: tuple[Attempt, ...] = ()


def by_exercise(entries: Iterable[One]) -> dict[str, list[One]]:
    """Attempts and other events by the exercise that they are at, in their order."""
    return grouped((entry.exercise, entry) for entry in entries)


def tally(
    exercise: str, version: str, attempts: Iterable[Attempt], events: Iterable[Event] = ()
) -> Tally:
    """Counts the attempts at this version of an exercise; those at others are passed over. An
    attempt comes after showing if it says so, or if an event, perhaps of another machine, does."""
    this = exercise, version
    showings = (e.at for e in events if e.what == "shown" and (e.exercise, e.version) == this)
    shown = min(showings, default=None)
    own = [a for a in attempts if (a.exercise, a.version) == this and not is_empty(a.response)]
    before = [one for one in own if not one.shown and (shown is None or one.at <= shown)]
    distinct = {same(attempt.response): attempt.correct for attempt in own}
    wrong = list(distinct.values()).count(False)
    was_shown = shown is not None or any(attempt.shown for attempt in own)
    best = max(before, key=attrgetter("correct", "score"), default=None)
    return Tally(len(distinct), wrong, best, was_shown, tuple(before))


def is_empty(response: object) -> bool:
    """Whether nothing is answered: no words, no list or object with anything in it."""
    if isinstance(response, dict):
        return all(map(is_empty, response.values()))
    if isinstance(response, list | tuple):
        return all(map(is_empty, response))
    return response is None or (isinstance(response, str) and not response.strip())


def of_100(score: float, correct: bool) -> str:
    """A score as it is told everywhere: “99 of 100”. 100 is what is right, and nothing else."""
    return f"{100 if correct else min(99, int(100 * round(score, 4) + 0.5))} of 100"


def day(at: str) -> str:
    """The day of a moment by the clock of this machine, the student's own, in ISO 8601."""
    return _local(at)[:10]


def hour(at: str) -> str:
    """The hour of a moment by the clock of this machine: “21:30”."""
    return _local(at)[11:16]


def _local(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().isoformat()
    except (ValueError, OverflowError, OSError):  # a year before 1 or, on Windows, before 1970
        return at
