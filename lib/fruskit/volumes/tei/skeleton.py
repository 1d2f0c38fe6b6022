"""Cuts out of a volume's XML what a list of its documents needs, so that no body is read.

Kept are the tags of divisions, page breaks, and whole the heads, datelines and source notes of
documents: a small volume of the same documents. In well-formed XML “<” begins a tag, a comment, a
section of character data or an instruction and nothing else, so tags can be told without a parser;
whether the file is well-formed is not checked here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import re

from ...errors import FruskitError

# The tags that matter, and whatever may hold what only looks like a tag. Nothing is tried twice.
_TAGS = re.compile(
    rb"<(?:(?P<close>/?+)(?:[\w.-]++:)?+"
    rb"(?P<name>d(?:iv|ateline)|head|note|attachment|q(?:uote)?+|f(?:loatingText|igure)|l(?:ist|g)|pb|t(?:able|ext))(?=[\s/>])"
    rb"(?P<rest>[^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+)>"
    rb"|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)",
    re.DOTALL,
)
_SOURCE = re.compile(rb"type\s*=\s*[\"']source[\"']")


@dataclass(slots=True)
class _Within:
    """How deep the next tag of a division stands in what does not speak for the division itself."""

    notes: int = 0
    aloof: int = 0  # attachments and quotations, of which all is their own
    inner: int = 0  # lists and the like, whose heads are their own

    def move(self, name: bytes, step: int) -> None:
        if name == b"note":
            self.notes += step
        elif name in (b"list", b"table", b"figure", b"lg"):
            self.inner += step
        else:
            self.aloof += step

    def keeps(self, name: bytes, rest: bytes) -> bool:
        """Whether this element says something of the document, and is kept whole."""
        if self.notes or self.aloof:
            return False
        if name == b"note":
            return bool(_SOURCE.search(rest))
        return name == b"dateline" or not self.inner


def skeleton(path: Path, raw: bytes) -> bytes:
    """The same volume without its bodies. Raises FruskitError when the file breaks off."""
    tags = (tag for tag in _TAGS.finditer(raw) if tag["name"])
    begin = next((tag for tag in tags if tag["name"] == b"text"), None)
    end = raw.rfind(b"</text>") if begin else -1
    if begin and end < 0:
        raise FruskitError(str(path), "it breaks off before its end", "Is the file complete?")
    if not begin:
        return raw  # no volume, or one without words: whoever reads it will say so
    return b"".join([raw[: begin.end()], *_kept(raw, tags, end), raw[end:]])


def _kept(raw: bytes, tags: Iterator[re.Match[bytes]], end: int) -> Iterator[bytes]:
    within = [_Within()]
    whole, start, depth = b"", 0, 0  # the element that is being kept whole
    for tag in tags:
        name, step = tag["name"], -1 if tag["close"] else 0 if tag["rest"].endswith(b"/") else 1
        if tag.start() >= end:
            return
        if whole:
            depth += step if name == whole else 0
            if not depth:
                yield raw[start : tag.end()]
                whole = b""
        elif name == b"pb":
            yield tag[0]
        elif name == b"div" and not within[-1].notes:
            yield tag[0]
            if step > 0:
                within.append(_Within())
            elif step < 0 and len(within) > 1:
                within.pop()
        elif (
            step > 0
            and name in (b"head", b"dateline", b"note")
            and within[-1].keeps(name, tag["rest"])
        ):
            whole, start, depth = name, tag.start(), 1
        elif name not in (b"head", b"dateline", b"div", b"text"):
            within[-1].move(name, step)
