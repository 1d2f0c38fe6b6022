"""An exercise as a person meets it: a live card where Python runs, a still card everywhere else.

`live` holds a card's state and answers its messages; a host carries it: `notebook` in notebooks.
The scripts draw state and send responses; what an answer is worth is decided by marking alone.
"""

from __future__ import annotations

from typing import Any, TYPE_CHECKING

from . import still

if TYPE_CHECKING:
    from ..exercises import Exercise
    from ..record import Record
    from .notebook import ExerciseView


def view_of(exercise: Exercise, record: Record | None = None) -> ExerciseView:
    """The exercise in a notebook, with the learner's last answer in it.

    record: where answers are kept; without it, the learner's own. Needs anywidget.
    """
    from .notebook import ExerciseView

    return ExerciseView(exercise, record)


def bundle(exercise: Exercise) -> dict[str, Any]:
    """The exercise as a notebook output: by MIME type, the live view and the still card; where
    anywidget is missing, the still card alone."""
    try:
        import anywidget  # noqa: F401
    except ImportError:
        return {"text/plain": still.text(exercise), "text/html": still.html(exercise)}
    from .runs import shown

    live: dict[str, Any] = shown(view_of(exercise))._repr_mimebundle_()
    return live
