"""Makes exercises of what a section's structure alone decides: dates, headings, file numbers, notes.

Each function gives one entry for data/exercises, or nothing where the section is too poor for it. What
a text means is not asked here: that needs a historian.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
import re
from typing import Any

from .. import citations, dates, filenumbers, filing
from ..errors import FruskitError
from ..text import Block, Document, Mark, Section
from .drafts import enclosed, whole_days
from .quoting import anchored, beginnings, evidence

Entry = dict[str, Any]
_MOST = 5  # parts of one exercise


@dataclass(frozen=True, slots=True)
class _Seen:
    """A document with what of it can be asked: its label, and its printed date where it has one."""

    document: Document
    label: str
    day: str = ""
    mark: Mark | None = None


class Asker:
    """Makes the exercises of one section; knows its documents and how each can be told from the others."""

    def __init__(self, section: Section, known: filing.Filing) -> None:
        self.section, self.known = section, known
        self.text = {block.id: block for block in section.blocks}
        self.enclosed = enclosed(section)
        self.seen = tuple(self._seen())

    def _seen(self) -> Iterator[_Seen]:
        """Documents that can be found by their first words, which no other begins with."""
        first, days = beginnings(self.section), dict(self._days())
        for document in self.section.documents:
            if words := first.get(document.id):
                day, mark = days.get(document.id, ("", None))
                yield _Seen(document, f"The document that begins “{words}”", day, mark)

    def _days(self) -> Iterator[tuple[str, tuple[str, Mark]]]:
        """Of each document with one whole printed date in its own datelines, not in those of what it
        encloses: the day, and its mark."""
        documents = {d.id: d for d in self.section.documents}
        found: dict[str, list[tuple[str, Mark]]] = {}
        for mark, encoded, printed in whole_days(self.section):
            block = self.text[mark.block]
            document = documents.get(block.division)
            if block.kind == "dateline" and document and block.id not in self.enclosed:
                fits = printed and encoded.precision == "day" and encoded.start == document.date_start
                found.setdefault(document.id, []).append((encoded.start if fits else "", mark))
        for id, marks in found.items():
            if len(marks) == 1 and marks[0][0]:
                yield id, marks[0]

    def words(self, mark: Mark) -> str:
        return self.text[mark.block].text[mark.start : mark.end]

    def at(self, mark: Mark) -> list[Entry]:
        return evidence(self.section, mark.block, mark.start, mark.end)

    def _of_kind(self, document: Document, kind: str) -> Block | None:
        return next((b for b in self.section.blocks if b.division == document.id and b.kind == kind), None)

    # --- lesson 01

    def dateline(self) -> Entry | None:
        """Mark the words of a document that say when it was written."""
        for seen in self.seen:
            heading = self._of_kind(seen.document, "document-entry")
            if seen.mark and heading and len(self.text[seen.mark.block].text) < 400:
                break
        else:
            return None
        line, mark, words = self.text[seen.mark.block], seen.mark, self.words(seen.mark)
        day = _day(words, seen.day)
        target = anchored(self.section, line.id, mark.start, mark.start + len(day))
        before, after = (0, mark.start, "where it was written"), (mark.end, len(line.text), "something else, such as when it was received")
        return {
            "id": "when-written", "draft": True, "kind": "mark", "skill": "sourcing", "title": "When was it written?",
            "prompt": "Here are the heading and the dateline of a document. Mark the words that give its date.",
            "hints": ["A dateline says where and when.", "Mark day, month and year, without the place."],
            "right": "Here the dateline gives the date.",
            "passages": [heading.id, line.id], "outside": "These words do not give the date.",
            "target": [{
                "id": "date", **target, "within": words, "feedback": f"Here the date is printed: “{_bare(day)}”.",
                "missed": "The date stands in the dateline.",
            }],
            "decoy": [
                {**anchored(self.section, heading.id, 0, len(heading.text)),
                 "feedback": "This is the heading of the document. Look for the dateline."},
                *({**anchored(self.section, line.id, *_trimmed(line.text, start, end)),
                   "feedback": f"This part of the dateline says {what}."}
                  for start, end, what in (before, after) if any(map(str.isalnum, line.text[start:end]))),
            ],
        }  # fmt: skip

    def letters(self) -> Entry | None:
        """Who wrote to whom: a document's first words, and the people that its heading marks."""
        def people(seen: _Seen) -> str:
            d = seen.document
            return f"{d.sender} to {d.recipient}" if d.sender and d.recipient else ""

        pairs = []
        for n, seen in enumerate(_spread(_different(self.seen, people)), 1):
            heading = self._of_kind(seen.document, "document-entry")
            if heading is None:
                continue
            pairs.append({
                "id": f"document-{n}", "left": seen.label, "right": people(seen),
                "feedback": f"The heading names both: “{_line(heading.text).rstrip('.')}”.",
                "otherwise": "Search the section for these words, and read the heading above them.",
                "evidence": evidence(self.section, heading.id, 0, len(heading.text)),
            })  # fmt: skip
        return _matching(
            "who-to-whom", "Who wrote to whom?", "Match each document to the names in its heading, sender first.",
            ("Look for the first words of the document in the section: lesson 00 shows it whole.",
             "The heading stands above them."),
            "The headings name a sender and an addressee for each of these documents.", pairs,
        )  # fmt: skip

    # --- lesson 03

    def sequence(self) -> Entry | None:
        """The order of documents by the dates that are printed in their datelines."""
        dated = sorted(_spread(self._dated()[0]), key=lambda seen: seen.day)
        return None if len(dated) < 3 else {
            "id": "in-order", "draft": True, "kind": "order", "skill": "chronology", "title": "In order of date",
            "prompt": "Put these documents in the order in which their datelines date them, the earliest first.",
            "hints": ["Each of them has a dateline with day, month and year.", "Compare years first, then months."],
            "right": "The datelines of these documents give this order. When each was received is another matter.",
            "item": [
                {"id": f"document-{place}", "text": seen.label, "place": place,
                 "feedback": f"Its dateline has “{_bare(self.words(seen.mark))}”.", "evidence": self.at(seen.mark)}
                for place, seen in enumerate(dated, 1)
            ],
        }  # fmt: skip

    def _dated(self) -> tuple[list[_Seen], list[_Seen]]:
        """Documents to put in order, and others to date: the answer to the one would give the other away."""
        dated = _different(self.seen, lambda seen: seen.day)
        cut = len(dated) - min(3, len(dated) - 3) if len(dated) > 2 else 0
        return dated[:cut], dated[cut:]

    def datings(self) -> Entry | None:
        """The dates of a few documents, as they are printed."""
        dated = self._dated()[1]
        return None if not dated else {
            "id": "as-printed", "draft": True, "kind": "date", "skill": "chronology", "title": "As it is printed",
            "prompt": "Date each document as its own dateline does.",
            "hints": ["Look for the first words of the document in the section: lesson 00 shows it whole.", "The dateline has day, month and year."],
            "right": "Day, month and year are printed in each of these datelines.",
            "item": [
                {"id": f"document-{n}", "text": seen.label, "date": seen.day,
                 "feedback": f"The dateline has “{_bare(self.words(seen.mark))}”.",
                 "otherwise": "This is not the date in its dateline.",
                 "said": {"coarser": "The dateline is more exact: it gives the day.",
                          "year-missing": "The dateline gives the year too.",
                          "undated": "It has a date: look for its dateline."},
                 "evidence": self.at(seen.mark)}
                for n, seen in enumerate(dated, 1)
            ],
        }  # fmt: skip

    # --- lesson 04

    def addresses(self) -> Entry | None:
        """Which source note belongs to which document."""
        def number(seen: _Seen) -> str:
            read = filenumbers.read_file_number(seen.document.source)
            return _line(seen.document.source) if read.decoded and read.system != "label" else ""

        pairs = []
        for n, seen in enumerate(_spread(_different(self.seen, number)), 1):
            note = self._of_kind(seen.document, "source-note")
            if note and note.text == seen.document.source:
                pairs.append({
                    "id": f"document-{n}", "left": seen.label, "right": number(seen),
                    "feedback": "This is the source note that is printed with it.",
                    "otherwise": "This is the source note of another document, or of none.",
                    "evidence": evidence(self.section, note.id, 0, len(note.text)),
                })  # fmt: skip
        return _matching(
            "where-kept", "Which source note?", "Match each document to its source note.",
            ("Look for the first words of the document in the section: lesson 00 shows it whole.",
             "The source note stands near its heading."),
            "These source notes are printed with these documents.", pairs,
        )  # fmt: skip

    def number(self) -> Entry | None:
        """The parts of one file number of the central files, by their places."""
        for block in self.section.blocks:
            read = filenumbers.read_file_number(block.text) if block.kind == "source-note" else None
            plain = read and read.system == "decimal" and read.serial.isdecimal() and not read.subfile
            if read and plain and _once(block.text, read.subject, read.serial):
                break
        else:
            return None
        told = [part for part in filing.explain(read, self.known) if part[0] != read.serial]
        pieces = [
            {"id": "subject", "name": "The number before the stroke", "written": read.subject,
             "means": "the number of the subject", "feedback": "Before the stroke stands the number of the subject."
             + "".join(f" “{part}” is {means}; source: {source}." for part, means, source in told),
             "otherwise": "Copy the number before the stroke, and nothing else."},
            {"id": "serial", "name": "The number after the stroke", "written": read.serial,
             "means": "a running serial", "feedback": "After the stroke stands the serial.",
             "otherwise": "Copy the number after the stroke, and nothing else."},
        ]  # fmt: skip
        if read.medium and read.medium in block.text:
            pieces.append({
                "id": "medium", "name": "How it was sent", "written": read.medium,
                "feedback": "The note says how the paper was sent.", "otherwise": "It is the part made of words.",
            })  # fmt: skip
        return {
            "id": "file-number", "draft": True, "kind": "decode", "skill": "sourcing", "title": "A file number",
            "prompt": "Take this source note apart. Write each part as it is printed.",
            **anchored(self.section, block.id, 0, len(block.text)),
            "hints": ["The stroke divides the number.", "The subject comes first, then the serial."],
            "right": "The subject stands before the stroke, the serial after it.",
            "piece": pieces,
            "extra": [{"id": "page", "text": "a page of this volume",
                       "feedback": "A source note is about the files, not about the printed volume."}],
        }  # fmt: skip

    def notes(self) -> Entry | None:
        """Which work is cited where: the words before a note's marker, and the work in the note."""
        found: dict[str, Entry] = {}
        for note in self.section.notes:
            cited = [c for c in citations.read_citations(note.text) if c.work and "bid" not in c.quote]
            before = self.text[note.block].text[: note.offset].split()[-6:]
            if len(cited) != 1 or cited[0].kind == "cross-reference" or len(before) < 4:
                continue
            if any(_alike(cited[0].work, other) for other in found):  # perhaps one work under two names
                continue
            one, left = cited[0], f"The note {note.number} that stands after “… {' '.join(before)}”"
            if any(pair["left"] == left for pair in found.values()):
                continue
            found[one.work] = {
                "id": f"note-{len(found) + 1}", "left": left, "right": one.work,
                "feedback": f"The note cites “{_line(one.quote)}”.", "otherwise": "Find the words, then the note.",
                "evidence": evidence(self.section, note.id, one.start, one.end),
            }  # fmt: skip
        return _matching(
            "notes-and-works", "Which work is cited?", "Match each footnote to the work that it cites.",
            ("Search the section, which lesson 00 shows whole, for the words, and note the number after them.",
             "Then read the note of that number."),
            "Each of these notes names another work.", list(found.values())[:_MOST],
        )  # fmt: skip


