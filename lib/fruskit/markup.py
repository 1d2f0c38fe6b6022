"""The only place that writes HTML and escapes Markdown.

Words are words until they come through here: whatever is not `Html` already is escaped. In the
kit's own prose *asterisks* are italics, and nothing else is markup.
"""

from collections.abc import Iterable
from functools import cache
import html as _html
from pathlib import Path
import re
from typing import Any

WEB_LINK = re.compile(r'<a href="https://([^"]+)".*?</a>')  # a link to the web, and where it leads
_ITALICS = re.compile(r"\*([^*\n]+)\*")
# Elements without an end tag (HTML, section 13.1.2), and the shapes of a drawing, which XML closes.
_VOID = frozenset(["br", "hr", "img", "input", "link", "meta"])
_SHAPES = frozenset(["circle", "line", "path", "rect"])
# What CommonMark, GitHub or a notebook may take for markup (CommonMark 0.31, section 2.4).
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$!{}^])")
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"\b(?:(?:https?|ftp|mailto|xmpp):|www\.)", re.IGNORECASE)

# Nothing in a web address, in a name_of_words or in an id such as frus1945v07#d1 is markup.
_LINKED = re.compile(rf"(?P<address>https?://[\w./?=&#%+~:;,@-]*[\w/])|{_SPECIAL.pattern}")
_IN_CELL = re.compile(rf"(?P<name>(?<=\w)[_#](?=\w))|{_LINKED.pattern}")


class Html(str):
    """Markup, ready to be shown: everything in it that is words has been escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escape(words: object) -> Html:
    """Words as HTML that shows them; what is Html already stays as it is."""
    return words if isinstance(words, Html) else Html(_html.escape(str(words)))


Run = tuple[str, bool]  # words, and whether they are in italics


def runs_of(html: str) -> list[Run]:
    """The words that another library's HTML shows, without its elements but for italics."""
    parts = re.split(r"<i>(.*?)</i>", html, flags=re.DOTALL)
    words = (_html.unescape(re.sub(r"<[^>]*>", "", part)) for part in parts)
    return [(part, n % 2 == 1) for n, part in enumerate(words) if part]


def prose_runs(words: str) -> list[Run]:
    """The kit's own words, *asterisks* told apart."""
    return [(part, n % 2 == 1) for n, part in enumerate(_ITALICS.split(words)) if part]


def tag(name: str, /, *inside: object, **attributes: Any) -> Html:
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
    if name in _VOID:
        return Html(f"<{name}{said}>")
    if name in _SHAPES and not inside:
        return Html(f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(inside)}</{name}>")


def joined(pieces: Iterable[object], between: object = "") -> Html:
    """Pieces one after the other, escaped where they are words; lists within are laid flat."""
    return Html(escape(between).join(escape(piece) for piece in _flat(pieces)))


def block(name: str, /, *inside: object, **attributes: Any) -> Html:
    """An element whose pieces have a line each, for those who read the source."""
    return tag(name, "\n", joined(inside, "\n"), "\n", **attributes)


def _flat(pieces: Iterable[Any]) -> Iterable[object]:
    for piece in pieces:
        if isinstance(piece, list | tuple) or hasattr(piece, "__next__"):
            yield from _flat(piece)
        elif piece is not None and piece is not False:
            yield piece


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def comment(words: str) -> Html:
    """What is in the source and not shown. Two hyphens would end it."""
    return Html(f"<!-- {words.replace('--', '- -')} -->")


@cache
def language() -> str:
    """The visual language, language.css: it comes before every style sheet of the library's own."""
    return Path(__file__).with_name("language.css").read_text("utf-8")


def style(css: str) -> Html:
    """A style sheet of the library's own; it is not escaped."""
    return tag("style", Html(css))


def document(title: str, css: str, body: Html, head: Html | None = None) -> str:
    """A whole page in English: its title, its style sheet, what is in it; head: further elements."""
    known = [
        tag("meta", charset="utf-8"),
        head,
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        style(css),
    ]
    whole = block("html", block("head", *known), block("body", body, class_="fk-page"), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def link(address: str, words: object) -> Html:
    """Words that lead to a web address in a page of its own; what is no web address is no link."""
    if not re.match(r"https?://", address):
        return escape(words)
    return tag("a", words, href=address, target="_blank", rel="noopener noreferrer")


def to_pages(html: str) -> str:
    """The library's own HTML, in which what leads to a notebook leads to its page."""
    return re.sub(r'(<a href="[^":]+)\.ipynb(?=["#])', r"\1.html", html)


def styles_in(html: str) -> list[str]:
    """All style in the library's own HTML, sheets and then attributes, as a browser reads it."""
    sheets = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    return [*sheets, *map(_html.unescape, re.findall(r' style="(.*?)"', html))]


# --- the kit's own prose


def prose(words: str) -> Html:
    """The kit's own words as HTML: *asterisks* are italics, all else is as it is."""
    return Html(_ITALICS.sub(r"<em>\1</em>", escape(words)))


def plain(words: str) -> str:
    """The kit's own words without their asterisks."""
    return _ITALICS.sub(r"\1", words)


def many(count: int, what: str) -> str:
    """So many of something, as a sentence has it: “1 hint”, “1,200 documents”."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


# --- Markdown


def md_escape(words: str) -> str:
    """Words on one line that no reader of Markdown takes for markup, or for an address to link to."""
    line = _begun(_SPECIAL.sub(r"\\\1", " ".join(words.split())))
    return _ADDRESS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def md_prose(words: str) -> str:
    """The kit's own words as Markdown: *asterisks* stay italics, all else is as it is."""
    return md_runs(prose_runs(words))


def md_runs(runs: Iterable[Run]) -> str:
    """Runs of words on one line, each with whether it is in italics, as Markdown."""
    shown = (
        (_LINKED.sub(_escaped, re.sub(r"\s+", " ", words)), slanted) for words, slanted in runs
    )
    return _begun("".join(f"*{words}*" if slanted else words for words, slanted in shown).strip())


def _escaped(found: re.Match[str]) -> str:
    kept = found.groupdict()
    return found[0] if any(kept.values()) else f"\\{found[0]}"


def md_cell(words: str) -> str:
    """Words for a cell of a table: HTML in them is shown and not read, a line's end is a break."""
    shown = _IN_CELL.sub(_escaped, words)
    return shown.replace("\r\n", "\n").replace("\n", "<br>")


def plain_cell(words: str) -> str:
    """Words for a cell that is read as it is, in a terminal: on one line, apart from the next."""
    return words.replace("|", "\\|").replace("\n", "<br>")


def md_fence(words: str) -> str:
    """Words as a block of code that nothing in them can end (CommonMark 0.31, section 4.5)."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
    return "\n".join([fence, *words.splitlines(), fence])


def _begun(line: str) -> str:
    """The line, not to be taken for an item of a list or for a rule by how it begins."""
    return _AT_START.sub(lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", line)
