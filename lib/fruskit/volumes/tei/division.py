"""Where the walk through a volume is, and the division that is being read: what it becomes at its end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
import re

from ..dates import doubted, hour
from ..parts import Block, Division, Document, Oddity, Phrase
from .date_attributes import dated, unread
from .source import ID

_LABEL = re.compile(r"\[.*\]", re.DOTALL)
_EDITORIAL = re.compile(r"^\W*editor(ial|[’']?s[’']?)\s+note", re.IGNORECASE)
_ZONE = re.compile(r"T[\d:.]+(Z|[+-]\d\d:\d\d)$")
# “Telegram From the Embassy in Spain to the Department of State”; until 1950 or so, “The Consul at
# Harbin (Jones) to the Secretary of State”. What is in brackets is part of a name.
_WITHIN = r"(?:[^()]|\([^()]*\))"
_PARTIES = (
    re.compile(rf"[A-Z][\w ]*? [Ff]rom (?:the )?({_WITHIN}+?) [Tt]o (?:the )?({_WITHIN}+)"),
    re.compile(rf"The ((?:[A-Z][a-z]+ )*{_WITHIN}+?) to (?:the )?((?=[A-Z]){_WITHIN}+)"),
)


@dataclass(slots=True)
class Whereabouts:
    """Where the walk is: in which division, in what of it, and on which printed page."""

    division: "Open"  # the innermost
    kind: str = "text"  # of the block that words make here
    page: str = ""
    # How many are open of what has heads, datelines and sources of its own, or heads alone.
    enclosed: int = 0  # quotations and attachments
    listed: int = 0  # lists and the like
    printed_notes: int = 0  # source notes, and others printed in their place
    begun: int = 0  # the first block of the innermost attachment
    items: str = ""  # what the items of the innermost list are, where its type says so
    heading: bool = False
    dateline: bool = False
    note: bool = False  # a footnote
    source: bool = False  # a source note


@dataclass(slots=True)
class Open:
    """A division, from its first character to its last."""

    id: str
    attributes: Mapping[str, str]
    parent: str
    page: str
    first: int  # its first block
    kind: str = field(init=False)
    subtype: str = field(init=False)
    paragraphs: str = field(init=False)  # what kind of block its paragraphs are
    title: str = ""
    headed: bool = False
    source: str = ""
    dates: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    time: str = ""
    doubts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    people: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kind = self.attributes.get("type") or "division"
        self.subtype = self.attributes.get("subtype") or ""
        self.paragraphs = "editorial-note" if self.subtype == "editorial-note" else "paragraph"

    def see_heading(self, text: str, phrases: Iterable[Phrase]) -> None:
        """A heading of its own: the first that says something is the title."""
        self.title = self.title or text.replace("\n", " ")
        for phrase in phrases:
            side = phrase.attributes.get("type")
            if side in ("from", "to") and phrase.kind in ("persName", "gloss"):
                self.people.setdefault(side, []).append(_words(text[phrase.start : phrase.end]))

    def see_dateline(self, text: str, phrases: Iterable[Phrase]) -> None:
        """A dateline of its own: where and when it says it was written."""
        for phrase in phrases:
            words = text[phrase.start : phrase.end]
            if phrase.kind == "placeName":
                self.places.append(_words(words).rstrip(",;"))
            elif phrase.kind == "date":
                self.dates.append((phrase.attributes, words))
                self.time = self.time or hour(words)
                if doubted(text, phrase.start, phrase.end):
                    self.doubts.append(_words(text))

    def see_source(self, text: str) -> None:
        """A source note of its own: the first that is more than a label, such as “[Telegram.]”."""
        if not self.source or (_LABEL.fullmatch(self.source) and not _LABEL.fullmatch(text)):
            self.source = text

    def division(self, last: int) -> Division:
        return Division(self.id, self.kind, self.title, self.first, last, self.parent)

    def document(self, blocks: list[Block], chars: int) -> Document:
        """The document that this division is, of so many characters; blocks: all that were read."""
        number, title = self.attributes.get("n") or "", self.title
        kind = "editorial-note" if _EDITORIAL.match(title) else "historical-document"
        when = dated(self.attributes, self.dates)
        page = blocks[self.first].page if self.first < len(blocks) else self.page
        title = without_number(title, number)
        encoded = _joined(self.people.get("from")), _joined(self.people.get("to"))
        sender, recipient = encoded if any(encoded) else parties(title)
        origin = "encoded" if any(encoded) else "heading" if sender else ""
        said = when.origin, when.precision, _joined(self.places), sender, recipient, origin
        dates = self.time, _zone(self.dates), _reason(self.dates)
        own = self.id, number, self.subtype or kind, title, when.start, when.end
        return Document(*own, self.source, page, chars, *said, *dates)

    def oddities(self) -> Iterator[Oddity]:
        """What is odd in its own attributes and dates."""
        if not self.attributes.get(ID):
            yield Oddity("a document has no id, and was given one", self.id)
        for words in self.doubts:
            yield Oddity("a date that is doubted in its dateline", f"{self.id} (“{words}”)")
        for attributes in (self.attributes, *(date for date, _ in self.dates)):
            for value, reason in unread(attributes):
                what = f"a date is encoded {reason}, and dates nothing"
                yield Oddity(what, f"{self.id} (“{value}”)")


def without_number(title: str, number: str) -> str:
    """The title without the “No. 4.” or “4.” before it, which is the document's number again."""
    if not (bare := number.strip("[]")) or title[:1] not in f"N[{bare[0]}":
        return title
    before = f"No. {bare}.", f"No. {bare}", f"{bare}.", f"[{bare}.", f"{bare}.]", f"[{bare}.]"
    return next((title[len(s) + 1 :] for s in before if title.startswith(f"{s} ")), title)


def parties(title: str) -> tuple[str, str]:
    """Sender and recipient as the words of a heading name them; both empty where they do not."""
    found = next(filter(None, (form.fullmatch(title) for form in _PARTIES)), None)
    return (found[1].strip(), found[2].strip(" .")) if found else ("", "")


def _zone(dates: Iterable[tuple[Mapping[str, str], str]]) -> str:
    """The zone that the encoding of a dateline gives, as it is written there."""
    values = (attributes.get(name, "") for attributes, _ in dates for name in ("when", "from"))
    return next((found[1] for value in values if (found := _ZONE.search(value))), "")


def _reason(dates: Iterable[tuple[Mapping[str, str], str]]) -> str:
    """Why the editors date what is undated: “undated, inferred from document content”."""
    coded = (attributes.get("ana", "") for attributes, _ in dates)
    reason = next((ana for ana in coded if ana.startswith("#date_")), "").removeprefix("#date_")
    return reason.replace("-", " ").replace("undated ", "undated, ", 1)


def _joined(words: list[str] | None) -> str:
    return "; ".join(dict.fromkeys(words)) if words else ""


def _words(text: str) -> str:
    return " ".join(text.split())
