"""A volume's own lists: persons with their offices, abbreviations and terms with their meanings.

Source: TEI P5, chapter 13.3 (persons), and FRUS's encoding of both as lists of that type at the
front of a volume.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..parts import Person, Term
from .source import ID, TEI, words

_BETWEEN = " ,;:\u2014\u2013-"  # what parts a name from what is said of it


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
