"""The one exception that fruskit raises on purpose, and the nearest name to one that is not known.

An error says where the trouble is, what it is, and what to do about it, in words a historian can act on.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class FruskitError(Exception):
    """A problem that the person at the keyboard can mend. where: the file, and the place in it;
    what: the problem; remedy: what to do, as a sentence."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}." + (f" {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type["FruskitError"], tuple[str, str, str]]:
        """So that it comes back whole from another process, where a volume may have been read."""
        return type(self), (self.where, self.what, self.remedy)

    def _render_traceback_(self) -> list[str]:
        """What IPython, and so a notebook, shows in the place of a traceback: the sentence alone."""
        return [str(self)]

    def at(self, where: str) -> "FruskitError":
        """The same problem, placed: a reader of one entry does not know its file, its caller does."""
        return type(self)(where, self.what, self.remedy)


class Consequence(FruskitError):
    """A problem that another one brings about, and that is gone when that one is mended. Where all
    problems are told, as by `fruskit check`, this one is not."""


def nearest(name: object, known: Iterable[str], otherwise: str) -> str:
    """A remedy: the known name that begins so or is most like this one, or `otherwise` where none is."""
    names = list(known)
    near = [one for one in names if name and one.startswith(str(name))]
    near = near or get_close_matches(str(name), names, n=1, cutoff=0.5)
    return f"Nearest: “{near[0]}”." if near else otherwise


def refused(where: object, what: str, problem: Exception, remedy: str) -> FruskitError:
    """That the system did not let a file be read or written, with its reason."""
    reason = getattr(problem, "strerror", None) or problem
    return FruskitError(str(where), f"it cannot be {what} ({reason})", remedy)
