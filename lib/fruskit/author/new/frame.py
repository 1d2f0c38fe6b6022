"""The words of a new kit, from the files beside this module, with what they say of a section filled in.

It knows the pages, comments and exercises that are there, and not what may be asked of a section.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Template
import tomllib
from typing import Any

from ...claims.drafts.entries import titled
from ...claims.quotes import shortened
from ...markup import md_escape
from ...volumes.text import Section

PAGES = Path(__file__).with_name("pages")
Entry = dict[str, Any]


def named(section: Section) -> dict[str, str]:
    """What every page may name: the texts of the kit and their volumes."""
    told = [(titled(one.section), one.header.title or one.section.volume) for one in section.texts]
    told = [(md_escape(title), md_escape(volume)) for title, volume in told]
    (title, volume), *others = told
    if not others:
        division = f"the division `{section.id}` of *{volume}*."
        return {"title": title, "reading": f"a section of *{volume}*.", "divisions": division}
    listed = "\n".join(f"{n}. “{title}”, from *{of}*" for n, (title, of) in enumerate(told, 1))
    reading = f"{len(told)} texts:\n\n{listed}"
    title = " · ".join(shortened(title, 8) for title, _ in told)
    return {"title": title, "reading": reading, "divisions": reading}


def page(name: str, **words: str) -> str:
    """The file of that name; $words in it become these."""
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
    """What is said with a part of an exercise; $words in it become these."""
    filled: Entry = _filled(table("exercises.toml")[id]["part"][part], words)
    return filled


def paired(id: str, left: str, right: str, words: Entry, where: list[Entry]) -> Entry:
    return {"id": id, "left": left, "right": right, **words, "evidence": where}


def matching(id: str, pairs: list[Entry], extras: Sequence[Entry] = ()) -> Entry | None:
    """A match of these pairs, and of what belongs to nothing; none where pairs are fewer than two."""
    more = {"extra": list(extras)} if extras else {}
    return exercise(id, pair=pairs, **more) if len(pairs) > 1 else None


def line(text: str) -> str:
    return " ".join(text.split())


def _filled(held: Any, words: dict[str, str]) -> Any:
    if isinstance(held, dict):
        return {key: _filled(value, words) for key, value in held.items()}
    if isinstance(held, list):
        return [_filled(value, words) for value in held]
    return Template(held).safe_substitute(words)
