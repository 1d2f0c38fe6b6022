"""The only place that writes HTML and escapes Markdown.

Words are words until they come through here: whatever is not `Html` already is escaped. In the kit's
own prose *asterisks* are italics and nothing else is markup.
"""

from collections.abc import Iterable
import html as _html
import re
from typing import Any

_ITALICS = re.compile(r"\*([^*\n]+)\*")
_VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "path",
        "rect",
        "line",
        "circle",
        "use",
        "polygon",
        "polyline",
        "ellipse",
        "stop",
    ]
)
# Punctuation that CommonMark, GitHub or a notebook may take for markup (CommonMark 0.31, section 2.4).
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$!{}^])")
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"\b(?:(?:https?|ftp|mailto|xmpp):|www\.)", re.IGNORECASE)


class Html(str):
    """Markup, ready to be shown: everything in it that is words has been escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escape(words: object) -> Html:
    """Words as HTML that shows them; what is Html already stays as it is."""
    return words if isinstance(words, Html) else Html(_html.escape(str(words)))


def unescape(words: str) -> str:
    """The words that a piece of HTML without elements shows."""
    return _html.unescape(words)


def tag(name: str, *inside: object, **attributes: Any) -> Html:
    """An element: `tag("p", "words", class_="fk-muted")`.

    inside: words, Html, or lists of them; None and False are left out. attributes: a trailing
    underscore falls away and others become hyphens (`aria_label`); True gives the bare name, None
    and False leave it out.
    """
    said = "".join(
        f" {_named(key)}" if value is True else f' {_named(key)}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID and not inside:
        return Html(f"<{name}{said}>") if name in _OPEN else Html(f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(inside)}</{name}>")


_OPEN = frozenset(["br", "hr", "img", "input", "link", "meta"])


def joined(pieces: Iterable[object], between: str = "") -> Html:
    """Pieces one after the other, escaped where they are words; lists within are laid flat."""
    return Html(between.join(escape(piece) for piece in _flat(pieces)))


def _flat(pieces: Iterable[object]) -> Iterable[object]:
    for piece in pieces:
        if isinstance(piece, (list, tuple)) or hasattr(piece, "__next__"):
            yield from _flat(piece)
        elif piece is not None and piece is not False:
            yield piece


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def document(title: str, style: str, body: Html, head: str = "") -> str:
    """A whole page in English: its title, its style sheet, what is in it; head: further elements."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        + (f"{head}\n" if head else "")
        + '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        + f"{tag('title', title)}\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def link(address: str, words: object) -> Html:
    """Words that lead to a web address in a page of its own; what is no web address is no link."""
    if not re.match(r"https?://", address):
        return escape(words)
    return tag("a", words, href=address, target="_blank", rel="noopener noreferrer")


# --- the kit's own prose


def prose(words: str) -> Html:
    """The kit's own words as HTML: *asterisks* are italics, all else is as it is."""
    return Html(_ITALICS.sub(r"<em>\1</em>", escape(words)))


def plain(words: str) -> str:
    """The kit's own words without their asterisks."""
    return _ITALICS.sub(r"\1", words)


# --- Markdown


def md_escape(words: str) -> str:
    """Words on one line that no reader of Markdown takes for markup, or for an address to link to."""
    line = _begun(_SIGNS.sub(r"\\\1", " ".join(words.split())))
    return _ADDRESS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def md_prose(words: str) -> str:
    """The kit's own words as Markdown: *asterisks* stay italics, all else is as it is."""
    parts = re.split(_ITALICS, " ".join(words.split()))
    signs = (_SIGNS.sub(r"\\\1", part) for part in parts)
    return _begun("".join(f"*{part}*" if n % 2 else part for n, part in enumerate(signs)))


def md_cell(words: str) -> str:
    """Words for a cell of a table: HTML in them is shown and not read, a line's end is a break."""
    shown = _SIGNS.sub(r"\\\1", words.replace("\r\n", "\n"))
    return shown.replace("\n", "<br>")


def md_fence(words: str) -> str:
    """Words as a block of code that nothing in them can end (CommonMark 0.31, section 4.5)."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
    return "\n".join([fence, *words.splitlines(), fence])


def _begun(line: str) -> str:
    """The line, not to be taken for an item of a list or for a rule by how it begins."""
    return _AT_START.sub(lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", line)
