"""What a text's notes cite, and the file numbers in its source notes."""

from collections.abc import Iterator
import re

from ...volumes import citations
from ...volumes.source_notes import read_source_note
from ...volumes.text import Excerpt
from ..quotes import slug
from .entries import Desk, Entry, home

# What the systems of file numbers are called; of others the note's own words are the name.
_FILES = {
    "decimal": "Central files of the Department of State, by decimal numbers",
    "numerical": "Files of the Department of State, by case numbers",
    "decimal-or-numerical": "Files of the Department of State",
    "subject-numeric": "Central files of the Department of State, by subjects and numbers",
    "paris-peace-conference": "Files of the Paris Peace Conference",
}


def cited(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    """What the notes cite."""
    ibid = silent = 0
    for note in text.section.notes:
        found = citations.read_citations(note.text)
        silent += not found
        for one in found:
            if "ibid" in one.work.lower() or "ibid" in one.quote.lower():
                ibid += 1
                continue
            other_volume = re.match(r"vols?\b", one.work, re.IGNORECASE)
            here = not one.work or (one.kind == "cross-reference" and not other_volume)
            title = one.work.lower() if other_volume else one.work
            yield desk.entry(
                "citation",
                text,
                slug(f"{note.id}-{one.work or one.kind}"),
                (note.id, one.start, one.end),
                note=note.id,
                work=home(text) if here else desk.work(title),
                locator=one.locator or one.quote,
                kind=one.kind,
            )
    why = "by “Ibid.”: a reader has to find the work in an earlier note"
    desk.leave(ibid, "reference", why)
    why = "in which no reference is recognized; others may cite more than is drafted"
    desk.leave(silent, "footnote", why)


def file_numbers(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    """Where the papers are kept, by their source notes."""
    for block in text.section.blocks:
        note = read_source_note(block.text) if block.kind == "source-note" else None
        if note and note.decoded and note.file.system != "label":
            named = ", ".join(filter(None, (note.holder, note.collection)))
            place = ", ".join(filter(None, (note.number, note.item)))
            files = named or _FILES.get(note.file.system) or note.file.subject or note.written
            locator = place if note.holder and place else note.written
            fields = {"note": "", "work": desk.work(files), "locator": locator}
            at = (block.id, 0, len(block.text))
            id = slug(f"{block.division}-source")
            yield desk.entry("file number", text, id, at, **fields, kind="file-number")
        desk.leave(bool(note and not note.decoded), "source note", "not understood")
