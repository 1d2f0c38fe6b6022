"""What is live on a screen: state in parts, changed by messages, carried by some host.

It knows nothing of hosts: one is told what has changed, and brings what a person does. Whatever it
brings, nothing is raised into it: what fails becomes `problem`.
"""

from collections.abc import Callable, Mapping
from logging import Logger
from typing import Any, ClassVar

from ..errors import FruskitError
from ..record import Record
from ..volumes.text import Section
from . import margin

State = dict[str, Any]  # plain values, ready for JSON
Tell = Callable[[State], None]
Handlers = Mapping[object, Callable[[State], None]]


class Live:
    """Something that shows passages of a section, and the student's own notes on them.

    State: `view`, which stays as it is; `notes`, as margin.notes has them; `problem`: what the student
    must know, or empty; `heard`: the `id` of the message that was answered last; the PARTS.

    A message is a dict with its `type`, and an `id` where it is to be heard of. Messages: note and
    forget, as margin.keep and margin.forget have them.
    """

    PARTS: ClassVar[tuple[str, ...]] = ()
    view: State

    def __init__(
        self, title: str, section: Section, record: Record | None, tell: Tell, log: Logger
    ) -> None:
        """title: what it is, in errors; record: None for the learner's own; tell: the host's, called
        with the parts that a message has changed, all at once."""
        self._title, self._section, self._record = title, section, record
        self._tell, self._log = tell, log
        self.notes: list[State] = []
        self.problem = self.heard = ""

    def state(self) -> State:
        """All of it."""
        return {"view": self.view, **self._parts()}

    def _parts(self) -> State:
        return {part: getattr(self, part) for part in (*self.PARTS, "notes", "problem", "heard")}

    def _opened(self) -> Record:
        if self._record is None:
            self._record = Record()
        return self._record

    # --- messages

    def receive(self, message: object) -> None:
        """Answers one message."""
        message = message if isinstance(message, dict) else {}
        before = self._parts()
        self.problem, self.heard = "", str(message.get("id", ""))
        try:
            self._handler(message.get("type"))(message)
        except Exception as problem:
            self.problem = self._said("This did not work", problem, "Start the lesson again.")
        after = self._parts().items()
        if changed := {part: value for part, value in after if value != before[part]}:
            self._tell(changed)

    def _handlers(self) -> Handlers:
        """What is done with a message, by its type."""
        return {"note": self._note, "forget": self._forget}

    def _handler(self, kind: object) -> Callable[[State], None]:
        handlers = self._handlers()
        if not isinstance(kind, str) or kind not in handlers:
            what = "what the browser sent is not understood here"
            raise FruskitError(self._title, what, "Start the lesson again.")
        return handlers[kind]

    def _note(self, message: State) -> None:
        try:
            margin.keep(self._section, self._opened(), message)
        except Exception as problem:
            self.problem = self._said("Your note was not kept", problem, "Press Keep again.")
        else:
            self._read_notes()

    def _forget(self, message: State) -> None:
        self._opened().forget_note(str(message.get("note")))
        self._read_notes()

    def _read_notes(self) -> None:
        self.notes = margin.notes(self._section, self._opened())

    # --- what is said

    def _said(self, what: str, problem: Exception, remedy: str = "") -> str:
        """A sentence for the student, and what is behind it; what nobody foresaw is logged too."""
        if isinstance(problem, FruskitError):
            behind = str(problem).removeprefix(f"{self._title}: ")
            return f"{what}. {behind[0].upper()}{behind[1:]}"
        self._log.warning("%s", self._title, exc_info=problem)
        return f"{what} ({problem!r:.200}). {remedy}".strip()


class Leaf(Live):
    """A page of the text that is live. view: its html, in which each element that holds the words of
    a block names it in data-block, and the volume."""

    def __init__(self, html: str, section: Section, tell: Tell, log: Logger) -> None:
        super().__init__("the page", section, None, tell, log)
        self.view = {"html": html, "volume": section.volume}
        try:
            self._read_notes()
        except FruskitError as problem:
            self.problem = str(problem)
