"""Makes exercises of what a section's structure alone decides: dates, headings, file numbers, notes.

Each function gives one entry for data/exercises, or nothing where the section is too poor for it; the
words are in pages/exercises.toml. What a text means is not asked here: that needs a historian.
"""

from collections.abc import Callable
import re

from ...claims import filing
from ...claims.drafts import date_or_none
from ...claims.quotes import anchored, evidence
from ...volumes import citations, dates, filenumbers
from ...volumes.text import Block, Phrase
from .frame import Entry, exercise, said
from .material import Askable, different, Seen, spread

# --- lesson 01


def dateline(about: Askable) -> Entry | None:
    """Mark the words of a document that say when it was written."""
    for seen in about.seen:
        heading = about.of_kind(seen.document, "document-entry")
        if seen.phrase and heading and len(about.text[seen.phrase.block].text) < 400:
            return _dateline(about, heading, seen.phrase, seen.day)
    return None


def _dateline(about: Askable, heading: Block, phrase: Phrase, day: str) -> Entry:
    line, words, id = about.text[phrase.block], about.words(phrase), "when-written"
    day = _day(words, day)
    decoys = [anchored(about.section, heading.id, 0, len(heading.text)) | said(id, "heading")]
    for part, start, end in (("before", 0, phrase.start), ("after", phrase.end, len(line.text))):
        if any(map(str.isalnum, line.text[start:end])):
            at = _trimmed(line.text, start, end)
            decoys.append(anchored(about.section, line.id, *at) | said(id, part))
    anchor = anchored(about.section, line.id, phrase.start, phrase.start + len(day))
    target = {"id": "date", **anchor, "within": words, **said(id, "date", day=_bare(day))}
    return exercise(id, passages=[heading.id, line.id], target=[target], decoy=decoys)


def letters(about: Askable) -> Entry | None:
    """Who wrote to whom: a document's first words, and the people that its heading marks."""

    def people(seen: Seen) -> str:
        d = seen.document
        return f"{d.sender} to {d.recipient}" if d.sender and d.recipient else ""

    pairs = []
    for n, seen in enumerate(spread(different(about.seen, people)), 1):
        if heading := about.of_kind(seen.document, "document-entry"):
            words = said("who-to-whom", "pair", heading=_line(heading.text).rstrip("."))
            at = evidence(about.section, heading.id, 0, len(heading.text))
            pairs.append(_pair(f"document-{n}", seen.label, people(seen), words, at))
    return _matching("who-to-whom", pairs)


# --- lesson 03


def sequence(about: Askable) -> Entry | None:
    """The order of documents by the dates that are printed in their datelines."""
    dated = sorted(spread(about.dated()[0]), key=lambda seen: seen.day)
    items = [
        {"id": f"document-{place}", "text": seen.label, "place": place}
        | said("in-order", "item", day=_bare(about.words(seen.phrase)))
        | {"evidence": about.at(seen.phrase)}
        for place, seen in enumerate(dated, 1)
    ]
    return exercise("in-order", item=items) if len(dated) > 2 else None


def datings(about: Askable) -> Entry | None:
    """The dates of a few documents, as they are printed."""
    items = [
        {"id": f"document-{n}", "text": seen.label, "date": seen.day}
        | said("as-printed", "item", day=_bare(about.words(seen.phrase)))
        | {"evidence": about.at(seen.phrase)}
        for n, seen in enumerate(about.dated()[1], 1)
        if seen.phrase
    ]
    return exercise("as-printed", item=items) if items else None


# --- lesson 04


def addresses(about: Askable) -> Entry | None:
    """Which source note belongs to which document."""

    def number(seen: Seen) -> str:
        read = filenumbers.read_file_number(seen.document.source)
        return _line(seen.document.source) if read.decoded and read.system != "label" else ""

    pairs = []
    for n, seen in enumerate(spread(different(about.seen, number)), 1):
        note = about.of_kind(seen.document, "source-note")
        if note and note.text == seen.document.source:
            at = evidence(about.section, note.id, 0, len(note.text))
            words = said("where-kept", "pair")
            pairs.append(_pair(f"document-{n}", seen.label, number(seen), words, at))
    return _matching("where-kept", pairs)


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
    words = {
        "subject": read.subject,
        "serial": read.serial,
        "medium": read.medium,
        "told": "".join(
            f" “{part}” is {means}; source: {source}." for part, means, source in explained
        ),
    }
    parts = [
        "subject",
        "serial",
        *(["medium"] if read.medium and read.medium in block.text else []),
    ]
    pieces = [{"id": part} | said("file-number", part, **words) for part in parts]
    anchor = anchored(about.section, block.id, 0, len(block.text))
    return exercise("file-number", **anchor, piece=pieces)


def notes(about: Askable) -> Entry | None:
    """Which work is cited where: the words before a note's marker, and the work in the note."""
    found: dict[str, Entry] = {}
    for note in about.section.notes:
        cited = [c for c in citations.read_citations(note.text) if c.work and "bid" not in c.quote]
        before = about.text[note.block].text[: note.offset].split()[-6:]
        if len(cited) != 1 or cited[0].kind == "cross-reference" or len(before) < 4:
            continue
        one, left = cited[0], f"Note {note.number}, which stands after “… {' '.join(before)}”"
        if any(pair["left"] == left or _alike(one.work, work) for work, pair in found.items()):
            continue  # perhaps one work under two names
        words = said("notes-and-works", "pair", quote=_line(one.quote))
        at = evidence(about.section, note.id, one.start, one.end)
        found[one.work] = _pair(f"note-{len(found) + 1}", left, one.work, words, at)
    return _matching("notes-and-works", spread(list(found.values())))


# The lessons that can be given exercises, each with what may be asked in it.
LESSONS: dict[str, tuple[tuple[str, Callable[[Askable], Entry | None]], ...]] = {
    "01-read-the-page": (("mark the dateline", dateline), ("who wrote to whom", letters)),
    "03-chronology": (("order of dated documents", sequence), ("date a document", datings)),
    "04-source-apparatus": (
        ("documents and source notes", addresses),
        ("take a file number apart", number),
        ("notes and works", notes),
    ),
}


def _pair(id: str, left: str, right: str, words: Entry, at: list[Entry]) -> Entry:
    return {"id": id, "left": left, "right": right, **words, "evidence": at}


def _matching(id: str, pairs: list[Entry]) -> Entry | None:
    """A match of these pairs; nothing where they are fewer than two."""
    return exercise(id, pair=pairs) if len(pairs) > 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether all words of one title stand in the other."""
    words = [set(re.findall(r"\w+", title.casefold())) for title in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _day(words: str, day: str) -> str:
    """The beginning of a printed date that gives the day; all of it where none does."""
    begun = (words[: year.end()] for year in re.finditer(r"\d{4}", words))
    read = ((start, date_or_none(dates.read_date, start)) for start in begun)
    return next((start for start, date in read if date and date.edtf == day), words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space, dashes and commas at its ends."""
    inner = text[start:end].strip(" \n\t,;:.—–-")
    start = text.index(inner, start, end)
    return start, start + len(inner)


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """On one line, without the stop after a year, since one follows."""
    return re.sub(r"(?<=\d)\.$", "", _line(text))
