"""Pairs of a left and the right that belongs to it, as a match and a sort have them; and what belongs to nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..kit.forms import Entry, Form, ID, Text
from .evidence import EVIDENCE, Evidence, refuse, Sources
from .replies import POINT, Remark, remark, Reply
from .responses import known_ids, wrong_form
from .task import Answered, Heard, Pointed

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


def extras(entries: Sequence[Entry], sources: Sources) -> tuple[Extra, ...]:
    """Things to choose that belong to nothing."""
    return tuple(Extra(e["id"], e["text"], Reply.of(e), sources.evidence(e)) for e in entries)


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
