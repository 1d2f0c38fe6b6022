"""What is said to a response, and to each of its parts.

A reply has two parts in the data: its *point* says what is amiss and where to look, its *tell* gives
the deciding words and why. Which of the two is said is decided here, for every reader of a marking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, NamedTuple, Self

from ..claims.annotations import Fact
from ..kit.forms import Each, Entry, Form, ID, May, Sayings, Text, Type
from ..volumes.text import Span
from .evidence import EVIDENCE, Evidence, Sources

TELL = Text("The deciding words and why; said when it is right.")
POINT = Text("What is amiss and where to look, without the words; said when it is not right.")
REPLY: dict[str, Type | May] = {"tell": TELL, "point": POINT}
FORMERLY = {"feedback": "tell", "otherwise": "point"}
MISSING, OPEN, TOO_LONG, BESIDE = "Missing", "Not answered", "Too long", "Not this"


def asked(fields: Mapping[str, Type | May], wrong: str) -> Each:
    """A list of things that are asked, each with these fields and with evidence; wrong: what the
    answers are that may have a point of their own."""
    more = {"wrong": May(Sayings(f"The point of this {wrong} alone.")), "evidence": EVIDENCE}
    return Each(Form({"id": ID, **fields, **REPLY, **more}, FORMERLY))


class Reply(NamedTuple):
    """What is said to a part of an answer: `point` where it is not right, `tell` where it is."""

    point: str = ""
    tell: str = ""

    @classmethod
    def of(cls, entry: Entry) -> "Reply":
        return cls(entry.get("point", ""), entry.get("tell", ""))

    def shown(self, worth: float | None, told: bool = False) -> str:
        """told: whether the student is to have the answer, right or not."""
        return self.tell or self.point if told or worth == 1 else self.point or self.tell


class Remark(NamedTuple):
    """What is said about one part of a response; `worth` is from 0 to 1, None where nothing counts.

    about: the part and what was answered, in words that give nothing away; wanted: the right answer,
    for who is told it; evidence and facts: what decides, and look: the sentences that it is in; part:
    the ids of what in the exercise it is about; own: the words of the text that were answered; sign:
    how the part fares in a word or two, where its worth alone does not say it.
    """

    reply: Reply
    worth: float | None
    about: str = ""
    evidence: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    wanted: str = ""
    part: tuple[str, ...] = ()
    own: tuple[Span, ...] = ()
    sign: str = ""
    look: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return self.reply.shown(self.worth)

    def says(self, told: bool) -> str:
        return self.reply.shown(self.worth, told)

    @property
    def right(self) -> bool | None:
        """Whether the part is right, wholly; None where nothing counts."""
        return None if self.worth is None else self.worth == 1

    @property
    def fares(self) -> str:
        """How the part fares, in a word or two."""
        if self.sign or not self.worth:
            return self.sign or ("Note" if self.worth is None else "Look again")
        return "Right" if self.right else "In part"


def counted(number: int) -> str:
    """A number as a sentence has it: one, 2, 3."""
    return "one" if number == 1 else str(number)


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of an exercise that gets a reply of its own. noun: what its entry is called; wanted:
    the words that an answer to it should have, where it has any of its own; wrong: the points of
    particular answers; decisions: how many of those that are scored it asks for."""

    id: str
    reply: Reply
    evidence: Evidence

    noun: ClassVar = "item"

    @classmethod
    def of(cls, entry: Entry, sources: Sources, **own: Any) -> Self:
        """The part that an entry tells of; own: fields that are not as the entry has them."""
        held: dict[str, Any] = {f.name: entry[f.name] for f in fields(cls) if f.name in entry}
        held |= {name: tuple(many) for name, many in held.items() if isinstance(many, list)}
        held |= {"reply": Reply.of(entry), "evidence": sources.evidence(entry)}
        return cls(**held | own)

    @property
    def wanted(self) -> tuple[str, ...]:
        return ()

    @property
    def decisions(self) -> int:
        return 1

    @property
    def points(self) -> tuple[str, ...]:
        return (self.reply.point, *getattr(self, "wrong", {}).values())

    def remark(self, worth: float | None, about: str, point: str = "", wanted: str = "") -> Remark:
        """What is said to an answer, with the evidence; point: one for this answer alone."""
        reply = self.reply._replace(point=point) if point else self.reply
        return Remark(reply, worth, about, *self.evidence, wanted, (self.id,))

    def left_out(self, what: str, about: str, wanted: str = "") -> Remark:
        """What is said where there is no answer to it."""
        return self.remark(0, about, what, wanted)._replace(sign=OPEN)


class Marked(NamedTuple):
    """A kind's share of a marking: score from 0 to 1, headline, how the score came about, remarks.
    told: remarks for who is told the answer, where they are others."""

    score: float
    headline: str
    reckoning: str = ""
    remarks: Sequence[Remark] = ()
    told: Sequence[Remark] = ()


class Marking(NamedTuple):
    """Score from 0 to 1, a headline, remarks on the parts, what decides it, where to look next.

    reckoning: how the score came about, empty where it is all or nothing; answer: the remarks for who
    is told the answer; evidence and facts: those of every remark and those of the exercise as a whole;
    model and rubric: a model answer and what to judge one's own by, where the kind has them.
    """

    score: float
    correct: bool
    headline: str
    reckoning: str
    remarks: tuple[Remark, ...]
    answer: tuple[Remark, ...]
    evidence: tuple[Span, ...]
    facts: tuple[Fact, ...]
    next: str
    model: str = ""
    rubric: tuple[str, ...] = ()

    def said(self, told: bool) -> tuple[Remark, ...]:
        """What is said of the parts, what needs work first: own mistakes, then what is missing, then
        what has no answer. Who is not told the answer is not told what is no part of theirs."""
        if told:
            return self.answer
        return tuple(sorted((r for r in self.remarks if r.worth is not None), key=urgency))


def urgency(remark: Remark) -> int:
    """From 0: an own mistake, what is missing, what has no answer, what is right."""
    return 3 if remark.right else {MISSING: 1, OPEN: 2}.get(remark.sign, 0)
