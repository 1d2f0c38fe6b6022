"""What every figure is: a name, its HTML, and the same in plain words."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...claims.annotations import Fact
from ...markup import escape, prose
from ...volumes.dates import in_words


@dataclass(frozen=True)
class Figure:
    """A figure; in a notebook it shows itself. `text` says all that `html` shows."""

    name: str
    html: str
    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        shown = f"<style>{_style()}</style>\n" if "class=" in self.html else ""
        return {
            "text/html": f'{shown}<div class="fk-figure">\n{self.html}\n</div>',
            "text/plain": self.text,
        }

    def __repr__(self) -> str:
        return self.text


# Seen only where a stored page is shown without its style, and so without its drawing.
UNDRAWN = '<p class="fk-undrawn">Run this cell to see it drawn.</p>'


@cache
def _style() -> str:
    return Path(__file__).with_name("figure.css").read_text("utf-8")


def dated(fact: Fact) -> str:
    """The day of the fact, to stand before its words; empty where it has none."""
    return f"{in_words(fact.date)}. " if fact.date else ""


def source(fact: Fact) -> str:
    """Where a fact was read, as HTML; only web addresses become links."""
    named = prose(fact.source)
    if fact.link.startswith("https://"):
        named = (
            f'<a href="{escape(fact.link)}" target="_blank" rel="noopener noreferrer">{named}</a>'
        )
    return named + ("" if fact.standing == "read" else f" ({escape(fact.standing)})")
