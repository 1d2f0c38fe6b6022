"""Sort: put each thing into one of a few bins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, May, Sayings, Text
from ...volumes.text import Section
from ..elements import Assignment, Element, Instruction, Letters, Lines
from ..evidence import EVIDENCE, refuse, Sources, unlike
from ..keys import Mixer, numbered, one, table
from ..pairs import (
    answered_pairs,
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
class Sort(Task):
    """Put each left into a bin; a pair's `right` is the name of the bin it belongs in.

    A response is a dict, item id to bin id.
    """

    bins: Mapping[str, str]
    pairs: tuple[Pair, ...]

    FORM = Form(
        {
            "bin": Each(Form({"id": ID, "name": Text("What the bin is called.")})),
            "item": Each(
                Form(
                    {
                        "id": ID,
                        "text": Text("What is to be sorted."),
                        "bin": Text("The id of the bin it belongs in."),
                        **REPLY,
                        "wrong": May(Sayings("The point of this other bin alone.")),
                        "evidence": EVIDENCE,
                    },
                    FORMERLY,
                )
            ),
        }
    )
    empty = dict
    nothing = "Nothing is sorted yet. Choose a place for at least one, then press Check."
    todo = "Sort"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Sort":
        bins = {bin["id"]: bin["name"] for bin in entry["bin"]}
        if len(bins) < 2:
            refuse("it has fewer than two bins", "Add a [[exercise.bin]].")
        unlike("bins", bins.values())
        for item in entry["item"]:
            if item["bin"] not in bins:
                refuse(
                    f"item “{item['id']}” is for “{item['bin']}”, which is no bin",
                    f"Choose one of {', '.join(bins)}.",
                )
        pairs = tuple(pair(e, e["text"], bins[e["bin"]], sources) for e in entry["item"])
        unlike("items", (pair.left for pair in pairs))
        speak_of("item", pairs, bins, "bin")
        if len({pair.right for pair in pairs}) < 2:
            refuse("its items all belong in one bin", "Add an item for another.")
        return Sort(bins, pairs)

    @property
    def parts(self) -> tuple[Pair, ...]:
        return self.pairs

    @property
    def rights(self) -> Mapping[str, str]:
        """The bins' names, by id."""
        return self.bins

    @property
    def right_answer(self) -> dict[str, str]:
        return rightly_paired(self.pairs, self.bins)

    def mark(self, section: Section, response: object) -> Marked:
        """The share of items that are in their bin."""
        remarks = marked_pairs(self.pairs, self.bins, response, {})
        if not remarks:
            return Marked(0.0, "Nothing is sorted yet.")
        right, all_of = sum(r.right is True for r in remarks), len(remarks)
        done = f"{right} of {all_of} are where they belong."
        if right == all_of:
            done = f"Right: all {right} are where they belong."
        return Marked(right / all_of, done, f"{right} of {all_of} in place", remarks)

    # --- in words

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        return answered_pairs(self.pairs, self.bins, response)

    def heard(self) -> Iterator[Heard]:
        return heard_of_pairs(self.pairs, self.bins)

    def points(self) -> Iterator[Pointed]:
        return points_of_pairs("item", self.pairs)

    # --- shown

    def drawn(self, mixer: Mixer) -> Drawn:
        texts = {pair.id: pair.left for pair in self.pairs}
        lefts, left_ids = numbered(texts, mixer.order(texts))
        bins, ids = mixer.keyed(self.bins, list(self.bins))  # in the order of their author
        return {"lefts": lefts, "bins": bins}, table(left_ids, one(ids))

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        yield Instruction("Write on each line the letter of where it belongs.")
        lines = Lines(view["lefts"], answer or {}, "sign")
        letters = Letters(view["bins"], ("To be put under:", "Where they may belong"))
        yield Assignment(lines, letters)


KIND = Sort
