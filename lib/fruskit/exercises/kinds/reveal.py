"""Reveal: predict words that are hidden, then see them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, May, QUOTE, Sayings, Text
from ...volumes.text import Section, Span
from ...words import plain, said_to, same
from ..elements import Element, Gapped, Instruction
from ..evidence import Evidence, refuse, Sources
from ..keys import as_it_is, Mixer, table
from ..passages import with_gaps
from ..replies import Explained, FORMERLY, Marked, Remark, REPLY
from ..responses import known_texts, shown
from ..task import Answered, Drawn, Heard, Task

_OTHER_ORDER = 0.9  # what the very words are worth in another order
_GAP = Form(
    {
        "id": ID,
        **QUOTE,
        "accept": May(Each(Text("Other words that are as good."))),
        **REPLY,
        "wrong": May(Sayings("The point of this answer alone.")),
    },
    FORMERLY,
)


@dataclass(frozen=True, slots=True)
class Gap(Explained):
    """Words that are hidden; `accept` holds others that are as good, `wrong` the points of some."""

    span: Span
    accept: tuple[str, ...]
    wrong: Mapping[str, str]

    noun = "gap"

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.span.text, *self.accept)


@dataclass(frozen=True, slots=True)
class Reveal(Task):
    """Predict the hidden words, then see them. A response is a dict, gap id to words."""

    gaps: tuple[Gap, ...]

    FORM = Form({"gap": Each(_GAP)})
    empty = dict
    nothing = "Nothing is predicted yet. A guess is enough: write one, then press Check."
    todo = "Predict the hidden words"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Reveal":
        read = [block.id for block in sources.section.blocks]
        hidden = ((one, sources.span(one)) for one in entry["gap"])
        gaps = [Gap.of(e, sources, span=s, evidence=Evidence((s,))) for e, s in hidden]
        gaps.sort(key=lambda gap: (read.index(gap.span.block), gap.span.start))
        for gap, other in zip(gaps, gaps[1:]):
            if gap.span.block == other.span.block and gap.span.end > other.span.start:
                refuse(f"the gaps “{gap.id}” and “{other.id}” overlap", "Hide other words.")
        if not gaps:
            refuse("it has no gap", "Add a [[exercise.gap]].")
        return Reveal(tuple(gaps))

    @property
    def right_answer(self) -> dict[str, str]:
        return {gap.id: gap.span.text for gap in self.gaps}

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(gap.span.block for gap in self.gaps)

    def mark(self, section: Section, response: object) -> Marked:
        """The mean over the gaps of the share of words that prediction and text have in common."""
        given = known_texts(response, (gap.id for gap in self.gaps), "a dict, gap id to words")
        if not given:
            return Marked(0.0, "Nothing is predicted yet.")
        said = enumerate(self.gaps, 1)
        remarks = [_compared(n, gap, given.get(gap.id, "")) for n, gap in said]
        score = sum(remark.worth or 0 for remark in remarks) / len(remarks)
        exact, gaps = sum(remark.right is True for remark in remarks), len(remarks)
        headline = f"{exact} of {gaps} as in the text."
        if gaps == 1:
            headline = "Exactly as in the text." if exact else "The text has other words."
        elif exact == gaps:
            headline = f"All {gaps} exactly as in the text."
        reckoning = "the words that you and the text have in common, of both"
        return Marked(score, headline, reckoning, remarks)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        for n, gap in enumerate(self.gaps, 1):
            if words := response.get(gap.id):
                yield Answered(f"Gap {n}", words, (gap.id, plain(words)))

    def heard(self) -> Iterator[Heard]:
        for gap in self.gaps:
            yield Heard(f"“{gap.span.text}”", True, gap.reply.tell)
            for words, says in gap.wrong.items():
                yield Heard(f"“{words}”", False, says)
            yield Heard(f"for “{gap.span.text}”, anything else", False, gap.reply.point)

    def drawn(self, mixer: Mixer) -> Drawn:
        ids = {f"{n}": gap.id for n, gap in enumerate(self.gaps, 1)}
        spans = {f"{n}": gap.span for n, gap in enumerate(self.gaps, 1)}
        return {"hidden": with_gaps(mixer.section, spans)}, table(ids, as_it_is)

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        expect = "What would you expect to read? Write it on the lines, then compare."
        yield Instruction(f"Put the text away first. {expect}")
        yield Gapped(view["hidden"], answer or {})


def _compared(number: int, gap: Gap, written: str) -> Remark:
    accepted = (gap.span.text, *gap.accept)
    worth = max(_in_common(written, words) for words in accepted)
    if any(same(written, words) for words in accepted):
        worth = 1.0
    elif worth == 1:
        worth = _OTHER_ORDER
    printed = "" if same(written, gap.span.text) else f"“{gap.span.text}”"
    about = f"Gap {number}: “{shown(written)}”"
    if not written:
        return gap.left_out("Nothing is predicted here yet.", f"Gap {number}", printed)
    return gap.remark(worth, about, said_to(written, gap.wrong), printed)


def _in_common(written: str, wanted: str) -> float:
    """Twice the words that both have, of all words of both (the Sørensen–Dice coefficient)."""
    one, other = (Counter(re.findall(r"\w+", plain(words))) for words in (written, wanted))
    return 2 * (one & other).total() / max(1, one.total() + other.total())
