"""Which live views the earlier runs of a cell have left behind, so that they do not pile up.

A view that somebody may still see, or that a page may still send an answer to, is never closed: it
counts as left behind when its own cell, in its own browser page, has been run twice since.
"""

from .notebook import View
from .request import running

_STAY = 2  # runs whose views live: this one, and the one before, whose page may still be sending
_Run = tuple[str, list[View]]  # the message that asked for it, and what it showed
_runs: dict[tuple[str, str], list[_Run]] = {}  # by page and cell


def shown(view: View) -> View:
    """The view, noted as shown by the cell that is running; those of long past runs are closed.

    Where it cannot be told which cell is running, nothing is noted and nothing closed.
    """
    if asked := running():
        page, cell, message = asked
        runs = _runs.setdefault((page, cell), [])
        if not runs or runs[-1][0] != message:
            runs.append((message, []))
        runs[-1][1].append(view)
        while len(runs) > _STAY:
            for left in runs.pop(0)[1]:
                left.layout.close()  # each view brings a widget of its own for its width
                left.close()
    return view
