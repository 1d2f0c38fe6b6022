"""The ids of a volume's parts: those that the file gives, else those that are made.

A made id never takes one that the file uses anywhere, for references must find what they point to.
"""

from collections import Counter
from collections.abc import Set


class Ids:
    """Gives each part its id, once."""

    def __init__(self, written: Set[str]) -> None:
        self.written = written  # all of the file's own
        self._taken: set[str] = set()
        self._divisions: set[str] = set()
        self._made: Counter[str] = Counter()
        self._made_divisions: Counter[str] = Counter()

    def block(self, own: str | None, division: str) -> str:
        """The element's own id, or with a number that of the element or the division it is in."""
        if own and own not in self._taken:
            self._taken.add(own)
            return own
        stem = own or division
        number = self._made[stem] + 1
        while (made := f"{stem}-{number}") in self.written:
            number += 1
        self._made[stem] = number
        return made

    def division(self, own: str | None, parent: str) -> str:
        """Its own id, or one made of that or of its parent's."""
        id = own or ""
        if not own or own in self._divisions:
            stem = f"{own}-repeated" if own else f"{parent}-division"
            while not id or id in self._divisions or id in self.written:
                self._made_divisions[stem] += 1
                id = stem if (n := self._made_divisions[stem]) == 1 else f"{stem}{n}"
        self._divisions.add(id)
        self._taken.add(id)
        return id
