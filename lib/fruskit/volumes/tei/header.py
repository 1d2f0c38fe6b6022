"""What a volume says of itself: titles, imprint, identifiers, reasons of corrections, and its own lists.

Source for the lists: TEI P5, chapter 13.3 (persons), and FRUS's encoding of persons and terms as
lists of that type at the front of a volume.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ..parts import Header, Person, Term
from .source import ID, TEI, words

# The Office has spelt the same names of titles in two ways.
_TITLES = {"volumenumber": "number", "volume": "name"}
_TEI = {"": TEI[1:-1]}
_BETWEEN = " ,;:\u2014\u2013-"  # what parts a name from what is said of it


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


def entries(text: Element) -> tuple[tuple[Person, ...], tuple[Term, ...]]:
    """The persons and the terms of the lists of these types, in their order."""
    lists = list(text.iter(f"{TEI}list"))
    persons = (Person(*entry) for entry in _entries(lists, "persons", "persName"))
    return tuple(persons), tuple(Term(*entry) for entry in _entries(lists, "terms", "term"))


def _entries(lists: list[Element], kind: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Of each item with an id: the id, the words that have it, and the words after them."""
    for item in (item for one in lists if one.get("type") == kind for item in one):
        named = next((one for one in item.iter(f"{TEI}{name}") if one.get(ID)), None)
        if item.tag == f"{TEI}item" and named is not None:
            after = words(item).partition(words(named))[2]
            yield named.get(ID, ""), words(named).strip(_BETWEEN), after.strip(_BETWEEN)
