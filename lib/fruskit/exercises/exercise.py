"""What an exercise is: what is asked, what counts, and what is said back, each part with its evidence.

Plain frozen data. It neither loads nor marks nor draws itself, but knows who does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..annotations import Fact
from ..text import Section, Span

if TYPE_CHECKING:
    from ..marking import Marking


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears an answer out: words of the text, and facts known from elsewhere."""

    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `feedback` is said when it is chosen, `missed` when it should have been."""

    id: str
    text: str
    right: bool
    feedback: str
    missed: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Pair:
    """A left that belongs to a right; `wrong` holds what is said to particular other rights."""

    id: str
    left: str
    right: str
    feedback: str
    otherwise: str
    wrong: Mapping[str, str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to put in order; items of the same `place` may stand either way round."""

    id: str
    text: str
    place: int
    feedback: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Target:
    """Words to be marked: at least `span`, at most `within`."""

    id: str
    span: Span
    within: Span
    feedback: str
    missed: str


@dataclass(frozen=True, slots=True)
class Decoy:
    """Words that a reader may well mark and that do not show it; `feedback` says why not."""

    span: Span
    feedback: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked and what is said back. Which of the last six fields are filled depends on kind."""

    id: str
    notebook: str
    kind: str
    skill: str
    title: str
    prompt: str
    hints: tuple[str, ...]
    right: str
    next: str
    version: str
    section: Section
    grounds: Evidence  # what decides the exercise as a whole, beside its parts' own evidence
    several: bool = False
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extras: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    targets: tuple[Target, ...] = ()
    decoys: tuple[Decoy, ...] = ()
    outside: str = ""
    passages: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that decides some part of the exercise, once each, in the order of the file."""
        parts = (*self.options, *self.pairs, *self.extras, *self.items)
        spans = [*self.grounds.spans, *(span for part in parts for span in part.evidence.spans)]
        return tuple(dict.fromkeys([*spans, *(target.span for target in self.targets)]))

    def mark(self, response: object) -> "Marking":
        """What this response is worth, and what is said to it; see fruskit.marking.mark."""
        from ..marking import mark  # marking stands below: it knows exercises

        return mark(self, response)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from ..widgets import bundle  # drawn only where somebody looks

        return bundle(self)
