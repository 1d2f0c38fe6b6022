"""Anchors words of a section by quotation, so that each has one place and no other."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import count
import re
from typing import Any

from ..volumes.text import Section
from ..words import word_list

_SHOWN, _MOST = 8, 30  # words by which a document is known, and how many it may take


def anchored(section: Section, block: str, start: int, end: int) -> dict[str, Any]:
    """The keys quote and block, and the prefix that is needed, for block[start:end]."""
    text = section.block(block).text
    quote, before = text[start:end], text[:start]
    anchor = {"quote": quote, "block": block}
    cuts = [m.start() for m in re.finditer(r"\S+\s*", before)]
    for cut in (len(before), *reversed(cuts), 0):
        prefix = before[cut:]
        places = re.findall(f"(?={re.escape(prefix + quote)})", text)  # those that overlap, too
        if text.count(quote) == 1 or len(places) == 1:
            return anchor | ({"prefix": prefix} if prefix and text.count(quote) > 1 else {})
    return anchor | {"prefix": before, "suffix": text[end:]}


def evidence(
    section: Section, block: str, start: int = 0, end: int | None = None
) -> list[dict[str, Any]]:
    """The same as an exercise's `evidence`; without an end, the block's first line or sentence."""
    text = section.block(block).text
    if end is None:
        end = start + len(shortened(text[start:], 25).removesuffix(" …"))
    return [anchored(section, block, start, end)]


def beginnings(section: Section) -> dict[str, str]:
    """By document, the first words of a paragraph, as many as no other part begins with. Parts that
    differ in spaces and signs alone count as alike, since a reader would. A document without such
    words is left out."""
    known = sorted(_letters(block.text) for block in section.blocks)
    found: dict[str, str] = {}
    untried = {document.id for document in section.documents}
    for block in section.blocks:
        fits = block.kind == "paragraph" and len(_worded(block.text)) > 3
        if fits and block.division in untried:
            untried.remove(block.division)
            if words := next((w for w in _longer(block.text) if _alone(w, known)), ""):
                found[block.division] = words
    return found


def _alone(words: str, known: list[str]) -> bool:
    """Whether one block alone begins with these words; `known` has what all begin with, sorted."""
    key = _letters(words)
    at = bisect_left(known, key)
    return not any(other.startswith(key) for other in known[at + 1 : at + 2])


def _longer(text: str) -> Iterator[str]:
    """Its first words, then more of them, on one line."""
    before = ""
    for many in range(_SHOWN, _MOST + 1):
        words = shortened(text, many)
        if words != before and len(_worded(words)) > 3:
            yield words
        before = words


def _worded(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalpha, word))]


def _letters(text: str) -> str:
    return "".join(word_list(text))


def shortened(text: str, words: int) -> str:
    """Its first words on one line, with “ …” where there are more."""
    line = text.splitlines()[0] if text.strip() else ""
    found = list(re.finditer(r"\S+", line))
    if len(found) <= words and line == text:
        return line
    return line[: found[min(words, len(found)) - 1].end()] + " …"


def slug(words: str) -> str:
    """Words as an id: lower case, joined by hyphens; empty where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-")


def distinct(id: str, taken: set[str]) -> str:
    """The id, with a number after it where it is taken; it is taken from then on."""
    wanted = id or "entry"
    id = next(one for n in count(1) if (one := f"{wanted}-{n}" if n > 1 else wanted) not in taken)
    taken.add(id)
    return id
