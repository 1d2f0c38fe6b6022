"""Letters and numbers in the browser for the ids here, in an order that tells nothing.

A shape takes a response and a way (`to_id` or `to_key`) and gives the same response with other names;
text and numbers stay as they are. What has not the shape raises KeyError, TypeError or AttributeError.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain, count, product
from string import ascii_lowercase
from typing import Any

from ..volumes.text import Section

Names = Mapping[str, str]  # key → id
Way = Callable[[Names, str], str]
Shape = Callable[[Any, Way], Any]
Keyed = tuple[list[dict[str, str]], dict[str, str]]  # key and text of each; the id behind each key


class Mixer:
    """Shuffles the parts of one exercise for one learner, the same on every machine and Python."""

    def __init__(self, section: Section, id: str, seed: int) -> None:
        self.section = section
        self._salt = f"{seed}/{id}"

    def order(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id: sha256(f"{self._salt}/{id}".encode()).digest())

    def keyed(self, texts: Mapping[str, str], order: Sequence[str] | None = None) -> Keyed:
        """Texts in a mixed order, or this one, each with a letter for key (a, b, … z, aa, ab, …); and
        the id behind each."""
        letters = (product(ascii_lowercase, repeat=size) for size in count(1))
        keys = map("".join, chain.from_iterable(letters))
        return _keyed(texts, keys, self.order(texts) if order is None else order)


def numbered(texts: Mapping[str, str], order: Sequence[str] | None = None) -> Keyed:
    """Texts in their own order, or this one, each with a number for key; and the id behind each."""
    return _keyed(texts, map(str, count(1)), list(texts) if order is None else order)


def first_ids(texts: Mapping[str, str]) -> dict[str, str]:
    """The id of each text; of those that are equal, that of the first."""
    return {text: id for id, text in reversed([*texts.items()])}


def once(texts: Mapping[str, str]) -> dict[str, str]:
    """The same texts by id, but of those that are equal only the first."""
    first = first_ids(texts)
    return {id: text for id, text in texts.items() if first[text] == id}


def _keyed(texts: Mapping[str, str], keys: Iterable[str], order: Sequence[str]) -> Keyed:
    ids = dict(zip(keys, order))
    return [{"key": key, "text": texts[id]} for key, id in ids.items()], ids


# --- the shapes that responses have


def to_id(names: Names, key: str) -> str:
    return names[key]


def to_key(names: Names, id: str) -> str:
    return {id: key for key, id in names.items()}[id]


def as_it_is(response: Any, _: Way) -> Any:
    """What the student wrote, or offsets into the text: no name of ours is in it."""
    return response


def one(names: Names) -> Shape:
    return lambda response, way: way(names, response)


def many(names: Names) -> Shape:
    return lambda response, way: [way(names, each) for each in _of(list, response)]


def table(names: Names, value: Shape) -> Shape:
    return lambda held, way: {way(names, k): value(v, way) for k, v in _of(dict, held).items()}


def together(**shapes: Shape) -> Shape:
    return lambda held, way: {k: shapes[k](v, way) for k, v in _of(dict, held).items()}


def _of(kind: type, response: Any) -> Any:
    if not isinstance(response, kind):
        raise TypeError(f"not a {kind.__name__}")
    return response
