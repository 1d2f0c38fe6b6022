"""What a portfolio is made of, set as HTML and as CommonMark.

What the learner wrote is words and nothing else: it is never markup.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from ...claims.chicago import Reference
from ...kit.files import clean
from ...markup import block, Html, joined, md_escape, md_prose, prose, tag

_HEADINGS = {"title": ("h1", "#"), "part": ("h2", "##"), "exercise": ("h3", "###")}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the portfolio. kind: title, part, exercise; said (the kit's words), small; line (of a
    list), own (of the learner's, in full), quote (of the text), work. about: what an answer is to, or
    where a quotation is."""

    kind: str
    words: str
    about: str = ""


def as_html(passages: Sequence[Passage]) -> Html:
    """The passages as HTML, without style or script."""
    parts = []
    for kind, run in groupby(passages, key=attrgetter("kind")):
        pieces = map(_html, run)
        parts.append(block("ul", *pieces) if kind == "line" else joined(pieces, "\n"))
    return joined(parts, "\n")


def _html(passage: Passage) -> Html:
    words, about = clean(passage.words), passage.about
    match passage.kind:
        case "title" | "part" | "exercise" as kind:
            return tag(_HEADINGS[kind][0], prose(words))
        case "line":
            return tag("li", [prose(about), ": "] if about else None, tag("bdi", words))
        case "own":
            lines = tag("p", joined(words.splitlines(), tag("br")), dir="auto")
            return tag("blockquote", [tag("p", prose(about)), "\n"] if about else None, lines)
        case "quote":
            return tag("blockquote", tag("p", f"“{words}”", tag("br"), "\n", tag("small", about)))
        case "small":
            return tag("p", tag("small", words))
        case "work" if isinstance(passage.words, Reference):
            return tag("p", passage.words.html)
        case _:
            return tag("p", prose(words))


def as_markdown(passages: Sequence[Passage]) -> str:
    """The passages as Markdown, without HTML."""
    parts = []
    for kind, run in groupby(passages, key=attrgetter("kind")):
        parts.append(("\n" if kind == "line" else "\n\n").join(map(_markdown, run)))
    return "\n\n".join(parts)


def _markdown(passage: Passage) -> str:
    words, about = clean(passage.words), passage.about
    match passage.kind:
        case "title" | "part" as kind:
            return f"{_HEADINGS[kind][1]} {md_prose(words)}"
        case "exercise":
            return f"### {md_escape(words)}"
        case "line":
            return "- " + (f"{md_prose(about)}: " if about else "") + md_escape(words)
        case "own":
            return (f"> {md_prose(about)}\n>\n" if about else "") + "\n".join(_lines(words))
        case "quote":
            return f"> “{md_escape(words)}”\\\n> {md_escape(about)}"
        case "small":
            return md_escape(words)
        case "work" if isinstance(passage.words, Reference):
            return passage.words.md
        case _:
            return md_prose(words)


def _lines(words: str) -> Iterator[str]:
    """Lines in a block quotation, each ended where the learner ended it."""
    lines = words.splitlines()
    for line, after in zip(lines, [*lines[1:], ""]):
        yield f"> {md_escape(line)}" + ("\\" if line.strip() and after.strip() else "")
