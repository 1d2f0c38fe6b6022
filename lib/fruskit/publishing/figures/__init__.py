"""Figures of the text, of what is said about it and of what was learned: the annotated page, the timeline,
the map, the citation graph, facts, words in their lines, progress.

Each is HTML that reads as plain text too where style is stripped, and is the same for the same data.
"""

from .citation_graph import citation_graph
from .concordance import concordance
from .facts import elsewhere
from .figure import Figure
from .map import map_of_places
from .page import page
from .progress import progress
from .timeline import timeline
from .wordlist import word_list

__all__ = [
    "Figure",
    "citation_graph",
    "concordance",
    "elsewhere",
    "map_of_places",
    "page",
    "progress",
    "timeline",
    "word_list",
]
