"""What is said to a response, and to each of its parts.

A reply has two parts in the data: its *point* says what is amiss and where to look, its *tell* gives
the deciding words and why. Which of the two is shown is decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..claims.annotations import Fact
from ..kit.forms import Entry, May, Text, Type
from ..volumes.text import Span
from .evidence import Evidence

TELL = Text("The deciding words and why; said when it is right.")
POINT = Text("What is amiss and where to look, without the words; said when it is not right.")
REPLY: dict[str, Type | May] = {"tell": TELL, "point": POINT}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a part of an answer: `point` where it is not right, `tell` where it is."""

    point: str = ""
    tell: str = ""

    @classmethod
    def of(cls, entry: Entry) -> "Reply":
        return cls(entry.get("point", ""), entry.get("tell", ""))

    def pointing(self, point: str) -> "Reply":
        """The same, with this point."""
        return Reply(point, self.tell)

    def shown(self, worth: float | None) -> str:
        return self.tell if worth == 1 else self.point or self.tell


class Explained(Protocol):
    """A part of an exercise that gets a reply of its own."""

    @property
    def reply(self) -> Reply: ...

    @property
    def evidence(self) -> Evidence: ...


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about one part of a response; `worth` is from 0 to 1, None where nothing counts."""

    reply: Reply
    worth: float | None
    about: str = ""
    evidence: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def text(self) -> str:
        return self.reply.shown(self.worth)

    @property
    def right(self) -> bool | None:
        """Whether the part is right, wholly; None where nothing counts."""
        return None if self.worth is None else self.worth == 1


def remark(part: Explained, worth: float | None, about: str, point: str = "") -> Remark:
    """A remark with the reply and the evidence of the part; point: one for this answer alone."""
    reply = part.reply.pointing(point) if point else part.reply
    return Remark(reply, worth, about, part.evidence.spans, part.evidence.facts)


@dataclass(frozen=True, slots=True)
class Marked:
    """A kind's share of a marking: score from 0 to 1, headline, how the score came about, remarks.

    model: whether the model answer may be shown.
    """

    score: float
    headline: str
    reckoning: str = ""
    remarks: Sequence[Remark] = ()
    model: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """Score from 0 to 1, a headline, remarks on the parts, what decides it, where to look next.

    reckoning: how the score came about, empty where it is all or nothing; evidence and facts: those
    of every remark and those of the exercise as a whole; model and rubric: a model answer and what
    to judge one's own by, where the kind has them and the answer quotes the text.
    """

    score: float
    correct: bool
    headline: str
    reckoning: str
    remarks: tuple[Remark, ...]
    evidence: tuple[Span, ...]
    facts: tuple[Fact, ...]
    next: str
    model: str = ""
    rubric: tuple[str, ...] = ()
