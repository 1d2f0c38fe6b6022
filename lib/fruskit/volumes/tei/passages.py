"""Elements with lines of their own on the page: paragraphs, heads, lists, divisions, attachments."""

from xml.etree.ElementTree import Element

from ..parts import Division, Oddity
from .division import Open
from .line import BREAK
from .reader import Reader
from .source import ID

# Lists of which the type says what their items are.
_ITEMS = {"participants": "participant", "subject": "subject", "persons": "person", "terms": "term"}


def block(reader: Reader, element: Element, kind: str) -> None:
    """What has lines of its own; in a note, one line of it."""
    where = reader.where
    if where.note or where.source:
        reader.line.pieces.append(BREAK)
        reader.inside(element)
        reader.line.pieces.append(BREAK)
    else:
        reader.lines(kind, element.get(ID), element)


def paragraph(reader: Reader, element: Element, _: str) -> None:
    block(reader, element, reader.where.division.paragraphs)


def head(reader: Reader, element: Element, _: str) -> None:
    """A heading; the first of a document itself is its entry in the volume."""
    where, of = reader.where, reader.where.division
    if where.note or where.enclosed or where.listed:
        return block(reader, element, "heading")
    entry = of.kind == "document" and not of.headed
    reader.end_line()
    of.headed = where.heading = True
    block(reader, element, "document-entry" if entry else "heading")
    where.heading = False


def dateline(reader: Reader, element: Element, _: str) -> None:
    where = reader.where
    if where.enclosed or where.note or where.heading:
        return block(reader, element, "dateline")
    reader.end_line()
    where.dateline = True
    block(reader, element, "dateline")
    where.dateline = False


def series(reader: Reader, element: Element, kind: str) -> None:
    """A list or the like; its items are called by its type, where that says what they are."""
    where, outer = reader.where, reader.where.items
    where.items = _ITEMS.get(element.get("type") or "", "" if kind != "list" else outer)
    where.listed += 1
    block(reader, element, kind)
    where.listed -= 1
    where.items = outer


def item(reader: Reader, element: Element, kind: str) -> None:
    block(reader, element, reader.where.items or kind)


def include(reader: Reader, element: Element, _: str) -> None:
    """A part of the volume that is in another file, and so not here."""
    what = "a part of the volume that is in another file, and was not read"
    place = element.get("href") or reader.where.division.id
    reader.found.oddities.append(Oddity(what, place))


def quotation(reader: Reader, element: Element, kind: str) -> None:
    """Words of others, in a line or, as a text of their own, in a block of this kind."""
    if kind and not reader.where.note:
        reader.end_line()
    reader.where.enclosed += 1
    if kind:
        block(reader, element, kind)
    else:
        reader.inside(element)
    reader.where.enclosed -= 1


def division(reader: Reader, element: Element, _: str) -> None:
    where, found = reader.where, reader.found
    if where.note or where.printed_notes:
        return block(reader, element, "text")
    reader.end_line()
    outer, enclosed, listed = where.division, where.enclosed, where.listed
    place, first = len(found.divisions), len(found.blocks)
    id = reader.ids.division(element.get(ID), outer.id)
    own = where.division = Open(id, element.attrib, outer.id, where.page, first)
    where.enclosed = where.listed = 0
    found.divisions.append(own.division(first))
    reader.lines("text", None, element)
    where.division, where.enclosed, where.listed = outer, enclosed, listed
    found.divisions[place] = own.division(len(found.blocks))
    if own.kind == "document":
        chars = reader.count("".join([block.text for block in found.blocks[first:]]))
        found.documents[place] = own.document(found.blocks, chars)
        found.oddities += own.oddities()
        del element[:]


def attachment(reader: Reader, element: Element, _: str) -> None:
    where, found = reader.where, reader.found
    if where.note:
        return block(reader, element, "text")
    reader.end_line()
    parent = where.division.id
    id = reader.ids.block(element.get(ID) or f"{parent}-attachment", parent)
    place, first = len(found.attachments), len(found.blocks)
    begun = Division(id, "attachment", "", first, first, parent)
    found.attachments.append(begun)
    outer, where.begun = where.begun, first
    where.enclosed += 1
    reader.lines("text", None, element)
    where.enclosed -= 1
    where.begun = outer
    heads = (b.text for b in found.blocks[first:] if b.kind == "heading")
    title = next(heads, "").replace("\n", " ")
    found.attachments[place] = begun._replace(title=title, last=len(found.blocks))
