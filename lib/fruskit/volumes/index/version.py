"""Which code a volume was read by, and by which its words were compared, as digests of that code.

An index outlives the library that made it: what another reader read is read anew, without anyone
having to remember to raise a number.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from ... import words
from .. import dates, parts, tei, text


@cache
def reader() -> str:
    """Of all that turns a file into what the index keeps."""
    own = Path(__file__).with_name("reader.py")  # which imports this
    return _digest(own, *(file for room in (tei, dates, parts, text) for file in _sources(room)))


@cache
def comparison() -> str:
    """Of the one comparison of words, by whose folded text the index is searched."""
    return _digest(*_sources(words))


def _sources(module: ModuleType) -> list[Path]:
    """The files of a module, or of a package."""
    file = Path(str(module.__file__))
    return list(file.parent.glob("*.py")) if file.stem == "__init__" else [file]


def _digest(*files: Path) -> str:
    return sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:16]
