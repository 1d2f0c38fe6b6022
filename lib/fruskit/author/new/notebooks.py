"""Writes the lessons of a new kit from the pages beside this module, one Markdown file a lesson.

In a page “---” parts two cells, a block of Python is a cell of its own, and $exercises is where the
lesson's exercises go. What a page cannot know is a quotation that begins “For the historian:”.
"""

from collections.abc import Iterator
import json
import re
from typing import Any

from ...claims.drafts.entries import home, locator, pages, placed
from ...markup import many, md_escape
from ...volumes.text import Section
from .frame import named, page, PAGES

LESSONS = tuple(sorted(path.stem for path in PAGES.glob("[0-9]*.md")))
_CODE = re.compile(r"^```python\n(.*?)\n```$", re.M | re.S)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_TEXTS = """
Each text has a name here, and its ids bear that of its volume. With its name, as in `fruskit.load("…")` or
`fruskit.page("…")`, you have it alone.
```python
fruskit.show("texts", "name", "title", "locator", "documents")
```"""
_HAND_IN = """---
## Hand in
If your class collects its work, hand this lesson in here. You see first what goes into the file.
```python
fruskit.hand_in("{}")
```"""
_MISSING = "---\n> **For the historian:** this lesson has no exercise yet.\n---"


def notebook(lesson: str, section: Section, exercises: list[str]) -> str:
    """One lesson as a notebook (nbformat 4.5) without outputs. exercises: their ids, in order."""
    shown = "\n".join(f'```python\nfruskit.exercise("{id}")\n```' for id in exercises)
    places = ((home(text), text.locator or locator(text.section)) for text in section.texts)
    words: list[str] = re.findall(r"[^\W\d_]+", section.title)
    source = page(
        f"{lesson}.md",
        **named(section),
        numbers=_numbers(section),
        texts=_TEXTS if len(section.texts) > 1 else "",
        word=max(words or ["the"], key=len),  # to begin a search with
        facts=", ".join(f'"{id}"' for id in placed(len(section.texts))),
        cites="\n```\n```python\n".join(f'fruskit.cite("{key}", "{at}")' for key, at in places),
        exercises=f"## Exercises\n{shown}\n{_HAND_IN.format(lesson[:2])}" if shown else _MISSING,
    )
    cells = [_cell(n, *cell) for n, cell in enumerate(_cells(source), 1)]
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cells(source: str) -> Iterator[tuple[str, str]]:
    for place, piece in enumerate(_CODE.split(source)):
        if place % 2:
            yield "code", piece
            continue
        for words in map(str.strip, re.split(r"^---$", piece, flags=re.M)):
            if words:
                yield "markdown", words


def _cell(number: int, kind: str, source: str) -> dict[str, Any]:
    lines = source.splitlines(keepends=True)
    cell = {"cell_type": kind, "id": f"cell-{number:02}", "metadata": {}, "source": lines}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _numbers(section: Section) -> str:
    several = len(section.texts) > 1
    counts = many(len(section.documents), "document"), many(len(section.notes), "footnote")
    first, last = (many(len(section.texts), "text"), "") if several else ("", pages(section))
    return f"{md_escape(', '.join(filter(None, (first, *counts, last))))}."
