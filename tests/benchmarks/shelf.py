"""Many volumes: what indexing a folder costs beside one volume, and a search beside a plain count.

The volumes are those of ../shared/frus, beside the repository; where they are missing there is no row.
"""

from collections.abc import Iterator
import os
from pathlib import Path
import shutil
import sqlite3
from statistics import median
import subprocess
import sys
import tempfile

from measure import Row, seconds

VOLUMES = sorted((Path(__file__).resolve().parents[3] / "shared" / "frus").glob("*.xml"))
MEMORY = (
    "import resource, sys; from fruskit.volumes.index.harvest import index; index(*sys.argv[1:]);"
    "print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
)


def indexing() -> Iterator[Row]:
    """A folder of N volumes against N times one of them, in time; and in memory against half as many."""
    from fruskit.volumes.index.harvest import index

    if not VOLUMES:
        return
    with tempfile.TemporaryDirectory() as place:
        folders = {count: copies(Path(place), VOLUMES[-1], count) for count in (1, 6, 12)}
        for count in (1, 12):
            index(
                folders[count], Path(place) / "first.sqlite"
            )  # once, so that the files are in memory
        one = min(
            seconds(lambda: index(folders[1], Path(place) / f"one{n}.sqlite")) for n in range(3)
        )
        whole = seconds(lambda: index(folders[12], Path(place) / "all.sqlite"))
        yield Row(
            "indexing 12 volumes",
            f"{whole:.1f} s",
            f"12 times one, {os.cpu_count()} cores {12 * one:.1f} s",
            whole / (12 * one),
        )
        again = seconds(lambda: index(folders[12], Path(place) / "all.sqlite"))
        yield Row(
            "indexing them again",
            f"{1000 * again:.1f} ms",
            f"the first time {1000 * whole:.0f} ms",
            again / whole,
        )
        few, many = (memory(folders[count], Path(place) / f"m{count}.sqlite") for count in (6, 12))
        yield Row("memory, 12 volumes", f"{many:.0f} MB", f"6 volumes {few:.0f} MB", many / few)


def searching(rounds: int = 50) -> Iterator[Row]:
    """Searching four volumes, opening the file included, against opening it and counting its blocks."""
    from fruskit.volumes.index.harvest import index
    from fruskit.volumes.index.query import search

    if not VOLUMES:
        return
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "index.sqlite"
        index(VOLUMES[0].parent, file)
        asked = {
            "a rare phrase": ("Addis Ababa Djibouti", ""),
            "100 places": ("Addis Ababa", ""),
            "two phrases, near": ("Emperor", "Addis Ababa"),
            "the commonest word": ("the", ""),
        }
        for what, (words, near) in asked.items():
            ours, plain = [], []
            for _ in range(rounds):
                ours.append(seconds(lambda: search(words, near, file)))
                plain.append(seconds(lambda: count(file)))
            yield Row(
                f"search, {what}",
                f"{1000 * median(ours):.1f} ms",
                f"SQLite count(*) {1000 * median(plain):.1f} ms",
                median(ours) / median(plain),
            )


def copies(place: Path, volume: Path, count: int) -> Path:
    folder = place / str(count)
    folder.mkdir()
    for n in range(count):
        shutil.copy(volume, folder / f"{n}.xml")
    return folder


def memory(folder: Path, file: Path) -> float:
    """The most megabytes that any one process held while it indexed this folder."""
    said = subprocess.run(
        [sys.executable, "-c", MEMORY, folder, file], check=True, capture_output=True, text=True
    )
    return int(said.stdout) / 1000


def count(file: Path) -> int:
    with sqlite3.connect(file) as opened:
        found = opened.execute("SELECT count(*) FROM block WHERE text IS NOT NULL").fetchone()[0]
    opened.close()
    return found
