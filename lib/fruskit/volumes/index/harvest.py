"""Reads the volumes of a folder, on all cores, into one index file.

It knows what is new in the folder and what became of each file. How the index file is made is not
its matter, nor how one searches; a volume at a time goes through its hands, however many there are.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
import json
import multiprocessing
from multiprocessing import connection
import os
from pathlib import Path
import signal
import sqlite3
import threading

from ...errors import FruskitError
from .. import tei
from ..paths import absolute, visible
from ..table import Table
from ..text import Volume
from .file import drop, Found, keep, opened, usual_place

_MUCH = 2_000_000  # bytes to read: with less, starting processes takes longer than it saves
Progress = Callable[[int, int, str], None]  # volumes done, volumes to do, the file just done


def index(
    folder: Path | str, to: Path | str | None = None, progress: Progress | None = None
) -> Table:
    """Reads the volumes (*.xml) of a folder into an index file; those in it already are not read again.

    to: the file, else the usual place. A volume whose file has changed is read anew, one whose file
    is gone is taken out, one that cannot be read is named in the Table that is returned, a row a
    file. Raises FruskitError when folder or index file cannot be used; the file is then untouched.
    """
    place = absolute(folder).resolve()
    files = visible(place, ".xml")
    if not files and not usual_place(to).exists():
        raise _no_volume(folder)
    with opened(usual_place(to), writing=True) as file:
        rows = file.execute("SELECT path, name, size, changed FROM volume").fetchall()
        known = {path: (size, changed) for path, _, size, changed in rows}
        names = {Path(path): name for path, name, *_ in rows}
        _drop(file, gone := [old for old in names if old.parent == place and old not in files])
        if not files and not gone:
            raise _no_volume(folder)
        stamps = {path: _stamp(path) for path in files}
        new = [path for path in files if stamps[path] != known.get(str(path))]
        problems: dict[Path, str] = {}
        read = _reading if sum(stamps[path][0] for path in new) > _MUCH else _one_by_one
        for done, (path, found) in enumerate(read(new), 1):
            if isinstance(found, FruskitError):
                problems[path] = str(found)
            else:
                keep(file, path, stamps[path], found)
                # The same volume from where it no longer is: its folder has been moved.
                _drop(file, [old for old in names if names[old] == found.name and not old.exists()])
            if progress:
                progress(done, len(new), path.name)
        return _report(file, files, set(new), problems)


def _drop(file: sqlite3.Connection, paths: list[Path]) -> None:
    for path in paths:
        drop(file, path)


def _no_volume(folder: Path | str) -> FruskitError:
    return FruskitError(
        str(folder), "it holds no volume (*.xml)", "Name the folder of the volumes."
    )


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # told when it is read
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _report(
    file: sqlite3.Connection, files: list[Path], new: set[Path], problems: dict[Path, str]
) -> Table:
    counts = (
        "SELECT v.path, v.name, count(d.id) FROM volume v LEFT JOIN document d ON d.volume = v.id"
    )
    held = {path: (name, n) for path, name, n in file.execute(f"{counts} GROUP BY v.id")}
    rows = tuple(
        (
            path.name,
            *held.get(str(path), ("", 0)),
            "read" if path in new - set(problems) else "as it was",
            problems.get(path, ""),
        )
        for path in files
    )
    rows = tuple((*row[:3], "not read", row[4]) if row[4] else row for row in rows)
    return Table("index", ("file", "volume", "documents", "state", "problem"), rows)


# --- reading, on all cores


def _one_by_one(paths: list[Path]) -> Iterator[tuple[Path, Found | FruskitError]]:
    return ((path, _read(path)) for path in paths)


def _reading(paths: list[Path]) -> Iterator[tuple[Path, Found | FruskitError]]:
    """What is in each file, in the order of the list; few are held at a time, however many there are."""
    cores = min(os.cpu_count() or 1, len(paths), 61)  # 61: all that Windows can wait for
    rest = iter(paths)
    waiting: deque[tuple[Path, Future[Found | FruskitError]]] = deque()
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _attend)
    try:
        with _unheard():  # the first calls start the processes
            waiting.extend((path, pool.submit(_read, path)) for path in islice(rest, 2 * cores))
        while waiting:
            path, found = waiting.popleft()
            yield path, found.result()
            waiting.extend((path, pool.submit(_read, path)) for path in islice(rest, 1))
    except BrokenProcessPool as problem:
        raise FruskitError(
            str(path),
            "a process that was reading has died, perhaps for want of memory",
            'Run it again: it goes on. In a script, call it under if __name__ == "__main__".',
        ) from problem
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C waits. A process that is started meanwhile never hears it, not even before it can say so."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _attend() -> None:
    """Has a reading process leave Ctrl-C to the one that asked, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end_with_it() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()


def _read(path: Path) -> Found | FruskitError:
    try:
        return _found(tei.read(path))
    except FruskitError as problem:
        return problem
    except Exception as problem:  # one strange file must not end the reading of hundreds
        return FruskitError(str(path), f"it cannot be read ({type(problem).__name__}: {problem})")


def _found(volume: Volume) -> Found:
    places = {document.id: place for place, document in enumerate(volume.documents)}
    owner = [-1] * len(volume.blocks)
    for division in sorted(volume.divisions, key=lambda d: d.first - d.last):  # the largest first
        if division.id in places:
            owner[division.first : division.last] = [places[division.id]] * (
                division.last - division.first
            )
    turns: dict[str, list[tuple[int, str]]] = {}
    for turn in volume.pages:
        turns.setdefault(turn.block, []).append((turn.offset, turn.number))
    documents = [
        (d.id, d.number, d.title, "/".join(dict.fromkeys(filter(None, (d.date_start, d.date_end)))))
        for d in volume.documents
    ]
    blocks = [
        (place, b.id, b.kind, b.page, json.dumps(turns[b.id]) if b.id in turns else "", b.text)
        for place, b in zip(owner, volume.blocks)
    ]
    return Found(volume.id, volume.title, documents, blocks)
