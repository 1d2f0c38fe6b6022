"""Where words are in the section, each place in its line; or that they appear nowhere in it."""

from collections.abc import Sequence

from ...markup import Html, joined, tag
from ...volumes.anchors import in_line
from ...volumes.labels import label
from ...volumes.text import Section, Span
from .figure import Figure, listed, muted


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
        whole = "the section" if len(section.apart) == 1 else f"the {len(section.texts)} texts"
        said = f"“{words}” does not appear in the {len(section.blocks)} parts of {whole}."
        return Figure("concordance", tag("p", said), said)
    told = [
        (f"“{words}” appears in", exact),
        (f"“{words}” is printed with a hyphen in", broken),
        ("With other capitals, accents or punctuation, in", others),
    ]
    parts = [_part(section, said, spans) for said, spans in told if spans]
    html = joined((html for html, _ in parts), "\n")
    return Figure("concordance", html, "\n".join(text for _, text in parts))


def _part(section: Section, said: str, spans: Sequence[Span]) -> tuple[Html, str]:
    """What is said of these places, and each in its line: as HTML and as text."""
    said += " 1 place:" if len(spans) == 1 else f" {len(spans)} places:"
    items, text = list[object](), [said]
    for span in spans:
        before, after = line(section, span)
        where = label(section, span.block, span.start, span.end)
        printed = " ".join(span.text.split())
        items.append([before, tag("strong", printed), after, " ", muted(where)])
        text.append(f"  {before}[{printed}]{after}  {where}")
    return joined([tag("p", said), listed(items, "ol")], "\n"), "\n".join(text)


def line(section: Section, span: Span) -> tuple[str, str]:
    """The words before and after, cut at a space."""
    return in_line(section.block(span.block).text, span.start, span.end)
