"""Passages of the text as a reader meets them: named, whole, with stretches of words picked out."""

from collections.abc import Mapping
from typing import Any

from ..volumes.labels import label
from ..volumes.text import Section, Span


def passage(section: Section, id: str, start: int = 0, end: int | None = None) -> dict[str, str]:
    """A block of the text with a label to find it by, and with the page of its characters [start, end)."""
    named = label(section, id, start, end)
    return {"block": id, "label": named, "text": section.block(id).text}


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
