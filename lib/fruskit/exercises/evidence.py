"""What bears an answer out, and the parts of an exercise's entry that say so.

It knows the text and the kit's facts, and refuses what they do not have; which file the entry is in,
its caller knows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

from ..claims.annotations import anchor, Annotations, Fact
from ..claims.glossary import Glossary, NONE
from ..errors import FruskitError
from ..kit.forms import Each, Entry, Form, May, QUOTE, Text
from ..volumes.text import Section, Span

_PIECE = {key: field if isinstance(field, May) else May(field) for key, field in QUOTE.items()}
_FACT = May(Text("The id of a fact in data/context.toml."))
EVIDENCE = May(Each(Form(_PIECE | {"context": _FACT})))


class Evidence(NamedTuple):
    """What bears an answer out: words of the text, and facts known from elsewhere."""

    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()

    def after(self, *spans: Span) -> "Evidence":
        """The same, with these words first."""
        return Evidence((*spans, *self.spans), self.facts)


class Sources(NamedTuple):
    """The text and the facts that exercises are made from, and the words that the kit explains."""

    section: Section
    notes: Annotations
    glossary: Glossary = NONE

    def span(self, entry: Mapping[str, Any]) -> Span:
        """The words that an entry quotes."""
        return anchor(self.section, entry)

    def evidence(self, entry: Entry) -> Evidence:
        """The entry's `evidence`: quotations of the text ({ quote }) and facts ({ context })."""
        spans, facts = [], []
        for piece in entry.get("evidence", ()):
            if piece["context"] and piece["quote"]:
                remedy = 'Write two: [{ quote = "…" }, { context = "…" }].'
                refuse("an evidence has both quote and context", remedy)
            if piece["context"]:
                facts.append(self.notes.fact(piece["context"]))
            elif piece["quote"]:
                spans.append(self.span(piece))
            else:
                refuse("an evidence has no “quote”", "Add quote = … or context = ….")
        return Evidence(tuple(spans), tuple(facts))


def refuse(what: str, remedy: str) -> NoReturn:
    """Refuses an entry that could not be answered or explained."""
    raise FruskitError("", what, remedy)


def distinct(kind: str, ids: Iterable[str]) -> None:
    """Refuses parts of two lists of which two have one id; of one list, its form does."""
    known = list(ids)
    twice = next((id for id in known if known.count(id) > 1), None)
    if twice is not None:
        refuse(f"the {kind} id “{twice}” is used twice", "Give one of them another.")


def unlike(kind: str, shown: Iterable[str]) -> None:
    """Refuses parts of which two look the same to a reader."""
    texts = [" ".join(text.split()) for text in shown]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        remedy = "No one can tell them apart: change one, or take it out."
        refuse(f"two of its {kind} read “{twice}”", remedy)
