"""Exercises: what is asked, loaded from data/exercises, and what is said back to a response."""

from .catalog import FILE, load, SKILLS
from .evidence import Evidence
from .exercise import Exercise
from .kinds import KINDS
from .replies import Marking, Remark, Reply
from .task import Answered, Heard, Task

__all__ = [
    "FILE",
    "KINDS",
    "SKILLS",
    "Answered",
    "Evidence",
    "Exercise",
    "Heard",
    "Marking",
    "Remark",
    "Reply",
    "Task",
    "load",
]
