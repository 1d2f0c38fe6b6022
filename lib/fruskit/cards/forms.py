"""The forms that responses have, and how their names are exchanged: keys in the browser, ids here.

A form takes a response and a way (`to_id` or `to_key`) and gives the same response with other names;
text and numbers stay as they are. What has not the form raises KeyError, TypeError or AttributeError.
"""

from collections.abc import Callable, Mapping
from typing import Any

Names = Mapping[str, str]  # key → id
Way = Callable[[Names, str], str]
Form = Callable[[Any, Way], Any]


def to_id(names: Names, key: str) -> str:
    return names[key]


def to_key(names: Names, id: str) -> str:
    return {id: key for key, id in names.items()}[id]


def as_it_is(response: Any, _: Way) -> Any:
    """What the student wrote, or offsets into the text: no name of ours is in it."""
    return response


def name(names: Names) -> Form:
    return lambda response, way: way(names, response)


def many(names: Names) -> Form:
    return lambda response, way: [way(names, one) for one in _of(list, response)]


def table(names: Names, value: Form) -> Form:
    return lambda response, way: {
        way(names, left): value(right, way) for left, right in _of(dict, response).items()
    }


def fields(**forms: Form) -> Form:
    return lambda response, way: {
        field: forms[field](value, way) for field, value in _of(dict, response).items()
    }


def _of(kind: type, response: Any) -> Any:
    if not isinstance(response, kind):
        raise TypeError(f"not a {kind.__name__}")
    return response
