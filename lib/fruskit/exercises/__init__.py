"""Exercises: what is asked, loaded from data/exercises, and what is said back to a response."""

from .catalog import Catalog, FILE, LEVELS, load, load_catalog, one, SKILLS
from .evidence import Evidence
from .exercise import Exercise
from .kinds import KINDS
from .replies import Marking, Remark, Reply
from .task import Answered, Heard, Task

__all__ = ["FILE", "KINDS", "LEVELS", "SKILLS", "Answered", "Catalog", "Evidence", "Exercise"]
__all__ += ["Heard", "Marking", "Remark", "Reply", "Task", "load", "load_catalog", "one"]
