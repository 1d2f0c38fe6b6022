"""What a reader calls a part of the text: “Editor’s note, first paragraph (page 857)”."""

from .text import Section


def label(section: Section, id: str) -> str:
    """A block's name for a reader: “Editor’s note, first paragraph (page 857)”."""
    block = section.block(id)
    document = next((d for d in section.documents if d.id == block.division), None)
    note = next((n for n in section.notes if n.id == id), None)
    if note:
        name = f"Note {note.number}"
    elif block.kind == "editorial-note":
        name = "Editor’s note"
    else:
        whole = any(b.kind == "paragraph" and b.division == block.division for b in section.blocks)
        named = (
            {"source-note": "Source note", "document-entry": "Heading"}
            if whole
            else {"source-note": "Source line", "document-entry": "Entry"}
        )
        name = named.get(block.kind) or block.kind.replace("-", " ").capitalize()
        name += f" of No. {document.number}" if document and document.number else ""
    alike = [b.id for b in section.blocks if (b.kind, b.division) == (block.kind, block.division)]
    if len(alike) > 1 and not note:
        name += f", {_paragraph(alike.index(id))}"
    return name + (f" (page {block.page})" if block.page else "")


def _paragraph(index: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    return f"{words[index]} paragraph" if index < len(words) else f"paragraph {index + 1}"
