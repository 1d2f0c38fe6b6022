"""Match: give each left its right; some rights may belong to nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, May, Sayings, Text
from ...volumes.text import Section
from ..elements import Assignment, Element, Instruction, Letters, Lines
from ..evidence import distinct, EVIDENCE, Evidence, refuse, Sources, unlike
from ..keys import Mixer, numbered, once, one, table
from ..replies import Marked, POINT, Remark, remark, REPLY, Reply
from ..responses import known_ids, wrong_form
from ..task import Answered, Drawn, Heard, Pointed, Task

FORMERLY = {"feedback": "tell", "otherwise": "point"}
EXTRA = Form(
    {
        "id": ID,
        "text": Text("What can be chosen, and belongs to nothing."),
        "point": POINT,
        "evidence": EVIDENCE,
    },
    formerly={"feedback": "point"},
)


@dataclass(frozen=True, slots=True)
class Extra:
    """Something to choose that belongs to nothing; its point says why."""

    id: str
    text: str
    reply: Reply
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Pair:
    """A left that belongs to a right; `wrong` holds the points of particular other rights."""

    id: str
    left: str
    right: str
    reply: Reply
    wrong: Mapping[str, str]
    evidence: Evidence


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


def extras(entries: Sequence[Entry], sources: Sources) -> tuple[Extra, ...]:
    """Things to choose that belong to nothing."""
    return tuple(Extra(e["id"], e["text"], Reply.of(e), sources.evidence(e)) for e in entries)


# --- pairs, of a match or of a sort


def pair(entry: Entry, left: str, right: str, sources: Sources) -> Pair:
    evidence = sources.evidence(entry)
    return Pair(entry["id"], left, right, Reply.of(entry), entry["wrong"], evidence)


def speak_of(kind: str, pairs: Sequence[Pair], known: Mapping[str, str], what: str) -> None:
    """Refuses pairs that have a point for what cannot be chosen, or is right."""
    for each in pairs:
        for other in each.wrong:
            if other not in known:
                refuse(
                    f"{kind} “{each.id}” speaks of “{other}”, which is no {what}",
                    f"Choose one of {', '.join(known)}.",
                )
            if known[other] == each.right:
                refuse(
                    f"{kind} “{each.id}” speaks of “{other}” as wrong, which is right for it",
                    "Say it in tell, or name another.",
                )


def rightly_paired(pairs: Sequence[Pair], rights: Mapping[str, str]) -> dict[str, str]:
    # Equal texts are shown once, under the id of the first.
    return {p.id: next(id for id, text in rights.items() if text == p.right) for p in pairs}


def marked_pairs(
    pairs: Sequence[Pair],
    rights: Mapping[str, str],
    response: object,
    points: Mapping[str, str],
) -> list[Remark]:
    """A remark on every left, or none where the response is empty; points: those of rights that
    belong to nothing, by their texts."""
    if not isinstance(response, dict):
        wrong_form("a dict, left id to right id")
    known_ids(list(response), (pair.id for pair in pairs), "the ids of the lefts")
    given = {left: right for left, right in response.items() if right is not None}
    known_ids(list(given.values()), rights, "the ids of the rights")
    return [_marked(p, given.get(p.id), rights, points) for p in pairs] if given else []


def _marked(
    pair: Pair, given: str | None, rights: Mapping[str, str], points: Mapping[str, str]
) -> Remark:
    if given is None:
        return Remark(pair.reply.pointing("Nothing stands with it yet."), 0, pair.left)
    about = f"{pair.left} — {rights[given]}"
    if rights[given] == pair.right:
        return remark(pair, 1, about)
    # Equal texts are shown once, so what is foreseen for any of their ids holds for all of them.
    foreseen = (said for id, said in pair.wrong.items() if rights[id] == rights[given])
    return remark(pair, 0, about, next(foreseen, "") or points.get(rights[given], ""))


def answered_pairs(
    pairs: Sequence[Pair], rights: Mapping[str, str], response: Any
) -> Iterator[Answered]:
    first = {text: id for id, text in reversed([*rights.items()])}
    for each in pairs:
        if given := response.get(each.id):
            yield Answered(each.left, rights[given], (each.id, first[rights[given]]))


def heard_of_pairs(pairs: Sequence[Pair], rights: Mapping[str, str]) -> Iterator[Heard]:
    for each in pairs:
        yield Heard(f"{each.left} — {each.right}", True, each.reply.tell)
        for other, says in each.wrong.items():
            yield Heard(f"{each.left} — {rights[other]}", False, says)
        yield Heard(f"{each.left} — anything else", False, each.reply.point)


def points_of_pairs(kind: str, pairs: Sequence[Pair]) -> Iterator[Pointed]:
    for each in pairs:
        for says in (each.reply.point, *each.wrong.values()):
            yield Pointed(f"{kind} “{each.id}”", says, (each.right,))


KIND = Match
