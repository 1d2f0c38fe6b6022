"""The host of what is live in a plain page, where Python runs in the browser itself: JSON in, JSON out.

It shows what the library's calls give, by a name of the page's own: cards, leaves, panels; and what
is only shown there, as HTML.
"""

from functools import cached_property
import json
import logging
from pathlib import Path
from types import ModuleType
from typing import Any

from ..exercises import Exercise
from ..markup import tag, to_pages
from ..record import Record
from .live import Card
from .scripts import leaf_script, leaf_style, panel_script, panel_style, script, style
from .state import Leaf, Live, State

_LOG = logging.getLogger("fruskit")


class PageHost:
    """One page; library: the module `fruskit`, whose calls are shown."""

    def __init__(self, library: ModuleType) -> None:
        self._library = library
        self._lives: dict[str, Any] = {}
        self._told: State = {}

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        return dict(self._library.all_exercises())

    def show(self, name: str, call: str, given: str) -> str:
        """What a call gives: `script`, `style` and `state` of what is live, else `html`. given: JSON."""
        words = json.loads(given)
        one = call == "exercise"
        made = self.exercises[words[0]] if one else getattr(self._library, call)(*words)
        return json.dumps(self._shown(name, made))

    def _shown(self, name: str, made: Any) -> State:
        if isinstance(made, Exercise):
            card = self._lives[name] = Card(made, None, self._tell, _LOG)
            return {"script": script(*made.steps), "style": style(), "state": card.state()}
        if getattr(made, "page_of", None):
            leaf = self._lives[name] = Leaf(standing(made), made.page_of, self._tell, _LOG)
            return {"script": leaf_script(), "style": leaf_style(), "state": leaf.state()}
        if hasattr(made, "receive"):
            self._lives[name] = made
            look = style() + panel_style()
            return {"script": panel_script(), "style": look, "state": {"html": str(made.html)}}
        return {"html": standing(made)}

    def receive(self, name: str, message: str) -> str:
        """What a message to this one has changed."""
        live, said = self._lives[name], json.loads(message)
        if isinstance(live, Live):
            self._told = {}
            live.receive(said)
            return json.dumps(self._told)
        live.receive(said)
        return json.dumps({"html": str(live.html)})

    def _tell(self, changed: State) -> None:
        self._told = changed

    def report(self, lesson: str, known: str) -> str:
        """What an LMS is to be told of a lesson, as classwork.lms has it; known: JSON."""
        return json.dumps(self._library._report(lesson, json.loads(known))._asdict())

    # --- the record

    def export(self) -> str:
        return json.dumps(Record().export(), indent=1)

    def portfolio(self) -> str:
        """The portfolio as a page of its own."""
        path = Path(self._library.portfolio("/tmp/portfolio.html"))
        return path.read_text("utf-8")

    def merge(self, exported: str) -> int:
        """Adds an export; tells how many attempts were new. FruskitError when it is none."""
        return Record().merge(json.loads(exported))

    def erase(self) -> int:
        return Record().erase()


def standing(made: Any) -> str:
    """What a figure or a table shows where nothing is live; its style sheet is the page's matter, and
    what leads to a notebook leads to its page."""
    if hasattr(made, "page_of"):
        shown = str(tag("figure", made.html, class_="fk-figure"))
    else:
        shown = getattr(made, "_repr_html_", lambda: "")() or tag("pre", repr(made))
    return to_pages(shown)
