"""Makes exercises of what a section's structure alone decides: dates, headings, file numbers, notes.

Each function gives one entry for data/exercises, or nothing where the section is too poor for it. What
a text means is not asked here: that needs a historian.
"""

from collections.abc import Callable, Sequence
import re
from typing import Any

from ...claims import filing
from ...claims.quotes import anchored, evidence
from ...errors import FruskitError
from ...volumes import citations, dates, filenumbers
from .material import Askable, different, Seen, spread

Entry = dict[str, Any]
_LOOK = 'In a cell of its own, fruskit.concordance("…") with a few of those words says where they stand.'


# --- lesson 01


def dateline(about: Askable) -> Entry | None:
    """Mark the words of a document that say when it was written."""
    for seen in about.seen:
        heading = about.of_kind(seen.document, "document-entry")
        if seen.phrase and heading and len(about.text[seen.phrase.block].text) < 400:
            break
    else:
        return None
    line, phrase, words = about.text[seen.phrase.block], seen.phrase, about.words(seen.phrase)
    day = _day(words, seen.day)
    target = anchored(about.section, line.id, phrase.start, phrase.start + len(day))
    before, after = (
        (0, phrase.start, "where it was written"),
        (phrase.end, len(line.text), "something else, such as when it was received"),
    )
    return {
        "id": "when-written",
        "draft": True,
        "kind": "mark",
        "skill": "sourcing",
        "title": "When was it written?",
        "prompt": "Here are the heading and the dateline of a document. Mark the words that give its date.",
        "hints": [
            "A dateline says where and when.",
            "Mark day, month and year, without the place.",
        ],
        "right": "Here the dateline gives the date.",
        "passages": [heading.id, line.id],
        "outside": "These words do not give the date.",
        "target": [
            {
                "id": "date",
                **target,
                "within": words,
                "tell": f"Here the date is printed: “{_bare(day)}”.",
                "point": "The date stands in the dateline: day, month and year.",
            }
        ],
        "decoy": [
            {
                **anchored(about.section, heading.id, 0, len(heading.text)),
                "point": "This is the heading of the document. Look for the dateline.",
            },
            *(
                {
                    **anchored(about.section, line.id, *_trimmed(line.text, start, end)),
                    "point": f"This part of the dateline says {what}.",
                }
                for start, end, what in (before, after)
                if any(map(str.isalnum, line.text[start:end]))
            ),
        ],
    }


def letters(about: Askable) -> Entry | None:
    """Who wrote to whom: a document's first words, and the people that its heading marks."""

    def people(seen: Seen) -> str:
        d = seen.document
        return f"{d.sender} to {d.recipient}" if d.sender and d.recipient else ""

    pairs = []
    for n, seen in enumerate(spread(different(about.seen, people)), 1):
        heading = about.of_kind(seen.document, "document-entry")
        if heading is None:
            continue
        pairs.append(
            {
                "id": f"document-{n}",
                "left": seen.label,
                "right": people(seen),
                "tell": f"The heading names both: “{_line(heading.text).rstrip('.')}”.",
                "point": "Find these words in the section, and read the heading above them.",
                "evidence": evidence(about.section, heading.id, 0, len(heading.text)),
            }
        )
    return _matching(
        "who-to-whom",
        "Who wrote to whom?",
        "Match each document to the names in its heading, sender first.",
        (_LOOK, "The heading stands above them."),
        "The headings name a sender and an addressee for each of these documents.",
        pairs,
    )


# --- lesson 03


def sequence(about: Askable) -> Entry | None:
    """The order of documents by the dates that are printed in their datelines."""
    dated = sorted(spread(about.dated()[0]), key=lambda seen: seen.day)
    return (
        None
        if len(dated) < 3
        else {
            "id": "in-order",
            "draft": True,
            "kind": "order",
            "skill": "chronology",
            "title": "In order of date",
            "prompt": "Put these documents in the order in which their datelines date them, the earliest first.",
            "hints": [
                "Each of them has a dateline with day, month and year.",
                "Compare years first, then months, then days.",
            ],
            "right": "The datelines of these documents give this order. When each was received is another matter.",
            "item": [
                {
                    "id": f"document-{place}",
                    "text": seen.label,
                    "place": place,
                    "tell": f"Its dateline has “{_bare(about.words(seen.phrase))}”.",
                    "evidence": about.at(seen.phrase),
                }
                for place, seen in enumerate(dated, 1)
            ],
        }
    )


def datings(about: Askable) -> Entry | None:
    """The dates of a few documents, as they are printed."""
    dated = about.dated()[1]
    return (
        None
        if not dated
        else {
            "id": "as-printed",
            "draft": True,
            "kind": "date",
            "skill": "chronology",
            "title": "As it is printed",
            "prompt": "Date each document as its own dateline does.",
            "hints": [_LOOK, "The dateline has day, month and year."],
            "right": "Day, month and year are printed in each of these datelines.",
            "item": [
                {
                    "id": f"document-{n}",
                    "text": seen.label,
                    "date": seen.day,
                    "tell": f"The dateline has “{_bare(about.words(seen.phrase))}”.",
                    "point": "This is not the date in its dateline.",
                    "said": {
                        "coarser": "The dateline is more exact: it gives the day.",
                        "year-missing": "The dateline gives the year too.",
                        "undated": "It has a date: look for its dateline.",
                    },
                    "evidence": about.at(seen.phrase),
                }
                for n, seen in enumerate(dated, 1)
                if seen.phrase
            ],
        }
    )


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
            pairs.append(
                {
                    "id": f"document-{n}",
                    "left": seen.label,
                    "right": number(seen),
                    "tell": "This is the source note that is printed with it.",
                    "point": "This is the source note of another document, or of none.",
                    "evidence": evidence(about.section, note.id, 0, len(note.text)),
                }
            )
    return _matching(
        "where-kept",
        "Which source note?",
        "Match each document to its source note.",
        (_LOOK, "The source note stands near its heading."),
        "These source notes are printed with these documents.",
        pairs,
    )


