"""What every kind of exercise says of itself; each kind is a file in kinds/ with a class of this shape.

Whoever shows, prints, marks or counts an exercise asks its task, and never which kind it is of.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, ClassVar, NamedTuple

from ..kit.forms import Entry, Form
from ..volumes.text import Section, Span
from .elements import Element
from .evidence import Sources
from .keys import Mixer, Shape
from .replies import Explained, Marked

Drawn = tuple[dict[str, Any], Shape]  # what the browser draws, and the shape of its answers


class Answered(NamedTuple):
    """A part of a response that can be counted: what was asked, and what was answered.

    about: what it is an answer to, empty where that is plain; words: the answer, in the words of the
    exercise and of the learner, without markup; key: the same of both, alike for all learners whose answers are the
    same; span: the words of the text that it marks.
    """

    about: str
    words: str
    key: tuple[str, str]
    span: Span | None = None


class Heard(NamedTuple):
    """An answer that somebody may give, whether it is right (None: in part, or nothing counts), and
    what the kit says to it."""

    answer: str
    right: bool | None
    says: str


class Pointed(NamedTuple):
    """What is said to an answer that is not right, in which part of the entry; and the words wanted
    there, which it should leave for the student to find."""

    place: str
    says: str
    wanted: tuple[str, ...]


class Task(ABC):
    """What there is to do in an exercise: a frozen dataclass that holds its parts.

    FORM: the fields of its entry; empty: the type of a response, called for an empty one; nothing:
    what is said to that; todo: what there is to do, in a few words; long: whether it is a text;
    scripts: what its script needs of those that are shared.
    """

    __slots__ = ()

    FORM: ClassVar[Form]
    empty: ClassVar[type]
    nothing: ClassVar[str]
    long: ClassVar[bool] = False
    scripts: ClassVar[tuple[str, ...]] = ()

    @classmethod
    @abstractmethod
    def made(cls, entry: Entry, sources: Sources) -> "Task":
        """The task of an entry that has its form. FruskitError for one that cannot be answered."""

    @property
    def parts(self) -> tuple[Explained, ...]:
        """All that it holds, and that feedback is said to."""
        held: Any = self  # a dataclass, of whatever kind
        return tuple(_parts(getattr(held, field.name) for field in fields(held)))

    @property
    def decisions(self) -> int:
        """How many of its decisions are scored: pairs, items, gaps, marked words, right options."""
        return sum(part.decisions for part in self.parts)

    @property
    def writing(self) -> float:
        """How many words there are to write, about."""
        return 0

    @property
    @abstractmethod
    def todo(self) -> str: ...

    @property
    @abstractmethod
    def right_answer(self) -> Any:
        """The response that is wholly right; an empty one where there is none."""

    @abstractmethod
    def mark(self, section: Section, response: object) -> Marked:
        """What a response is worth, and what is said to it. FruskitError for one of another form."""

    @abstractmethod
    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        """The parts of a response that has the form of one."""

    @abstractmethod
    def heard(self) -> Iterator[Heard]:
        """Every answer that is foreseen, right and wrong."""

    def points(self) -> Iterator[Pointed]:
        """All that is said to answers that are not right."""
        for part in self.parts:
            for says in part.points:
                yield Pointed(f"{part.noun} “{part.id}”", says, part.wanted or self.wanted)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The words that are wanted wherever a part names none of its own."""
        return ()

    @abstractmethod
    def drawn(self, mixer: Mixer) -> Drawn:
        """What the browser is told: letters and numbers for ids, and no answer."""

    @abstractmethod
    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        """What a still card and a sheet of paper show of what is drawn; answer: by key, or None."""

    @property
    def graded(self) -> bool:
        """Whether there is anything to get right."""
        return True

    @property
    def can_be_wrong(self) -> bool:
        """Whether an attempt can be a wrong one."""
        return self.graded

    @property
    def hidden(self) -> frozenset[str]:
        """The blocks of the text in which words are hidden."""
        return frozenset()

    @property
    def judged_by(self) -> tuple[str, tuple[str, ...]]:
        """A model answer, and questions to judge one's own by."""
        return "", ()


def _parts(held: Iterable[Any]) -> Iterator[Explained]:
    for one in held:
        if isinstance(one, Explained):
            yield one
        elif isinstance(one, Task):
            yield from one.parts
        elif isinstance(one, tuple):
            yield from _parts(one)


def foreseen(
    part: Explained, about: str, right: str, others: Iterable[tuple[str, str]]
) -> Iterator[Heard]:
    """What is heard of a part that is asked about: its right answer, particular others, and any."""
    yield Heard(f"{about}{right}", True, part.reply.tell)
    for other, says in others:
        yield Heard(f"{about}{other}", False, says)
    yield Heard(f"{about}anything else", False, part.reply.point)
