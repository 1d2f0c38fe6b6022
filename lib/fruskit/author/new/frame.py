"""The words of a new kit, from the files beside this module, with what they say of a section filled in.

It knows the pages, comments and exercises that are there, and not what may be asked of a section.
"""

from functools import cache
from pathlib import Path
from string import Template
import tomllib
from typing import Any

from ...claims.drafts import titled
from ...markup import md_escape
from ...volumes.text import Section

PAGES = Path(__file__).with_name("pages")
Entry = dict[str, Any]


def named(section: Section, volume: str) -> dict[str, str]:
    """What every page may name: the section and its volume."""
    title, volume = md_escape(titled(section)), md_escape(volume or section.volume)
    return {"title": title, "volume": volume, "id": section.id}


def page(name: str, **words: str) -> str:
    """The file of that name; $words in it stand for these."""
    return Template((PAGES / name).read_text(encoding="utf-8")).safe_substitute(words)


@cache
def table(name: str) -> dict[str, Any]:
    """What a TOML file holds. It is shared: nobody writes into it."""
    return tomllib.loads(page(name))


def exercise(id: str, **made: Any) -> Entry:
    """An exercise of exercises.toml as a draft, with these fields as they were made."""
    held = table("exercises.toml")
    fields = {key: value for key, value in held[id].items() if key != "part"}
    filled: Entry = _filled(fields, {"look": held["look"]})
    return {"id": id, "draft": True} | filled | made


def said(id: str, part: str, **words: str) -> Entry:
    """What is said with a part of an exercise; $words in it stand for these."""
    filled: Entry = _filled(table("exercises.toml")[id]["part"][part], words)
    return filled


def _filled(held: Any, words: dict[str, str]) -> Any:
    if isinstance(held, dict):
        return {key: _filled(value, words) for key, value in held.items()}
    if isinstance(held, list):
        return [_filled(value, words) for value in held]
    return Template(held).safe_substitute(words)
