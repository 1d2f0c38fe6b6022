"""How much of the apparatus of a volume is understood: its source notes, counted.

It counts what the table `filenumbers` says of one volume at a time, so that many can be counted
one after the other, or on a cluster, with the memory of one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
import re
from textwrap import shorten

from . import tei
from .table import Table
from .tables import table

_SHOWN = 120  # characters of a note that is shown as an example


@dataclass(frozen=True, slots=True)
class Survey:
    """The source notes of one volume: how many, how many of each system, and those not understood.
    failures: the notes not understood, as written, with how often each is there."""

    volume: str
    notes: int
    systems: Mapping[str, int]
    failures: Mapping[str, int]

    @property
    def decoded(self) -> int:
        return self.notes - sum(self.failures.values())

    @property
    def share(self) -> str:
        return f"{100 * self.decoded / self.notes:.1f} %" if self.notes else ""

    @property
    def listed(self) -> str:
        """The systems with how many notes they have, the commonest first."""
        ordered = sorted(self.systems.items(), key=lambda each: (-each[1], each[0]))
        return ", ".join(f"{count} {system}" for system, count in ordered)


def survey(path: str | Path) -> Survey:
    """Counts the source notes in a volume's documents. Raises FruskitError if it cannot be read."""
    volume = tei.read(path)
    notes = table("filenumbers", volume).records()
    systems = Counter(note["system"] for note in notes if note["decoded"])
    failures = Counter(" ".join(note["written"].split()) for note in notes if not note["decoded"])
    return Survey(volume.id, len(notes), dict(systems), dict(failures))


def shares(surveys: Iterable[Survey]) -> Table:
    """The share understood in each volume, and in all of them together where there are several."""
    counted = list(surveys)
    if len(counted) > 1:
        systems = sum((Counter(one.systems) for one in counted), Counter[str]())
        unread = sum((Counter(one.failures) for one in counted), Counter[str]())
        counted.append(Survey("all", sum(one.notes for one in counted), systems, unread))
    rows = tuple((s.volume, s.notes, s.decoded, s.share, s.listed) for s in counted)
    return Table("source notes", ("volume", "notes", "decoded", "share", "systems"), rows)


def failures(surveys: Iterable[Survey], most: int = 20) -> Table:
    """What is not understood, the commonest first; notes that differ only in digits are one."""
    times: Counter[str] = Counter()
    examples: dict[str, tuple[str, str]] = {}
    for one in surveys:
        for written, count in one.failures.items():
            shape = re.sub(r"\d+", "0", written)
            times[shape] += count
            examples.setdefault(shape, (shorten(written, _SHOWN, placeholder=" …"), one.volume))
    rows = tuple((count, *examples[shape]) for shape, count in times.most_common(most))
    return Table("not understood", ("times", "example", "volume"), rows)
