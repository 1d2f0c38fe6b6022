"""How long a lesson takes: its prose read, its decisions made, its answers written.

The rates are those of a careful first-year student, and an estimate; what is looked at between the
cells (the page, tables, figures) is in the time of the decisions about it.
"""

from collections.abc import Iterable, Mapping
import re
from typing import NamedTuple

from ..kit.lessons import Lesson
from .catalog import LEVELS
from .exercise import Exercise

A_DECISION = 1.5  # minutes
READ, WRITTEN = 200, 15  # words a minute
NEAR = 0.1  # the share by which the minutes that a lesson claims may differ from those of its core
_NO_WORDS = re.compile(r"^```.*?^```|\]\([^)\s]*\)|<[^>]*>|https?://\S+", re.S | re.M)


class Minutes(NamedTuple):
    """Of a lesson: what its title claims (0 for nothing), and what its core takes, and what is more."""

    claimed: int
    core: float
    stretch: float
    transfer: float

    @property
    def kept(self) -> bool:
        """Whether the core takes what is claimed, a tenth more or less."""
        return abs(self.core - self.claimed) <= NEAR * self.claimed


def minutes(lesson: Lesson, exercises: Mapping[str, Exercise]) -> Minutes:
    """exercises: all of the kit, by id. All prose of the lesson counts as read."""
    own = [exercises[id] for id in lesson.exercises if id in exercises]
    core, *more = (_asked(one for one in own if one.level == level) for level in LEVELS)
    return Minutes(lesson.minutes, prose_words(lesson) / READ + core, *more)


def _asked(exercises: Iterable[Exercise]) -> float:
    tasks = [task for exercise in exercises for task in exercise.tasks]
    return sum(A_DECISION * task.decisions + task.writing / WRITTEN for task in tasks)


def prose_words(lesson: Lesson) -> int:
    """The words of a lesson’s Markdown, without addresses and code."""
    words = (_NO_WORDS.sub(" ", cell) for cell in lesson.words)
    return sum(len(re.findall(r"\w[\w’'-]*", cell)) for cell in words)
