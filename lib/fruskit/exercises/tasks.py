"""What there is to do in an exercise, one dataclass a kind, and the parts that each is made of.

Plain frozen data. A task's `parts` are what feedback is said to; each has an `evidence` of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..claims.annotations import Fact
from ..volumes.dates import WrittenDate
from ..volumes.text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears an answer out: words of the text, and facts known from elsewhere."""

    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()


# --- choosing and arranging


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
class Choice:
    """Choose one option, or with `several` all that apply; an `opinion` has no right and no wrong."""

    options: tuple[Option, ...]
    several: bool = False
    opinion: bool = False

    @property
    def parts(self) -> tuple[Option, ...]:
        return self.options


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
class Match:
    """Give each left its right; the rights of the pairs, and extras that belong to none."""

    pairs: tuple[Pair, ...]
    extras: tuple[Option, ...] = ()

    @property
    def parts(self) -> tuple[Pair | Option, ...]:
        return (*self.pairs, *self.extras)

    @property
    def rights(self) -> dict[str, str]:
        """What may be chosen, by id; two pairs may have the same text."""
        return {p.id: p.right for p in self.pairs} | {e.id: e.text for e in self.extras}


@dataclass(frozen=True, slots=True)
class Sort:
    """Put each left into a bin; a pair's `right` is the name of the bin it belongs in."""

    bins: Mapping[str, str]
    pairs: tuple[Pair, ...]

    @property
    def parts(self) -> tuple[Pair, ...]:
        return self.pairs

    @property
    def rights(self) -> Mapping[str, str]:
        """The bins' names, by id."""
        return self.bins


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to put in order; items of the same `place` may stand either way round."""

    id: str
    text: str
    place: int
    feedback: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Order:
    """Put the items in sequence."""

    items: tuple[Item, ...]

    @property
    def parts(self) -> tuple[Item, ...]:
        return self.items


# --- words of the text


@dataclass(frozen=True, slots=True)
class Target:
    """Words to be marked: at least `span`, at most `within`."""

    id: str
    span: Span
    within: Span
    feedback: str
    missed: str

    @property
    def evidence(self) -> Evidence:
        return Evidence((self.span,))


@dataclass(frozen=True, slots=True)
class Decoy:
    """Words that a reader may well mark and that do not show it; `feedback` says why not."""

    span: Span
    feedback: str

    @property
    def evidence(self) -> Evidence:
        return Evidence()


@dataclass(frozen=True, slots=True)
class Words:
    """Mark the words that show it: the task of the kind “mark”, and the second step of any other.

    outside: what is said to words that nobody foresaw; passages: ids of the blocks that are shown;
    prompt: what is asked, where it is a second step.
    """

    targets: tuple[Target, ...]
    decoys: tuple[Decoy, ...]
    outside: str
    passages: tuple[str, ...]
    prompt: str = ""

    @property
    def parts(self) -> tuple[Target | Decoy, ...]:
        return (*self.targets, *self.decoys)


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that are hidden; `accept` holds others that are as good, `wrong` what is said to some."""

    id: str
    span: Span
    accept: tuple[str, ...]
    feedback: str
    otherwise: str
    wrong: Mapping[str, str]

    @property
    def evidence(self) -> Evidence:
        return Evidence((self.span,))


@dataclass(frozen=True, slots=True)
class Reveal:
    """Predict the hidden words, then see them."""

    gaps: tuple[Gap, ...]

    @property
    def parts(self) -> tuple[Gap, ...]:
        return self.gaps


# --- written answers


@dataclass(frozen=True, slots=True)
class Dating:
    """Something to be dated, with what the text gives for it.

    said: what is said to a date that stands to the right one as dates.compare tells (“year-assumed”,
    “coarser”, …), or to none at all (“undated”); wrong: to particular other dates, by EDTF.
    """

    id: str
    text: str
    date: WrittenDate
    feedback: str
    otherwise: str
    said: Mapping[str, str]
    wrong: Mapping[str, str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dates:
    """Give each thing its date, as exactly as the text gives it and no more."""

    items: tuple[Dating, ...]

    @property
    def parts(self) -> tuple[Dating, ...]:
        return self.items


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a written form: which signs it is, and what they mean (empty: it is not asked)."""

    id: str
    name: str
    written: str
    accept: tuple[str, ...]
    means: str
    feedback: str
    otherwise: str
    wrong: Mapping[str, str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Decode:
    """Take a citation or file number apart."""

    whole: Span
    pieces: tuple[Piece, ...]
    extras: tuple[Option, ...] = ()

    @property
    def parts(self) -> tuple[Piece | Option, ...]:
        return (*self.pieces, *self.extras)

    @property
    def meanings(self) -> dict[str, str]:
        """What the parts may mean, by id."""
        means = {piece.id: piece.means for piece in self.pieces if piece.means}
        return means | {extra.id: extra.text for extra in self.extras}


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that somebody may propose, in one or more forms; worth: from 0 to 1."""

    texts: tuple[str, ...]
    worth: float
    feedback: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Emend:
    """Propose a reading for words that look wrong, and say on what grounds."""

    sic: Span
    readings: tuple[Reading, ...]
    otherwise: str
    grounds: Choice

    @property
    def parts(self) -> tuple[Reading | Option, ...]:
        return (*self.readings, *self.grounds.options)


@dataclass(frozen=True, slots=True)
class Write:
    """Answer in a few sentences that quote the text; a rubric and a model answer follow.

    least, most: length in words; targets: the words of the text that bear on the question.
    """

    least: int
    most: int
    targets: tuple[Target, ...]
    rubric: tuple[str, ...]
    model: str

    @property
    def parts(self) -> tuple[Target, ...]:
        return self.targets


Task = Choice | Match | Sort | Order | Words | Reveal | Dates | Decode | Emend | Write
