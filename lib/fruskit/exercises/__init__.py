"""Exercises as data: what they are, and how they are loaded from data/exercises."""

from .exercise import Exercise
from .loading import KINDS, SKILLS, load
from .tasks import (
    Choice, Dates, Dating, Decode, Decoy, Emend, Evidence, Gap, Item, Match, Option, Order, Pair,
    Piece, Reading, Reveal, Sort, Target, Task, Words, Write,
)  # fmt: skip

__all__ = [
    "KINDS", "SKILLS", "Choice", "Dates", "Dating", "Decode", "Decoy", "Emend", "Evidence",
    "Exercise", "Gap", "Item", "Match", "Option", "Order", "Pair", "Piece", "Reading", "Reveal",
    "Sort", "Target", "Task", "Words", "Write", "load",
]  # fmt: skip
