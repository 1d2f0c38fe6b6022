"""What points to something else in a kit points to something that is there: notes, names, works, the map."""

from collections.abc import Iterator
from pathlib import Path
import re

from ...claims import annotations
from ...claims.annotations import Annotation, Annotations
from ...errors import FruskitError
from ...kit.folder import Kit
from ...publishing.figures import atlas
from ...volumes.text import Section
from .notebooks import code

UNCITED = "no note, fact or lesson cites it"
_CITED = re.compile(r"fruskit\.cite\(\s*[\"']([^\"']+)[\"']")


def references(
    kit: Kit, source: Path, section: Section, notes: Annotations
) -> Iterator[FruskitError]:
    """What points to something else in the kit points to something that is there."""
    for cited in notes.of("citation"):
        where = f"data/annotations/sources.toml, citation “{cited.id}”"
        if cited.fields["note"] != (cited.span.block if _is_note(section, cited) else ""):
            yield FruskitError(
                where,
                f"its words stand in {cited.span.block}, not in “{cited.fields['note']}”",
                "Correct the note.",
            )
    known = {entry.id for entry in (*notes.of("person"), *notes.of("place"))}
    for phrase in section.phrases:
        named = annotations.id_of(phrase.attributes.get("corresp", ""))
        if phrase.kind in ("persName", "placeName") and named and named not in known:
            what = f"it names #{named}, which is not in data/annotations/people-and-places.toml"
            kind = "person" if phrase.kind == "persName" else "place"
            missing = notes.faulty[kind].missing(named, what, "Add it there, or correct the name.")
            yield missing.at(f"{kit.name(source)}, {phrase.block}")
    for emendation in section.emendations:
        if emendation.id and not emendation.reason:  # one without an id is the edition's own
            yield FruskitError(
                f"{kit.name(source)}, choice “{emendation.id}”",
                "it has no reason",
                "Give it an <item> in the header’s list of corrections.",
            )


def works(kit: Kit, notes: Annotations) -> Iterator[FruskitError]:
    """Each work that is cited is in the bibliography, and each that is there is cited."""
    try:
        listed = annotations.works(kit)
    except FruskitError:
        return  # said already, when the facts were read
    missing = "is not in data/bibliography.json"
    used = {fact.work for fact in notes.facts.values()}
    for cited in notes.of("citation"):
        work = cited.fields["work"]
        used.add(work)
        if work not in listed:
            where = f"data/annotations/sources.toml, citation “{cited.id}”"
            yield FruskitError(
                where, f"the work “{work}” {missing}", "Add it there, or correct the key."
            )
    for path in kit.all_notebooks():
        keys = set(_CITED.findall(code(kit, path)))
        used |= keys
        for work in sorted(keys - set(listed)):
            yield FruskitError(
                kit.name(path), f"the work “{work}” {missing}", "Add it there, or correct the key."
            )
    for work in listed:
        if work not in used:
            yield FruskitError(
                f"data/bibliography.json, entry “{work}”",
                UNCITED,
                "Cite it where it is used, or take it out.",
            )


def places(kit: Kit, notes: Annotations) -> Iterator[FruskitError]:
    """What the map names is there; a kit need not have a map."""
    if (kit.data / "map.json").exists():
        yield from atlas.problems(kit, notes)


def _is_note(section: Section, cited: Annotation) -> bool:
    return any(note.id == cited.span.block for note in section.notes)
