"""Files and folders as people name them: “~” is their home, and hidden files are none of theirs.

A folder that is not there is told, and never taken for an empty one. What the files hold is not
known here.
"""

import os
from pathlib import Path

from ..errors import FruskitError, refused


def expanded(path: str | Path) -> Path:
    """The path that is meant, its “~” or “~user” replaced; a name that only begins so stays."""
    return Path(os.path.expanduser(path))


def absolute(path: str | Path) -> Path:
    """The same from the root. Raises FruskitError when it is relative to a folder that is gone."""
    path = expanded(path)
    return path if path.is_absolute() else working_directory() / path


def working_directory() -> Path:
    """The folder one is in. Raises FruskitError when it has been deleted."""
    try:
        return Path.cwd()
    except OSError as problem:
        where, what = "the working directory", "it no longer exists"
        raise FruskitError(where, what, "Change into a folder that does.") from problem


def visible(folder: str | Path, suffix: str) -> list[Path]:
    """The files of a folder that end so, by name, without hidden ones (such as macOS's “._name”).
    Raises FruskitError when the folder cannot be read."""
    try:
        files = [path for path in expanded(folder).iterdir() if path.suffix.lower() == suffix]
    except (OSError, ValueError) as problem:  # ValueError: a name that no folder can have
        raise refused(folder, "read as a folder", problem, "Check the name.") from problem
    return sorted(path for path in files if not path.name.startswith("."))
