"""Drafts annotations of a section from what its encoding and its written forms show by themselves.

Dates, people, places, citations and file numbers are found so; what an agreement provides, and what
is not said, is not. Every entry is a draft: a person has to look at it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ...volumes.text import Excerpt, Header, Section, Volume
from ..annotations import anchor, Annotation, Annotations, FILES
from . import dates, names, sources
from .entries import Desk, Entry

__all__ = ["Drafts", "drafted", "drafts"]

_MADE: Mapping[str, tuple[Callable[[Excerpt, Desk], Iterable[Entry]], ...]] = {
    "citation": (sources.cited, sources.file_numbers),
    "event": (dates.events,),
    "person": (names.people,),
    "place": (names.places,),
    "word": (names.words,),
}


class Drafts(NamedTuple):
    """Entries by the name of their table, the works that they cite, and what was left out, in words."""

    entries: Mapping[str, tuple[Entry, ...]]
    works: tuple[Entry, ...]
    left_out: tuple[str, ...]


def drafts(section: Section) -> Drafts:
    """All that can be drafted of this section, of each of its texts in turn."""
    header = section.header if isinstance(section, Volume) else Header()
    texts = section.texts or (Excerpt(section.id, "", section, header),)
    desk = Desk()
    entries = {"fact": tuple(desk.volumes(texts))}
    for kind, made in _MADE.items():
        entries[kind] = tuple(e for make in made for text in texts for e in make(text, desk))
    if len(texts) > 1:  # each has a date: of several texts they are one chronology
        entries["event"] = tuple(sorted(entries["event"], key=lambda event: str(event["date"])))
    return Drafts(entries, tuple(desk.works.values()), desk.told())


def drafted(section: Section) -> tuple[Annotations, Mapping[str, Entry]]:
    """The same as annotations of a section that has none of its own, and the works that they cite by their keys."""
    made = drafts(section)
    kinds = [(kind, entry) for kind in FILES for entry in made.entries.get(kind, ())]
    entries = (Annotation(e["id"], kind, anchor(section, e), e) for kind, e in kinds)
    return Annotations(tuple(entries), {}), {work["id"]: work for work in made.works}
