"""What reading volumes costs, as ratios to lxml, BeautifulSoup and delb on the same file in the same run.

Reads the volumes of FRUS_DIR (default: ../shared/frus beside this repository); says nothing where
there are none.
"""

from collections.abc import Callable, Iterator
import gc
import os
from pathlib import Path
import shutil
import subprocess
import sys
import tempfile
import time

from measure import ROOT, Row

FOLDER = Path(os.environ.get("FRUS_DIR", ROOT.parent / "shared" / "frus"))
LIBRARY = ROOT / "lib"
# What a fresh interpreter held at most, before and after the work, in kilobytes, as Linux tells it.
_PEAK = """
import fruskit, fruskit.volumes.tei
def most(): return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM"))
before = most()
{work}
print(most() - before)
"""


def least(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of each at its quickest, in turns, so that a busy moment meets them alike."""
    found = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = time.perf_counter()
            kept = work()
            found[name] = min(found[name], time.perf_counter() - start)
            del kept
    return found


def volumes(rounds: int = 15) -> Iterator[Row]:
    """Each volume read whole, against the parsers; then memory, then a folder of them."""
    import bs4
    import delb
    import fruskit
    from lxml import etree

    paths = sorted(FOLDER.glob("*.xml"))
    for path in paths:
        raw = path.read_bytes()
        quick = least(
            {
                "lxml": lambda: etree.parse(path),
                "read": lambda: fruskit.read(path),
            },
            rounds,
        )
        slow = least(
            {
                "bs4": lambda: bs4.BeautifulSoup(raw, "lxml-xml"),
                "delb": lambda: delb.Document(path),
                "read": lambda: fruskit.read(path),
            },
            2,
        )
        yield _row(f"{path.stem} read", quick["read"], "lxml parse", quick["lxml"])
        for name in ("bs4", "delb"):
            yield _row(f"{path.stem} read", slow["read"], f"{name} parse", slow[name])
        size, peak = len(raw) / 1e6, _peak(f"fruskit.read({str(path)!r})")
        yield Row(
            f"{path.stem} peak memory", f"{peak:.1f} MB", f"its file {size:.1f} MB", peak / size
        )
    if paths:
        yield from folder(paths[0])


def folder(path: Path, count: int = 6) -> Iterator[Row]:
    """A folder of N copies of one volume, streamed, against N times one."""
    import fruskit

    with tempfile.TemporaryDirectory() as place:
        for n in range(count):
            shutil.copy(path, Path(place) / f"{n}.xml")
        works = {
            "one": lambda: fruskit.read(path),
            "all": lambda: sum(1 for _ in fruskit.volumes(place)),
        }
        found = least(works, 3)
        yield _row(
            f"{count} volumes of a folder", found["all"], f"{count} times one", count * found["one"]
        )
        one = _peak(f"fruskit.read({str(path)!r})")
        streamed = _peak(f"for volume in fruskit.volumes({place!r}): pass")
        yield Row(
            f"{count} volumes, peak memory",
            f"{streamed:.1f} MB",
            f"one {one:.1f} MB",
            streamed / one,
        )


def _row(what: str, took: float, against: str, other: float) -> Row:
    return Row(what, f"{1000 * took:.0f} ms", f"{against} {1000 * other:.0f} ms", took / other)


def _peak(work: str) -> float:
    """Megabytes that a fresh interpreter needs for this beyond what it holds with fruskit imported."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK.format(work=work)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(LIBRARY)},
    )
    return int(done.stdout) / 1000
