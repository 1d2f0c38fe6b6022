"""The margin of a text: the student's own notes on its words, as a screen is told of them and tells them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import FruskitError
from ..record import OwnNote, Record
from ..record.anchored import address, Anchored, anchored, GONE, span_of, volume_of
from ..volumes.labels import label
from ..volumes.text import Section

_GONE = "these words are not in the text as they were selected"


def notes(section: Section, record: Record) -> list[dict[str, Any]]:
    """The notes on a section in the order of its text; of one whose words are gone, block is empty."""
    return [_plain(one, section) for one in anchored(record.notes(), section)]


def keep(section: Section, record: Record, message: Mapping[str, Any]) -> None:
    """Keeps a note, its `words`, on the characters `start` to `end` of a `block`, which are `quote`;
    or its `words` anew, for the `note` of that identifier. FruskitError when there is none of them."""
    words = message["words"].strip()
    if not words:
        raise FruskitError("", "it is empty", "Write a few words, then press Keep.")
    known = [note for note in record.notes() if note.id == message.get("note")]
    note = known[0] if known else _on(section, message)
    record.note(replace(note, words=words))


def _on(section: Section, message: Mapping[str, Any]) -> OwnNote:
    """A note without words yet, where its own words of the text are."""
    if block := message.get("block"):
        start, end, quote = (message[name] for name in ("start", "end", "quote"))
        span = span_of(OwnNote(address(section, block), start, end, quote, ""), section)
    else:
        span = section.find(message["quote"])  # they were typed
    if span is None:
        raise FruskitError("", _GONE, "Select them once more, within one paragraph.")
    return OwnNote(address(section, span.block), span.start, span.end, span.text, "")


def _plain(one: Anchored, section: Section) -> dict[str, Any]:
    """A note as JSON has it: as it is, and where it is now."""
    note, span = one
    said = {"id": note.id, "volume": volume_of(note), "quote": note.quote, "words": note.words}
    if not span:
        return said | {"block": "", "start": 0, "end": 0, "place": GONE}
    named = label(section, span.block, span.start, span.end)
    return said | {"block": span.block, "start": span.start, "end": span.end, "place": named}
