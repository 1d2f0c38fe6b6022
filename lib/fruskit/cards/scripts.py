"""The script and the style of cards, as a host hands them to a browser.

The script takes a model that can get, set, on, off and send: a dozen lines in a plain page.
"""

from functools import cache
from pathlib import Path

from ..exercises import KINDS
from ..markup import language

_HERE = Path(__file__).parent


@cache
def script(*kinds: str) -> str:
    """One ES module: what all kinds share, then the work areas of these, one a step."""
    shared = [name for kind in kinds for name in KINDS[kind].scripts]
    names = dict.fromkeys(["shell", "terms", "feedback", *shared, *kinds])
    return "\n".join((_HERE / f"{name}.js").read_text("utf-8") for name in names)


@cache
def style() -> str:
    return language() + (_HERE / "exercise.css").read_text("utf-8")
