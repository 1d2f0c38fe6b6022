"""Where words are in the section, each place in its line; or that they appear nowhere in it."""

from collections.abc import Sequence
from html import escape

from ...volumes.anchors import in_line
from ...volumes.labels import pages
from ...volumes.text import Section, Span
from .figure import Figure


def concordance(section: Section, words: str) -> Figure:
    """Every place of these words, with the words around them and where it is.

    After those that are so to the letter come, and are told apart, those that are printed with a
    hyphen at a line's end, and those of other capitals, accents or punctuation. A silence is an
    answer too: it says how much was searched.
    """
    exact, broken = section.find_all(words), section.find_broken(words)
    known = {(span.block, at) for span in (*exact, *broken) for at in range(span.start, span.end)}
    others = [span for span in section.mentions(words) if (span.block, span.start) not in known]
    if not (exact or broken or others):
        said = f"“{words}” stands nowhere in the {len(section.blocks)} parts of the section."
        return Figure("concordance", f"<p>{escape(said)}</p>", said)
    told = [
        (f"“{words}” stands in {_count(exact)}:", exact),
        (f"“{words}” is printed with a hyphen in {_count(broken)}:", broken),
        (f"With other capitals, accents or punctuation, in {_count(others)}:", others),
    ]
    parts = [_part(section, said, spans) for said, spans in told if spans]
    html, text = ("\n".join(part[form] for part in parts) for form in (0, 1))
    return Figure("concordance", html, text)


def _count(spans: Sequence[Span]) -> str:
    return "1 place" if len(spans) == 1 else f"{len(spans)} places"


def _part(section: Section, said: str, spans: Sequence[Span]) -> tuple[str, str]:
    """What is said of these places, and each in its line: as HTML and as text."""
    items, lines = [], [said]
    for span in spans:
        before, after = line(section, span)
        printed, where = " ".join(span.text.split()), _where(section, span)
        items.append(
            f"<li>{escape(before)}<strong>{escape(printed)}</strong>{escape(after)} "
            f'<small class="fk-muted">({escape(where)})</small></li>'
        )
        lines.append(f"  {before}[{printed}]{after} ({where})")
    listed = "\n".join(items)
    return f"<p>{escape(said)}</p>\n<ol>\n{listed}\n</ol>", "\n".join(lines)


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
