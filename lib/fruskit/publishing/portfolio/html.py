"""Pieces set as HTML. What the learner wrote is words and nothing else: it is never markup."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from ...kit.files import clean
from ...markup import prose
from .passage import Passage


def _own_html(passage: Passage) -> str:
    about = f"<p>{prose(passage.about)}</p>\n" if passage.about else ""
    lines = "<br>".join(escape(line) for line in clean(passage.words).splitlines())
    return f'<blockquote>{about}<p dir="auto">{lines}</p></blockquote>'


def _line_html(passage: Passage) -> str:
    about = f"{prose(passage.about)}: " if passage.about else ""
    return f"<li>{about}<bdi>{escape(clean(passage.words))}</bdi></li>"


_AS_HTML: dict[str, Callable[[Passage], str]] = {
    "title": lambda passage: f"<h1>{prose(passage.words)}</h1>",
    "part": lambda passage: f"<h2>{prose(passage.words)}</h2>",
    "exercise": lambda passage: f"<h3>{prose(clean(passage.words))}</h3>",
    "said": lambda passage: f"<p>{prose(passage.words)}</p>",
    "small": lambda passage: f"<p><small>{escape(passage.words)}</small></p>",
    "line": _line_html,
    "own": _own_html,
    "quote": lambda passage: (
        f"<blockquote><p>“{escape(clean(passage.words))}”<br>\n<small>{escape(passage.about)}</small></p></blockquote>"
    ),
    "work": lambda passage: f"<p>{prose(passage.words)}</p>",
}


def as_html(passages: Sequence[Passage]) -> str:
    """The pieces as HTML, without style or script."""
    set_: list[str] = []
    for kind, run in groupby(passages, key=lambda passage: passage.kind):
        inner = "\n".join(_AS_HTML[kind](passage) for passage in run)
        set_.append(f"<ul>\n{inner}\n</ul>" if kind == "line" else inner)
    return "\n".join(set_)
