"""Finds words in an index file and shows each place in its line, with document, date and page.

Words are taken as people type them: no sign in them is a command. It does not make the index.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
import json
from pathlib import Path
import re
import sqlite3
from typing import Any
from unicodedata import combining, normalize

from ..anchors import in_line
from ..table import Table
from .file import opened, usual_place

COLUMNS = (
    "volume",
    "document",
    "date",
    "page",
    "before",
    "words",
    "after",
    "block",
    "start",
    "end",
)
_NEAR = 25  # words that may stand between the two
_OPEN, _SHUT = "\x02", "\x03"  # set around what is found; XML has no such characters
_QUESTION = """
SELECT volume.name, document.name, document.date, block.page, block.turns, block.name,
       highlight(words, 0, ?, ?)
FROM words JOIN block ON block.id = words.rowid JOIN volume ON volume.id = block.volume
     LEFT JOIN document ON document.id = block.document
WHERE words MATCH ? {near} ORDER BY words.rowid
"""


def search(words: str, near: str = "", index: Path | str | None = None, limit: int = 100) -> Table:
    """The places where these words stand one after the other, a row each, in the order of the index.

    Case, accents and punctuation do not matter. near: only blocks in which these words stand within
    25 words of the others; without a word in it, it asks for nothing. index: the file, else the
    usual place. limit: places at most. start and end are characters into the block's text,
    half-open; date is ISO, or two with a stroke. Empty where nothing is found. Raises FruskitError
    when the index cannot be used.
    """
    wanted = [_phrase(words)]
    near_too = ""
    if has_word(near):
        near_too = "AND words.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)"
        wanted.append(f"NEAR({_phrase(words)} {_phrase(near)}, {_NEAR})")
    with opened(usual_place(index)) as file:
        found = file.execute(_QUESTION.format(near=near_too), (_OPEN, _SHUT, *wanted))
        rows = tuple(islice(_places(found, _folded(near)), max(0, limit)))
    return Table("search", COLUMNS, rows)


def has_word(words: str) -> bool:
    """Whether there is anything in it that can be searched."""
    return bool(_folded(words))


def _folded(text: str) -> list[str]:
    """The words of a text without case and accents, as the index has them."""
    bare = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.findall(r"[^\W_]+", bare.casefold())


def _phrase(words: str) -> str:
    """A phrase of FTS5: in quotation marks nothing has a meaning but these, which are doubled.

    Source: SQLite, “FTS5 Full-text Query Syntax”, section 3.1, strings.
    """
    plain = words.encode("utf-8", "replace").decode().replace("\0", " ")
    return '"' + plain.replace('"', '""') + '"'


def _places(found: sqlite3.Cursor, near: list[str]) -> Iterator[tuple[Any, ...]]:
    """A row for each place that is marked in the texts found, and has these words near it."""
    for volume, document, date, page, turns, block, marked in found:
        pages = json.loads(turns) if turns else []
        pieces = marked.replace(_SHUT, _OPEN).split(_OPEN)  # every second one is what was found
        text, ends = "".join(pieces), list(accumulate(map(len, pieces)))
        spans = list(zip(ends[::2], ends[1::2]))
        for start, end in [span for span in spans if _is_near(text, *span, near)] or spans:
            words = text[start:end]
            turned = bisect_right([offset for offset, _ in pages], start)
            here = pages[turned - 1][1] if turned else page
            before, after = in_line(text, start, end)
            shown = " ".join(words.split())
            yield volume, document or "", date or "", here, before, shown, after, block, start, end


def _is_near(text: str, start: int, end: int, near: list[str]) -> bool:
    """Whether these words stand, one after the other, within 25 words before or after the place."""
    reach = _NEAR + len(near)
    around = (_folded(text[:start])[-reach:], _folded(text[end:])[:reach])
    return not near or any(
        words[at : at + len(near)] == near
        for words in around
        for at in range(len(words) - len(near) + 1)
    )
