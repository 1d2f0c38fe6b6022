"""Where a kit is, and how its data files are read.

A kit is a folder with `data/` and `notebooks/`. This module finds it and reads TOML and JSON out
of it with errors that name the place; it knows nothing of what the files mean. A file is parsed
once, and again when it has changed: what it holds is shared, and nobody writes into it.
"""

from collections.abc import Callable
from functools import lru_cache
import json
import os
from pathlib import Path
import time
import tomllib
from typing import Any, NamedTuple

from ..errors import FruskitError, refused
from ..volumes.paths import absolute, expanded, visible, working_directory

_QUOTED = "Look at that line and the one above: text goes between straight quotation marks, with "
_QUOTED += (
    "none but curly ones (“…”) within it and every backslash doubled; each bracket is closed."
)
_TWICE = "Look at that line: a name in it was used before. What may come several times has double "
_TWICE += "brackets, [[…]], and its parts come below it."
_A_KIT = "a folder with data/ and notebooks/"
_REMEDIES = {"TOML": _QUOTED, "JSON": "Look at that line: a comma or a bracket may be missing."}
_JUST_NOW = 2_000_000_000  # nanoseconds: within them a clock may give a second change the same time

Parse = Callable[[str], Any]


class Kit(NamedTuple):
    """A teaching kit on disk; `name` gives a file's place as the person would write it."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    def name(self, path: Path) -> str:
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def section_file(self) -> Path:
        """The TEI file of a kit with one; its name is the id of the division that the kit reads."""
        files = self.files(self.data, ".xml")
        if len(files) == 1:
            return files[0]
        found = f"it holds {len(files)} XML files" if files else "it holds no XML file"
        remedy = "Keep one TEI file there, named after its division, or list all in texts.toml."
        raise FruskitError(self.name(self.data), found, remedy)

    def files(self, folder: Path, suffix: str) -> list[Path]:
        """The files of a folder of the kit that end so, by name; none without the folder."""
        return visible(folder, suffix) if folder.is_dir() else []

    def all_notebooks(self) -> list[Path]:
        """The notebooks, also those for others than students, in folders below."""
        below = [self.notebooks, *self.notebooks.rglob("*/")]
        folders = [f for f in below if not any(p[0] == "." for p in f.relative_to(self.root).parts)]
        return sorted(path for folder in folders for path in self.files(folder, ".ipynb"))

    def toml(self, path: Path) -> Any:
        """A TOML file as a dict. Raises FruskitError when it is missing or malformed."""
        return self.parsed(path, tomllib.loads, "TOML")

    def json(self, path: Path) -> Any:
        """A JSON file's value. Raises FruskitError when it is missing or malformed."""
        return self.parsed(path, json.loads, "JSON")

    def parsed(self, path: Path, parse: Parse, kind: str) -> Any:
        """What parse makes of the file, which is of this kind; as made before, while its size and time
        are the same. What parse raises but for ValueError is left to who calls."""
        try:
            stat = path.stat()
            settled = time.time_ns() - stat.st_mtime_ns >= _JUST_NOW
        except OSError:
            settled = False  # to read it says what is the matter
        try:
            if settled:
                return _kept(self, path, parse, stat.st_size, stat.st_mtime_ns)
            return parse(self.read(path))
        except (ValueError, RecursionError) as problem:  # ValueError: a number of too many digits
            remedy = _TWICE if str(problem).startswith("Cannot") else _REMEDIES[kind]
            what = f"it is not valid {kind} ({problem})"
            raise FruskitError(self.name(path), what, remedy) from problem

    def read(self, path: Path) -> str:
        """The file's text. Raises FruskitError when it is missing, or cannot be read as UTF-8."""
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as problem:
            remedy = "Restore it from the kit's own copy."
            raise FruskitError(self.name(path), "the file is missing", remedy) from problem
        except UnicodeDecodeError as problem:
            line = problem.object[: problem.start].count(b"\n") + 1
            where, remedy = f"{self.name(path)}, line {line}", "Save the file as UTF-8."
            raise FruskitError(where, "it is not UTF-8 text", remedy) from problem
        except OSError as problem:
            remedy = "Check the file's permissions."
            raise refused(self.name(path), "read", problem, remedy) from problem


@lru_cache(maxsize=64)
def _kept(kit: Kit, path: Path, parse: Parse, size: int, changed: int) -> Any:
    return parse(kit.read(path))


def find_kit(start: Path | str | None = None) -> Kit:
    """The kit that `start`, or else the working directory, is in; else FRUSKIT_KIT; else our own.
    Raises FruskitError when none of the three is a folder with data/ and notebooks/."""
    if start is not None:
        if kit := _upward(absolute(start)):
            return kit
        raise FruskitError(str(start), "it is not in a kit", f"A kit is {_A_KIT}.")
    here, chosen = working_directory(), os.environ.get("FRUSKIT_KIT", "")
    if kit := _upward(here):
        return kit
    if chosen:
        if _is_kit(folder := expanded(chosen)):
            return Kit(folder.resolve())
        raise FruskitError(f"FRUSKIT_KIT={chosen}", "there is no kit", f"Name {_A_KIT}.")
    try:
        return bundled()
    except FruskitError:
        remedy = f"Change into the kit's folder ({_change(here)}), or set FRUSKIT_KIT to it."
        raise FruskitError(str(here), "there is no kit here or above", remedy) from None


def _change(here: Path) -> str:
    """How a notebook does that; where kits lie in the folder, to the first of them."""
    try:
        below = sorted(folder for folder in here.iterdir() if _is_kit(folder))
    except OSError:
        below = []
    return f"in a notebook: %cd {below[0] if below else 'FOLDER'}"


def bundled() -> Kit:
    """The kit that the library was installed from. FruskitError where there is none."""
    installed = Path(__file__).resolve().parents[3]
    if _is_kit(installed):
        return Kit(installed)
    remedy = "Install it from a copy of the kit: pip install -e lib"
    raise FruskitError(str(installed), "the library was installed without its kit", remedy)


def _upward(start: Path) -> Kit | None:
    here = start.resolve()
    return next((Kit(folder) for folder in (here, *here.parents) if _is_kit(folder)), None)


def _is_kit(folder: Path) -> bool:
    return (folder / "data").is_dir() and (folder / "notebooks").is_dir()
