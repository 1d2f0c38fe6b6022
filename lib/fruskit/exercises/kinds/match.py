"""Match: give each left its right; some rights may belong to nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, May, Sayings, Text
from ...volumes.text import Section
from ..elements import Assignment, Element, Instruction, Letters, Lines
from ..evidence import distinct, EVIDENCE, refuse, Sources, unlike
from ..keys import Mixer, numbered, once, one, table
from ..pairs import (
    answered_pairs,
    EXTRA,
    Extra,
    extras,
    FORMERLY,
    heard_of_pairs,
    marked_pairs,
    Pair,
    pair,
    points_of_pairs,
    rightly_paired,
    speak_of,
)
from ..replies import Marked, REPLY
from ..task import Answered, Drawn, Heard, Pointed, Task


@dataclass(frozen=True, slots=True)
class Match(Task):
    """Give each left its right; the rights of the pairs, and extras that belong to none.

    A response is a dict, left id to right id.
    """

    pairs: tuple[Pair, ...]
    extras: tuple[Extra, ...] = ()

    FORM = Form(
        {
            "pair": Each(
                Form(
                    {
                        "id": ID,
                        "left": Text("What is on the left."),
                        "right": Text("What belongs to it."),
                        **REPLY,
                        "wrong": May(Sayings("The point of this other right alone.")),
                        "evidence": EVIDENCE,
                    },
                    FORMERLY,
                )
            ),
            "extra": May(Each(EXTRA)),
        }
    )
    empty = dict
    nothing = "Nothing is matched yet. Choose at least one answer from the lists, then press Check."
    todo = "Match"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Match":
        pairs = tuple(pair(e, e["left"], e["right"], sources) for e in entry["pair"])
        task = Match(pairs, extras(entry["extra"], sources))
        distinct("pair or extra", (part.id for part in task.parts))
        unlike("lefts", (pair.left for pair in pairs))
        rights = [*{pair.right for pair in pairs}, *(extra.text for extra in task.extras)]
        unlike("rights and extras", rights)
        speak_of("pair", pairs, task.rights, "pair or extra")
        if len(pairs) < 2:
            refuse("it has fewer than two pairs", "Add a [[exercise.pair]].")
        return task

    @property
    def parts(self) -> tuple[Pair | Extra, ...]:
        return (*self.pairs, *self.extras)

    @property
    def rights(self) -> dict[str, str]:
        """What may be chosen, by id; two pairs may have the same text."""
        return {p.id: p.right for p in self.pairs} | {e.id: e.text for e in self.extras}

    @property
    def right_answer(self) -> dict[str, str]:
        return rightly_paired(self.pairs, self.rights)

    # --- marking

    def mark(self, section: Section, response: object) -> Marked:
        """The share of lefts that are paired with their right."""
        points = {extra.text: extra.reply.point for extra in self.extras}
        remarks = marked_pairs(self.pairs, self.rights, response, points)
        if not remarks:
            return Marked(0.0, "Nothing is matched yet.")
        right, all_of = sum(r.right is True for r in remarks), len(remarks)
        done = f"Right: all {right} match." if right == all_of else f"{right} of {all_of} match."
        return Marked(right / all_of, done, f"{right} of {all_of} pairs", remarks)

    # --- in words

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        return answered_pairs(self.pairs, self.rights, response)

    def heard(self) -> Iterator[Heard]:
        yield from heard_of_pairs(self.pairs, self.rights)
        for extra in self.extras:
            yield Heard(extra.text, False, extra.reply.point)

    def points(self) -> Iterator[Pointed]:
        return points_of_pairs("pair", self.pairs)

    # --- shown

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


KIND = Match
