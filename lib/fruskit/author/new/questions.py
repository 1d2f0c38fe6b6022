"""Makes exercises of what a section's structure alone decides: dates, headings, file numbers, notes.

Each function gives one entry for data/exercises, or nothing where the section is too poor for it; the
words are in pages/exercises.toml. What a text means is not asked here: that needs a historian.
"""

from collections.abc import Callable
import re
from typing import Any

from ...claims.drafts.dates import MarkedDate
from ...claims.quotes import anchored, evidence
from ...volumes import dates
from ...volumes.text import Block
from . import sources
from .frame import Entry, exercise, line, matching, paired, said
from .material import Askable, different, Seen, spread

# --- lesson 01

_ENOUGH = 3  # pairs of a match that nobody solves by chance


def dateline(about: Askable) -> Entry | None:
    """Mark the words that say when a document was written; of several texts, in one of each of two."""
    usable = dict[str, tuple[Block, MarkedDate]]()
    for seen in about.seen:
        heading = about.of_kind(seen.document, "document-entry")
        if seen.date and heading and len(seen.date.block.text) < 400:
            usable.setdefault(seen.text, (heading, seen.date))
    asked = [_dateline(about, *one) for one in list(usable.values())[:2]]
    if not asked:
        return None
    parts = {key: [one for own in asked for one in own[key]] for key in asked[0]}
    for n, target in enumerate(parts["target"] if len(asked) > 1 else (), 1):
        target["id"] = f"date-{n}"
    several = said("when-written", "several") if len(asked) > 1 else {}
    return exercise("when-written", **several, **parts)


def _dateline(about: Askable, heading: Block, date: MarkedDate) -> dict[str, list[Any]]:
    """The passages, the target and the decoys of one document."""
    line, phrase, id = date.block, date.phrase, "when-written"
    day = _day(date.words, date.encoded.start)
    decoys = [anchored(about.section, heading.id, 0, len(heading.text)) | said(id, "heading")]
    for part, start, end in (("before", 0, phrase.start), ("after", phrase.end, len(line.text))):
        if any(map(str.isalnum, line.text[start:end])):
            inner = line.text[start:end].strip(" \n\t,;:.—–-")
            at = line.text.index(inner, start, end)
            decoy = anchored(about.section, line.id, at, at + len(inner))
            decoys.append(decoy | said(id, part))
    anchor = anchored(about.section, line.id, phrase.start, phrase.start + len(day))
    target = {"id": "date", **anchor, "within": date.words, **said(id, "date", day=_bare(day))}
    return {"passages": [heading.id, line.id], "target": [target], "decoy": decoys}


def letters(about: Askable) -> Entry | None:
    """Who wrote to whom: a document's first words, and the people that its heading marks."""

    def people(seen: Seen) -> str:
        d = seen.document
        return f"{d.sender} to {d.recipient}" if d.sender and d.recipient else ""

    pairs, turned = [], []
    for n, seen in enumerate(spread(different(about.seen, people)), 1):
        if heading := about.of_kind(seen.document, "document-entry"):
            words = said("who-to-whom", "pair", heading=line(heading.text).rstrip("."))
            where = evidence(about.section, heading.id, 0, len(heading.text))
            pairs.append(paired(f"document-{n}", seen.label, people(seen), words, where))
            sides = {"sender": seen.document.sender, "recipient": seen.document.recipient}
            turned.append({"id": f"turned-{n}"} | said("who-to-whom", "turned", **sides))
    if len(pairs) > _ENOUGH:
        return matching("who-to-whom", pairs)
    known = {pair["right"] for pair in pairs}
    return matching("who-to-whom", pairs, [one for one in turned if one["text"] not in known])


# --- lesson 03


def sequence(about: Askable) -> Entry | None:
    """The order of documents by the dates that are printed in their datelines."""
    dated = sorted(spread(about.dated()[0]), key=lambda seen: seen.day)
    items = [
        {"id": f"document-{place}", "text": seen.label, "place": place}
        | _dated(about, "in-order", seen.date)
        for place, seen in enumerate(dated, 1)
        if seen.date
    ]
    return exercise("in-order", item=items) if len(dated) > 2 else None


def datings(about: Askable) -> Entry | None:
    """The dates of a few documents, as they are printed."""
    items = [
        {"id": f"document-{n}", "text": seen.label, "date": seen.day}
        | _dated(about, "as-printed", seen.date)
        for n, seen in enumerate(about.dated()[1], 1)
        if seen.date
    ]
    return exercise("as-printed", item=items) if items else None


# The lessons that can be given exercises, each with what may be asked in it.
LESSONS: dict[str, tuple[tuple[str, Callable[[Askable], Entry | None]], ...]] = {
    "01-read-the-page": (("mark the dateline", dateline), ("who wrote to whom", letters)),
    "03-chronology": (("order of dated documents", sequence), ("date a document", datings)),
    "04-source-apparatus": (
        ("documents and their volumes", sources.volumes),
        ("documents and source notes", sources.addresses),
        ("how secret", sources.markings),
        ("who drafted it", sources.drafters),
        ("take a file number apart", sources.number),
        ("notes and works", sources.notes),
    ),
}


def _day(words: str, day: str) -> str:
    """The beginning of a printed date that gives the day; all of it where none does."""
    begun = (words[: year.end()] for year in re.finditer(r"\d{4}", words))
    read = ((start, dates.date_or_none(dates.read_date, start)) for start in begun)
    return next((start for start, date in read if date and date.edtf == day), words)


def _dated(about: Askable, id: str, date: MarkedDate) -> Entry:
    where = evidence(about.section, date.block.id, date.phrase.start, date.phrase.end)
    return said(id, "item", day=_bare(date.words)) | {"evidence": where}


def _bare(text: str) -> str:
    """On one line, without the stop after a year, since one follows."""
    return re.sub(r"(?<=\d)\.$", "", line(text))
