"""What the kit says about the text: each statement tied to the words that bear it out.

Reads data/annotations and data/context.toml. A statement that has neither words of the text nor a
source elsewhere is refused; what the statements mean is for tables and figures.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Any

from ..errors import FruskitError
from ..kit.folder import Kit
from ..volumes.text import Section, Span

# The kinds of annotation, the file that holds each, and what an entry must say.
FILES = {
    "provision": "provisions",
    "event": "events",
    "citation": "sources",
    "person": "people-and-places",
    "place": "people-and-places",
}
_HOMES = FILES | {"fact": "context", "silence": "silences"}
REQUIRED = {
    "provision": ("kind", "actor", "action", "object", "modality"),
    "event": ("date", "certainty", "what", "place"),
    "citation": ("note", "work", "locator", "kind"),
    "person": ("name", "role"),
    "place": ("name", "kind"),
    "fact": ("text", "work", "locator", "standing"),
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One entry of a data file: what it says (`fields`) and the words that say so (`span`)."""

    id: str
    kind: str
    span: Span
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """Known from elsewhere: `source` is the work as a reader would name it, with the exact place."""

    id: str
    text: str
    source: str
    date: str
    link: str
    standing: str
    work: str
    kind: str = "fact"


@dataclass(frozen=True, slots=True)
class Silence:
    """What the section does not say, the searches that find nothing, and facts that tell of it."""

    id: str
    what: str
    searches: tuple[str, ...]
    elsewhere: tuple[Fact, ...]
    kind: str = "silence"


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that the kit says about its section, in the order of its files."""

    entries: tuple[Annotation, ...]
    facts: Mapping[str, Fact]
    silences: tuple[Silence, ...] = ()

    def of(self, kind: str) -> tuple[Annotation, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)


def load(kit: Kit, section: Section, problems: list[FruskitError] | None = None) -> Annotations:
    """The kit's annotations, each tied to its span of `section`.

    Raises FruskitError at the first entry that is incomplete, doubled or not borne out by the text;
    with a list for `problems` it puts them there instead and goes on with the rest.
    """
    found = problems if problems is not None else []
    entries: list[Annotation] = []
    for name in dict.fromkeys(FILES.values()):
        path = kit.data / "annotations" / f"{name}.toml"
        for kind, where, entry in _entries(kit, path, found):
            _keep(entries, where, lambda: _annotation(kind, entry, section), found)
        if problems is None and found:
            raise found[0]
    facts = _facts(kit, found)
    silences = _silences(kit, section, facts, found)
    if problems is None and found:
        raise found[0]
    return Annotations(tuple(entries), facts, silences)


def anchor(section: Section, entry: Mapping[str, Any]) -> Span:
    """The span that an entry's quote names, with prefix, suffix and block where it needs them."""
    quote = need(entry, "quote")
    prefix, suffix, block = (may(entry, key) for key in ("prefix", "suffix", "block"))
    there = section.find_all(quote) if block else []
    if there and all(place.block != block for place in there) and section.block(block):
        raise FruskitError(
            "quotation",
            f"“{quote}” is not in {block}, but in {there[0].block}",
            "Correct the block.",
        )
    return section.find(quote, prefix, suffix, block)


def need(entry: Mapping[str, Any], key: str, kind: type = str) -> Any:
    """The entry's value for `key`; FruskitError when it is missing or of another type."""
    if key not in entry:
        raise FruskitError("entry", f"it has no “{key}”", f"Add a line: {key} = …")
    fits = (int, float) if kind is float else (kind,)
    if type(entry[key]) not in fits:  # not isinstance: `true` is no whole number
        raise FruskitError(
            "entry", f"its “{key}” is not {_TYPES[kind]}", f"Write {key} = {_SAMPLES[kind]}."
        )
    return entry[key]


def may(entry: Mapping[str, Any], key: str, kind: type = str) -> Any:
    """The entry's value for `key`, or an empty one; FruskitError when it is of another type."""
    return need(entry, key, kind) if key in entry else kind()


_TYPES = {
    str: "text",
    list: "a list",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    dict: "a table",
}
_SAMPLES = {
    str: '"…" in quotation marks',
    list: "[ … ]",
    bool: "true or false",
    int: "1",
    float: "0.5",
    dict: "{ … }",
}


def _keep(
    kept: list[Any], where: str, build: Callable[[], Any], problems: list[FruskitError]
) -> None:
    """Builds one entry and keeps it, or its problem, placed; a doubled id is a problem."""
    try:
        made = build()
        if any(other.id == made.id and other.kind == made.kind for other in kept):
            raise FruskitError("", f"the id “{made.id}” is used twice", "Give one of them another.")
        kept.append(made)
    except FruskitError as problem:
        problems.append(problem.at(where))


def _annotation(kind: str, entry: Mapping[str, Any], section: Section) -> Annotation:
    id = need(entry, "id")
    for key in REQUIRED[kind]:
        need(entry, key)
    return Annotation(id, kind, anchor(section, entry), entry)


