"""The works that a kit cites, in two groups, as one reads them and as files for a student's own library."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
import json

from ..errors import FruskitError, nearest
from ..markup import block, joined, tag
from ..words import mentions
from .chicago import entries, Made, Reference, Work
from .interchange import bibtex, ris


@dataclass(frozen=True)
class Bibliography:
    """Works in two groups: those that the section cites, and those that tell of it from elsewhere."""

    cited: tuple[Work, ...]
    elsewhere: tuple[Work, ...]
    made: Made = field(default_factory=dict, repr=False, compare=False)

    @property
    def works(self) -> tuple[Work, ...]:
        return self.cited + self.elsewhere

    def chicago(self) -> str:
        """Entries as plain text, one a line, by author and title within their group."""
        groups = ("\n".join([f"{name}:", *listed]) for name, listed in self._groups())
        return "\n\n".join(groups) + "\n"

    def md(self) -> str:
        groups = ((name, (f"- {one.md}" for one in listed)) for name, listed in self._groups())
        return "\n\n".join("\n".join([f"## {name}\n", *listed]) for name, listed in groups) + "\n"

    def entries(self) -> list[Reference]:
        """The entries of both groups in one order."""
        return entries(self.works, self.made)

    def named_in(self, words: str, volumes: Collection[str] = ()) -> "Bibliography":
        """Only the works that these words name, by author or short title, and these volumes of
        FRUS. Where works share a title, the words have to name the volume right after it."""
        titles = Counter(_title(work) for work in self.works)

        def is_named(work: Work) -> bool:
            names = _names(work, titles[_title(work)] > 1)
            volume = any(work.get("URL", "").endswith(f"/{one}") for one in volumes)
            return volume or any(mentions(words, name) for name in names)

        cited, elsewhere = (tuple(filter(is_named, of)) for of in (self.cited, self.elsewhere))
        return Bibliography(cited, elsewhere, self.made)

    def csl(self) -> str:
        return json.dumps(self.works, ensure_ascii=False, indent=2) + "\n"

    def bibtex(self) -> str:
        return "\n".join(map(bibtex, self.works))

    def ris(self) -> str:
        return "\n".join(map(ris, self.works))

    def _groups(self) -> list[tuple[str, list[Reference]]]:
        named = [("Cited by the section", self.cited), ("Known from elsewhere", self.elsewhere)]
        return [(name, entries(works, self.made)) for name, works in named if works]

    def __repr__(self) -> str:
        return self.chicago()

    def _repr_html_(self) -> str:
        groups = ((tag("strong", name), listed) for name, listed in self._groups())
        parts = ([tag("p", n), block("ul", *(tag("li", e.html) for e in of))] for n, of in groups)
        return joined(parts, "\n")


def _title(work: Work) -> str:
    return str(work.get("title-short") or work["title"])


def _names(work: Work, shared: bool) -> Iterator[str]:
    """What names a work in somebody's words: a person who wrote it, or its title in short."""
    yield from (author["family"] for author in work.get("author", ()) if "family" in author)
    title, volume = _title(work), str(work.get("volume", ""))
    if not (shared and volume):
        yield title
    yield from (f"{title}{between}{volume}" for between in (" ", ", vol. ", " volume ") if volume)


def find(works: Mapping[str, Work], id: str) -> Work:
    """The work of that id; FruskitError names the nearest where there is none."""
    if id not in works:
        remedy = nearest(str(id), works, f"There are {', '.join(works)}.")
        raise FruskitError("data/bibliography.json", f"it has no work “{id}”", remedy)
    return works[id]
