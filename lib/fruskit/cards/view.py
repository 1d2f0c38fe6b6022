"""The live view of one exercise: takes the browser's messages, keeps answers, shows markings.

An answer is on disk before its marking is shown. Whatever the browser sends, nothing is raised into
the kernel: it becomes `problem`, a sentence for the student.
"""

from collections.abc import Callable
from datetime import datetime, UTC
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..errors import FruskitError
from ..exercises import Exercise, KINDS, Marking
from ..record import Attempt, Record
from . import card, draw

_HERE = Path(__file__).parent


@cache
def _script(*kinds: str) -> str:
    """One ES module: what all kinds share, then the work areas of these, one a step."""
    shared = [name for kind in kinds for name in KINDS[kind].scripts]
    names = dict.fromkeys(["shell", "feedback", *shared, *kinds])
    return "\n".join((_HERE / f"{name}.js").read_text("utf-8") for name in names)


@cache
def _style() -> str:
    return (_HERE / "exercise.css").read_text("utf-8")


class ExerciseView(anywidget.AnyWidget):
    """One exercise in the browser.

    view: what to draw; result: what marking said, None before an answer; draft: a long answer that
    was begun; hints: those shown so far; problem: why an answer could not be kept, or empty. The
    browser sends messages and sets nothing here.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Any(allow_none=True, default_value=None).tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: Exercise, record: Record | None = None) -> None:
        self._exercise, self._record = exercise, record
        self._attempts = 0
        state = self._reopened()
        super().__init__(_esm=_script(*exercise.steps), _css=_style(), **state)
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
        state["draft"] = self._begun(record)
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
        return self._result(self._exercise.mark(response), response)

    def _result(self, marking: Marking, response: object) -> dict[str, Any]:
        shown = self._drawing.show(response)
        result = draw.result(self._exercise, marking, shown, self._attempts)
        if self._exercise.again and (first := self._opened().last(self._exercise.again)):
            result["earlier"] = draw.said(self._exercise, first.response)
        return result

    def _begun(self, record: Record) -> object:
        """A long answer that was begun and not handed in, by key; None where there is none."""
        try:
            draft = record.draft(self._exercise.id)
            return None if draft is None else self._drawing.show(draft)
        except FruskitError:
            return None  # the exercise has changed since, and the draft no longer fits it

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
        handlers = {
            "answer": self._answer,
            "draft": self._draft,
            "hint": self._hint,
            "retry": self._retry,
        }
        kind = content.get("type") if isinstance(content, dict) else None
        if not isinstance(kind, str) or kind not in handlers:
            raise FruskitError(
                f"exercise {self._exercise.id}",
                "the browser sent what is not understood here",
                "Run the cell again.",
            )
        return handlers[kind]

    def _answer(self, content: dict[str, Any]) -> None:
        exercise = self._exercise
        response = self._drawing.read(content["response"]) if content.get("response") else None
        marking = exercise.mark(response) if response else None
        if marking is None or not marking.remarks:  # nothing was said to it: it is empty
            self.problem = draw.nothing(exercise)
            return
        self._opened().add(
            Attempt(
                exercise=exercise.id,
                version=exercise.version,
                response=response,
                score=marking.score,
                correct=marking.correct,
                hints=len(self.hints),
                at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            )
        )
        self._attempts += 1
        self.result = self._result(marking, response)

    def _draft(self, content: dict[str, Any]) -> None:
        """Keeps a long answer while it is written; it is marked, and counted, when it is handed in."""
        response = content.get("response")
        draft = self._drawing.read(response) if response else None
        self._opened().keep_draft(self._exercise.id, draft)

    def _hint(self, _: object) -> None:
        self.hints = list(self._exercise.hints[: len(self.hints) + 1])

    def _retry(self, _: object) -> None:
        self.result = None

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """The live view, and the card for where it cannot live."""
        live, _metadata = super()._repr_mimebundle_()
        exercise = self._exercise
        return {**live, "text/plain": card.text(exercise), "text/html": card.html(exercise)}
