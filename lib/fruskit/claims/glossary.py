"""The words of the trade that a kit explains, in data/glossary.toml, and where a text uses them.

A kit need not have any. Whether lessons explain a word where it first comes, it does not know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
import re
from typing import Any, NamedTuple

from ..errors import FruskitError
from ..kit.datafile import placed
from ..kit.folder import Kit
from .annotations import Works
from .forms import GLOSSARY
from .quotes import distinct, slug


class Gloss(NamedTuple):
    """A word and its meaning. also: other forms of it; list_only: a list explains it, and cards do
    not; source: who says so, empty where that is common knowledge."""

    id: str
    word: str
    also: tuple[str, ...]
    meaning: str
    list_only: bool = False
    source: str = ""
    link: str = ""

    def is_in(self, text: str) -> bool:
        return bool(re.search(rf"(?<!\w)(?:{_pattern(self).pattern})(?!\w)", text))


@dataclass(frozen=True)
class Glossary:
    """The terms of a kit, in the order of its file."""

    terms: tuple[Gloss, ...] = ()

    @cached_property
    def _any(self) -> re.Pattern[str]:
        forms = sorted((form for t in self._told for form in (t.word, *t.also)), key=len)[::-1]
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_form, forms))})(?!\w)")

    @cached_property
    def _told(self) -> list[Gloss]:
        return [term for term in self.terms if not term.list_only]

    def used(self, text: str) -> dict[str, Gloss]:
        """The terms in a text, by how they are written there; of two in one place, the longer.
        Those that a list alone explains are left out."""
        places = self._any.finditer(text) if self._told else ()
        written = dict.fromkeys(place[0] for place in places)
        return {
            word: next(t for t in self._told if _pattern(t).fullmatch(word)) for word in written
        }


NONE = Glossary()


@cache
def _pattern(term: Gloss) -> re.Pattern[str]:
    """The word in its forms, with or without an s; an abbreviation in just these letters."""
    return re.compile("|".join(map(_form, sorted((term.word, *term.also), key=len)[::-1])))


def _form(form: str) -> str:
    words = r"\s+".join(re.escape(word).replace("’", "['’]") for word in form.split())
    return words if any(map(str.isupper, form)) else f"(?i:{words}s?)"


def load(kit: Kit, problems: list[FruskitError] | None = None) -> Glossary:
    """The kit's glossary; what is wrong with its file goes to the problems, where there is a list."""
    read, works = GLOSSARY.load(kit), Works(kit)
    found, terms = list(read.problems), []
    for entry, where in read.sound("word"):
        with placed(where, found):
            source = works.source(entry) if entry["work"] else ""
            said = {key: entry[key] for key in ("id", "word", "meaning", "link", "list_only")}
            terms.append(Gloss(**said, also=tuple(entry["also"]), source=source))
    if problems is not None:
        problems += found
    return Glossary(tuple(terms))


def entries(words: Iterable[tuple[str, str]], **source: str) -> Iterator[dict[str, Any]]:
    """Entries for data/glossary.toml of words and meanings that a machine has found, drafts all.
    source: work, locator, link of all of them, as the file has them."""
    taken = set[str]()
    for word, meaning in words:
        id = distinct(slug(word), taken)
        yield {"id": id, "draft": True, "word": word, "meaning": meaning, **source}
