"""Reads the volumes of a folder, on all cores, into one index file, and says how far it is.

It knows what is new in the folder and what became of each file. How the index file is made is not
its matter, nor how one searches; a volume at a time goes through its hands, however many there are.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
import sqlite3
from typing import TextIO

from ...errors import FruskitError
from ..paths import absolute, visible
from ..table import Table
from . import version
from .file import drop, Found, keep, opened, Stamp, stamps, usual_place
from .reader import read

_MUCH = 2_000_000  # bytes to read: with less, starting processes takes longer than it saves
_WIDTH = 30  # of a bar, in characters
_COUNTS = "SELECT v.path, v.name, count(d.id) FROM volume v LEFT JOIN document d ON d.volume = v.id"
Progress = Callable[[int, int, str], None]  # volumes done, volumes to do, the file just done


def index(
    folder: Path | str, to: Path | str | None = None, progress: Progress | None = None
) -> Table:
    """Reads the volumes (*.xml) of a folder into an index file; those in it are not read again.

    to: the file, else the usual place. A volume is read anew when its file or the reader has
    changed; one whose file is gone is taken out; one that cannot be read is named in the Table that
    is returned, a row a file. Raises FruskitError when folder or index file cannot be used;
    the file is then untouched.
    """
    place = absolute(folder).resolve()
    files = visible(place, ".xml")
    remedy = "Name the folder of the volumes."
    none = FruskitError(str(folder), "it holds no volume (*.xml)", remedy)
    if not files and not usual_place(to).exists():
        raise none
    with opened(usual_place(to), writing=True) as file:
        known = stamps(file)
        names = {Path(path): name for path, name in file.execute("SELECT path, name FROM volume")}
        gone = [old for old in names if old.parent == place and old not in files]
        drop(file, gone)
        if not files and not gone:
            raise none
        now = {path: _stamp(path) for path in files}
        new = [path for path in files if now[path] != known.get(path)]
        problems: dict[Path, str] = {}
        much = sum(now[path].size for path in new) > _MUCH
        for done, (path, found) in enumerate(_each(new, much), 1):
            if isinstance(found, FruskitError):
                problems[path] = str(found)
            else:
                keep(file, path, now[path], found)
                # The same volume from where it no longer is: its folder has been moved.
                drop(file, [old for old in names if names[old] == found.name and not old.exists()])
            if progress:
                progress(done, len(new), path.name)
        return _report(file, files, set(new), problems)


def bar(out: TextIO) -> Progress:
    """On a terminal a bar that grows, elsewhere a line for every tenth of the volumes."""

    def grow(done: int, of: int, name: str) -> None:
        full = _WIDTH * done // of
        line = f"[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{of} {name:.40}"
        out.write(f"\r\x1b[K{line}" + ("\n" if done == of else ""))  # \x1b[K: clears the line
        out.flush()

    def tell(done: int, of: int, name: str) -> None:
        if done == of or 10 * done // of > 10 * (done - 1) // of:
            out.write(f"{done}/{of} {name}\n")
            out.flush()

    return grow if out.isatty() else tell


def _each(paths: Sequence[Path], much: bool) -> Iterator[tuple[Path, Found | FruskitError]]:
    if much:
        from . import pool  # processes take a while to load, and a browser has none

        return pool.each(read, paths)
    return ((path, read(path)) for path in paths)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:  # told when it is read
        return Stamp(0, 0, version.reader())
    return Stamp(found.st_size, found.st_mtime_ns, version.reader())


def _report(
    file: sqlite3.Connection, files: list[Path], new: set[Path], problems: dict[Path, str]
) -> Table:
    counts = file.execute(f"{_COUNTS} GROUP BY v.id")
    held = {Path(path): (name, n) for path, name, n in counts}
    states = {path: "read" if path in new else "as it was" for path in files}
    states |= dict.fromkeys(problems, "not read")
    rows = ((p.name, *held.get(p, ("", 0)), s, problems.get(p, "")) for p, s in states.items())
    return Table("index", ("file", "volume", "documents", "state", "problem"), tuple(rows))
