"""Sends a page its script and style once, and not with each view: the first view of a page brings them.

Where it cannot be told which page asks, each view brings its own.
"""

from functools import cache
from hashlib import sha256
import json
from pathlib import Path
import re
import sys

from .request import running

_brought = set[tuple[str, str]]()  # page and script


@cache
def whole(script: str, style: str) -> str:
    """The ES module that draws a view, and leaves itself and its style in the page for others."""
    name = json.dumps(_name(script, style))
    drawing = _EXPORTED.search(script)
    return f"""{script}
(globalThis.fruskitShared ??= {{}})[{name}] ??= {drawing[1] if drawing else "render"};
if (!document.getElementById({name})) {{
  document.head.append(Object.assign(document.createElement("style"), {{ id: {name}, textContent: {json.dumps(style)} }}));
}}
"""


def once(script: str, style: str) -> str:
    """The module for one more view: all of it, or how to take it from the page that has it."""
    name = _name(script, style)
    asked = None if "google.colab" in sys.modules else running()  # there each cell is a page
    if asked is None or (asked.page, name) not in _brought:
        if asked:
            _brought.add((asked.page, name))
        return whole(script, style)
    return f"const NAME = {json.dumps(name)};\n{_TAKEN}"


@cache
def _name(script: str, style: str) -> str:
    return "fruskit-" + sha256(f"{script}\0{style}".encode()).hexdigest()[:12]


_EXPORTED = re.compile(r"^export default \{ render: (\w+) \};$", re.M)
_TAKEN = Path(__file__).with_name("once.js").read_text("utf-8")
