"""What every figure is: a name, its HTML, and the same in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...cards import leaf_bundle
from ...claims.annotations import Fact
from ...markup import block, Html, joined, link, plain, prose, style, tag
from ...volumes.text import Section
from ..styles import style_sheet


@dataclass(frozen=True)
class Figure:
    """A figure; in a notebook it shows itself. `text` says all that `html` shows.

    page_of: the section that it is a page of, if it is one: in a notebook the reader can write notes
    on it, and see those that are there. They are in neither `html` nor `text`. sheet: the name of a
    style sheet of its own. saved: what a notebook file has in its place, where it tells of a learner.
    """

    name: str
    html: Html
    text: str
    page_of: Section | None = None
    sheet: str = ""
    saved: "Figure | None" = None

    def _repr_mimebundle_(self, **_: object) -> Any:
        sheets = ("figure", self.sheet) if self.sheet else ("figure",)
        shown = [style(style_sheet(*sheets)), "\n"] if "class=" in self.html else []
        whole = joined([shown, block("figure", self.html, class_="fk-figure")])
        still = {"text/html": str(whole), "text/plain": self.text}
        if self.saved:  # save_hook takes it from there
            return still, {"fruskit": {"saved": self.saved._repr_mimebundle_()}}
        return leaf_bundle(still["text/html"], self.page_of, still) if self.page_of else still

    def __repr__(self) -> str:
        return self.text


KNOWN = "Known from elsewhere"
# Seen only where a stored page is shown without its style, and so without its drawing.
UNDRAWN = tag("p", "Run the lesson to see it drawn.", class_="fk-undrawn")
_WORDS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve"
_NUMBERS = tuple(_WORDS.split())


def count(number: int, of: str = "") -> str:
    """A number as a title says it, and the thing that it counts: “Nine events”."""
    words = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return words if not of else f"{words} {of}" if number == 1 else f"{words} {of}s"


def headed(title: str, how: str) -> tuple[Html, list[str]]:
    """What a figure shows and how to read it: as its head, and as lines of text."""
    head = [tag("p", title, class_="fk-title"), tag("p", how, class_="fk-how")]
    return block("figcaption", *head), [title, how, ""]


def muted(*words: object, name: str = "small") -> Html:
    """Words in small print beside others; name: the element, where it is another."""
    return tag(name, *words, class_="fk-muted")


def listed(items: Iterable[object], name: str = "ul", **attributes: str) -> Html:
    """A list with an item for each, one a line."""
    return block(name, *(tag("li", item) for item in items), **attributes)


def gridded(heads: Iterable[object], rows: Iterable[Html], *caption: Html, **look: str) -> Html:
    """A table: the heads of its columns, and its rows as `row` makes them."""
    head = tag("thead", tag("tr", (tag("th", one, scope="col") for one in heads)))
    return block("table", *caption, head, block("tbody", *rows), **look)


def row(name: object, cells: object, **look: str | None) -> Html:
    """A row of a table, with what names it."""
    return tag("tr", tag("th", name, scope="row"), cells, **look)


def wide(inside: Html, name: str) -> Html:
    """What may be wider than the page, and is then moved in its own place, by keyboard too."""
    named: dict[str, str] = {"tabindex": "0", "role": "group", "aria_label": name}
    return tag("div", inside, class_="fk-wide", **named)


def opened(summary: object, *parts: object, open: bool = False) -> Html:
    """What is shown when its summary is clicked."""
    return tag("details", joined([tag("summary", summary), *parts], "\n"), "\n", open=open)


# --- a fact from elsewhere


def dated(fact: Fact) -> str:
    """The day of a fact, before its words; empty where it has none."""
    return f"{fact.when}. " if fact.date else ""


def source(fact: Fact) -> Html:
    """Where a fact was read, as HTML; only web addresses become links."""
    standing = None if fact.standing == "read" else f" ({fact.standing})"
    return joined([link(fact.link, prose(fact.source)), standing])


def sourced(fact: Fact) -> Html:
    """The words of a fact, and their source in brackets."""
    return joined([prose(fact.text), " [", source(fact), "]"])


def sourced_text(fact: Fact) -> str:
    """The same in plain words."""
    return f"{plain(fact.text)} [{plain(fact.source)}]"
