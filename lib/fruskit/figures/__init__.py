"""Figures of the text, of what is said about it and of what was learned: the annotated page, the timeline,
facts, words in their lines, progress.

Each is HTML that reads as plain text too where style is stripped, and is the same for the same data.
"""

from .concordance import concordance
from .facts import elsewhere
from .figure import Figure
from .page import page
from .progress import progress
from .timeline import timeline

__all__ = ["Figure", "concordance", "elsewhere", "page", "progress", "timeline"]
