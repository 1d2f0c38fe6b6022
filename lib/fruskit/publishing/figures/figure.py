"""What every figure is: a name, its HTML, and the same in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...claims.annotations import Fact
from ...markup import block, Html, joined, link, plain, prose, style, tag
from ...volumes.dates import in_words
from ..styles import style_sheet


@dataclass(frozen=True)
class Figure:
    """A figure; in a notebook it shows itself. `text` says all that `html` shows."""

    name: str
    html: Html
    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        shown = [style(style_sheet("figure")), "\n"] if "class=" in self.html else []
        whole = joined([shown, block("div", self.html, class_="fk-figure")])
        return {"text/html": str(whole), "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


WIDTH = 760  # of a drawing, in its units
KNOWN = "Known from elsewhere"
# Seen only where a stored page is shown without its style, and so without its drawing.
UNDRAWN = tag("p", "Run this cell to see it drawn.", class_="fk-undrawn")


def muted(*words: object, name: str = "small") -> Html:
    """Words in small print beside others; name: the element, where it is another."""
    return tag(name, *words, class_="fk-muted")


def listed(items: Iterable[object], name: str = "ul", **attributes: str) -> Html:
    """A list with an item for each, one a line."""
    return block(name, *(tag("li", item) for item in items), **attributes)


def opened(summary: object, *parts: object, open: bool = False) -> Html:
    """What is shown when its summary is clicked."""
    return tag("details", joined([tag("summary", summary), *parts], "\n"), "\n", open=open)


def picture(title: str, look: str, height: int, shapes: Iterable[object]) -> Html:
    """A drawing as SVG, with what a screen reader says of it."""
    said, box = f"{title}; the list below says the same", f"0 0 {WIDTH} {height}"
    return block("svg", *shapes, class_=look, viewBox=box, role="img", aria_label=said)


# --- a fact from elsewhere


def dated(fact: Fact) -> str:
    """The day of a fact, before its words; empty where it has none."""
    return f"{in_words(fact.date)}. " if fact.date else ""


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
