"""Makes exercises of what source notes and footnotes say: where papers are kept, how secret they were,
who drafted them, how their numbers are made, which works are cited.

Each function gives one entry for data/exercises, or nothing where the section is too poor for it.
"""

import re
from typing import Any

from ...claims import filing
from ...claims.quotes import anchored, evidence, slug
from ...volumes import citations, filenumbers
from ...volumes.source_notes import SourceNote
from ...volumes.text import Block
from .frame import Entry, exercise, line, matching, paired, said
from .material import Askable, different, evenly, MOST, Seen, spread

_DRAFTED = re.compile(r"[Dd]rafted (?:on [\w ,]+ )?by ((?:[^,.;()]|\b[A-Z]\.)+)")


def volumes(about: Askable) -> Entry | None:
    """Which volume each document is from, where the kit has several texts."""
    places = {one.name: f"{one.title}: {one.locator}" for one in about.section.texts}
    pairs = []
    for n, seen in enumerate(spread(about.seen) if len(places) > 1 else (), 1):
        if block := about.of_kind(seen.document, "document-entry"):
            where = evidence(about.section, block.id)
            words = said("which-volume", "pair", place=places[seen.text])
            pairs.append(paired(f"document-{n}", seen.label, places[seen.text], words, where))
    return matching("which-volume", pairs)


def addresses(about: Askable) -> Entry | None:
    """Which source note belongs to which document: what it says before how secret the paper was."""

    def cited(seen: Seen) -> str:
        found = about.source(seen)
        return _citation(*found) if found else ""

    pairs = []
    for n, seen in enumerate(spread(different(about.seen, cited)), 1):
        if found := about.source(seen):
            where = evidence(about.section, found[0].id, 0, len(found[0].text))
            words = said("where-kept", "pair")
            pairs.append(paired(f"document-{n}", seen.label, cited(seen), words, where))
    return matching("where-kept", pairs)


def _citation(block: Block, note: SourceNote) -> str:
    """What a source note says before the marking."""
    before = block.text.partition(note.marking)[0] if note.marking else block.text
    return line(before).removeprefix("Source: ").rstrip()


def markings(about: Askable) -> Entry | None:
    """How secret each paper was, where its source note says so."""
    found = {seen.document.id: own for seen in about.seen if (own := about.source(seen))}

    def secret(seen: Seen) -> str:
        own = found.get(seen.document.id)
        return own[1].classification if own else ""

    marked = [seen for seen in about.seen if secret(seen)]
    wanted = [*spread(different(marked, secret)), *spread(marked)]
    chosen = [id for id in dict.fromkeys(seen.document.id for seen in wanted)][:MOST]
    items, bins = [], dict[str, Entry]()
    for n, seen in enumerate((seen for seen in marked if seen.document.id in chosen), 1):
        block, note = found[seen.document.id]
        name, start = note.classification, block.text.index(note.marking)
        words = said("how-secret", "item", marking=note.marking)
        where = evidence(about.section, block.id, start, start + len(note.marking))
        item = {"id": f"document-{n}", "text": seen.label, "bin": slug(name)}
        items.append(item | words | {"evidence": where})
        bins[name] = {"id": slug(name), "name": name}
    return exercise("how-secret", bin=[*bins.values()], item=items) if len(bins) > 1 else None


def drafters(about: Askable) -> Entry | None:
    """Mark who drafted a paper, in the source notes of a few."""
    named = [(seen, *name) for seen in about.seen if (name := _drafter(about, seen))]
    parts: dict[str, list[Any]] = {"passages": [], "target": [], "decoy": []}
    chosen = [seen.document.id for seen in spread([seen for seen, *_ in named], 2)]
    own = (one for one in named if one[0].document.id in chosen)
    for n, (_, block, note, by) in enumerate(own, 1):
        drafter = said("who-drafted", "target", words=by[0])
        anchor = anchored(about.section, block.id, *by.span(1))
        parts["passages"].append(block.id)
        parts["target"].append({"id": f"drafter-{n}", **anchor, "within": by[0], **drafter})
        for part, words in (("citation", _citation(block, note)), ("marking", note.marking)):
            if words and block.text.count(words) == 1:
                decoy = {"quote": words, "block": block.id}
                parts["decoy"].append(decoy | said("who-drafted", part))
    return exercise("who-drafted", **parts) if named else None


def _drafter(about: Askable, seen: Seen) -> tuple[Block, SourceNote, re.Match[str]] | None:
    """The source note of a document, and where it names who drafted it."""
    found = about.source(seen)
    if found is None or not any(sentence.kind == "drafted" for sentence in found[1].rest):
        return None
    name = _DRAFTED.search(found[0].text)
    return (*found, name) if name else None


def number(about: Askable) -> Entry | None:
    """The parts of one file number of the central files, by their places."""
    for block in about.section.blocks:
        read = filenumbers.read_file_number(block.text) if block.kind == "source-note" else None
        plain = read and read.system == "decimal" and read.serial.isdecimal() and not read.subfile
        if read and plain and all(block.text.count(p) == 1 for p in (read.subject, read.serial)):
            return _number(about, block, read)
    return None


def _number(about: Askable, block: Block, read: filenumbers.FileNumber) -> Entry:
    explained = [part for part in filing.explain(read, about.known) if part[0] != read.serial]
    told = "".join(f" “{part}” is {means}; source: {source}." for part, means, source in explained)
    words = {"subject": read.subject, "serial": read.serial, "medium": read.medium, "told": told}
    medium = ["medium"] if read.medium and read.medium in block.text else []
    parts = ["subject", "serial", *medium]
    pieces = [{"id": part} | said("file-number", part, **words) for part in parts]
    anchor = anchored(about.section, block.id, 0, len(block.text))
    return exercise("file-number", **anchor, piece=pieces)


def notes(about: Askable) -> Entry | None:
    """Which work is cited where: the words before a note's marker, and the work in the note."""
    found: dict[str, Entry] = {}
    for note in about.section.notes:
        cited = [c for c in citations.read_citations(note.text) if c.work and "bid" not in c.quote]
        before = about.section.block(note.block).text[: note.offset].split()[-6:]
        if len(cited) != 1 or cited[0].kind == "cross-reference" or len(before) < 4:
            continue
        one, left = cited[0], f"Note {note.number}, which comes after “… {' '.join(before)}”"
        if any(pair["left"] == left or _alike(one.work, work) for work, pair in found.items()):
            continue  # perhaps one work under two names
        words = said("notes-and-works", "pair", quote=line(one.quote))
        where = evidence(about.section, note.id, one.start, one.end)
        found[one.work] = paired(f"note-{len(found) + 1}", left, one.work, words, where)
    return matching("notes-and-works", evenly(list(found.values())))


def _alike(one: str, other: str) -> bool:
    """Whether all words of one title are in the other."""
    words = [set(re.findall(r"\w+", title.casefold())) for title in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]
