"""Match: give each left its right; some rights may belong to nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, May, Text
from ..elements import Assignment, Element, Instruction, Letters, Lines
from ..evidence import distinct, refuse, Sources, unlike
from ..keys import Mixer, numbered, once, one, table
from ..pairs import EXTRA, Extra, extras, Pair, Paired
from ..replies import asked
from ..task import Drawn

_PAIR = {"left": Text("What is on the left."), "right": Text("What belongs to it.")}


@dataclass(frozen=True, slots=True)
class Match(Paired):
    """Give each left its right; the rights of the pairs, and extras that belong to none. A response
    is a dict, left id to right id."""

    pairs: tuple[Pair, ...]
    extras: tuple[Extra, ...] = ()

    FORM = Form({"pair": asked(_PAIR, "other right"), "extra": May(Each(EXTRA))})
    nothing = "Nothing is matched yet. Choose at least one answer from the lists, then press Check."
    todo = "Match"
    fit = "match"
    counted = "pairs"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Match":
        pairs = tuple(Pair.of(one, sources) for one in entry["pair"])
        task = Match(pairs, extras(entry["extra"], sources))
        distinct("pair or extra", (part.id for part in task.parts))
        unlike("lefts", (pair.left for pair in pairs))
        rights = [*{pair.right for pair in pairs}, *(extra.text for extra in task.extras)]
        unlike("rights and extras", rights)
        task.refuse_points("pair or extra")
        if len(pairs) < 2:
            refuse("it has fewer than two pairs", "Add a [[exercise.pair]].")
        return task

    @property
    def rights(self) -> dict[str, str]:
        return {p.id: p.right for p in self.pairs} | {e.id: e.text for e in self.extras}

    def drawn(self, mixer: Mixer) -> Drawn:
        # A pair's left and right share one id: only rights are mixed, or both would line up.
        lefts, left_ids = numbered({pair.id: pair.left for pair in self.pairs})
        rights, ids = mixer.keyed(once(self.rights))
        return {"lefts": lefts, "rights": rights}, table(left_ids, one(ids))

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        yield Instruction("Write the letter of the right answer on each line.")
        lines = Lines(view["lefts"], answer or {}, "sign")
        letters = Letters(view["rights"], ("To choose from:", "To choose from"))
        yield Assignment(lines, letters, beside=True)
