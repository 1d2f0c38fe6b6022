"""Which cells of a notebook may run by themselves when it is opened, and where none may.

A cell may that imports fruskit, or is one call that only shows something, and whose source is one
that the kit was shipped with: `data/seal.json` has their digests, by notebook. None may where a
file beside the notebook could be imported in the place of ours. Nothing is run here.
"""

import ast
from collections.abc import Iterable, Iterator
from hashlib import sha256
import json
import os
from pathlib import Path

from ..errors import FruskitError
from . import files
from .folder import Kit
from .lessons import call, original, parsed, sources

_SHOWS = {"aims", "bibliography", "citation_graph", "cite", "concordance", "elsewhere", "exercise"}
_SHOWS |= {"expected_answers", "glossary", "hand_in", "map_of_places", "minutes", "notes", "page"}
_SHOWS |= {"progress", "show", "table", "template", "timeline"}
_SEAL = "seal.json"
_SHOWS_ALONE = frozenset({"portfolio"})  # with a path it would write
_CODE = (".py", ".pyw", ".pyc", ".pyo", ".so", ".pyd", ".dll", ".pth")
_ABOUT_CODE = (".dist-info", ".egg-info", ".egg-link")  # name what other packages load
_NEVER = frozenset({"fruskit", ".ipython", "profile_default"})
_MANY = 200  # folders that are looked through


def plain(source: str) -> bool:
    """Whether it imports fruskit, or is one call that only shows, given texts and nothing else."""
    match parsed(source):
        case [ast.Import([ast.alias("fruskit", None)])]:
            return True
        case [line] if asked := call(line):
            return asked.name in _SHOWS or (asked.name in _SHOWS_ALONE and not asked.given)
    return False


def digest(source: str) -> str:
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def seal(kit: Kit) -> Path:
    """Writes `data/seal.json`: from now on the kit is shipped with the plain cells of its notebooks as
    they are. FruskitError for a file that is no notebook."""
    held = {path.stem: _digests(kit, path) for path in kit.all_notebooks()}
    files.replace(place := kit.data / _SEAL, json.dumps(held, indent=0) + "\n")
    return place


def _digests(kit: Kit, path: Path) -> list[str]:
    return [digest(text) for kind, text in sources(kit, path) if kind == "code" and plain(text)]


def sealed(kit: Kit) -> dict[str, frozenset[str]]:
    """The digests that the kit was shipped with, by notebook; none without a seal that can be read."""
    try:
        held = kit.json(kit.data / _SEAL)
        return {str(name): frozenset(map(str, digests)) for name, digests in held.items()}
    except (FruskitError, AttributeError, TypeError):
        return {}


def unsealed(kit: Kit) -> dict[str, int]:
    """The notebooks with plain cells that are not under the seal, and how many these are."""
    held, found = sealed(kit), dict[str, int]()
    for path in kit.all_notebooks():
        try:
            now = set(_digests(kit, path)) - held.get(original(path.stem), frozenset())
        except FruskitError:
            continue  # it is no notebook
        if now:
            found[kit.name(path)] = len(now)
    return found


def runs(kit: Kit, name: str, cells: Iterable[str]) -> list[bool]:
    """Whether each of these sources of a notebook may run by itself; none without the import."""
    shipped = sealed(kit).get(original(name), frozenset())
    cells = list(cells)
    found = [digest(source) in shipped and plain(source) for source in cells]
    begun = any(ran and "import" in source.split() for ran, source in zip(found, cells))
    return found if begun else [False] * len(cells)


def stand_in(folder: Path) -> str:
    """The name of what could be imported from the folder in the place of ours; empty where nothing
    could. What cannot be looked through counts."""
    try:
        return next(_importable(folder), "")
    except OSError as problem:
        return str(problem.filename or folder)


def _importable(top: Path) -> Iterator[str]:
    walk = os.walk(top, onerror=_raised, followlinks=True)
    for count, (place, folders, names) in enumerate(walk):
        below = Path(place).relative_to(top)
        code = [name for name in names if name.casefold().endswith((*_CODE, *_ABOUT_CODE))]
        folded = ((name, name.casefold()) for name in folders)
        code += [n for n, low in folded if low in _NEVER or low.endswith(_ABOUT_CODE)]
        yield from (str(below / name) for name in code)
        folders[:] = [name for name in folders if name.isidentifier()]  # no other is a package
        if count >= _MANY:
            yield str(below)


def _raised(problem: OSError) -> None:
    raise problem
