"""Pieces set as HTML. What the learner wrote is words and nothing else: it is never markup."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from ..figures.figure import prose
from ..files import clean
from .piece import Piece


def _own_html(piece: Piece) -> str:
    about = f"<p>{prose(piece.about)}</p>\n" if piece.about else ""
    lines = "<br>".join(escape(line) for line in clean(piece.words).splitlines())
    return f'<blockquote>{about}<p dir="auto">{lines}</p></blockquote>'


def _line_html(piece: Piece) -> str:
    about = f"{prose(piece.about)}: " if piece.about else ""
    return f"<li>{about}<bdi>{escape(clean(piece.words))}</bdi></li>"


_AS_HTML: dict[str, Callable[[Piece], str]] = {
    "title": lambda piece: f"<h1>{prose(piece.words)}</h1>",
    "part": lambda piece: f"<h2>{prose(piece.words)}</h2>",
    "exercise": lambda piece: f"<h3>{prose(clean(piece.words))}</h3>",
    "said": lambda piece: f"<p>{prose(piece.words)}</p>",
    "small": lambda piece: f"<p><small>{escape(piece.words)}</small></p>",
    "line": _line_html,
    "own": _own_html,
    "quote": lambda piece: f"<blockquote><p>“{escape(clean(piece.words))}”<br>\n<small>{escape(piece.about)}</small></p></blockquote>",
    "work": lambda piece: f"<p>{prose(piece.words)}</p>",
}  # fmt: skip


def as_html(pieces: Sequence[Piece]) -> str:
    """The pieces as HTML, without style or script."""
    set_: list[str] = []
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        inner = "\n".join(_AS_HTML[kind](piece) for piece in run)
        set_.append(f"<ul>\n{inner}\n</ul>" if kind == "line" else inner)
    return "\n".join(set_)
