"""A SQLite file on disk: opened, its owner's alone, told from another of its name, copied.

It knows rights and inodes; what is in a file it does not know.
"""

from contextlib import closing, suppress
from itertools import count, zip_longest
import os
from pathlib import Path
import sqlite3
import stat

from ..errors import FruskitError

PATIENCE = 15.0  # seconds to wait for another tab, kernel or program that is writing


def make_private(path: Path) -> None:
    """Makes an empty file that its owner alone may read; FileExistsError where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def narrow(path: Path) -> None:
    """Takes the right to look into a file or folder of ours from all but its owner, where that can be."""
    with suppress(OSError):
        rights = stat.S_IMODE(path.stat().st_mode)
        if rights & 0o077 and os.name != "nt":  # there a profile's folders are its owner's already
            path.chmod(rights & 0o700)


def inode_of(path: Path) -> int:
    """What tells a file from another that later has its name; 0 where there is none."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino
    return 0


def connected(path: Path) -> sqlite3.Connection:
    # A path and no address: \\server\share has no address that SQLite takes.
    try:
        return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except ValueError as problem:  # a NUL in the name
        raise FruskitError(str(path), "no file can have this name", "Name another.") from problem


def keep_copy(path: Path, version: int) -> None:
    """Keeps a file as it is, beside it, before it is changed; a copy that is there already will do.
    Called by who has the right to write to it: nobody else does meanwhile. SQLite itself copies,
    since a file that one opens and shuts loses all locks that the process has on it."""
    beside = path.with_name(f"{path.name}.version-{version}.tmp")
    beside.unlink(missing_ok=True)  # of one that was killed
    make_private(beside)
    with closing(connected(path)) as file, closing(connected(beside)) as copy:
        file.backup(copy)
    for number in count(1):
        kept = path.with_name(f"{path.name}.version-{version}" + (f"-{number}" * (number > 1)))
        if not kept.exists():
            os.replace(beside, kept)
            return
        if _alike(beside, kept):
            beside.unlink()
            return


def _alike(one: Path, other: Path) -> bool:
    try:
        with closing(connected(one)) as first, closing(connected(other)) as second:
            return all(a == b for a, b in zip_longest(first.iterdump(), second.iterdump()))
    except sqlite3.DatabaseError:
        return False
