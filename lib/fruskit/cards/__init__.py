"""Shows an exercise in a notebook: a live view where a kernel runs, a still card everywhere else.

Views draw state and send responses; what an answer is worth is decided by marking alone.
"""

from __future__ import annotations

from typing import Any, TYPE_CHECKING

from . import card

if TYPE_CHECKING:
    from ..exercises import Exercise
    from ..record import Record
    from .view import ExerciseView


def view_of(exercise: Exercise, record: Record | None = None) -> ExerciseView:
    """A live view of the exercise, with the learner's last answer in it.

    record: where answers are kept; without it, the learner's own. Needs anywidget.
    """
    from .view import ExerciseView

    return ExerciseView(exercise, record)


def bundle(exercise: Exercise) -> dict[str, Any]:
    """The exercise as a notebook output: by MIME type, the live view and the card; where anywidget
    is missing, the card alone."""
    try:
        import anywidget  # noqa: F401
    except ImportError:
        return {"text/plain": card.text(exercise), "text/html": card.html(exercise)}
    from .runs import shown

    live: dict[str, Any] = shown(view_of(exercise))._repr_mimebundle_()
    return live
