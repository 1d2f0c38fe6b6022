"""The kinds of exercise, found by looking through this package: one file each, by the kind's name.

A file holds all that Python knows of its kind, as a class of the shape of `Task`, named `KIND`. Its look
in the browser is the script of the same name in cards/.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from ..task import Task

KINDS: Mapping[str, type[Task]] = {
    module.name: import_module(f"{__name__}.{module.name}").KIND
    for module in iter_modules(__path__)
}
