"""Finds words in an index file and shows each place in its line, with document, date and page.

Words are taken as people type them: no sign in them is a command. It does not make the index.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, product
import json
from pathlib import Path
import sqlite3
from typing import Any

from ...words import mentions, word_list
from ..anchors import in_line
from ..table import Table
from .file import opened, usual_place

_COLUMNS = "volume document date page before words after block start end"
COLUMNS = tuple(_COLUMNS.split())
_NEAR = 25  # words that may be between the two
_MANY = 64  # ways in which words may be printed broken, at most
_QUESTION = """
SELECT volume.name, document.name, document.date, block.page, block.turns, block.name, block.text
FROM words JOIN block ON block.id = words.rowid JOIN volume ON volume.id = block.volume
     LEFT JOIN document ON document.id = block.document
WHERE words MATCH ? ORDER BY words.rowid
"""
_BROKEN = "SELECT printed FROM broken WHERE word = ?"


def search(words: str, near: str = "", index: Path | str | None = None, limit: int = 100) -> Table:
    """The places where these words are, one after the other, a row each, in the index's order.

    Case, accents and punctuation do not matter, nor whether a word is broken at a line's end; it is
    shown as it is printed. near: only blocks in which these words are within 25 words of the
    others; without a word in it, it asks for nothing. index: the file, else the usual place. limit:
    places at most. start and end are characters into the block's text, half-open; date is ISO, or
    two with a slash. Empty where nothing is found. Raises FruskitError when it cannot be used.
    """
    with opened(usual_place(index)) as file:
        question = " OR ".join(_phrases(file, words))
        if has_word(near):
            both = product(_phrases(file, words), _phrases(file, near))
            question = " OR ".join(f"NEAR({one} {other}, {_NEAR})" for one, other in both)
        found = file.execute(_QUESTION, (question,))
        rows = tuple(islice(_places(found, words, near), max(0, limit)))
    return Table("search", COLUMNS, rows)


def has_word(words: str) -> bool:
    """Whether there is anything in it that can be searched."""
    return bool(word_list(words))


def _phrases(file: sqlite3.Connection, words: str) -> list[str]:
    """The words as a phrase of FTS5, and the same where one or more are printed broken."""
    forms = [[w, *(f for (f,) in file.execute(_BROKEN, (w,)))] for w in word_list(words)]
    phrases = [" ".join(form) for form in islice(product(*forms), _MANY)] if forms else [words]
    plain = (phrase.encode("utf-8", "replace").decode().replace("\0", " ") for phrase in phrases)
    # In quotation marks nothing has a meaning but these, which are doubled (SQLite, “FTS5 Full-text
    # Query Syntax”, section 3.1, strings).
    return ['"' + phrase.replace('"', '""') + '"' for phrase in plain]


def _places(found: sqlite3.Cursor, words: str, near: str) -> Iterator[tuple[Any, ...]]:
    """A row for each place of the words in the texts found, if it has these others near it."""
    for volume, document, date, page, turns, block, text in found:
        pages = json.loads(turns) if turns else []
        spans = mentions(text, words)
        around = mentions(text, near) if has_word(near) else []
        close = [span for span in spans if any(_is_near(text, span, other) for other in around)]
        for start, end in close or spans:
            turned = bisect_right([offset for offset, _ in pages], start)
            here = pages[turned - 1][1] if turned else page
            before, after = in_line(text, start, end)
            shown = " ".join(text[start:end].split())
            yield volume, document or "", date or "", here, before, shown, after, block, start, end


def _is_near(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether at most 25 words are between the two places, and neither is in the other."""
    first, second = sorted((one, other))
    return first[1] <= second[0] and len(word_list(text[first[1] : second[0]])) <= _NEAR
