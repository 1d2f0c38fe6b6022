"""The files that lie in a folder of hand-ins: each read under limits, or told with its fault.

Nothing in a file is believed or run: it is looked at for its form alone, and what its answers are
worth is not asked here. Whatever is there, the rest is read.
"""

from collections.abc import Iterable, Iterator
import json
import os
from pathlib import Path
import stat
from typing import Any, NamedTuple

from ..errors import FruskitError
from ..record.hand_in import ENDING, FORMAT, given, HandIn
from ..volumes.paths import absolute

_LARGEST = 5_000_000  # bytes; a long lesson, answered often, has 200,000
_OWN = (".html", ".csv", ".toml", ".zip")  # the instructor's, beside the files
_ASK = f"Ask for the file that ends in {ENDING}"
_NOT_ONE = f"It is no hand-in. {_ASK}"
_NOTEBOOK = f"It is a notebook, and answers are not in notebooks. {_ASK}"
_CHANGED = "It was changed after it was made: its receipt does not fit"
_CUT = "It is not JSON, or damaged on its way. Ask for it again"


class Fault(NamedTuple):
    """A file that could not be used, or not as it is: its name, and what is the matter."""

    file: str
    what: str
    used: bool = False


class HandedIn(NamedTuple):
    """One lesson of one student, as it was handed in; account: whose the file is on this computer."""

    file: str
    code: str
    hand_in: HandIn
    account: str = ""


class Pile(NamedTuple):
    papers: tuple[HandedIn, ...]
    faults: tuple[Fault, ...]


def pile(folder: Path | str, kit: str, lessons: frozenset[str]) -> Pile:
    """All that lies in the folder and in folders below, as an LMS packs it. kit: volume and
    division that the answers must be about; lessons: their names. FruskitError when there is no
    such folder."""
    where = absolute(folder)
    if not where.is_dir():
        raise FruskitError(str(folder), "there is no such folder", "Check name and place.")
    papers, faults = dict[str, HandedIn](), list[Fault]()
    for path in _files(where):
        name = _printable(path.relative_to(where).as_posix())
        try:
            said = _read(path)
            found = given(said, "it")
            _refuse(found.hand_in, kit, lessons)
        except FruskitError as problem:
            faults.append(Fault(name, problem.what.rstrip(".")))
            continue
        if earlier := papers.get(found.code):
            faults.append(Fault(name, f"It is the same as {earlier.file}", used=True))
            continue
        if found.altered:
            faults.append(Fault(name, _CHANGED, used=True))
        papers[found.code] = HandedIn(name, found.code, found.hand_in, _account(path))
    return Pile(tuple(papers.values()), tuple(faults))


def _account(path: Path) -> str:
    try:
        return path.owner()
    except (KeyError, OSError, NotImplementedError):  # no one here; no owners on this system
        return ""


def laid_out(made: Iterable[HandIn]) -> Pile:
    """Hand-ins that are in no folder."""
    return Pile(tuple(HandedIn(one.name, one.code, one) for one in made), ())


def _files(folder: Path) -> Iterator[Path]:
    """All files below, by name, but for hidden ones and those of the instructor."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if f[0] != "." and f != "__MACOSX")
        for name in sorted(names):
            if name[0] != "." and not name.lower().endswith(_OWN):
                yield Path(place, name)


def _read(path: Path) -> Any:
    """What a file says. FruskitError tells why it is not read."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            raise _fault("It is no plain file")
        if about.st_size > _LARGEST:
            size = f"{about.st_size / 1_000_000:,.0f} MB"
            raise _fault(f"It has {size}, and is not read: a lesson takes less than 5 MB")
        if not about.st_size:
            raise _fault("It is empty. Ask for it again")
        if path.suffix.lower() == ".ipynb":
            raise _fault(_NOTEBOOK)
        if path.suffix.lower() != ".json":
            raise _fault(_NOT_ONE)
        said = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_number)
    except OSError as problem:
        raise _fault(f"It cannot be read ({problem.strerror or problem})") from None
    except (ValueError, RecursionError):
        raise _fault(_CUT) from None
    kind = said.get("format") if isinstance(said, dict) else None
    if kind == "fruskit-record":
        raise _fault(f"It is a whole record, exported. {_ASK}")
    if kind != FORMAT:
        raise _fault(_NOT_ONE)
    return said


def _refuse(made: HandIn, kit: str, lessons: frozenset[str]) -> None:
    if made.kit != kit:
        raise _fault(f"It was made with a kit on another text ({_printable(made.kit)})")
    if made.lesson not in lessons:
        raise _fault(f"It is of a lesson that is not in this kit ({_printable(made.lesson)})")


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no number of JSON")


def _fault(what: str) -> FruskitError:
    return FruskitError("", what)


def _printable(words: str, most: int = 120) -> str:
    """Words of a stranger as a terminal may show them: no control characters, no halves of any."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words[:most])
