"""What the kit says about the text: each statement tied to the words that bear it out.

Reads data/annotations and data/context.toml. A statement that has neither words of the text nor a
source elsewhere is refused; what the statements mean is for tables and figures.
"""

from collections.abc import Iterator, Mapping
import re
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import FruskitError
from ..kit.datafile import collect, Faulty, placed
from ..kit.folder import Kit
from ..kit.forms import QUOTE
from ..volumes.dates import in_words
from ..volumes.text import Section, Span
from . import forms

_NAMES = forms.PEOPLE_AND_PLACES
FILES = {"provision": forms.PROVISIONS, "event": forms.EVENTS, "citation": forms.SOURCES}
FILES |= {"person": _NAMES, "place": _NAMES}  # the kinds of annotation, each with its file


class Annotation(NamedTuple):
    """One entry of a data file: what it says (`fields`) and the words that say so (`span`)."""

    id: str
    kind: str
    span: Span
    fields: Mapping[str, Any]


class Fact(NamedTuple):
    """Known from elsewhere: `source` is the work as a reader names it, with the exact place."""

    id: str
    text: str
    source: str
    date: str
    link: str
    standing: str
    work: str
    short: str = ""
    kind: str = "fact"

    @property
    def when(self) -> str:
        """Its date in words, as they begin a sentence; empty where it has none."""
        words = in_words(self.date)
        return words[:1].upper() + words[1:]


class Silence(NamedTuple):
    """What the section does not say, the searches that find nothing, and facts that tell of it."""

    id: str
    what: str
    searches: tuple[str, ...]
    elsewhere: tuple[Fact, ...]
    kind: str = "silence"


