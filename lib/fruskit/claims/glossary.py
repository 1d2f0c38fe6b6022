"""The words of the trade that a kit explains, in data/glossary.toml, and where a text uses them.

A kit need not have any. Whether lessons explain a word where it first comes, it does not know.
"""

from dataclasses import dataclass
from functools import cache, cached_property
import re
from typing import NamedTuple

from ..errors import FruskitError
from ..kit.datafile import placed
from ..kit.folder import Kit
from .annotations import Works
from .forms import GLOSSARY


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
        return bool(_whole(self).search(text))


@dataclass(frozen=True)
class Glossary:
    """The terms of a kit, in the order of its file."""

    terms: tuple[Gloss, ...] = ()

    @cached_property
    def _told(self) -> tuple[Gloss, ...]:
        return tuple(term for term in self.terms if not term.list_only)

    def used(self, text: str) -> dict[str, Gloss]:
        """The terms in a text, by how they are written there; of two in one place, the longer.
        Those that a list alone explains are left out."""
        places = _whole(*self._told).finditer(text) if self._told else ()
        written = dict.fromkeys(place[0] for place in places)
        return {word: next(t for t in self._told if _whole(t).fullmatch(word)) for word in written}


NONE = Glossary()


@cache
def _whole(*terms: Gloss) -> re.Pattern[str]:
    """Any of these words by itself, in its forms, the longer ones first."""
    forms = sorted((form for term in terms for form in (term.word, *term.also)), key=len)[::-1]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_form, forms))})(?!\w)")


def _form(form: str) -> str:
    """A form with or without an s; an abbreviation in just these letters."""
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
