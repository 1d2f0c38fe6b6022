"""Passages of the text as a reader meets them, and the words in them that an answer should have.

A passage is named, whole, with stretches of words picked out; a target is to be marked or quoted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..kit.forms import Entry, Form, ID, May, QUOTE, Text
from ..volumes.labels import label
from ..volumes.text import Section, Span
from .evidence import Evidence, refuse, Sources
from .replies import Explained, REPLY

_LONGEST = "longest marking that still counts: the quote and words around it."
_WITHIN = May(Text(f"The {_LONGEST}"))
_FORMERLY = {"feedback": "tell", "missed": "point"}
TARGET = Form({"id": ID, **QUOTE, "within": _WITHIN, **REPLY}, _FORMERLY)


@dataclass(frozen=True, slots=True)
class Target(Explained):
    """Words to be marked: at least `span`, at most `within`; elsewhere: other places where they are
    as good, (span, within) each."""

    span: Span
    within: Span
    elsewhere: tuple[tuple[Span, Span], ...] = ()

    noun = "target"

    @property
    def places(self) -> tuple[tuple[Span, Span], ...]:
        return ((self.span, self.within), *self.elsewhere)

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.span.text,)

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Target":
        """Words that occur several times in a block count in any place, if the entry names none."""
        span, *others = _spans_of(entry, sources)
        around = entry["within"] or span.text
        withins = [w for w in sources.section.find_all(around) if _holds(w, span)]
        if not withins:
            what = f"“{around}” does not hold “{span.text}” anywhere in {span.block}"
            refuse(what, f"`within` is the {_LONGEST}")
        places = {"within": withins[0], "elsewhere": tuple((other, other) for other in others)}
        return Target.of(entry, sources, span=span, evidence=Evidence((span,)), **places)


def _spans_of(entry: Entry, sources: Sources) -> list[Span]:
    """The place that an entry names; all places, where it names none and they are in one block."""
    places = sources.section.find_all(entry["quote"])
    if entry["block"]:
        places = [place for place in places if place.block == entry["block"]]
    if entry["prefix"] or entry["suffix"] or len({place.block for place in places}) != 1:
        return [sources.span(entry)]
    if entry["within"]:
        around = sources.section.find_all(entry["within"])
        places = [place for place in places if any(_holds(w, place) for w in around)] or places
        return places if len(places) == 1 else [sources.span(entry)]
    return places


def _holds(outer: Span, inner: Span) -> bool:
    return outer.block == inner.block and outer.start <= inner.start and inner.end <= outer.end


def passage(section: Section, id: str) -> dict[str, str]:
    """A block of the text with a label to find it by."""
    return {"block": id, "label": label(section, id), "text": section.block(id).text}


def with_gaps(section: Section, gaps: Mapping[str, Span]) -> list[dict[str, Any]]:
    """The blocks that these spans are in, in pieces: words from a start on, or a gap by its key and
    length in words. The hidden words themselves are in none of the pieces."""
    shown = []
    for id in dict.fromkeys(span.block for span in gaps.values()):
        text, at, pieces = section.block(id).text, 0, []
        for key, span in gaps.items():
            if span.block == id:
                pieces.append({"start": at, "text": text[at : span.start]})
                pieces.append({"gap": key, "words": len(span.text.split())})
                at = span.end
        pieces.append({"start": at, "text": text[at:]})
        shown.append({"block": id, "label": label(section, id), "pieces": pieces})
    return shown
