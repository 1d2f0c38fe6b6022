"""Passages of the text as a reader meets them: named, whole, with stretches of words picked out."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..volumes.labels import label
from ..volumes.text import Section, Span


def passage(section: Section, id: str, start: int = 0, end: int | None = None) -> dict[str, str]:
    """A block of the text with a label to find it by, and with the page of its characters [start, end)."""
    named = label(section, id, start, end)
    return {"block": id, "label": named, "text": section.block(id).text}


def merged(spans: Iterable[Span]) -> list[list[int]]:
    """Where the spans of one block lie, [start, end] each, those that touch made into one."""
    places: list[list[int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if places and start <= places[-1][1]:
            places[-1][1] = max(end, places[-1][1])
        else:
            places.append([start, end])
    return places


def with_gaps(section: Section, gaps: Mapping[str, Span]) -> list[dict[str, Any]]:
    """The blocks that these spans stand in, in pieces: words, or a gap by its key and length in words.

    The hidden words themselves are in none of the pieces.
    """
    shown = []
    for id in dict.fromkeys(span.block for span in gaps.values()):
        text, at, pieces = section.block(id).text, 0, []
        for key, span in gaps.items():
            if span.block == id:
                pieces += [
                    {"text": text[at : span.start]},
                    {"gap": key, "words": len(span.text.split())},
                ]
                at = span.end
        pieces.append({"text": text[at:]})
        shown.append({"block": id, "label": label(section, id), "pieces": pieces})
    return shown
