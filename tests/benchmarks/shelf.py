"""Many volumes: what indexing a folder costs beside one volume, and a search beside a plain count."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
import sqlite3
import tempfile
import time

from measure import compared, copies, peak, Ratio, seconds, VOLUMES


def indexing() -> Iterator[Ratio]:
    """A folder of N volumes against N times one of them, in time; and in memory against half as many."""
    from fruskit.volumes.index.harvest import index

    for volume in VOLUMES[-1:]:
        with tempfile.TemporaryDirectory() as place:
            files = (Path(place) / f"{n}.sqlite" for n in count())
            folders = {many: copies(Path(place), volume, many) for many in (1, 6, 12)}
            all, one = (lambda of=many: index(folders[of], next(files)) for many in (12, 1))
            clock = time.perf_counter  # several processes work at it
            found = compared(
                "12 indexed", all, "12 times one", one, times=12, rounds=3, clock=clock
            )
            yield found
            last = Path(place) / "last.sqlite"
            index(folders[12], last)
            again = seconds(lambda: index(folders[12], last))
            yield Ratio("12 indexed again", again, "the first time", found.cost)
            work = "from fruskit.volumes.index.harvest import index; index({!r}, {!r})"
            few, many = (peak(work.format(str(folders[n]), str(next(files)))) for n in (6, 12))
            yield Ratio("12 indexed, memory", many, "6 indexed", few, "MB")


def searching(rounds: int = 50) -> Iterator[Ratio]:
    """Searching all volumes, opening the file included, against opening it and counting its blocks."""
    from fruskit.volumes.index.harvest import index
    from fruskit.volumes.index.query import search

    asked = {
        "a rare phrase": ("Addis Ababa Djibouti", ""),
        "100 places": ("Addis Ababa", ""),
        "two phrases, near": ("Emperor", "Addis Ababa"),
        "the commonest word": ("the", ""),
    }
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "index.sqlite"
        if VOLUMES:
            index(VOLUMES[0].parent, file)
        for what, words in asked.items() if VOLUMES else ():
            ours, plain = (lambda: search(*words, file)), (lambda: _counted(file))
            yield compared(f"search, {what}", ours, "SQLite count(*)", plain, rounds=rounds)


def _counted(file: Path) -> int:
    with sqlite3.connect(file) as opened:
        found = opened.execute("SELECT count(*) FROM block WHERE text IS NOT NULL").fetchone()[0]
    opened.close()
    return found
