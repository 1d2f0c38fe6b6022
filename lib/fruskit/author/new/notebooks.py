"""Writes the lessons of a new kit from the pages beside this module, one Markdown file a lesson.

In a page “---” parts two cells, a block of Python is a cell of its own, and $exercises stands where the
lesson's exercises go. What a page cannot know is a quotation that begins “For the historian:”.
"""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from string import Template
from typing import Any

from ...claims.drafts import counted, pages, titled, VOLUME
from ...markup import md_escape
from ...volumes.text import Section

_PAGES = Path(__file__).with_name("pages")
LESSONS = tuple(sorted(path.stem for path in _PAGES.glob("*.md")))
_CODE = re.compile(r"^```python\n(.*?)\n```$", re.M | re.S)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def notebook(lesson: str, section: Section, volume: str, exercises: list[str]) -> str:
    """One lesson as a notebook (nbformat 4.5) without outputs. exercises: their ids, in order."""
    page = (_PAGES / f"{lesson}.md").read_text(encoding="utf-8")
    shown = "\n".join(f'```python\nfruskit.exercise("{id}")\n```' for id in exercises)
    page = Template(page).safe_substitute(
        title=md_escape(titled(section)),
        volume=md_escape(volume or section.volume),
        numbers=_numbers(section),
        word=_word(section),
        cite=", ".join(f'"{part}"' for part in (VOLUME, pages(section)) if part),
        exercises=f"## Exercises\n{shown}" if shown else _MISSING,
    )
    cells: list[dict[str, Any]] = [
        {
            "cell_type": kind,
            "id": f"cell-{place:02}",
            "metadata": {},
            "source": source.splitlines(keepends=True),
        }
        | ({"execution_count": None, "outputs": []} if kind == "code" else {})
        for place, (kind, source) in enumerate(_cells(page), 1)
    ]
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


_MISSING = "---\n> **For the historian:** this lesson has no exercise yet.\n---"


def _cells(page: str) -> Iterator[tuple[str, str]]:
    for place, piece in enumerate(_CODE.split(page)):
        if place % 2:
            yield "code", piece
        else:
            yield from (
                ("markdown", words.strip())
                for words in re.split(r"^---$", piece, flags=re.M)
                if words.strip()
            )


def _numbers(section: Section) -> str:
    parts = [
        counted(len(section.documents), "document"),
        counted(len(section.notes), "footnote"),
        pages(section),
    ]
    return f"{md_escape(', '.join(filter(None, parts)))}."


def _word(section: Section) -> str:
    """A word of the title to begin a search with."""
    words: list[str] = re.findall(r"[^\W\d_]+", section.title)
    return max(words or ["the"], key=len)
