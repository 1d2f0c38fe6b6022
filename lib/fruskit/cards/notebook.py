"""The host of cards and leaves in notebooks: an anywidget that carries their state to the browser, and
the browser's messages to them. It decides nothing."""

from collections.abc import Callable
from logging import Logger
from typing import Any

import anywidget
import traitlets

from .once import once, whole
from .state import Live, State, Tell


class View(anywidget.AnyWidget):
    """A card or a leaf in the browser; its state is theirs, and nothing else sets it."""

    _esm = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Any(allow_none=True, default_value=None).tag(sync=True)
    hints = traitlets.List[str]().tag(sync=True)
    notes = traitlets.List[dict[str, Any]]().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Unicode().tag(sync=True)

    def __init__(self, made: Callable[[Tell, Logger], Live], script: str, style: str) -> None:
        """made: what is carried, for who is told of its changes and for a log."""
        self._live = made(self._tell, self.log)
        self._whole = whole(script, style)
        super().__init__(_esm=once(script, style), **self._live.state())
        self.on_msg(self._received)

    def _received(self, _: object, message: object, __: object) -> None:
        if message == {"type": "script"}:  # once.js asks for it
            self.send({"script": self._whole})
        else:
            self._live.receive(message)

    def _tell(self, changed: State) -> None:
        with self.hold_sync():  # it arrives as one message
            for part, value in changed.items():
                self.set_trait(part, value)
