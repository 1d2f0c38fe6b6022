"""Passages set as CommonMark. What the learner wrote is words and nothing else: it is never markup."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...claims.chicago import Reference
from ...kit.files import clean
from ...markup import md_escape, md_prose
from .passage import Passage

_HEADINGS = {"title": "#", "part": "##"}


def as_markdown(passages: Sequence[Passage]) -> str:
    """The passages as Markdown, without HTML."""
    parts = []
    for kind, run in groupby(passages, key=_kind):
        parts.append(("\n" if kind == "line" else "\n\n").join(map(_set, run)))
    return "\n\n".join(parts)


def _kind(passage: Passage) -> str:
    return passage.kind


def _set(passage: Passage) -> str:
    words, about = clean(passage.words), passage.about
    match passage.kind:
        case "title" | "part" as kind:
            return f"{_HEADINGS[kind]} {md_prose(words)}"
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
