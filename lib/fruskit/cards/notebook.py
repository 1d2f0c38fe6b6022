"""The host of cards in notebooks: an anywidget that carries a card's state to the browser, and the
browser's messages to the card. It decides nothing."""

from typing import Any

import anywidget
import traitlets

from ..exercises import Exercise
from ..record import Record
from . import still
from .live import Card, State
from .scripts import script, style


class ExerciseView(anywidget.AnyWidget):
    """One exercise in the browser; its state is that of its card, which nothing else sets."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Any(allow_none=True, default_value=None).tag(sync=True)
    hints = traitlets.List[str]().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: Exercise, record: Record | None = None) -> None:
        self._exercise = exercise
        self._card = Card(exercise, record, self._tell, self.log)
        scripts = script(*exercise.steps)
        super().__init__(_esm=scripts, _css=style(), **self._card.state())
        self.on_msg(self._received)

    def _received(self, _: object, message: object, __: object) -> None:
        self._card.receive(message)

    def _tell(self, changed: State) -> None:
        with self.hold_sync():  # it arrives as one message
            for part, value in changed.items():
                self.set_trait(part, value)

    def _repr_mimebundle_(self, **_: object) -> Any:
        """The live view, and the card for where it cannot live."""
        live, _metadata = super()._repr_mimebundle_() or ({}, {})
        exercise = self._exercise
        return {**live, "text/plain": still.text(exercise), "text/html": still.html(exercise)}
