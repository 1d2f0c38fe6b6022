"""TEI's elements as FRUS uses them (TEI P5, chapters 3 to 5): how each is read, and as what.

Any other is part of the line that it is in; one of another namespace is read as its namesake in TEI.
"""

from collections.abc import Mapping

from . import inline, passages
from .line import BREAK, CELL
from .reader import Way
from .source import TEI


def _kinds(written: str) -> dict[str, str]:
    """Kinds by their elements, from “element:kind”; an element alone is a kind of its own."""
    return {name: kind or name for name, _, kind in (w.partition(":") for w in written.split())}


_BLOCKS = _kinds(
    "opener salute closer signed:signature postscript label:list-label row:table-row l:line "
    "figDesc:figure byline docTitle:title-page titlePart:title-page titlePage:title-page "
    "docImprint:imprint trailer argument epigraph body:text front:text back:text text"
)
_WAYS: tuple[tuple[Way, Mapping[str, str]], ...] = (
    (passages.block, _BLOCKS),
    (passages.series, _kinds("list table figure lg:lines")),  # with heads of their own
    (passages.item, {"item": "list-item"}),
    (passages.paragraph, {"p": ""}),
    (passages.head, {"head": ""}),
    (passages.dateline, {"dateline": ""}),
    (passages.quotation, {"quote": "", "q": "", "floatingText": "text"}),
    (passages.division, {"div": ""}),
    (passages.attachment, {"attachment": ""}),
    (passages.include, {"include": ""}),
    (inline.name, _kinds("persName placeName date ref gloss")),
    (inline.note, {"note": ""}),
    (inline.segment, {"seg": ""}),
    (inline.character, {"lb": BREAK, "cell": CELL}),
    (inline.page, {"pb": ""}),
    (inline.gap, {"gap": ""}),
    (inline.choice, {"choice": ""}),
    (inline.reading, {"sic": ""}),
)
ELEMENTS = {TEI + name: (way, kind) for way, kinds in _WAYS for name, kind in kinds.items()}