def _entries(
    kit: Kit, path: Path, problems: list[FruskitError]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Kind, place and content of each entry of a file, in the order of the file."""
    try:
        tables = kit.toml(path)
    except FruskitError as problem:
        problems.append(problem)
        return
    for kind, entries in tables.items():
        if _HOMES.get(kind) != path.stem:
            known = " and ".join(f"[[{k}]]" for k, home in _HOMES.items() if home == path.stem)
            problems.append(
                FruskitError(
                    kit.name(path),
                    f"it has a table [[{kind}]], which has no place here",
                    f"It holds {known}.",
                )
            )
        elif not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            problems.append(
                FruskitError(
                    kit.name(path), f"[{kind}] is not a list of entries", f"Write [[{kind}]]."
                )
            )
        else:
            for place, entry in enumerate(entries, 1):
                named = f"“{entry['id']}”" if "id" in entry else f"number {place}"
                yield kind, f"{kit.name(path)}, {kind} {named}", entry


def works(kit: Kit) -> dict[str, Mapping[str, Any]]:
    """The works of data/bibliography.json by their ids. Raises FruskitError where it is not CSL-JSON."""
    held = kit.json(kit.data / "bibliography.json")
    try:
        named = {work["id"]: work for work in held}
        for work in named.values():  # each can be named and dated
            cite(work)
            work.get("issued", {}).get("date-parts")
    except (TypeError, KeyError, AttributeError) as problem:
        raise FruskitError(
            "data/bibliography.json",
            "it is not a list of works with an id each",
            'It is CSL-JSON: [{"id": …, "type": …, "title": …}, …].',
        ) from problem
    return named


def _facts(kit: Kit, problems: list[FruskitError]) -> dict[str, Fact]:
    try:
        known = {id: cite(work) for id, work in works(kit).items()}
    except FruskitError as problem:
        known = {}
        problems.append(problem)
    facts: list[Fact] = []
    for _, where, entry in _entries(kit, kit.data / "context.toml", problems):
        _keep(facts, where, lambda: _fact(entry, known), problems)
    return {fact.id: fact for fact in facts}


def _silences(
    kit: Kit, section: Section, facts: Mapping[str, Fact], problems: list[FruskitError]
) -> tuple[Silence, ...]:
    """The silences of a kit; it need not have any."""
    path, kept = kit.data / "annotations" / "silences.toml", list[Silence]()
    if path.exists():
        for _, where, entry in _entries(kit, path, problems):
            _keep(kept, where, lambda: _silence(entry, section, facts), problems)
    return tuple(kept)


def _silence(entry: Mapping[str, Any], section: Section, facts: Mapping[str, Fact]) -> Silence:
    """A silence whose searches were made anew, and found nothing."""
    id, what = need(entry, "id"), need(entry, "what")
    searches, named = need(entry, "searches", list), may(entry, "elsewhere", list)
    if not searches or not all(isinstance(words, str) and words.strip() for words in searches):
        raise FruskitError("", "it names no words to search for", 'Write searches = ["…", "…"].')
    for words in searches:
        if found := section.mentions(words):
            raise FruskitError(
                "",
                f"“{words}” is in the text ({found[0].block})",
                "It is no silence: search for other words.",
            )
    for fact in named:
        if fact not in facts:
            raise FruskitError(
                "", f"the fact “{fact}” is not in data/context.toml", "Correct the id."
            )
    return Silence(id, what, tuple(searches), tuple(facts[fact] for fact in named))


def _fact(entry: Mapping[str, Any], works: Mapping[str, str]) -> Fact:
    id = need(entry, "id")
    for key in REQUIRED["fact"]:
        need(entry, key)
    if entry["work"] not in works:
        raise FruskitError(
            "",
            f"the work “{entry['work']}” is not in data/bibliography.json",
            "Add it there, or correct the key.",
        )
    return Fact(
        id,
        entry["text"],
        f"{works[entry['work']]}, {entry['locator']}",
        may(entry, "date"),
        may(entry, "link"),
        entry["standing"],
        entry["work"],
    )


def id_of(corresp: str) -> str:
    """The id of an entry that a TEI @corresp such as “#p_ABC1” leads to; ids here are words and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", corresp.lower()).strip("-")


def cite(work: Mapping[str, Any]) -> str:
    """A work as a reader would name it in passing: author, short title, volume, where it is kept."""
    author = ", ".join(p.get("family", p.get("literal", "")) for p in work.get("author", ()))
    title = work.get("title-short") or work.get("title", "")
    volume = str(work.get("volume", ""))
    volume = f", vol. {volume}" if volume and volume not in title else ""
    kept = f" ({work['archive']})" if work.get("archive") else ""
    return (f"{author}, " if author else "") + f"*{title}*{volume}{kept}"
