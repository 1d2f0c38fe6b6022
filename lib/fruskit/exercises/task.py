"""What every kind of exercise says of itself; each kind is a file in kinds/ with a class of this shape.

Whoever shows, prints, marks or counts an exercise asks its task, and never which kind it is of.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..kit.forms import Entry, Form
from ..volumes.text import Section, Span
from .elements import Element
from .evidence import Sources
from .keys import Mixer, Shape
from .replies import Explained, Marked


@dataclass(frozen=True, slots=True)
class Answered:
    """A part of a response that can be counted: what was asked, and what was answered.

    about: what it is an answer to, empty where that is plain; words: the answer, in the words of the
    exercise and of the learner; key: the same of both, alike for all learners whose answers are the
    same; span: the words of the text that it marks.
    """

    about: str
    words: str
    key: tuple[str, str]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer that somebody may give, whether it is right (None: in part, or nothing counts), and
    what the kit says to it."""

    answer: str
    right: bool | None
    says: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """What is said to an answer that is not right, in which part of the entry; and the words wanted
    there, which it should leave for the student to find."""

    place: str
    says: str
    wanted: tuple[str, ...]


Drawn = tuple[dict[str, Any], Shape]  # what the browser draws, and the shape of its answers


class Task(ABC):
    """What there is to do in an exercise.

    FORM: the fields of its entry; empty: the type of a response, called for an empty one; nothing: what is said
    to that; todo: what there is to do, in a few words; long: whether it is a text that is kept while
    it is written; graded: whether there is anything to get right; scripts: what its script needs of
    those that are shared; judged_by: a model answer and questions to judge one's own by.
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
    @abstractmethod
    def parts(self) -> Sequence[Explained]:
        """What feedback is said to, each with an evidence of its own."""

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

    @abstractmethod
    def points(self) -> Iterator[Pointed]:
        """All that is said to answers that are not right."""

    @abstractmethod
    def drawn(self, mixer: Mixer) -> Drawn:
        """What the browser is told: letters and numbers for ids, and no answer."""

    @abstractmethod
    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        """What a still card and a sheet of paper show of what is drawn; answer: by key, or None."""

    @property
    def graded(self) -> bool:
        return True

    @property
    def hidden(self) -> frozenset[str]:
        """The blocks of the text in which words are hidden."""
        return frozenset()

    @property
    def judged_by(self) -> tuple[str, tuple[str, ...]]:
        return "", ()
