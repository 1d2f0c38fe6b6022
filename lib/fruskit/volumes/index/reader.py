"""Reads one volume into what the index keeps of it: its documents, and its blocks in their order.

It knows what tells this reader from an earlier one; of the index file it knows nothing.
"""

import json
from pathlib import Path

from ...errors import FruskitError
from .. import tei
from ..parts import grouped
from ..text import Document, Volume
from .file import Found


def read(path: Path) -> Found | FruskitError:
    """What is found in a file, or why it cannot be read; nothing is raised. One strange file must
    not end the reading of hundreds."""
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
    documents = [(d.id, d.number, d.title, _days(d)) for d in volume.documents]
    turned = {block: json.dumps(places) for block, places in turns.items()}
    placed = zip(owner, volume.blocks)
    blocks = [(at, b.id, b.kind, b.page, turned.get(b.id, ""), b.text) for at, b in placed]
    return Found(volume.id, volume.title, documents, blocks)


def _days(document: Document) -> str:
    return "/".join(dict.fromkeys(filter(None, (document.date_start, document.date_end))))
