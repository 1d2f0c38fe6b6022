"""The host of panels in notebooks: an anywidget that shows HTML made in Python, and brings what is pressed.

A panel is anything with an `html`, a `receive` for messages, and what stands where no Python runs.
"""

from typing import Any, Protocol

import anywidget
import traitlets

from ..markup import Html
from .scripts import panel_script, panel_style, style


class Shown(Protocol):
    """What a host shows. A message has its `type`, the `value` of what was pressed, and `fields`."""

    @property
    def html(self) -> Html: ...

    @property
    def still(self) -> dict[str, str]: ...

    def receive(self, message: dict[str, Any]) -> None: ...


class PanelView(anywidget.AnyWidget):
    """A panel in the browser, which sets nothing here."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, panel: Shown) -> None:
        self._panel = panel
        look = style() + panel_style()
        super().__init__(_esm=panel_script(), _css=look, html=str(panel.html))
        self.on_msg(self._received)

    def _received(self, _: object, message: object, __: object) -> None:
        if isinstance(message, dict) and isinstance(message.get("fields"), dict):
            self._panel.receive(message)
            self.html = str(self._panel.html)
            self.send({"heard": True})  # the same html once more would be no change
