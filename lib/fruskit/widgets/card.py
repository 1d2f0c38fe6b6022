"""The exercise as a still card, for places where no kernel runs: a repository's preview, print.

Plain text and HTML without style or script, the same on every machine; it gives no answer away.
"""

from collections.abc import Callable
from html import escape
import re
from textwrap import wrap
from typing import Any

from ..exercises import Exercise
from .draw import draw

_RUN = "Run this cell to answer."
_WIDTH = 88

_Entry = dict[str, str]


def text(exercise: Exercise) -> str:
    """The card as plain text, lines of at most 88 characters where words allow it."""
    view = draw(exercise).view
    lines = [_overline(view), view["title"], "", *wrap(_plain(view["prompt"]), _WIDTH), ""]
    for name, (_, shown) in _FIELDS.items():
        if name in view:
            for entry in view[name]:
                lines += shown(entry)
            lines.append("")
    return "\n".join([*lines, _RUN])


def html(exercise: Exercise) -> str:
    """The card as HTML that reads well when classes and styles are stripped."""
    view = draw(exercise).view
    parts = [
        f"<p><small>{escape(_overline(view))}</small></p>",
        f"<p><strong>{_prose(view['title'])}</strong></p>", f"<p>{_prose(view['prompt'])}</p>",
    ]  # fmt: skip
    parts += [shown(view[name]) for name, (shown, _) in _FIELDS.items() if name in view]
    parts.append(f"<p><em>{_RUN}</em></p>")
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _overline(view: dict[str, Any]) -> str:
    return f"Exercise · {view['skill']} · {view['task']}"


def _prose(words: str) -> str:
    """Escaped; *asterisks* are italics, the only markup that an exercise's own words have."""
    return re.sub(r"\*([^*\n]+)\*", r"<em>\1</em>", escape(words))


def _plain(words: str) -> str:
    return re.sub(r"\*([^*\n]+)\*", r"\1", words)


def _list(tag: str, above: str = "") -> Callable[[list[_Entry]], str]:
    # Previews strip a list's type, letters turn to numbers: what is chosen from has dots.
    def shown(entries: list[_Entry]) -> str:
        items = "".join(f"<li>{_prose(entry['text'])}</li>\n" for entry in entries)
        return f"{above}<{tag}>\n{items}</{tag}>"

    return shown


def _passages(passages: list[_Entry]) -> str:
    return "\n".join(
        f"<p><strong>{escape(entry['label'])}</strong></p>\n"
        f"<blockquote><p>{escape(entry['text'])}</p></blockquote>"
        for entry in passages
    )


def _lettered(entry: _Entry) -> list[str]:
    return _hanging(f"{entry['key']}. ", entry["text"])


def _dashed(entry: _Entry) -> list[str]:
    return _hanging("– ", entry["text"])


def _hanging(sign: str, words: str) -> list[str]:
    indent = " " * (len(sign) + 2)
    return wrap(_plain(words), _WIDTH, initial_indent="  " + sign, subsequent_indent=indent)


def _quoted(entry: _Entry) -> list[str]:
    words = wrap(entry["text"], _WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    return [f"{entry['label']}:", *words]


# How each part of a view is shown, as HTML and as lines of text; a view has some of them.
_FIELDS: dict[str, tuple[Callable[[list[_Entry]], str], Callable[[_Entry], list[str]]]] = {
    "passages": (_passages, _quoted),
    "options": (_list("ul"), _lettered),
    "lefts": (_list("ol"), _lettered),
    "rights": (_list("ul", "<p>To choose from:</p>\n"), _lettered),
    "items": (_list("ul"), _dashed),
}
