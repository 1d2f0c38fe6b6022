"""Reads FRUS TEI into the reading text; nothing else in fruskit touches XML.

Knows what a volume's file must hold, and how each of TEI's elements is read as FRUS uses it (TEI P5,
chapters 3 to 5). Any other is part of the line that it is in; one of another namespace is read as
its namesake in TEI.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
import gc
from pathlib import Path
import re
from xml.etree.ElementTree import Element

from ...errors import FruskitError
from ..parts import Header, Oddity
from ..paths import expanded, visible
from ..text import Volume
from . import inline, passages
from .findings import Findings, Ids
from .header import header, reasons
from .line import BREAK, CELL
from .reader import Reader, Way
from .source import counter, FRUS, GrowingTree, ID, load, TEI

__all__ = ["read", "volumes"]

_IDS = re.compile(rb"xml:id\s*=\s*[\"']([^\"']*)")
_OURS = FRUS[1:-1].encode()  # only volumes of FRUS declare it


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
_ELEMENTS = {TEI + name: (way, kind) for way, kinds in _WAYS for name, kind in kinds.items()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading makes parts by the ten thousand and no cycles: to look for cycles meanwhile costs a tenth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_uncollected()
def read(path: str | Path) -> Volume:
    """The volume in a FRUS TEI file. Raises FruskitError when it cannot be one."""
    path = expanded(path)
    raw, marked = load(path)
    ids = Counter(id.decode("utf-8", "replace") for id in _IDS.findall(raw))
    reader, header = _walk(path, raw, Ids(ids.keys()))
    odd = [Oddity("a byte-order mark begins the file", "")] if marked else []
    odd += [Oddity("an id is used more than once", id) for id, n in ids.items() if n > 1]
    reader.found.oddities[:0] = odd
    return reader.volume(header)


def volumes(folder: str | Path) -> Iterator[Volume]:
    """The volumes of a folder's XML files, by name, one after another: one at a time is in memory.
    Raises FruskitError when the folder cannot be read; in its turn, for a file that is no
    volume."""
    files = visible(folder, ".xml")  # now, so that a wrong name is told by the call
    return (read(path) for path in files)


def _walk(path: Path, raw: bytes, ids: Ids) -> tuple[Reader, Header]:
    """Reads the tree, and refuses what is well-formed XML, but no volume of FRUS."""
    tree = GrowingTree(path, raw)
    root, place = tree.root, 0
    if root.tag != TEI + "TEI":
        what = f"it is XML, but its root is <{root.tag.rpartition('}')[2]}>, not a TEI <TEI>"
        remedy = "FRUS volumes are TEI P5 files in the namespace http://www.tei-c.org/ns/1.0."
        raise FruskitError(str(path), what, remedy)
    while tree.has(root, place) and root[place].tag != TEI + "text":
        place += 1
    head = root.find(TEI + "teiHeader")
    if place == len(root):
        raise FruskitError(str(path), "it is TEI without a <text>", "Is the file complete?")
    head = Element("teiHeader") if head is None else head
    said, found = header(head), Findings(reasons(head))
    reader = Reader(root.get(ID) or path.stem, {**_ELEMENTS}, counter(raw), ids, found, tree)
    try:
        reader.read(root, place)
    except RecursionError:
        what = "its elements are nested deeper than any volume's"
        raise FruskitError(str(path), what, "Is it a FRUS volume?") from None
    called = any(id.startswith("frus") for id in (reader.id, *said.identifiers.values()))
    if not (_OURS in raw or called or reader.found.documents):
        what = "it is TEI, but nothing in it says that it is a volume of FRUS"
        remedy = 'A volume has an id such as frus1936v03, or documents: <div type="document">.'
        raise FruskitError(str(path), what, remedy)
    return reader, said
