"""The scripts and the style of cards and leaves, as a host hands them to a browser.

The script takes a model that can get, set, on, off and send: a dozen lines in a plain page.
"""

from functools import cache
from pathlib import Path

from ..exercises import KINDS
from ..markup import language

_HERE = Path(__file__).parent
_SHARED = ("parts", "walk", "margin")


@cache
def script(*kinds: str) -> str:
    """A card's: what all kinds share, then the work areas of these, one a step."""
    shared = [name for kind in kinds for name in KINDS[kind].scripts]
    return _module(
        *_SHARED, "lifeline", "shell", "around", "terms", "feedback", "placed", *shared, *kinds
    )


@cache
def leaf_script() -> str:
    """A leaf's."""
    return _module(*_SHARED, "leaf")


@cache
def panel_script() -> str:
    """A panel's."""
    return _module("parts", "panel")


def _module(*names: str) -> str:
    """One ES module."""
    return "\n".join((_HERE / f"{name}.js").read_text("utf-8") for name in dict.fromkeys(names))


@cache
def style() -> str:
    """A card's; a page of the text brings one of its own but for the margin."""
    return language() + _sheet("exercise") + leaf_style()


@cache
def leaf_style() -> str:
    """A leaf's, beside that of the page."""
    return _sheet("margin")


@cache
def panel_style() -> str:
    """A panel's, beside that of cards."""
    return _sheet("panel")


def _sheet(name: str) -> str:
    return (_HERE / f"{name}.css").read_text("utf-8")
