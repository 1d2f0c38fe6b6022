"""Passages set as HTML. What the learner wrote is words and nothing else: it is never markup."""

from collections.abc import Sequence
from itertools import groupby

from ...claims.chicago import Reference
from ...kit.files import clean
from ...markup import block, Html, joined, prose, tag
from .passage import Passage

_HEADINGS = {"title": "h1", "part": "h2", "exercise": "h3"}


def as_html(passages: Sequence[Passage]) -> Html:
    """The passages as HTML, without style or script."""
    parts = []
    for kind, run in groupby(passages, key=_kind):
        pieces = [_set(passage) for passage in run]
        parts.append(block("ul", *pieces) if kind == "line" else joined(pieces, "\n"))
    return joined(parts, "\n")


def _kind(passage: Passage) -> str:
    return passage.kind


def _set(passage: Passage) -> Html:
    words = clean(passage.words)
    match passage.kind:
        case "title" | "part" | "exercise" as kind:
            return tag(_HEADINGS[kind], prose(words))
        case "line":
            about = [prose(passage.about), ": "] if passage.about else None
            return tag("li", about, tag("bdi", words))
        case "own":
            return _own(passage, words)
        case "quote":
            place = tag("small", passage.about)
            return tag("blockquote", tag("p", f"“{words}”", tag("br"), "\n", place))
        case "small":
            return tag("p", tag("small", words))
        case "work" if isinstance(passage.words, Reference):
            return tag("p", passage.words.html)
        case _:
            return tag("p", prose(words))


def _own(passage: Passage, words: str) -> Html:
    about = [tag("p", prose(passage.about)), "\n"] if passage.about else None
    lines = joined(words.splitlines(), tag("br"))
    return tag("blockquote", about, tag("p", lines, dir="auto"))
