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

    made = partial(Card, exercise, record)
    return View(made, script(*KINDS), style(), still.both(exercise))


def leaf_of(html: str, section: Section, still: Mapping[str, str]) -> View:
    """A page of the text in a notebook, with the learner's notes on it. html: the page, each element
    that holds the words of a block with its data-block; still: what is shown where no Python runs."""
    from .notebook import View
    from .scripts import leaf_script, leaf_style
    from .state import Leaf

    return View(partial(Leaf, html, section), leaf_script(), leaf_style(), still)


Bundle = tuple[dict[str, Any], dict[str, Any]]  # a notebook output and its metadata, by MIME type


def bundle(exercise: Exercise) -> Bundle:
    """The exercise as a notebook output: the live view and the still card; where anywidget is
    missing, the still card alone."""
    return _shown(lambda: view_of(exercise)) or (still.both(exercise), {})


def leaf_bundle(html: str, section: Section, still: Mapping[str, str]) -> Bundle:
    """A page of the text as a notebook output: as for `leaf_of`."""
    return _shown(lambda: leaf_of(html, section, still)) or (dict(still), {})


def panel_bundle(panel: Shown) -> Bundle:
    """A panel as a notebook output; where anywidget is missing, what is shown without Python."""

    def view() -> PanelView:
        from .panel import PanelView

        return PanelView(panel)

    return _shown(view) or (dict(panel.still), {})


def _shown(view: Callable[[], View | PanelView]) -> Bundle | None:
    """What is live, as a notebook output, noted for its cell; None where anywidget is missing."""
    try:
        import anywidget  # noqa: F401
    except ImportError:
        return None
    from .runs import shown

    live: Bundle = shown(view())._repr_mimebundle_()
    return live
