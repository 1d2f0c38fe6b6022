"""The people, places and terms that a text's encoding names, each where it comes first."""

from collections.abc import Iterator
import re

from ...volumes.parts import grouped
from ...volumes.text import Excerpt, Phrase, Section
from ..annotations import id_of
from ..quotes import distinct, slug
from .entries import called, Desk, Entry, home


def people(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    """Each person once, with what the volume's list or the encoding says. The same person under two names
    is two entries, and a name that comes with several offices says so: it may be that of several."""
    listed = {person.id: person for person in text.section.persons}
    offices, documents = _offices(text.section), {d.id: d for d in text.section.documents}
    for phrase, name, at in _named(text, "persName", desk):
        block = text.section.block(phrase.block)
        where = called(documents.get(block.division), text)
        role = _part(phrase, where, own=block.kind == "document-entry")
        if person := listed.get(phrase.attributes.get("corresp", "").lstrip("#")):
            name, role = _in_full(person.name), "; ".join(filter(None, (person.role, role)))
        else:
            held = "; ".join(several := offices.get(name.casefold(), []))
            many = f"; appears with several offices ({held}): one person, or several?"
            role += many if len(several) > 1 else ""
        yield desk.entry("person", text, _id(phrase, name), at, name=name, role=role)


def places(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    """Each place once; of what kind it is, the encoding does not say."""
    for phrase, name, at in _named(text, "placeName", desk):
        yield desk.entry("place", text, _id(phrase, name), at, name=name, kind="place")


def words(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    """The abbreviations and terms of the volume's own list that the text has."""
    source = {"work": home(text), "locator": "the volume’s list of abbreviations and terms"}
    for term in text.section.terms:
        if term.term and term.meaning and text.section.mentions(term.term):
            id = distinct(slug(term.term), desk.taken["word"])
            yield {"id": id, "draft": True, "word": term.term, "meaning": term.meaning, **source}


def _named(
    text: Excerpt, kind: str, desk: Desk
) -> Iterator[tuple[Phrase, str, tuple[str, int, int]]]:
    """Each name of the kind once, where it comes first."""
    seen = desk.taken[f"names of {kind}"]
    for phrase in text.section.phrases:
        name = _name(text.section, phrase)
        known = id_of(phrase.attributes.get("corresp", "")) or f"{text.name}: {name.casefold()}"
        if phrase.kind == kind and known not in seen and any(map(str.isalnum, name)):
            seen.add(known)
            yield phrase, name, (phrase.block, phrase.start, phrase.end)


def _id(phrase: Phrase, name: str) -> str:
    return id_of(phrase.attributes.get("corresp", "")) or slug(name)


def _in_full(listed: str) -> str:
    """A name as one says it, of the form in which a list has it: “Doe, Jane” is Jane Doe."""
    family, comma, given = listed.partition(", ")
    return f"{given} {family}" if comma and "," not in given else listed


def _name(section: Section, phrase: Phrase) -> str:
    words = section.block(phrase.block).text[phrase.start : phrase.end]
    return " ".join(words.split()).strip(" ,;:")


def _offices(section: Section) -> dict[str, list[str]]:
    """With what offices a name comes in headings, as in “The Consul at Harbin (Jones) to …”."""
    found = dict[tuple[str, str], None]()
    for phrase in section.phrases:
        block = section.block(phrase.block)
        before = block.text[: phrase.start].rstrip()
        if phrase.kind == "persName" and block.kind == "document-entry" and before.endswith("("):
            office = " ".join(re.split(r"\bto\b|\n|\)", before[:-1])[-1].split())
            office = office.removeprefix("The ").removeprefix("the ")
            found[_name(section, phrase).casefold(), office] = None
    return grouped(both for both in found if both[1])


def _part(phrase: Phrase, where: str, own: bool) -> str:
    """What the encoding says of a person here; an enclosure has senders of its own."""
    part = {"from": "sender", "to": "addressee"}.get(phrase.attributes.get("type", ""))
    if part is None:
        return f"named in {where}"
    return f"marked as the {part} of {where}" if own else f"marked as {part} within {where}"
