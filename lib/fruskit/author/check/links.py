"""What points to something else in a kit leads there: notes, names, works, and imports of fruskit.

A kit is not updated with the library; for a module that is no more, it is told what to write.
"""

import ast
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from ...claims import glossary
from ...claims.annotations import Annotations, id_of, Works
from ...claims.forms import CONTEXT, GLOSSARY, SOURCES
from ...errors import FruskitError
from ...kit.folder import Kit
from ...kit.texts import TEXTS
from ...volumes.text import Section
from .notebooks import Notebook

_RIGHT = "Take the line out, and write exercise.right_answer for right(exercise)."
_CHECK = "Write: from fruskit.author.check import check"
_INSTEAD = {"fruskit.answers": _RIGHT, "fruskit.check": _CHECK}


def citations(section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """A citation's words are in the note that it names."""
    footnotes = {note.id for note in section.notes}
    for cited in notes.of("citation"):
        block, said = cited.span.block, cited.fields["note"]
        if said != (block if block in footnotes else ""):
            where = f"data/annotations/sources.toml, citation “{cited.id}”"
            what = f"its words are in {block}, not in “{said}”"
            yield FruskitError(where, what, "Correct the note.")


def unread(kit: Kit, read: Sequence[Path]) -> Iterator[FruskitError]:
    """TEI files that are in no text of the kit."""
    for path in kit.files(kit.data, ".xml"):
        if path not in read:
            remedy = "Add a [[text]] there, or take the file away."
            yield FruskitError(kit.name(path), "data/texts.toml does not list it", remedy)


def names(source: str, section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """The names that the text's encoding gives are in the kit."""
    known = {entry.id for entry in (*notes.of("person"), *notes.of("place"))}
    for phrase in section.phrases:
        named = id_of(phrase.attributes.get("corresp", ""))
        if phrase.kind in ("persName", "placeName") and named and named not in known:
            what = f"it names #{named}, which is not in data/annotations/people-and-places.toml"
            kind = "person" if phrase.kind == "persName" else "place"
            missing = notes.faulty[kind].missing(named, what, "Add it there, or correct the name.")
            yield missing.at(f"{source}, {phrase.block}")


def emendations(source: str, section: Section) -> Iterator[FruskitError]:
    """The emendations of a text have reasons."""
    for emendation in section.emendations:
        if emendation.id and not emendation.reason:  # one without an id is the edition's own
            where = f"{source}, choice “{emendation.id}”"
            remedy = "Give it an <item> in the header’s list of corrections."
            yield FruskitError(where, "it has no reason", remedy)


def works(kit: Kit, books: Sequence[Notebook]) -> Iterator[FruskitError]:
    """Each work that is cited is in the bibliography, and each that is there is cited."""
    listed, sources, facts = Works(kit), SOURCES.load(kit), CONTEXT.load(kit)
    known = listed.places
    cited = {where: frozenset({entry["work"]}) for entry, where in sources.sound("citation")}
    cited |= {where: frozenset({entry["work"]}) for entry, where in TEXTS.load(kit).sound("text")}
    cited |= {book.place: book.cited for book in books}
    for where, keys in cited.items():
        for work in sorted(keys - set(known)):
            yield listed.missing(work).at(where)
    unread = [sources.faulty("citation"), facts.faulty("fact"), *(book.problem for book in books)]
    used = {fact["work"] for fact, _ in facts.sound("fact")}.union(*cited.values())
    for work in [] if any(unread) else [work for work in known if work not in used]:
        remedy = "Cite it where it is used, or take it out."
        yield FruskitError(known[work], "no note, fact or lesson cites it", remedy)


def words(kit: Kit, section: Section, books: Sequence[Notebook]) -> Iterator[FruskitError]:
    """Each word of the glossary occurs in the kit, and what is wrong with that file."""
    problems: list[FruskitError] = []
    known = glossary.load(kit, problems)
    yield from problems
    there = [section.text, *(book.words for book in books)]
    for path in kit.data.rglob("*.toml") if known.terms else ():
        there += [kit.read(path)] if path != kit.root / GLOSSARY.name else []
    for term in known.terms:
        if not any(term.is_in(text) for text in there):
            where = f"{GLOSSARY.name}, word “{term.id}”"
            remedy = "Correct it, or take the entry out."
            yield FruskitError(where, f"“{term.word}” occurs nowhere in the kit", remedy)


def imports(kit: Kit) -> Iterator[FruskitError]:
    """The modules of fruskit that tests/test_kit.py names and that are no more."""
    path = kit.root / "tests" / "test_kit.py"
    try:
        lines = ast.parse(kit.read(path)).body
    except (FruskitError, SyntaxError, ValueError):
        return  # a kit need not have it, and pytest says what is wrong with it
    for line in lines:
        module = line.module if isinstance(line, ast.ImportFrom) and not line.level else None
        if module and module.startswith("fruskit.") and not _there(module):
            where = f"{kit.name(path)}, line {line.lineno}"
            known = "Begin a kit with `fruskit new`, and take its tests/test_kit.py."
            yield FruskitError(where, f"{module} is no more", _INSTEAD.get(module, known))


def _there(module: str) -> bool:
    with suppress(ModuleNotFoundError):  # of the room that it was in
        return find_spec(module) is not None
    return False
