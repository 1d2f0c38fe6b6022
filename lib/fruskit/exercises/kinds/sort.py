"""Sort: put each thing into one of a few bins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, Text
from ..elements import Assignment, Element, Instruction, Letters, Lines
from ..evidence import refuse, Sources, unlike
from ..keys import Mixer, numbered, one, table
from ..pairs import Pair, Paired
from ..replies import asked
from ..task import Drawn

_BIN = Form({"id": ID, "name": Text("What the bin is called.")})
_ITEM = {"text": Text("What is to be sorted."), "bin": Text("The id of the bin it belongs in.")}


class Sorted(Pair):
    """Something to be sorted; its `right` is the name of the bin it belongs in."""

    __slots__ = ()
    noun = "item"


@dataclass(frozen=True, slots=True)
class Sort(Paired):
    """Put each left into a bin. A response is a dict, item id to bin id."""

    bins: Mapping[str, str]
    pairs: tuple[Pair, ...]

    FORM = Form({"bin": Each(_BIN), "item": asked(_ITEM, "other bin")})
    nothing = "Nothing is sorted yet. Choose a place for at least one, then press Check."
    todo = "Sort"
    fit = "are where they belong"
    counted = "in place"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Sort":
        bins = {bin["id"]: bin["name"] for bin in entry["bin"]}
        if len(bins) < 2:
            refuse("it has fewer than two bins", "Add a [[exercise.bin]].")
        unlike("bins", bins.values())
        for item in entry["item"]:
            if item["bin"] not in bins:
                what = f"item “{item['id']}” is for “{item['bin']}”, which is no bin"
                refuse(what, f"Choose one of {', '.join(bins)}.")
        sides = ({"left": one["text"], "right": bins[one["bin"]]} for one in entry["item"])
        pairs = tuple(Sorted.of(one, sources, **own) for one, own in zip(entry["item"], sides))
        task = Sort(bins, pairs)
        unlike("items", (pair.left for pair in pairs))
        task.refuse_points("bin")
        if len({pair.right for pair in pairs}) < 2:
            refuse("its items all belong in one bin", "Add an item for another.")
        return task

    @property
    def rights(self) -> Mapping[str, str]:
        return self.bins

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
