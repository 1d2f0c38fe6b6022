"""Exercises as data: what they are, and how they are loaded from data/exercises."""

from .exercise import Decoy, Evidence, Exercise, Item, Option, Pair, Target
from .loading import KINDS, SKILLS, load

__all__ = [
    "KINDS", "SKILLS", "Decoy", "Evidence", "Exercise", "Item", "Option", "Pair", "Target", "load",
]  # fmt: skip
