"""The exercise as a still card, for places where no kernel runs: a repository's preview, print.

Plain text and HTML without style or script, the same on every machine; it gives no answer away.
"""

from collections.abc import Callable, Mapping
from html import escape
import re
from textwrap import wrap
from typing import Any

from ..exercises import Exercise
from .draw import draw

_RUN = "Run this cell to answer."
_WIDTH = 88

_View = Mapping[str, Any]
_Entry = Mapping[str, Any]


def text(exercise: Exercise, closing: str = _RUN) -> str:
    """The card as plain text, lines of at most 88 characters where words allow it.

    closing: the last line, which says how to answer.
    """
    view = draw(exercise).view
    lines = [_overline(view), view["title"], "", *wrap(_plain(view["prompt"]), _WIDTH), ""]
    for step in _steps(view):
        if step is not view:
            lines += [*wrap(f"Then: {_plain(step['task'])}", _WIDTH), ""]
        for name, (_, shown) in _FIELDS.items():
            if name in step:
                lines += [*shown(step[name]), ""]
    return "\n".join([*lines, closing])


def html(exercise: Exercise, closing: str = _RUN) -> str:
    """The card as HTML that reads well when classes and styles are stripped; closing: as in `text`."""
    view = draw(exercise).view
    parts = [
        f"<p><small>{escape(_overline(view))}</small></p>",
        f"<p><strong>{_prose(view['title'])}</strong></p>",
        f"<p>{_prose(view['prompt'])}</p>",
    ]
    for step in _steps(view):
        if step is not view:
            parts.append(f"<p>Then: {_prose(step['task'])}</p>")
        parts += [shown(step[name]) for name, (shown, _) in _FIELDS.items() if name in step]
    parts.append(f"<p><em>{escape(closing)}</em></p>")
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _steps(view: _View) -> list[_View]:
    return [view, view["proof"]] if "proof" in view else [view]


def _overline(view: _View) -> str:
    return f"Exercise · {view['skill']} · {view['task']}"


def _prose(words: str) -> str:
    """Escaped; *asterisks* are italics, the only markup that an exercise's own words have."""
    return re.sub(r"\*([^*\n]+)\*", r"<em>\1</em>", escape(words))


def _plain(words: str) -> str:
    return re.sub(r"\*([^*\n]+)\*", r"\1", words)


# --- lists

_Shown = tuple[Callable[[Any], str], Callable[[Any], list[str]]]  # as HTML, and as lines of text


def _listed(tag: str, sign: Callable[[_Entry], str], above: str = "") -> _Shown:
    # Previews strip a list's type, letters turn to numbers: what is chosen from has dots.
    def as_html(entries: list[_Entry]) -> str:
        items = "".join(f"<li>{_prose(entry['text'])}</li>\n" for entry in entries)
        return (f"<p>{above}</p>\n" if above else "") + f"<{tag}>\n{items}</{tag}>"

    def as_lines(entries: list[_Entry]) -> list[str]:
        lines = [line for entry in entries for line in _hanging(sign(entry), entry["text"])]
        return [above, *lines] if above else lines

    return as_html, as_lines


def _hanging(sign: str, words: str) -> list[str]:
    indent = " " * (len(sign) + 2)
    return wrap(_plain(words), _WIDTH, initial_indent="  " + sign, subsequent_indent=indent)


def _lettered(entry: _Entry) -> str:
    return f"{entry['key']}. "


def _dashed(_: _Entry) -> str:
    return "– "


# --- words of the text


def _quoted(label: str, words: str) -> str:
    return (
        f"<p><strong>{escape(label)}</strong></p>\n<blockquote><p>{escape(words)}</p></blockquote>"
    )


def _indented(label: str, words: str) -> list[str]:
    return [f"{label}:", *wrap(words, _WIDTH - 4, initial_indent="    ", subsequent_indent="    ")]


def _passages(words: Callable[[_Entry], str]) -> _Shown:
    return (
        lambda passages: "\n".join(_quoted(p["label"], words(p)) for p in passages),
        lambda passages: [line for p in passages for line in _indented(p["label"], words(p))],
    )


def _gapped(passage: _Entry) -> str:
    """The words of a passage with a numbered blank for each gap."""
    return "".join(
        piece["text"]
        if "text" in piece
        else f"[{piece['gap']} {'____ ' * piece['words']}]".replace(" ]", "]")
        for piece in passage["pieces"]
    )


def _asked(length: list[int]) -> str:
    return "{} to {} words, with at least one quotation of the text.".format(*length)


_whole = _passages(lambda passage: passage["text"])

# How each part of a view is shown, as HTML and as lines of text; a view has some of them.
_FIELDS: dict[str, _Shown] = {
    "passages": _whole,
    "hidden": _passages(_gapped),
    "where": (lambda where: _whole[0]([where]), lambda where: _whole[1]([where])),
    "sic": (
        lambda sic: f"<p>In question: “{escape(sic)}”</p>",
        lambda sic: [f"In question: “{sic}”"],
    ),
    "whole": (lambda whole: f"<p><code>{escape(whole)}</code></p>", lambda whole: ["    " + whole]),
    "length": (lambda length: f"<p>{_asked(length)}</p>", lambda length: [_asked(length)]),
    "options": _listed("ul", _lettered),
    "lefts": _listed("ol", _lettered),
    "rights": _listed("ul", _lettered, "To choose from:"),
    "bins": _listed("ul", _lettered, "To be put under:"),
    "items": _listed("ul", _dashed),
    "dated": _listed("ul", _dashed),
    "pieces": _listed("ol", _lettered, "The parts to find:"),
    "meanings": _listed("ul", _lettered, "What a part may mean:"),
    "grounds": _listed("ul", _lettered, "Grounds to choose from:"),
}
