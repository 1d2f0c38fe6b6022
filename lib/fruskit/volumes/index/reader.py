"""Reads one volume into what the index keeps of it: its documents, and its blocks in their order.

It knows what tells this reader from an earlier one; of the index file it knows nothing.
"""

import json
from pathlib import Path

from ...errors import FruskitError
from .. import tei
from ..parts import grouped
from ..text import Volume
from .file import Found


def read(path: Path) -> Found | FruskitError:
    """What is found in a file, or why it cannot be read; nothing is raised.

    One strange file must not end the reading of hundreds.
    """
    try:
        return _found(tei.read(path))
    except FruskitError as problem:
        return problem
    except Exception as problem:
        return FruskitError(str(path), f"it cannot be read ({type(problem).__name__}: {problem})")


def _found(volume: Volume) -> Found:
    places = {document.id: place for place, document in enumerate(volume.documents)}
    owner = [-1] * len(volume.blocks)
    for division in sorted(volume.divisions, key=lambda d: d.first - d.last):  # the largest first
        if division.id in places:
            length = division.last - division.first
            owner[division.first : division.last] = [places[division.id]] * length
    turns = grouped((turn.block, (turn.offset, turn.number)) for turn in volume.pages)
    documents = [
        (d.id, d.number, d.title, "/".join(dict.fromkeys(filter(None, (d.date_start, d.date_end)))))
        for d in volume.documents
    ]
    blocks = [
        (place, b.id, b.kind, b.page, json.dumps(turns[b.id]) if b.id in turns else "", b.text)
        for place, b in zip(owner, volume.blocks)
    ]
    return Found(volume.id, volume.title, documents, blocks)
