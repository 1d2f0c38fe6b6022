"""Order: put things in sequence, those without a date included."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, May, Number, Text
from ...markup import plain
from ...volumes.text import Section
from ..elements import Element, Instruction, Places
from ..evidence import EVIDENCE, refuse, Sources, unlike
from ..keys import many, Mixer
from ..replies import Explained, Marked, Remark
from ..responses import known_ids, wrong_form
from ..task import Answered, Drawn, Heard, Task

_THESE_TWO = "Read again what decides the order of these two."
_WANTED = "a list of all item ids, first to last"
_ITEM = Form(
    {
        "id": ID,
        "text": Text("What is to be put in order."),
        "place": Number(1, whole=True),
        "tell": Text("The words that give it this place, and why."),
        "point": May(Text("Where to look for its place; said where it is the wrong way round.")),
        "evidence": EVIDENCE,
    },
    {"feedback": "tell"},
)


@dataclass(frozen=True, slots=True)
class Item(Explained):
    """One thing to put in order; items of the same `place` may come either way round."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Order(Task):
    """Put the items in sequence. A response is a list of all item ids, first to last."""

    items: tuple[Item, ...]

    FORM = Form({"item": Each(_ITEM)})
    empty = list
    nothing = "Nothing has been moved yet, and the lines are mixed up. Move them, then press Check."
    todo = "Put in order"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Order":
        items = tuple(Item.of(one, sources) for one in entry["item"])
        unlike("items", (item.text for item in items))
        if len({item.place for item in items}) < 2:
            refuse("its items have no order", "Give them different places: 1, 2, ….")
        return Order(items)

    @property
    def right_answer(self) -> list[str]:
        return [item.id for item in sorted(self.items, key=lambda item: item.place)]

    def mark(self, section: Section, response: object) -> Marked:
        """One less the share of inverted pairs; items of the same place may come either way round."""
        items = {item.id: item for item in self.items}
        given = [items[id] for id in known_ids(response, items, _WANTED)]
        if not given:
            return Marked(0.0, "Nothing is in order yet.")
        if len(given) != len(items):
            wrong_form(_WANTED)
        places = [item.place for item in given]
        comparable = [(a, b) for a, b in combinations(places, 2) if a != b]
        inverted = sum(a > b for a, b in comparable)
        upside_down = inverted == len(comparable)  # then none of them is where it should be left
        kept = set() if upside_down else _longest_rising(places)
        stand = {given[n].id for n in kept}
        remarks = [_upside_down(a, b, stand) for a, b in pairwise(given) if a.place > b.place]
        told = [
            item.remark(float(item.id in stand), item.text)._replace(sign=_line(item, places))
            for item in sorted(given, key=lambda item: item.place)
        ]
        astray = len(items) - len(kept)
        out = "One line is" if astray == 1 else f"{astray} of {len(items)} lines are"
        headline = "The order is upside down." if upside_down else f"{out} out of place."
        headline = headline if inverted else "Right: all are in order."
        wrong_way = f"{inverted or 'none'} the wrong way round"
        reckoning = f"{len(comparable)} pairs of lines have an order; {wrong_way}"
        return Marked(1 - inverted / len(comparable), headline, reckoning, remarks or told, told)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        texts = {item.id: item.text for item in self.items}
        for place, id in enumerate([response] if isinstance(response, str) else response, 1):
            yield Answered(f"{place}", plain(texts[id]), (f"{place}", id))

    def heard(self) -> Iterator[Heard]:
        for item in self.items:
            yield Heard(item.text, True, item.reply.tell)
            yield Heard(f"{item.text} — out of place", False, item.reply.point or _THESE_TWO)

    def drawn(self, mixer: Mixer) -> Drawn:
        places = {item.id: item.place for item in self.items}
        mixed = mixer.order(places)
        if [places[id] for id in mixed] == sorted(places.values()):
            mixed.reverse()  # an order that is right before anything is done asks nothing
        items, ids = mixer.keyed({item.id: item.text for item in self.items}, mixed)
        return {"items": items}, many(ids)

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        yield Instruction("Number them, from 1 for what comes first.")
        yield Places(view["items"], answer or ())


def _upside_down(first: Item, then: Item, stand: set[str]) -> Remark:
    """What is said of two neighbors that are the wrong way round: the point of the one to move."""
    moves, stays = (then, first) if first.id in stand else (first, then)
    said = moves.remark(0, f"{first.text} → {then.text}", moves.reply.point or _THESE_TWO)
    evidence = (*moves.evidence.spans, *stays.evidence.spans)
    return said._replace(evidence=evidence, part=(first.id, then.id), sign="Wrong way round")


def _line(item: Item, places: Sequence[int]) -> str:
    """The line in which an item belongs, as the list is numbered; among equals, any of theirs."""
    first = sum(place < item.place for place in places) + 1
    last = first + places.count(item.place) - 1
    among = {0: "", 1: f" or {last}"}
    return f"Place {first}" + among.get(last - first, f" to {last}")


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Indexes of a longest run that never falls: those to leave where they are; the rest move."""
    tails: list[int] = []  # the place that ends the best run of each length
    runs: list[list[int]] = []  # that run's indexes
    for index, place in enumerate(places):
        at = bisect_right(tails, place)
        run = (runs[at - 1] if at else []) + [index]
        tails[at : at + 1], runs[at : at + 1] = [place], [run]
    return set(runs[-1])
