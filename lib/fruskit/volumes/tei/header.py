"""What the header of a volume says: titles, imprint, identifiers, and reasons of corrections."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ..parts import Header
from .source import TEI, words

# The Office has spelt the same names of titles in two ways.
_TITLES = {"volumenumber": "number", "volume": "name"}
_TEI = {"": TEI[1:-1]}


def header(element: Element) -> Header:
    titles: dict[str, str] = {}
    for title in element.iterfind("fileDesc/titleStmt/title", _TEI):
        kind = (title.get("type") or "complete").replace("-", "")
        titles.setdefault(_TITLES.get(kind, kind), words(title))
    first = next(filter(None, titles.values()), "")
    named = {name: titles.get(name, "") for name in ("series", "subseries", "number", "name")}
    imprint = {one: f"fileDesc/publicationStmt/{one}" for one in ("publisher", "pubPlace", "date")}
    said = {one: next(map(words, element.iterfind(at, _TEI)), "") for one, at in imprint.items()}
    editors = map(words, element.iterfind("fileDesc/titleStmt/editor", _TEI))
    numbers = element.iterfind("fileDesc/publicationStmt/idno", _TEI)
    return Header(
        title=titles.get("complete") or first,
        **named,
        publisher=said["publisher"],
        place=said["pubPlace"],
        date=said["date"],
        editors=tuple(filter(None, editors)),
        identifiers={n.get("type", ""): number for n in numbers if (number := words(n))},
    )


def reasons(element: Element) -> Mapping[str, str]:
    """Why each emendation is proposed: the list of corrections, by what it points to."""
    items = element.iterfind(".//correction//item", _TEI)
    return {item.get("corresp", "").lstrip("#"): words(item) for item in items}
