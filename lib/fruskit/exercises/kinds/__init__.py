"""The kinds of exercise, found by looking through this package: one file each, by the kind's name.

A file holds all that Python knows of its kind, as one class of the shape of `Task`. Its look in the
browser is the script of the same name in cards/.
"""

from importlib import import_module
from pkgutil import iter_modules

from ..task import Task


def _task_in(module: str) -> type[Task]:
    held = (one for one in vars(import_module(module)).values() if isinstance(one, type))
    return next(one for one in held if issubclass(one, Task) and one.__module__ == module)


KINDS = {module.name: _task_in(f"{__name__}.{module.name}") for module in iter_modules(__path__)}
