"""What a reader calls a place in the text: “Editor’s note, first paragraph (page 857)”.

It knows the text alone. A block may turn the page, so a place in it has a page of its own.
"""

from .sentences import sentences_at
from .text import Block, Section, Span

# A document whose words are in the volume has a heading; one that is only listed is an entry.
_OF_A_WHOLE = {"source-note": "Source note", "document-entry": "Heading"}
_OF_AN_ENTRY = {"source-note": "Source line", "document-entry": "Entry"}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def label(section: Section, id: str, start: int = 0, end: int | None = None) -> str:
    """The name of a block for a reader, with the printed page of its characters [start, end)."""
    at = place(section, id, start, end)
    return _name(section, section.block(id)) + (f" ({at})" if at else "")


def place(section: Section, id: str, start: int = 0, end: int | None = None) -> str:
    """In which text of a kit it is, where that has to be said, and on which pages."""
    printed = pages(section, id, start, end)
    return ", ".join(filter(None, (title(section, id), printed)))


def title(section: Section, id: str) -> str:
    """What a reader calls the text that a block is in; empty where there is no other."""
    return next((one.title for one in section.texts if one.section.holds(id)), "")


def sentence_label(section: Section, span: Span) -> str:
    """The name of a span for a reader, by the sentence it is in: “…, second sentence (page 857)”."""
    ends = [end for _, end in sentences_at(section.block(span.block).text)]
    first, last = (sum(end <= at for end in ends) for at in (span.start, span.end - 1))
    which = f", {_ordinal(first, 'sentence')}" if len(ends) > 1 else ""
    if last > first:
        which = f", sentences {first + 1}–{last + 1}" if last - first + 1 < len(ends) else ""
    at = place(section, span.block, span.start, span.end)
    return _name(section, section.block(span.block)) + which + (f" ({at})" if at else "")


def around(section: Section, span: Span) -> Span:
    """The sentence that a span is in; all of them where it is in several."""
    text = section.block(span.block).text
    held = [s for s in sentences_at(text) if s[0] < span.end and s[1] > span.start]
    start, end = (held[0][0], held[-1][1]) if held else (span.start, span.end)
    return Span(span.block, start, end, text[start:end])


def pages(section: Section, id: str, start: int = 0, end: int | None = None) -> str:
    """The printed pages of characters [start, end) of a block: “page 857”, “pages 857–858”. Empty
    where no page is known. Without `end`, to the end of the block."""
    last = (len(section.block(id).text) if end is None else end) - 1
    first, last_page = page_of(section, id, start), page_of(section, id, max(start, last))
    if not first or first == last_page:
        return f"page {last_page}" if last_page else ""
    return f"pages {first}–{last_page}"


def page_of(section: Section, id: str, offset: int) -> str:
    """The printed page of the character at `offset` of a block; empty where it is not known."""
    turned = [t.number for t in section.pages if t.block == id and t.offset <= offset]
    return turned[-1] if turned else section.block(id).page


def _name(section: Section, block: Block) -> str:
    if note := next((n for n in section.notes if n.id == block.id), None):
        return f"Note {note.number}"
    alike = [b.id for b in section.blocks if (b.kind, b.division) == (block.kind, block.division)]
    n = alike.index(block.id)
    which = f", {_ordinal(n, 'paragraph')}" if len(alike) > 1 else ""
    if block.kind == "editorial-note":
        return f"Editor’s note{which}"
    whole = any(b.kind == "paragraph" and b.division == block.division for b in section.blocks)
    kind = (_OF_A_WHOLE if whole else _OF_AN_ENTRY).get(block.kind)
    document = next((d for d in section.documents if d.id == block.division), None)
    of = f" of No. {document.number}" if document and document.number else ""
    return f"{kind or block.kind.replace('-', ' ').capitalize()}{of}{which}"


def _ordinal(n: int, of: str) -> str:
    return f"{_ORDINALS[n]} {of}" if n < len(_ORDINALS) else f"{of} {n + 1}"
