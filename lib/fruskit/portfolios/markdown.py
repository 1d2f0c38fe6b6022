"""Pieces set as CommonMark. What the learner wrote is words and nothing else: it is never markup.

How signs are kept from being markup: https://spec.commonmark.org/0.31.2/#backslash-escapes
"""

from collections.abc import Callable, Sequence
from itertools import groupby
import re

from ..files import clean
from .piece import Piece

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$!{}^])")
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp):|\b(www)\.", re.I)


def _words(text: str) -> str:
    """One line of words that no reader of Markdown takes for markup or for an address to link to."""
    line = _begun(_escaped(" ".join(clean(text).split())))
    return _ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], line)


def _prose(text: str) -> str:
    """The kit’s own words: *asterisks* stay italics."""
    parts = re.split(r"\*([^*\n]+)\*", " ".join(text.split()))
    return _begun("".join(f"*{_escaped(part)}*" if n % 2 else _escaped(part) for n, part in enumerate(parts)))


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)


def _begun(line: str) -> str:
    """The line, not to be taken for an item of a list or for a rule by how it begins."""
    return _AT_START.sub(lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", line)


def _quoted(text: str) -> str:
    """Lines in a block quotation, each ended where the learner ended it."""
    lines = clean(text).splitlines()
    return "\n".join(f"> {_words(line)}" + ("\\" if line.strip() and _goes_on(lines, n) else "") for n, line in enumerate(lines))


def _goes_on(lines: Sequence[str], n: int) -> bool:
    return n + 1 < len(lines) and bool(lines[n + 1].strip())


_AS_MARKDOWN: dict[str, Callable[[Piece], str]] = {
    "title": lambda piece: f"# {_prose(piece.words)}",
    "part": lambda piece: f"## {_prose(piece.words)}",
    "exercise": lambda piece: f"### {_words(piece.words)}",
    "said": lambda piece: _prose(piece.words),
    "small": lambda piece: _words(piece.words),
    "line": lambda piece: "- " + (f"{_prose(piece.about)}: " if piece.about else "") + _words(piece.words),
    "own": lambda piece: (f"> {_prose(piece.about)}\n>\n" if piece.about else "") + _quoted(piece.words),
    "quote": lambda piece: f"> “{_words(piece.words)}”\\\n> {_words(piece.about)}",
    "work": lambda piece: _prose(piece.words),
}  # fmt: skip


def as_markdown(pieces: Sequence[Piece]) -> str:
    """The pieces as Markdown, without HTML."""
    parts = []
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        parts.append(("\n" if kind == "line" else "\n\n").join(_AS_MARKDOWN[kind](piece) for piece in run))
    return "\n\n".join(parts)
