"""The test that `fruskit new` gives a kit: whether what it imports of fruskit is still there.

A kit is not updated with the library; for a name that is no more, it is told what to write.
"""

import ast
from collections.abc import Iterator
from importlib.util import find_spec

from ...errors import FruskitError
from ...kit.folder import Kit

_INSTEAD = {
    "fruskit.answers": "Take the line out, and write exercise.right_answer for right(exercise).",
    "fruskit.check": "Write: from fruskit.author.check import check",
}


def imports(kit: Kit) -> Iterator[FruskitError]:
    """The modules of fruskit that tests/test_kit.py names and that are no more."""
    path = kit.root / "tests" / "test_kit.py"
    try:
        lines = ast.parse(kit.read(path)).body
    except (FruskitError, SyntaxError, ValueError):
        return  # a kit need not have it, and pytest says what is wrong with it
    for line in lines:
        module = line.module if isinstance(line, ast.ImportFrom) and not line.level else None
        if module and module.startswith("fruskit.") and not _there(module):
            where = f"{kit.name(path)}, line {line.lineno}"
            known = "Begin a kit with `fruskit new`, and take its tests/test_kit.py."
            yield FruskitError(where, f"{module} is no more", _INSTEAD.get(module, known))


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the room that it was in
        return False
