"""Where the student's own notes are in a text that may have changed since they were written.

A note says the block it is on as FRUS points from one volume to another, “volume#block”, and quotes
its words. It is found by these words, so it survives an edition that moves them; where they are
gone, that is said.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import words
from ..volumes.labels import label
from ..volumes.text import Section, Span
from .entries import OwnNote

GONE = "no longer in the text"
_ENOUGH = 3  # words that can be known again in another block


class Anchored(NamedTuple):
    """A note and where its words are now; None: they are no longer in the text."""

    note: OwnNote
    span: Span | None


def address(section: Section, block: str) -> str:
    """The block as a note names it."""
    of = next((t.section.volume for t in section.texts if t.section.holds(block)), section.volume)
    return block if "#" in block else f"{of}#{block}"


def volume_of(note: OwnNote) -> str:
    return note.block.partition("#")[0]


def anchored(notes: Iterable[OwnNote], section: Section) -> list[Anchored]:
    """The notes on this section, in the order of its text; then those whose words are gone from the
    block that they were on. A note on a block that is not here is on another section."""
    here = {address(section, block.id) for block in section.blocks}
    volumes = {address.partition("#")[0] for address in here}
    order = {block.id: place for place, block in enumerate(section.blocks)}
    found = [Anchored(note, span_of(note, section)) for note in notes if volume_of(note) in volumes]
    kept = [one for one in found if one.span or one.note.block in here]

    def place(one: Anchored) -> tuple[int, int]:
        return (order[one.span.block], one.span.start) if one.span else (len(order), 0)

    return sorted(kept, key=place)


def listed(notes: Iterable[OwnNote], section: Section) -> Iterator[tuple[OwnNote, str]]:
    """Every note, with the place of its words for a reader: those on this section first, in order."""
    notes = list(notes)
    here = anchored(notes, section)
    for note, span in here:
        yield note, label(section, span.block, span.start, span.end) if span else GONE
    known = {note.id for note, _ in here}
    for note in notes:
        if note.id not in known:
            yield note, f"in another text ({note.block})"


def span_of(note: OwnNote, section: Section) -> Span | None:
    """Where the words of a note are: in its block, as near as may be to where they were; else
    in the one other place of the section that has them; else None."""
    block = next((b for b in section.blocks if address(section, b.id) == note.block), None)
    if block and note.quote and block.text[note.start : note.end] == note.quote:
        return Span(block.id, note.start, note.end, note.quote)
    if block and (places := words.places(block.text, note.quote)):
        start, end = min(places, key=lambda place: abs(place[0] - note.start))
        return Span(block.id, start, end, block.text[start:end])
    known_again = len(note.quote.split()) >= _ENOUGH
    elsewhere = section.find_all(note.quote) if known_again else []
    return elsewhere[0] if len(elsewhere) == 1 else None
