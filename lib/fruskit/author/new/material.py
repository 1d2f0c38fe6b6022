"""What of a section can be asked about: its documents, by what each is known, and when it was written.

It finds and chooses; it does not put questions.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ...claims import filing
from ...claims.drafts.dates import marked_dates, MarkedDate
from ...claims.quotes import beginnings
from ...volumes.parts import grouped
from ...volumes.source_notes import read_source_note, SourceNote
from ...volumes.text import Block, Document, Section

MOST = 5  # parts of one exercise
T = TypeVar("T")


class Seen(NamedTuple):
    """A document with what of it can be asked: its label, its text, and its printed date where it has one."""

    document: Document
    label: str
    text: str
    date: MarkedDate | None = None

    @property
    def day(self) -> str:
        return self.date.encoded.start if self.date else ""


class Askable:
    """A section, its documents that can be found by their first words, and their own printed dates."""

    def __init__(self, section: Section, known: filing.Filing) -> None:
        self.section, self.known = section, known
        self._own = grouped((block.division, block) for block in section.blocks)
        self.seen = tuple(self._found())

    def _found(self) -> Iterator[Seen]:
        """Documents that can be found by their first words, which no other begins with."""
        first, dates = beginnings(self.section), dict(self._dates())
        texts = {d.id: text.name for text in self.section.texts for d in text.section.documents}
        for document in self.section.documents:
            if words := first.get(document.id):
                label, of = f"The document that begins “{words}”", texts.get(document.id, "")
                yield Seen(document, label, of, dates.get(document.id))

    def _dates(self) -> Iterator[tuple[str, MarkedDate]]:
        """Of each document with one whole printed day in its own datelines, not in those of what it
        encloses, that date."""
        own = ((one.document, one) for one in marked_dates(self.section) if one.own)
        found = grouped((document.id, (document, one)) for document, one in own if document)
        for id, ((document, one), *others) in found.items():
            day = one.encoded.precision, one.encoded.start
            if not others and one.printed and day == ("day", document.date_start):
                yield id, one

    def dated(self) -> tuple[list[Seen], list[Seen]]:
        """Documents to put in order, and others to date: the answer to the one would give the other away."""
        dated = different(self.seen, lambda seen: seen.day)
        count = min(3, len(dated) - 3) if len(dated) > 2 else len(dated)
        if len({seen.text for seen in dated}) > 1:
            chosen = spread(dated, count)
            ids = {seen.document.id for seen in chosen}
            return [seen for seen in dated if seen.document.id not in ids], chosen
        return dated[: len(dated) - count], dated[len(dated) - count :]

    def of_kind(self, document: Document, kind: str) -> Block | None:
        """The first block of that kind in the document."""
        return next((b for b in self._own.get(document.id, ()) if b.kind == kind), None)

    def source(self, seen: Seen) -> tuple[Block, SourceNote] | None:
        """The document's source note, where it is understood and more than a label."""
        block = self.of_kind(seen.document, "source-note")
        if block is None or block.text != seen.document.source:
            return None
        note = read_source_note(block.text)
        return (block, note) if note.decoded and note.file.system != "label" else None


def different(seen: Sequence[Seen], by: Callable[[Seen], str]) -> list[Seen]:
    """The documents that differ in this, the first of each kind, in their order."""
    chosen = {by(one): one for one in reversed(seen) if by(one)}
    return [one for one in seen if chosen.get(by(one)) is one]


def spread(order: Sequence[Seen], most: int = MOST) -> list[Seen]:
    """A few of them, from beginning to end; of several texts, as many of each as there are."""
    texts, share = grouped((one.text, one) for one in order), Counter[str]()
    for _ in range(most):
        more = [name for name, own in texts.items() if share[name] < len(own)]
        share.update(sorted(more, key=share.__getitem__)[:1])
    return [one for name, own in texts.items() for one in evenly(own, share[name])]


def evenly(order: Sequence[T], count: int = MOST) -> list[T]:
    """So many of them, from beginning to end; all where they are no more."""
    if count < 2 or len(order) <= count:
        return list(order[:count])
    return [order[round(n * (len(order) - 1) / (count - 1))] for n in range(count)]
