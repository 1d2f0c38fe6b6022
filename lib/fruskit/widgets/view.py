"""The live view of one exercise: takes the browser's messages, keeps answers, shows markings.

An answer is on disk before its marking is shown. Whatever the browser sends, nothing is raised into
the kernel: it becomes `problem`, a sentence for the student.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..errors import FruskitError
from ..exercises import Exercise
from ..record import Attempt, Record
from . import card, draw

_HERE = Path(__file__).parent
_ALSO = {"mark": ("words",)}  # scripts that a kind needs beside its own


@cache
def _script(kind: str) -> str:
    """One ES module: what all kinds share, then the kind's own work area."""
    names = ("shell", "feedback", *_ALSO.get(kind, ()), kind)
    return "\n".join((_HERE / f"{name}.js").read_text("utf-8") for name in names)


@cache
def _style() -> str:
    return (_HERE / "exercise.css").read_text("utf-8")


class ExerciseView(anywidget.AnyWidget):
    """One exercise in the browser.

    view: what to draw; result: what marking said, None before an answer; hints: those shown so far;
    problem: why an answer could not be kept, or empty. The browser sends messages and sets nothing.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: Exercise, record: Record | None = None) -> None:
        self._exercise, self._record = exercise, record
        self._attempts = 0
        state = self._reopened()
        super().__init__(_esm=_script(exercise.kind), _css=_style(), **state)
        self.on_msg(self._received)

    def _reopened(self) -> dict[str, Any]:
        """What to show at first: the exercise, and the last answer where one is on record."""
        exercise = self._exercise
        self._drawing = draw.draw(exercise)
        try:
            record = self._opened()
            self._drawing = draw.draw(exercise, record.seed())
            attempts = record.attempts(exercise.id)
        except FruskitError as problem:
            return {"view": self._drawing.view, "problem": str(problem)}
        self._attempts = len(attempts)
        state: dict[str, Any] = {"view": self._drawing.view}
        if attempts:
            state["hints"] = list(exercise.hints[: attempts[-1].hints])
            try:
                state["result"] = self._marked(attempts[-1].response)
            except FruskitError:
                pass  # the exercise has changed since, and the answer no longer fits it
        return state

    def _opened(self) -> Record:
        if self._record is None:
            self._record = Record()
        return self._record

    def _marked(self, response: object) -> dict[str, Any]:
        marking = self._exercise.mark(response)
        shown = self._drawing.show(response)
        return draw.result(self._exercise, marking, shown, self._attempts)

    def _received(self, _: object, content: object, __: object) -> None:
        """Answers one message of the browser."""
        try:
            with self.hold_sync():
                self.problem = ""
                self._handler(content)(content)
        except FruskitError as problem:
            self.problem = str(problem)
        except Exception as problem:  # a student must not meet a traceback, nor lose an answer
            self.log.warning("exercise %s", self._exercise.id, exc_info=True)
            self.problem = f"Your answer was not kept ({problem!r:.200}). Press Check again."

    def _handler(self, content: object) -> Callable[[Any], None]:
        handlers = {"answer": self._answer, "hint": self._hint, "retry": self._retry}
        kind = content.get("type") if isinstance(content, dict) else None
        if not isinstance(kind, str) or kind not in handlers:
            raise FruskitError(
                f"exercise {self._exercise.id}", "the browser sent what is not understood here",
                "Run the cell again.",
            )  # fmt: skip
        return handlers[kind]

    def _answer(self, content: dict[str, Any]) -> None:
        if not content.get("response"):
            self.problem = draw.nothing(self._exercise)
            return
        exercise = self._exercise
        response = self._drawing.read(content["response"])
        marking = exercise.mark(response)
        self._opened().add(
            Attempt(
                exercise=exercise.id, version=exercise.version, response=response,
                score=marking.score, correct=marking.correct, hints=len(self.hints),
                at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            )
        )  # fmt: skip
        self._attempts += 1
        shown = self._drawing.show(response)
        self.result = draw.result(exercise, marking, shown, self._attempts)

    def _hint(self, _: object) -> None:
        self.hints = list(self._exercise.hints[: len(self.hints) + 1])

    def _retry(self, _: object) -> None:
        self.result = None

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """The live view, and the card for where it cannot live."""
        live, _metadata = super()._repr_mimebundle_()
        exercise = self._exercise
        return {**live, "text/plain": card.text(exercise), "text/html": card.html(exercise)}
