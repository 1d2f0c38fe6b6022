"""A section as it is printed: with page turns and note markers, the notes at the end of divisions.

Knows how far apart things are on the page; the text itself it takes as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from . import parts
from .parts import Block, Division, Document, grouped, Note

# Blocks that one reads on from, and what is between them; others are an empty line apart.
_TOGETHER = {(kind, kind): "\n" for kind in ("table-row", "list-item", "line")}
_TOGETHER |= {("list-label", "list-item"): " ", ("list-item", "list-label"): "\n"}
_LISTING = ("document", "subchapter", "chapter", "compilation")  # with the notes of their parts


@dataclass(frozen=True)
class Printed:
    """What a division of a volume holds, or a whole volume."""

    id: str
    title: str
    volume: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    documents: tuple[Document, ...]
    pages: tuple[parts.PageBreak, ...]
    phrases: tuple[parts.Phrase, ...]
    emendations: tuple[parts.Emendation, ...]
    divisions: tuple[Division, ...] = ()  # in the order in which they begin
    attachments: tuple[Division, ...] = ()
    pointers: tuple[parts.Pointer, ...] = ()
    persons: tuple[parts.Person, ...] = ()  # those of the volume's list whom these words name
    terms: tuple[parts.Term, ...] = ()


def printout(section: Printed) -> str:
    """Documents are two empty lines apart; the notes of a division follow at its end."""
    documents = {document.id: document for document in section.documents}
    notes = {note.id for note in section.notes}
    # The pages that begin with a block; the printout gives them lines of their own.
    turns = grouped((turn.block, turn.number) for turn in section.pages if not turn.offset)
    markers, listed = _markers(section), _listed(section)
    pieces, before = list[str](), None
    for place, block in enumerate(section.blocks):
        if block.id not in notes:
            turned = [f"[Page {number}]\n\n" for number in turns.get(block.id, ())]
            pieces.append("\n\n" if turned and before else _between(before, block, documents))
            entry = documents.get(block.division) if block.kind == "document-entry" else None
            pieces += [*turned, f"[{entry.number}] " if entry and entry.number else ""]
            pieces.append(_with_markers(block.text, markers.get(block.id, [])))
            before = block
        if place in listed:
            lines = (f"  {note.number}. {note.text}" for note in listed[place])
            pieces.append("\n\n" + "\n".join(lines))
    return "".join(pieces)


def _between(before: Block | None, block: Block, documents: Mapping[str, Document]) -> str:
    if before is None:
        return ""
    if before.division == block.division:
        return _TOGETHER.get((before.kind, block.kind), "\n\n")
    both = before.division in documents and block.division in documents
    return "\n\n\n" if both else "\n\n"


def _listed(section: Printed) -> dict[int, list[Note]]:
    """The notes to be listed after each block: at the end of its document or chapter."""
    divisions = {division.id: division for division in section.divisions}
    homes = {block.id: block.division for block in section.blocks}
    ends = list[int]()
    for note in section.notes:
        home = divisions.get(homes.get(note.id, ""))
        while home and home.kind not in _LISTING and home.parent in divisions:
            home = divisions[home.parent]
        ends.append((home.last if home else len(section.blocks)) - 1)
    return grouped(zip(ends, section.notes))


def _markers(section: Printed) -> dict[str, list[tuple[int, str]]]:
    """For each block, what the printout puts into it and where: note markers and page turns."""
    numbers = {note.id: note.number for note in section.notes}
    placed = [(n.block, n.offset, " " * n.spaced + n.number) for n in section.notes]
    placed += [(p.block, p.offset, numbers.get(p.note, "")) for p in section.pointers]
    placed += [(p.block, p.offset, f"[Page {p.number}] ") for p in section.pages if p.offset]
    return grouped((block, (offset, marker)) for block, offset, marker in placed)


def _with_markers(text: str, markers: list[tuple[int, str]]) -> str:
    # From the end, so that offsets stay good; markers of one place keep their order.
    for offset, marker in reversed(sorted(markers, key=lambda m: m[0])):
        text = text[:offset] + marker + text[offset:]
    return text