class Annotations(NamedTuple):
    """All that the kit says about its section, in the order of its files. faulty: of each kind, the
    entries that are in its file and cannot be used; report: where a mistake in the kit is told, an
    address; empty where there is none."""

    entries: tuple[Annotation, ...]
    facts: Mapping[str, Fact]
    silences: tuple[Silence, ...] = ()
    faulty: Mapping[str, Faulty] = MappingProxyType({})
    report: str = ""

    def of(self, kind: str) -> tuple[Annotation, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def within(self, section: Section) -> "Annotations":
        """The same, of the entries those whose words are in this section."""
        return self._replace(entries=tuple(e for e in self.entries if section.holds(e.span.block)))

    def fact(self, id: str, remedy: str = "Add it there, or correct the id.") -> Fact:
        """The fact of that id. Raises FruskitError without a place where there is none."""
        if id not in self.facts:
            what = f"the fact “{id}” is not in data/context.toml"
            raise self.faulty.get("fact", Faulty()).missing(id, what, remedy)
        return self.facts[id]


def load(kit: Kit, section: Section, problems: list[FruskitError] | None = None) -> Annotations:
    """The kit's annotations, each tied to its span of `section`. Raises FruskitError at the first
    entry that is incomplete, doubled or not borne out by the text; with a list for `problems` it
    puts them there instead and goes on with the rest."""
    found: list[FruskitError] = []
    faulty: dict[str, Faulty] = {}
    entries = tuple(_annotations(kit, section, found, faulty))
    known = load_facts(kit, found)
    notes = known._replace(entries=entries, faulty={**faulty, **known.faulty})
    for entry in entries:
        with placed(f"{FILES[entry.kind].name}, {entry.kind} “{entry.id}”", found):
            for fact in entry.fields.get("elsewhere", ()):
                notes.fact(fact, "Correct the id.")
    silences = tuple(_silences(kit, section, notes, found))
    collect(found, problems)
    return notes._replace(silences=silences)


def load_facts(kit: Kit, problems: list[FruskitError]) -> Annotations:
    """The facts of data/context.toml alone, which an exercise needs, and the address for mistakes.
    What is wrong with them goes to the problems."""
    works, read = Works(kit), forms.CONTEXT.load(kit)
    problems += works.read.problems + read.problems
    facts: dict[str, Fact] = {}
    for entry, where in read.sound("fact"):
        with placed(where, problems):
            said = {key: value for key, value in entry.items() if key in Fact._fields}
            facts[entry["id"]] = Fact(**said, source=works.source(entry))
    report = read.held.get("report", "") if isinstance(read.held, dict) else ""
    report = report if isinstance(report, str) else ""
    return Annotations((), facts, faulty={"fact": read.faulty("fact", facts)}, report=report)


def _annotations(
    kit: Kit, section: Section, problems: list[FruskitError], faulty: dict[str, Faulty]
) -> Iterator[Annotation]:
    for file in dict.fromkeys(FILES.values()):
        read = file.load(kit)
        problems += read.problems
        for kind in (kind for kind, its in FILES.items() if its is file):
            made = []
            for entry, where in read.sound(kind):
                with placed(where, problems):
                    made.append(Annotation(entry["id"], kind, anchor(section, entry), entry))
            faulty[kind] = read.faulty(kind, (one.id for one in made))
            yield from made


def anchor(section: Section, entry: Mapping[str, Any]) -> Span:
    """The span that an entry's quote names, with prefix, suffix and block where it needs them."""
    quote, prefix, suffix, block = (entry.get(key, "") for key in QUOTE)
    there = section.find_all(quote) if block else []
    if there and all(place.block != block for place in there) and section.block(block):
        what = f"“{quote}” is not in {block}, but in {there[0].block}"
        raise FruskitError("quotation", what, "Correct the block.")
    return section.find(quote, prefix, suffix, block)


def works(kit: Kit) -> dict[str, Mapping[str, Any]]:
    """The works of data/bibliography.json by their ids. Raises FruskitError where one is faulty."""
    read = forms.BIBLIOGRAPHY.load(kit)
    collect(read.problems, None)
    return {work["id"]: work for work in read.held}


class Works:
    """The works of data/bibliography.json as entries of other files name them, by their keys."""

    def __init__(self, kit: Kit) -> None:
        self.read = forms.BIBLIOGRAPHY.load(kit)
        self.places = {work["id"]: where for work, where in self.read.sound()}
        self._cited = {work["id"]: cite(work) for work, _ in self.read.sound()}

    def missing(self, work: str) -> FruskitError:
        what = f"the work “{work}” is not in data/bibliography.json"
        return self.read.faulty().missing(work, what, "Add it there, or correct the key.")

    def source(self, entry: Mapping[str, Any]) -> str:
        """An entry's work, with the place in it. FruskitError where there is no such work."""
        if (work := entry["work"]) not in self._cited:
            raise self.missing(work)
        return ", ".join(filter(None, (self._cited[work], entry["locator"])))


def _silences(
    kit: Kit, section: Section, notes: Annotations, problems: list[FruskitError]
) -> Iterator[Silence]:
    """The silences of a kit, if it has any; their searches are made anew and find nothing."""
    read = forms.SILENCES.load(kit)
    problems += read.problems
    for entry, where in read.sound("silence"):
        with placed(where, problems):
            for words in entry["searches"]:
                if found := section.mentions(words):
                    what = f"“{words}” is in the text ({found[0].block})"
                    raise FruskitError("", what, "It is no silence: search for other words.")
            told = tuple(notes.fact(fact, "Correct the id.") for fact in entry["elsewhere"])
            yield Silence(entry["id"], entry["what"], tuple(entry["searches"]), told)


def id_of(corresp: str) -> str:
    """The id, in words and hyphens, of the entry that a TEI @corresp such as “#p_ABC1” means."""
    return re.sub(r"[^a-z0-9]+", "-", corresp.lower()).strip("-")


def cite(work: Mapping[str, Any]) -> str:
    """A work as one names it in passing: author, short title, volume, where it is kept."""
    author = ", ".join(p.get("family", p.get("literal", "")) for p in work.get("author", ()))
    title = work.get("title-short") or work.get("title", "")
    volume = str(work.get("volume", ""))
    volume = f", vol. {volume}" if volume and volume not in title else ""
    kept = f" ({work['archive']})" if work.get("archive") else ""
    return (f"{author}, " if author else "") + f"*{title}*{volume}{kept}"
