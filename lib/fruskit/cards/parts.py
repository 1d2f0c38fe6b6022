"""What each kind of exercise draws, and the form of its answers.

Pure functions over tasks. Ids stay here: the browser gets letters and numbers, given after
shuffling, so that nothing in the page tells what is right.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import count, islice, product
from string import ascii_lowercase
from typing import Any

from ..exercises import (
    Choice,
    Dates,
    Decode,
    Emend,
    Exercise,
    Match,
    Order,
    Reveal,
    Sort,
    Task,
    Words,
    Write,
)
from ..volumes.text import Section
from .forms import as_it_is, fields, Form, many, name, table
from .passages import passage, with_gaps

Parts = tuple[dict[str, Any], Form]  # what is drawn, and the form of the answer


class Mixer:
    """Shuffles the parts of one exercise for one learner, the same on every machine and Python."""

    def __init__(self, exercise: Exercise, seed: int) -> None:
        self.section: Section = exercise.section
        self._salt = f"{seed}/{exercise.id}"

    def order(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id: sha256(f"{self._salt}/{id}".encode()).digest())

    def keyed(self, texts: Mapping[str, str], order: Sequence[str] | None = None) -> "_Keyed":
        """Texts in a mixed order, or this one, each with a letter for key; and the id behind each."""
        return _keyed(texts, _letters(), self.order(texts) if order is None else order)


_Keyed = tuple[list[dict[str, str]], dict[str, str]]


def numbered(texts: Mapping[str, str], order: Sequence[str] | None = None) -> _Keyed:
    """Texts in their own order, or this one, each with a number for key; and the id behind each."""
    return _keyed(texts, map(str, count(1)), list(texts) if order is None else order)


def _keyed(texts: Mapping[str, str], keys: Iterable[str], order: Sequence[str]) -> _Keyed:
    ids = dict(zip(keys, order))
    return [{"key": key, "text": texts[id]} for key, id in ids.items()], ids


def _once(texts: Mapping[str, str]) -> dict[str, str]:
    """The same texts by id, but of those that are equal only the first."""
    first = {text: id for id, text in reversed(texts.items())}
    return {id: text for id, text in texts.items() if first[text] == id}


def _letters() -> Iterable[str]:
    """a, b, … z, aa, ab, …"""
    sizes = (product(ascii_lowercase, repeat=size) for size in count(1))
    return islice(("".join(letters) for size in sizes for letters in size), 18_278)


# --- choosing and arranging


def _choice(mixer: Mixer, task: Choice) -> Parts:
    options, ids = mixer.keyed({option.id: option.text for option in task.options})
    return {"several": task.several, "options": options}, many(ids)


def _match(mixer: Mixer, task: Match) -> Parts:
    # A pair's left and right share one id: only rights are mixed, or both would line up.
    lefts, left_ids = numbered({pair.id: pair.left for pair in task.pairs})
    rights, ids = mixer.keyed(_once(task.rights))
    return {"lefts": lefts, "rights": rights}, table(left_ids, name(ids))


def _sort(mixer: Mixer, task: Sort) -> Parts:
    texts = {pair.id: pair.left for pair in task.pairs}
    lefts, left_ids = numbered(texts, mixer.order(texts))
    bins, ids = mixer.keyed(task.bins, list(task.bins))  # bins stand as their author put them
    return {"lefts": lefts, "bins": bins}, table(left_ids, name(ids))


def _order(mixer: Mixer, task: Order) -> Parts:
    places = {item.id: item.place for item in task.items}
    mixed = mixer.order(places)
    if [places[id] for id in mixed] == sorted(places.values()):
        mixed.reverse()  # an order that is right before anything is done asks nothing
    items, ids = mixer.keyed({item.id: item.text for item in task.items}, mixed)
    return {"items": items}, many(ids)


# --- words of the text


def _words(mixer: Mixer, task: Words) -> Parts:
    return {"passages": [passage(mixer.section, id) for id in task.passages]}, as_it_is


def _reveal(mixer: Mixer, task: Reveal) -> Parts:
    blocks = [block.id for block in mixer.section.blocks]
    in_order = sorted(task.gaps, key=lambda gap: (blocks.index(gap.span.block), gap.span.start))
    ids = dict(zip(map(str, count(1)), (gap.id for gap in in_order)))
    spans = dict(zip(ids, (gap.span for gap in in_order)))
    return {"hidden": with_gaps(mixer.section, spans)}, table(ids, as_it_is)


# --- written answers


def _date(mixer: Mixer, task: Dates) -> Parts:
    texts = {item.id: item.text for item in task.items}
    dated, ids = numbered(texts, mixer.order(texts))
    return {"dated": dated}, table(ids, as_it_is)


def _decode(mixer: Mixer, task: Decode) -> Parts:
    pieces, ids = numbered({piece.id: piece.name for piece in task.pieces})
    meanings, meaning_ids = mixer.keyed(_once(task.meanings))
    asked = [key for key, id in ids.items() if any(p.id == id and p.means for p in task.pieces)]
    drawn = {"whole": task.whole.text, "pieces": pieces, "asked": asked, "meanings": meanings}
    return drawn, fields(parts=table(ids, as_it_is), meanings=table(ids, name(meaning_ids)))


def _emend(mixer: Mixer, task: Emend) -> Parts:
    grounds, ids = mixer.keyed({option.id: option.text for option in task.grounds.options})
    where = {**passage(mixer.section, task.sic.block), "spans": [[task.sic.start, task.sic.end]]}
    return (
        {"where": where, "sic": task.sic.text, "grounds": grounds},
        fields(reading=as_it_is, grounds=many(ids)),
    )


def _write(mixer: Mixer, task: Write) -> Parts:
    to_quote = [passage(mixer.section, block.id) for block in mixer.section.blocks]
    return {"length": [task.least, task.most], "to_quote": to_quote}, as_it_is


_PARTS: dict[type, Callable[[Mixer, Any], Parts]] = {
    Choice: _choice,
    Match: _match,
    Sort: _sort,
    Order: _order,
    Words: _words,
    Reveal: _reveal,
    Dates: _date,
    Decode: _decode,
    Emend: _emend,
    Write: _write,
}


def parts_of(mixer: Mixer, task: Task) -> Parts:
    """What a task draws, and the form of its answers."""
    return _PARTS[type(task)](mixer, task)
