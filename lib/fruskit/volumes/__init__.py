"""Any FRUS volume: its text, dates, sources and references, its tables, the index of many.

Knows what a volume holds and how it is encoded; knows nothing of kits, exercises or the people who
read them. Outside the standard library a call loads what it needs and no more.
"""

from collections.abc import Iterator
from pathlib import Path
import sys
from types import ModuleType

from .tei import read, volumes
from .text import Document, Section, Span, Volume

__all__ = ["Document", "Section", "Span", "Volume", "read", "volumes"]


class _Callable(ModuleType):
    """The room bears the name of a call, fruskit.volumes(folder): once imported, it answers it."""

    def __call__(self, folder: str | Path) -> Iterator[Volume]:
        return volumes(folder)


sys.modules[__name__].__class__ = _Callable
