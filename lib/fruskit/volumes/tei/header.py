"""What the header of a volume says: titles, imprint, identifiers, and reasons of corrections."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ..parts import Header
from .source import SPACE, TEI

# The Office has spelt the same names of titles in two ways.
_TITLES = {"volumenumber": "number", "volume": "name"}
_TEI = {"": TEI[1:-1]}


def header(element: Element) -> Header:
    titles: dict[str, str] = {}
    for title in element.iterfind("fileDesc/titleStmt/title", _TEI):
        kind = (title.get("type") or "complete").replace("-", "")
        titles.setdefault(_TITLES.get(kind, kind), _words(title))
    first = next(filter(None, titles.values()), "")
    publication = element.find("fileDesc/publicationStmt", _TEI)
    editors = (_words(editor) for editor in element.iterfind("fileDesc/titleStmt/editor", _TEI))
    numbers = element.iterfind("fileDesc/publicationStmt/idno", _TEI)
    return Header(
        title=titles.get("complete") or first,
        series=titles.get("series", ""),
        subseries=titles.get("subseries", ""),
        number=titles.get("number", ""),
        name=titles.get("name", ""),
        publisher=_said(publication, "publisher"),
        place=_said(publication, "pubPlace"),
        date=_said(publication, "date"),
        editors=tuple(filter(None, editors)),
        identifiers={n.get("type", ""): words for n in numbers if (words := _words(n))},
    )


def reasons(element: Element) -> Mapping[str, str]:
    """Why each emendation is proposed: the list of corrections, by what it points to."""
    items = element.iterfind(".//correction//item", _TEI)
    return {item.get("corresp", "").lstrip("#"): _words(item) for item in items}


def _said(publication: Element | None, name: str) -> str:
    found = None if publication is None else publication.find(name, _TEI)
    return "" if found is None else _words(found)


def _words(element: Element) -> str:
    return SPACE.sub(" ", "".join(element.itertext())).strip()
