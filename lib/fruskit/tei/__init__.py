"""Reads FRUS TEI into the reading text; nothing else in fruskit touches XML.

Knows what a volume's file must hold, and puts together what the modules beside it make of it.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import re

from ..errors import FruskitError
from ..text import Document, Remark, Volume
from .reader import Reader
from .skeleton import skeleton
from .source import TEI, counter, feed, load

__all__ = ["list_documents", "read", "volumes"]

_IDS = re.compile(rb"xml:id\s*=\s*[\"']([^\"']*)")


def read(path: str | Path) -> Volume:
    """The volume in a FRUS TEI file. Raises FruskitError when it cannot be one."""
    path = Path(path)
    raw, marked = load(path)
    ids = _ids(raw)
    reader = Reader(path.stem, ids.keys(), counter(raw))
    if marked:
        reader.remarks.append(Remark("a byte-order mark begins the file", ""))
    reader.remarks += [Remark("an id is used more than once", id) for id, n in ids.items() if n > 1]
    try:
        feed(path, raw, reader.connect)
    finally:
        reader.release()
    _refuse_others(path, reader)
    return reader.volume()


def list_documents(path: str | Path) -> tuple[Document, ...]:
    """The documents of a FRUS TEI file, of which no body is read: their `chars` is None.

    All else is as `read` gives it, in a fraction of the time. Raises FruskitError when the file
    cannot be a volume; not every fault in the XML of a body is seen.
    """
    path = Path(path)
    raw, _ = load(path)
    short = skeleton(path, raw)
    reader = Reader(path.stem, _ids(raw).keys(), lambda text: None)
    try:
        feed(path, short, reader.connect)
    except FruskitError:
        feed(path, raw, lambda parser: None)  # says where in the file itself it is not well-formed
        raise
    finally:
        reader.release()
    _refuse_others(path, reader)
    return tuple(reader.documents)


def volumes(folder: str | Path) -> Iterator[Volume]:
    """The volumes of a folder's XML files, by name, one after another: one at a time is in memory."""
    for path in sorted(Path(folder).glob("*.xml")):
        yield read(path)


def _ids(raw: bytes) -> Counter[str]:
    return Counter(id.decode("utf-8", "replace") for id in _IDS.findall(raw))


def _refuse_others(path: Path, reader: Reader) -> None:
    """What is well-formed XML, but no volume of FRUS."""
    if reader.root != TEI + "TEI":
        raise FruskitError(
            str(path), f"it is XML, but its root is <{reader.root.rpartition('}')[2]}>, not a TEI <TEI>",
            "FRUS volumes are TEI P5 files in the namespace http://www.tei-c.org/ns/1.0.",
        )  # fmt: skip
    if not reader.open:
        raise FruskitError(str(path), "it is TEI without a <text>", "Is the file complete?")
    named = (reader.id, *reader.header.header().identifiers.values())
    if not (reader.frus or reader.documents or any(id.startswith("frus") for id in named)):
        raise FruskitError(
            str(path), "it is TEI, but nothing in it says that it is a volume of FRUS",
            "A volume has an id such as frus1936v03, or documents: <div type=\"document\">.",
        )  # fmt: skip
