"""Pieces set as CommonMark. What the learner wrote is words and nothing else: it is never markup.

How signs are kept from being markup: https://spec.commonmark.org/0.31.2/#backslash-escapes
"""

from collections.abc import Callable, Sequence
from itertools import groupby
import re

from ...kit.files import clean
from .passage import Passage

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
    return _begun(
        "".join(f"*{_escaped(part)}*" if n % 2 else _escaped(part) for n, part in enumerate(parts))
    )


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)


def _begun(line: str) -> str:
    """The line, not to be taken for an item of a list or for a rule by how it begins."""
    return _AT_START.sub(lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", line)


def _quoted(text: str) -> str:
    """Lines in a block quotation, each ended where the learner ended it."""
    lines = clean(text).splitlines()
    return "\n".join(
        f"> {_words(line)}" + ("\\" if line.strip() and _goes_on(lines, n) else "")
        for n, line in enumerate(lines)
    )


def _goes_on(lines: Sequence[str], n: int) -> bool:
    return n + 1 < len(lines) and bool(lines[n + 1].strip())


_AS_MARKDOWN: dict[str, Callable[[Passage], str]] = {
    "title": lambda passage: f"# {_prose(passage.words)}",
    "part": lambda passage: f"## {_prose(passage.words)}",
    "exercise": lambda passage: f"### {_words(passage.words)}",
    "said": lambda passage: _prose(passage.words),
    "small": lambda passage: _words(passage.words),
    "line": lambda passage: (
        "- " + (f"{_prose(passage.about)}: " if passage.about else "") + _words(passage.words)
    ),
    "own": lambda passage: (
        (f"> {_prose(passage.about)}\n>\n" if passage.about else "") + _quoted(passage.words)
    ),
    "quote": lambda passage: f"> “{_words(passage.words)}”\\\n> {_words(passage.about)}",
    "work": lambda passage: _prose(passage.words),
}


def as_markdown(passages: Sequence[Passage]) -> str:
    """The pieces as Markdown, without HTML."""
    parts = []
    for kind, run in groupby(passages, key=lambda passage: passage.kind):
        parts.append(
            ("\n" if kind == "line" else "\n\n").join(
                _AS_MARKDOWN[kind](passage) for passage in run
            )
        )
    return "\n\n".join(parts)
