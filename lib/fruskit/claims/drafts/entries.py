"""What all drafts share: how an entry is tied to its words, and what is remembered from one to the next."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
import re
from typing import Any

from ...markup import many
from ...volumes.labels import page_of
from ...volumes.text import Document, Excerpt, Section
from ..quotes import anchored, distinct, slug

Entry = Mapping[str, Any]
VOLUME = "this-volume"  # the work that a section is part of, in a kit that has only one


@dataclass
class Desk:
    """What there is so far: works by their keys, ids that are taken, and what was left out, counted."""

    works: dict[str, Entry] = field(default_factory=dict)
    taken: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)

    def entry(
        self, table: str, text: Excerpt, id: str, at: tuple[str, int, int], /, **fields: Any
    ) -> Entry:
        """An entry tied to the words at (block, start, end)."""
        id = distinct(id, self.taken[table])
        return {"id": id, "draft": True, **fields, **anchored(text.section, *at)}

    def leave(self, count: int, one: str, why: str) -> None:
        self.left_out[one, why] += count

    def told(self) -> tuple[str, ...]:
        """What was left out, in words."""
        return tuple(f"{many(n, one)} {why}" for (one, why), n in self.left_out.items() if n)

    def work(self, title: str) -> str:
        """The key of the work of that title, which is entered where it is new. Numbers of volumes in
        capitals: a style that capitalises words would make “Ii” of “ii”."""
        title = re.sub(r"(?i)(?<=\bvol\. )[ivxlc]+\b", lambda number: number[0].upper(), title)
        for id, work in self.works.items():
            if work["title"] == title:
                return id
        id = distinct(slug(title), set(self.works))
        self.works[id] = drafted_work(id=id, type="document", title=title)
        return id

    def volumes(self, texts: tuple[Excerpt, ...]) -> Iterator[Entry]:
        """Enters the volumes of the texts, and says of each text where it is."""
        for text, id in zip(texts, placed(len(texts))):
            key, title = home(text), text.header.title or text.section.volume
            self.works.setdefault(key, _volume(key, title, text))
            what = f"the division {text.section.id.rpartition('#')[2]} of {title}"
            says = f"The section “{titled(text.section)}” is {what}."
            at = {"work": key, "locator": text.locator or locator(text.section)}
            yield {"id": id, "draft": True, "text": says, **at, "standing": "read"}


def placed(count: int) -> list[str]:
    """The ids of the facts that say where so many texts are."""
    return ["where-it-stands", *(f"where-it-stands-{n}" for n in range(2, count + 1))]


def drafted_work(**fields: Any) -> Entry:
    """A work as CSL-JSON, with the fields that say something."""
    return {key: value for key, value in fields.items() if value} | {"custom": {"draft": True}}


def _volume(key: str, title: str, text: Excerpt) -> Entry:
    """The volume of a text, from its header alone."""
    header = text.header
    year = header.date if header.date.isdecimal() and len(header.date) == 4 else ""
    return drafted_work(
        id=key,
        type="book",
        title=title,
        editor=[{"literal": name} for name in header.editors],
        publisher=header.publisher,
        issued=year and {"date-parts": [[int(year)]]},
        **{"publisher-place": header.place},
    )


def home(text: Excerpt) -> str:
    """The key of the work that a text is part of."""
    return text.work or VOLUME


def locator(section: Section) -> str:
    """The place of a section in its volume as a note gives it: pages, else its id there."""
    return pages(section) or section.id.rpartition("#")[2]


def pages(section: Section) -> str:
    """The printed pages of the section as a note gives them; empty where none is known."""
    last = [page_of(section, b.id, len(b.text)) for b in section.blocks[-1:]]  # it may turn in it
    printed = list(dict.fromkeys(filter(None, [*(b.page for b in section.blocks), *last])))
    if len(printed) > 1:
        return f"pp. {printed[0]}–{printed[-1]}"
    return f"p. {printed[0]}" if printed else ""


def titled(section: Section) -> str:
    return " ".join(section.title.split()) or section.id


def called(document: Document | None, text: Excerpt) -> str:
    """A document as a reader would name it, by number and title, and by its text where that has a name."""
    if document is None:
        return text.title or "the section"
    number = f"No. {document.number}" if document.number else document.id
    title = f"“{document.title}”" if document.title else ""
    return ", ".join(filter(None, (number, title, text.title)))