# The lessons that can be given exercises, each with what may be asked in it.
LESSONS: dict[str, tuple[tuple[str, Callable[[Asker], Entry | None]], ...]] = {
    "01-read-the-page": (("mark the dateline", Asker.dateline), ("who wrote to whom", Asker.letters)),
    "03-chronology": (("order of dated documents", Asker.sequence), ("date a document", Asker.datings)),
    "04-source-apparatus": (
        ("documents and source notes", Asker.addresses), ("take a file number apart", Asker.number),
        ("notes and works", Asker.notes),
    ),
}  # fmt: skip


def _matching(id: str, title: str, prompt: str, hints: Sequence[str], right: str, pairs: list[Entry]) -> Entry | None:
    """A match of these pairs; nothing where they are fewer than two."""
    return None if len(pairs) < 2 else {
        "id": id, "draft": True, "kind": "match", "skill": "sourcing", "title": title, "prompt": prompt,
        "hints": hints, "right": right, "pair": pairs,
    }  # fmt: skip


def _different(seen: Sequence[_Seen], by: Callable[[_Seen], str]) -> list[_Seen]:
    """The documents that differ in this, the first of each kind, in their order."""
    chosen = {by(one): one for one in reversed(seen) if by(one)}
    return [one for one in seen if chosen.get(by(one)) is one]


def _spread(order: list[_Seen]) -> list[_Seen]:
    """A few of them, from beginning to end."""
    if len(order) <= _MOST:
        return order
    return [order[round(n * (len(order) - 1) / (_MOST - 1))] for n in range(_MOST)]


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