def number(about: Askable) -> Entry | None:
    """The parts of one file number of the central files, by their places."""
    for block in about.section.blocks:
        read = filenumbers.read_file_number(block.text) if block.kind == "source-note" else None
        plain = read and read.system == "decimal" and read.serial.isdecimal() and not read.subfile
        if read and plain and _once(block.text, read.subject, read.serial):
            break
    else:
        return None
    told = [part for part in filing.explain(read, about.known) if part[0] != read.serial]
    pieces = [
        {
            "id": "subject",
            "name": "The number before the stroke",
            "written": read.subject,
            "means": "the number of the subject",
            "tell": "Before the stroke stands the number of the subject."
            + "".join(f" “{part}” is {means}; source: {source}." for part, means, source in told),
            "point": "Copy what stands before the stroke, no more: it says what the papers are about.",
        },
        {
            "id": "serial",
            "name": "The number after the stroke",
            "written": read.serial,
            "means": "a running serial",
            "tell": "After the stroke stands the serial.",
            "point": "Copy what stands after the stroke, no more: it counts the papers.",
        },
    ]
    if read.medium and read.medium in block.text:
        pieces.append(
            {
                "id": "medium",
                "name": "How it was sent",
                "written": read.medium,
                "tell": "The note says how the paper was sent.",
                "point": "It is the part made of words.",
            }
        )
    return {
        "id": "file-number",
        "draft": True,
        "kind": "decode",
        "skill": "sourcing",
        "title": "A file number",
        "prompt": "Take this source note apart. Write each part as it is printed.",
        **anchored(about.section, block.id, 0, len(block.text)),
        "hints": ["The stroke divides the number.", "The subject comes first, then the serial."],
        "right": "The subject stands before the stroke, the serial after it.",
        "piece": pieces,
        "extra": [
            {
                "id": "page",
                "text": "a page of this volume",
                "point": "A source note is about the files, not about the printed volume.",
            }
        ],
    }


def notes(about: Askable) -> Entry | None:
    """Which work is cited where: the words before a note's marker, and the work in the note."""
    found: dict[str, Entry] = {}
    for note in about.section.notes:
        cited = [c for c in citations.read_citations(note.text) if c.work and "bid" not in c.quote]
        before = about.text[note.block].text[: note.offset].split()[-6:]
        if len(cited) != 1 or cited[0].kind == "cross-reference" or len(before) < 4:
            continue
        if any(_alike(cited[0].work, other) for other in found):  # perhaps one work under two names
            continue
        one, left = cited[0], f"Note {note.number}, which stands after “… {' '.join(before)}”"
        if any(pair["left"] == left for pair in found.values()):
            continue
        found[one.work] = {
            "id": f"note-{len(found) + 1}",
            "left": left,
            "right": one.work,
            "tell": f"The note cites “{_line(one.quote)}”.",
            "point": "Find the words, then the note.",
            "evidence": evidence(about.section, note.id, one.start, one.end),
        }
    return _matching(
        "notes-and-works",
        "Which work is cited?",
        "Match each footnote to the work that it cites.",
        (_LOOK, "Then read the note of that number."),
        "Each of these notes names another work.",
        spread(list(found.values())),
    )


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


def _matching(
    id: str, title: str, prompt: str, hints: Sequence[str], right: str, pairs: list[Entry]
) -> Entry | None:
    """A match of these pairs; nothing where they are fewer than two."""
    return (
        None
        if len(pairs) < 2
        else {
            "id": id,
            "draft": True,
            "kind": "match",
            "skill": "sourcing",
            "title": title,
            "prompt": prompt,
            "hints": hints,
            "right": right,
            "pair": pairs,
        }
    )


def _alike(one: str, other: str) -> bool:
    """Whether all words of one title stand in the other."""
    words = [set(re.findall(r"\w+", title.casefold())) for title in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _day(words: str, day: str) -> str:
    """The beginning of a printed date that gives the day; all of it where none does."""
    for year in re.finditer(r"\d{4}", words):
        try:
            if dates.read_date(words[: year.end()]).edtf == day:
                return words[: year.end()]
        except FruskitError:
            continue
    return words


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space, dashes and commas at its ends."""
    inner = text[start:end].strip(" \n\t,;:.—–-")
    start = text.index(inner, start, end)
    return start, start + len(inner)


def _once(text: str, *parts: str) -> bool:
    return all(text.count(part) == 1 for part in parts)


def _line(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """On one line, without the stop after a year, since one follows."""
    return re.sub(r"(?<=\d)\.$", "", _line(text))
