"""Keeps live views out of saved notebooks: on disk an exercise is its readable card.

Without its kernel a saved view shows “model not found”; the card beside it says what is asked.
Jupyter's server calls `keep_cards` before it saves (lab.py sets this up).
"""

from collections.abc import Iterable, MutableMapping
from typing import Any

LIVE = "application/vnd.jupyter.widget-view+json"


def keep_cards(model: MutableMapping[str, Any], path: str = "", **_: Any) -> None:
    """A pre-save hook of Jupyter Server: takes live views out of a notebook's outputs, in place.

    model: what is about to be saved; anything but a notebook is left alone, and so is an output
    that is not fruskit's.
    """
    if model.get("type") == "notebook" and isinstance(model.get("content"), MutableMapping):
        without_views(model["content"].get("cells", ()))


def without_views(cells: Iterable[MutableMapping[str, Any]]) -> None:
    """Takes the live views out of the outputs of these cells, in place, and what tells of a learner."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            own = output.get("metadata", {}).pop("fruskit", None)
            if own is None:
                continue
            if isinstance(saved := own.get("saved"), MutableMapping):
                output["data"] = saved
            output["data"].pop(LIVE, None)
