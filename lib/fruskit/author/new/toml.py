"""Writes data files as people edit them: a comment at the top, and one table an entry.

It knows TOML's strings, numbers, lists and tables, as far as the kit's files use them.
"""

from collections.abc import Iterable, Mapping
import json
from typing import Any

_LISTED = ("bin", "item", "pair", "piece", "extra", "target", "decoy")


def written(comment: str, entries: Iterable[tuple[str, Mapping[str, Any]]], first: str = "") -> str:
    """A TOML file: the comment, the lines in `first`, then each entry as [[name]] with its tables below."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.strip().splitlines())
    return "\n".join([head + first, *(_entry(name, entry, "") for name, entry in entries)])


def _entry(name: str, entry: Mapping[str, Any], indent: str) -> str:
    """One entry; lists of tables under the keys in _LISTED become [[name.key]], a step further in."""
    lines = [f"{indent}[[{name}]]"]
    below = []
    for key, value in entry.items():
        if key in _LISTED and isinstance(value, list):
            below += ["\n" + _entry(f"{name}.{key}", part, indent + "  ") for part in value]
        else:
            lines.append(f"{indent}{key} = {value_of(value)}")
    return "\n".join([*lines, *(part.rstrip("\n") for part in below)]) + "\n"


def value_of(value: Any) -> str:
    """A value as TOML writes it (TOML 1.0: a basic string is JSON's, but for the sign 7F)."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {value_of(one)}" for key, one in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_of, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else value_of(key)
