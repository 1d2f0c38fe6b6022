"""The style sheets of what is published."""

from functools import cache
from pathlib import Path


@cache
def style_sheet(name: str) -> str:
    """The CSS of figure, handout or portfolio."""
    return Path(__file__).with_name(f"{name}.css").read_text("utf-8")
