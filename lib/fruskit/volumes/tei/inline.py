"""Elements that run within a line: names, notes, page turns, gaps, corrections."""

from collections.abc import Mapping
import re
from xml.etree.ElementTree import Element

from ..parts import Block, Oddity
from .line import Again, fold, Footnote, MARKER, Name, OpenLine, Sic, Turn
from .reader import Reader
from .source import ID

_SOURCE = re.compile(r"(?:^|[.:\s])\s*Source: ")


def name(reader: Reader, element: Element, kind: str) -> None:
    attributes: Mapping[str, str] = element.attrib
    if ID in attributes:
        attributes = {("xml:id" if name == ID else name): v for name, v in attributes.items()}
    thing = tuple.__new__(Name, (kind, attributes))
    if len(element):
        return _opened(reader, element, thing)
    line = reader.line  # most have nothing but words
    line.pieces += (MARKER, element.text or "", MARKER)
    line.met += (thing, len(line.met))
    return None


def _opened(reader: Reader, element: Element, thing: Name | Sic) -> None:
    """The words of an element, of which this is to be known."""
    line = reader.line
    place = line.meet(thing)
    reader.inside(element)
    line.close(place, thing)


def character(reader: Reader, element: Element, character: str) -> None:
    """An element in whose place is a character: the end of a line, the beginning of a cell."""
    reader.line.pieces.append(character)
    reader.inside(element)


def page(reader: Reader, element: Element, _: str) -> None:
    reader.where.page = (element.get("n") or "").strip("[]")
    reader.line.meet(Turn(reader.where.page, element.get(ID, "")))
    reader.inside(element)


def gap(reader: Reader, element: Element, _: str) -> None:
    """Words that the encoders could not give: nothing in the text takes their place."""
    page = reader.where.page
    many = " ".join(filter(None, map(element.get, ("quantity", "unit", "extent"))))
    told = ", ".join(filter(None, (page and f"p. {page}", many)))
    what = "a gap, where words of the original are missing"
    reader.found.oddities.append(Oddity(what, f"{reader.where.division.id} ({told})"))
    reader.inside(element)


def choice(reader: Reader, element: Element, _: str) -> None:
    """A correction, where what is printed and what it should be are nothing but words and names."""
    children = {child.tag.rpartition("}")[2]: child for child in element}
    sic, corr = children.get("sic"), children.get("corr")
    if sic is not None and corr is not None and _is_plain(reader, sic) and _is_plain(reader, corr):
        corrected = fold("".join(corr.itertext())).strip()
        reader.readings[sic] = Sic(element.get(ID, ""), corrected, corr.get("cert", ""))
        corr.text = None
        del corr[:]
    reader.inside(element)


def _is_plain(reader: Reader, element: Element) -> bool:
    known = (reader.way(one.tag) for child in element for one in child.iter())
    return all(way is None or way[0] is name for way in known)


def reading(reader: Reader, element: Element, _: str) -> None:
    """What is printed, which is the text; what it should be is kept beside it."""
    if sic := reader.readings.pop(element, None):
        _opened(reader, element, sic)
    else:
        reader.inside(element)


def note(reader: Reader, element: Element, _: str) -> None:
    """A footnote, a second marker of one, or a note that is printed in its place."""
    where = reader.where
    if where.note:
        return reader.inside(element)
    again = element.get("target", "")
    if again.startswith("#") and not "".join(element.itertext()).strip():
        reader.line.meet(Again(again[1:]))
        return None
    kind = element.get("type") or "inline"
    if where.heading and _SOURCE.search("".join(element.itertext())):
        kind = "source"  # though its encoders call it a summary, which comes before it, or nothing
    if element.get("rend") == "inline" or kind == "source":
        where.printed_notes += 1
        outer, where.source = where.source, kind == "source"
        reader.lines(f"{kind}-note", element.get(ID), element)
        where.source = outer
        where.printed_notes -= 1
        return None
    page, host = where.page, reader.line
    reader.line, where.note = OpenLine(), True
    reader.inside(element)
    own, reader.line, where.note = reader.line.laid(), host, False
    id = reader.ids.block(element.get(ID), where.division.id)
    block = Block(id, "note", page, own.words, where.division.id)
    host.meet(Footnote(block, element.get("n") or "", own, element.get("type") or ""))
    return None


def segment(reader: Reader, element: Element, _: str) -> None:
    """A part of a line; of a note on a document's source, its summary is a block of its own."""
    kind = element.get("type")
    if reader.where.source and kind in ("summary", "source"):
        reader.lines(f"{kind}-note", element.get(ID) or reader.line.id, element)
    else:
        reader.inside(element)
