"""Says how far a long work is: on a terminal as a bar that grows, elsewhere a line for every tenth.

Plain, as a bar takes twenty lines and a library for it would be one more thing to install.
"""

from collections.abc import Callable
from typing import TextIO

_WIDTH = 30


def bar(out: TextIO) -> Callable[[int, int, str], None]:
    """A function of how many are done, how many there are, and which has just been done."""

    def grow(done: int, of: int, name: str) -> None:
        full = _WIDTH * done // of
        line = f"[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{of} {name:.40}"
        out.write(f"\r\x1b[K{line}" + ("\n" if done == of else ""))  # \x1b[K: clears the line
        out.flush()

    def tell(done: int, of: int, name: str) -> None:
        if done == of or 10 * done // of > 10 * (done - 1) // of:
            out.write(f"{done}/{of} {name}\n")
            out.flush()

    return grow if out.isatty() else tell
