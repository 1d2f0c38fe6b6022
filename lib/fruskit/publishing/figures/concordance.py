"""Where words stand in the section, each in its line; or that they stand nowhere in it."""

from html import escape, unescape

from ...volumes.anchors import in_line
from ...volumes.labels import pages
from ...volumes.text import Section, Span
from .figure import Figure


def concordance(section: Section, words: str) -> Figure:
    """Every place of these words, to the letter, with the words around them and where it is.

    A silence is an answer too: it says how much was searched.
    """
    found = section.find_all(words)
    if not found:
        said = f"“{words}” stands nowhere in the {len(section.blocks)} parts of the section."
        return Figure("concordance", f"<p>{escape(said)}</p>", said)
    lines = [(*line(section, span), escape(_where(section, span))) for span in found]
    count = "1 place" if len(found) == 1 else f"{len(found)} places"
    items = "\n".join(
        f'<li>{escape(before)}<strong>{escape(words)}</strong>{escape(after)} <small class="fk-muted">({kind})</small></li>'
        for before, after, kind in lines
    )
    html = f"<p>“{escape(words)}” stands in {count}:</p>\n<ol>\n{items}\n</ol>"
    text = [f"  {before}[{words}]{after} ({unescape(kind)})" for before, after, kind in lines]
    return Figure("concordance", html, "\n".join([f"“{words}” stands in {count}:", *text]))


def _where(section: Section, span: Span) -> str:
    """What kind of block it is in, of which document, and on which printed page."""
    block = section.block(span.block)
    document = next((d for d in section.documents if d.id == block.division), None)
    where = block.kind.replace("-", " ")
    if document:
        where += f" of No. {document.number}" if document.number else f" of {document.id}"
    printed = pages(section, span.block, span.start, span.end)
    return f"{where}, {printed}" if printed else where


def line(section: Section, span: Span) -> tuple[str, str]:
    """The words before and after, cut at a space."""
    return in_line(section.block(span.block).text, span.start, span.end)
