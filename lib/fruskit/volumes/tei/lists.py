"""A volume's own lists: persons with their offices, abbreviations and terms with their meanings.

Source: TEI P5, chapter 13.3 (persons), and FRUS's encoding of both as lists of that type at the
front of a volume.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..parts import Person, Term
from .source import ID, SPACE, TEI

_BETWEEN = " ,;:\u2014\u2013-"  # what parts a name from what is said of it


def persons(text: Element) -> tuple[Person, ...]:
    """The persons of the lists of that type, in their order."""
    return tuple(Person(*entry) for entry in _entries(text, "persons", "persName"))


def terms(text: Element) -> tuple[Term, ...]:
    """The abbreviations and terms of the lists of that type, in their order."""
    return tuple(Term(*entry) for entry in _entries(text, "terms", "term"))


def _entries(text: Element, kind: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Of each item with an id: the id, the words that have it, and the words after them."""
    for listed in text.iter(f"{TEI}list"):
        if listed.get("type") == kind:
            for item in listed.iterfind(f"{TEI}item"):
                named = next((one for one in item.iter(f"{TEI}{name}") if one.get(ID)), None)
                if named is not None:
                    words, whole = _words(named), _words(item)
                    after = whole.partition(words)[2]
                    yield named.get(ID, ""), words.strip(_BETWEEN), after.strip(_BETWEEN)


def _words(element: Element) -> str:
    return SPACE.sub(" ", "".join(element.itertext())).strip()
