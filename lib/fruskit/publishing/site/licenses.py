"""What travels along in a page and others have made: under which license, each of them in full.

licenses.txt holds them, each below a line that begins with “===”; one reads them without Python.
"""

from pathlib import Path
import re

from ...kit.folder import Kit
from ...markup import Html, tag

_CARRIED = (
    "This page carries Python (Python Software Foundation License) and Pyodide "
    "(Mozilla Public License 2.0, source at github.com/pyodide/pyodide). "
)
_ID = "licenses"


def in_full(kit: Kit) -> Html:
    """All texts, folded; that of the kit itself comes first, where it has one."""
    whole = Path(__file__).with_name("licenses.txt").read_text("utf-8")
    texts = re.split(r"^=== (.+)\n", whole, flags=re.M)[1:]
    own = kit.root / "LICENSE"
    if own.is_file():
        texts = ["These lessons", own.read_text("utf-8", "replace"), *texts]
    held = [
        _folded(title, tag("pre", text.strip())) for title, text in zip(texts[::2], texts[1::2])
    ]
    return tag("div", tag("p", _CARRIED), _folded("Licenses in full", *held), id=_ID)


def elsewhere() -> Html:
    """Where the start page has them."""
    return tag("p", _CARRIED, tag("a", "Licenses in full", href=f"index.html#{_ID}"))


def _folded(title: str, *inside: Html) -> Html:
    return tag("details", tag("summary", title), *inside)
