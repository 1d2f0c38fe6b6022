"""The kinds of exercise, found by looking through this package: one file each, by the kind's name.

A file holds all that Python knows of its kind, as a class of the shape of `Task`, named `KIND`. Its look
in the browser is the script of the same name in cards/.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from ..task import Task


class _Found(Mapping[str, type[Task]]):
    """Each is imported when it is first asked for."""

    _names = tuple(module.name for module in iter_modules(__path__))

    def __getitem__(self, name: str) -> type[Task]:
        if name not in self._names:
            raise KeyError(name)
        kind: type[Task] = import_module(f"{__name__}.{name}").KIND
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


KINDS = _Found()
