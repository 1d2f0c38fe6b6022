"""Writes what people are to keep: whole or not at all, and never over what is not of the same kind.

It knows files and nothing of what is in them; a file of ours is known by a mark near its beginning.
"""

from functools import partial
import os
from pathlib import Path
import re
import secrets

from ..errors import FruskitError, refused
from ..volumes.paths import absolute

_NEAR = 1_000  # bytes in which the mark is
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def keep(path: Path | str, content: str | bytes, signature: str) -> None:
    """Writes a file, text as UTF-8; one of that name is replaced if it bears the mark too. Raises
    FruskitError, and changes nothing, where another file is or nothing can be written."""
    where = absolute(path)
    try:
        if where.exists() and not _bears(where, signature):
            what = "there is another file of that name, and it is left as it is"
            raise FruskitError(str(where), what, "Name a new file, or move that one away.")
        replace(where, content)
    except (OSError, ValueError) as problem:  # ValueError: no name for a file
        remedy = "Name a file in a folder of yours that has room."
        raise refused(where, "written", problem, remedy) from problem


def replace(path: Path, content: str | bytes, mode: int | None = None) -> None:
    """Writes a file beside, and only when it is on disk puts it in the place of the other. mode:
    who may read it, where the system has such bits: 0o600 for its owner alone."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        opener = partial(os.open, mode=0o600) if mode is not None else None
        data = content.encode("utf-8") if isinstance(content, str) else content
        with open(beside, "xb", opener=opener) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def clean(text: str) -> str:
    """The text as a file may hold it: control characters and halves of characters become �."""
    return _NOT_TEXT.sub("\ufffd", text)


def _bears(path: Path, signature: str) -> bool:
    with path.open("rb") as file:
        return signature.encode() in file.read(_NEAR)
