"""What a measurement is: one thing against something plain in the same run, and the ratio of the two.

Seconds differ between machines and hours; a ratio to a neighbor says more. Works that are compared
are measured in turns, so that a busy moment meets them alike, and each counts at its least.
"""

from collections.abc import Callable, Mapping
import gc
import os
from pathlib import Path
import shutil
import subprocess
import sys
import time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
# The volumes of FRUS that are measured; where there are none, nothing is said of volumes.
VOLUMES = sorted(Path(os.environ.get("FRUS_DIR", ROOT.parent / "shared" / "frus")).glob("*.xml"))
Work = Callable[[], object]


class Ratio(NamedTuple):
    """What costs how much, against what else: in seconds, megabytes or bytes."""

    what: str
    cost: float
    against: str
    other: float
    unit: str = "s"

    @property
    def name(self) -> str:
        return f"{self.what} / {self.against}"

    @property
    def value(self) -> float:
        return self.cost / self.other


def seconds(work: Work, clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


def least(works: Mapping[str, Work], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """Seconds of each at its quickest, in turns."""
    found = dict.fromkeys(works, float("inf"))
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            found[name] = min(found[name], seconds(work, clock))
    return found


def compared(
    what: str,
    work: Work,
    against: str,
    other: Work,
    *,
    times: float = 1,
    rounds: int = 5,
    clock: Callable[[], float] = time.process_time,
) -> Ratio:
    """One work against another, or so many times that."""
    found = least({"one": work, "other": other}, rounds, clock)
    return Ratio(what, found["one"], against, times * found["other"])


def copies(place: Path, volume: Path, count: int) -> Path:
    """A folder of that name with so many copies of a volume."""
    folder = place / str(count)
    folder.mkdir()
    for n in range(count):
        shutil.copy(volume, folder / f"{n}.xml")
    return folder


# What a fresh interpreter, or a process that it started, held at most, before and after the work; as
# Linux tells it.
_PEAK = """
import resource, fruskit, fruskit.volumes.tei
def most():
    own = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
before = most()
{work}
print(most() - before)
"""


def peak(work: str) -> float:
    """Megabytes that an interpreter needs for this, beyond what it holds with fruskit imported."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK.format(work=work)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "lib")},
    )
    return int(done.stdout) / 1000
