"""What of a section can be asked about: its documents, by what each is known, and when it was written.

It finds and chooses; it does not put questions.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ...claims import filing
from ...claims.drafts import enclosed, whole_days
from ...claims.quotes import beginnings, evidence
from ...volumes.text import Block, Document, Phrase, Section

_MOST = 5  # parts of one exercise


class Seen(NamedTuple):
    """A document with what of it can be asked: its label, and its printed date where it has one."""

    document: Document
    label: str
    day: str = ""
    phrase: Phrase | None = None


class Askable:
    """A section, its documents that can be found by their first words, and their own printed dates."""

    def __init__(self, section: Section, known: filing.Filing) -> None:
        self.section, self.known = section, known
        self.text = {block.id: block for block in section.blocks}
        self.enclosed = enclosed(section)
        self.seen = tuple(self._found())

    def _found(self) -> Iterator[Seen]:
        """Documents that can be found by their first words, which no other begins with."""
        first, days = beginnings(self.section), dict(self._days())
        for document in self.section.documents:
            if words := first.get(document.id):
                day, phrase = days.get(document.id, ("", None))
                yield Seen(document, f"The document that begins “{words}”", day, phrase)

    def _days(self) -> Iterator[tuple[str, tuple[str, Phrase]]]:
        """Of each document with one whole printed date in its own datelines, not in those of what it
        encloses: the day, and its mark."""
        documents = {d.id: d for d in self.section.documents}
        found: dict[str, list[tuple[str, Phrase]]] = {}
        for phrase, encoded, printed in whole_days(self.section):
            block = self.text[phrase.block]
            document = documents.get(block.division)
            if block.kind == "dateline" and document and block.id not in self.enclosed:
                fits = printed and (encoded.precision, encoded.start) == (
                    "day",
                    document.date_start,
                )
                found.setdefault(document.id, []).append((encoded.start if fits else "", phrase))
        for id, phrases in found.items():
            if len(phrases) == 1 and phrases[0][0]:
                yield id, phrases[0]

    def dated(self) -> tuple[list[Seen], list[Seen]]:
        """Documents to put in order, and others to date: the answer to the one would give the other away."""
        dated = different(self.seen, lambda seen: seen.day)
        cut = len(dated) - min(3, len(dated) - 3) if len(dated) > 2 else 0
        return dated[:cut], dated[cut:]

    def words(self, phrase: Phrase) -> str:
        return self.text[phrase.block].text[phrase.start : phrase.end]

    def at(self, phrase: Phrase) -> list[dict[str, Any]]:
        return evidence(self.section, phrase.block, phrase.start, phrase.end)

    def of_kind(self, document: Document, kind: str) -> Block | None:
        """The first block of that kind in the document."""
        blocks = (b for b in self.section.blocks if b.division == document.id and b.kind == kind)
        return next(blocks, None)


def different(seen: Sequence[Seen], by: Callable[[Seen], str]) -> list[Seen]:
    """The documents that differ in this, the first of each kind, in their order."""
    chosen = {by(one): one for one in reversed(seen) if by(one)}
    return [one for one in seen if chosen.get(by(one)) is one]


def spread(order: list[Any]) -> list[Any]:
    """A few of them, from beginning to end."""
    if len(order) <= _MOST:
        return order
    return [order[round(n * (len(order) - 1) / (_MOST - 1))] for n in range(_MOST)]
