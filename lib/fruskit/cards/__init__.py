"""An exercise as a person meets it: a live card where Python runs, a still card everywhere else; and
the leaf, which is a page of the text with the student's notes on it.

`live` and `state` hold what is shown and answer messages; a host carries it: `notebook` in notebooks.
The scripts draw state and send responses; what an answer is worth is decided by marking alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TYPE_CHECKING

from . import still

if TYPE_CHECKING:
    from ..exercises import Exercise
    from ..record import Record
    from ..volumes.text import Section
    from .notebook import View
    from .panel import PanelView, Shown


def view_of(exercise: Exercise, record: Record | None = None) -> View:
    """The exercise in a notebook, with the learner's last answer in it.

    record: where answers are kept; without it, the learner's own. Needs anywidget.
    """
    from ..exercises import KINDS
    from .live import Card
    from .notebook import View
    from .scripts import script, style

    return View(partial(Card, exercise, record), script(*KINDS), style())


def leaf_of(html: str, section: Section) -> View:
    """A page of the text in a notebook, with the learner's notes on it. html: the page, each element
    that holds the words of a block with its data-block."""
    from .notebook import View
    from .scripts import leaf_script, leaf_style
    from .state import Leaf

    return View(partial(Leaf, html, section), leaf_script(), leaf_style())


Bundle = tuple[dict[str, Any], dict[str, Any]]  # a notebook output and its metadata, by MIME type


def bundle(exercise: Exercise) -> Bundle:
    """The exercise as a notebook output: the live view and the still card; where anywidget is
    missing, the still card alone."""
    return _bundle(lambda: view_of(exercise), still.both(exercise))


def leaf_bundle(html: str, section: Section, still: Mapping[str, str]) -> Bundle:
    """A page of the text as a notebook output: as for `leaf_of`; still: where no Python runs."""
    return _bundle(lambda: leaf_of(html, section), still)


def panel_bundle(panel: Shown, text: str = "") -> Bundle:
    """A panel as a notebook output; where anywidget is missing, its text, else what is shown without
    Python."""

    def view() -> PanelView:
        from .panel import PanelView

        return PanelView(panel)

    return _bundle(view, panel.still, {"text/plain": text} if text else None)


def _bundle(
    view: Callable[[], View | PanelView],
    still: Mapping[str, str],
    dead: Mapping[str, str] | None = None,
) -> Bundle:
    """What is live, noted for its cell, and what is shown where it cannot live; beside them what Colab
    must know to show it, and the save hook to know it. dead: what else there is without anywidget."""
    try:
        import anywidget  # noqa: F401
    except ImportError:
        return dict(dead or still), {}
    from .runs import shown

    live, colab = shown(view())._repr_mimebundle_() or ({}, {})
    return {**live, **still}, {**colab, "fruskit": {}}
