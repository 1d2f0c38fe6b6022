"""Pairs of a left and the right that belongs to it, as a match and a sort have them; and what belongs to nothing."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..kit.forms import Entry, Form, ID, May, Text, Type
from ..markup import plain
from ..volumes.text import Section
from .evidence import EVIDENCE, refuse, Sources
from .keys import first_ids
from .replies import Explained, Marked, POINT, Remark
from .responses import known_choices
from .task import Answered, foreseen, Heard, Task

_NOTHING = Text("What can be chosen, and belongs to nothing.")
_EXTRA: Mapping[str, Type | May] = {"text": _NOTHING, "point": POINT, "evidence": EVIDENCE}
EXTRA = Form({"id": ID, **_EXTRA}, {"feedback": "point"})


@dataclass(frozen=True, slots=True)
class Extra(Explained):
    """Something to choose that belongs to nothing; its point says why."""

    text: str

    decisions = 0


@dataclass(frozen=True, slots=True)
class Pair(Explained):
    """A left that belongs to a right; `wrong` holds the points of particular other rights."""

    left: str
    right: str
    wrong: Mapping[str, str]

    noun = "pair"

    @property
    def about(self) -> str:
        """The left as it is before a colon or a dash: a sentence without its full stop."""
        return self.left.removesuffix(".")

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.right,)


class Paired(Task):
    """A task of pairs. A response is a dict, the id of a left to that of a right. fit: what is said
    of all where they are right; counted: what the score counts."""

    __slots__ = ()

    empty = dict
    fit: ClassVar[str]
    counted: ClassVar[str]
    pairs: tuple[Pair, ...]

    @property
    @abstractmethod
    def rights(self) -> Mapping[str, str]:
        """What may be chosen, by id; two may have the same text, and are then shown once."""

    @property
    def right_answer(self) -> dict[str, str]:
        first = first_ids(self.rights)
        return {pair.id: first[pair.right] for pair in self.pairs}

    def mark(self, section: Section, response: object) -> Marked:
        """The share of lefts that are paired with their right."""
        lefts = [pair.id for pair in self.pairs]
        if not (given := known_choices(response, lefts, self.rights, "left", "right")):
            return Marked(0.0, f"{self.nothing.partition('.')[0]}.")
        remarks = [self._marked(pair, given.get(pair.id)) for pair in self.pairs]
        right, all_of = sum(r.right is True for r in remarks), len(remarks)
        done = f"Right: all {right} {self.fit}" if right == all_of else f"{right} of {all_of} right"
        reckoning = f"{right} of {all_of} {self.counted}"
        return Marked(right / all_of, f"{done}.", reckoning, remarks)

    def _marked(self, pair: Pair, given: str | None) -> Remark:
        if given is None:
            return pair.left_out("Nothing is chosen for it yet.", pair.left, pair.right)
        chosen = self.rights[given]
        about = f"{pair.about} — {chosen}"
        if chosen == pair.right:
            return pair.remark(1, about)
        # Equal texts are shown once, so what is foreseen for any of their ids holds for all of them.
        said = [says for id, says in pair.wrong.items() if self.rights[id] == chosen]
        said += [e.reply.point for e in self.parts if isinstance(e, Extra) and e.text == chosen]
        return pair.remark(0, about, next(iter(said), ""), pair.right)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        first = first_ids(self.rights)
        for pair in self.pairs:
            if given := response.get(pair.id):
                right = self.rights[given]
                yield Answered(pair.about, plain(right), (pair.id, first[right]))

    def heard(self) -> Iterator[Heard]:
        for part in self.parts:
            if isinstance(part, Pair):
                others = ((self.rights[other], says) for other, says in part.wrong.items())
                yield from foreseen(part, f"{part.about} — ", part.right, others)
            elif isinstance(part, Extra):
                yield Heard(part.text, False, part.reply.point)

    def refuse_points(self, what: str) -> None:
        """Refuses pairs that have a point for what cannot be chosen, or is right."""
        for pair in self.pairs:
            for other in pair.wrong:
                speaks = f"{pair.noun} “{pair.id}” speaks of “{other}”"
                if other not in self.rights:
                    choose = f"Choose one of {', '.join(self.rights)}."
                    refuse(f"{speaks}, which is no {what}", choose)
                if self.rights[other] == pair.right:
                    remedy = "Say it in tell, or name another."
                    refuse(f"{speaks} as wrong, which is right for it", remedy)


def extras(entries: Sequence[Entry], sources: Sources) -> tuple[Extra, ...]:
    """Things to choose that belong to nothing."""
    return tuple(Extra.of(entry, sources) for entry in entries)
