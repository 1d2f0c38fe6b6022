"""The live view of one exercise: takes the browser's messages, keeps answers, shows markings.

An answer is on disk before its marking is shown; if it is kept and cannot be shown, the student is told
just that. Whatever the browser sends, nothing is raised into the kernel: it becomes `problem`.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..errors import FruskitError
from ..exercises import Exercise, KINDS, Marking
from ..record import Attempt, Event, now, Record, same
from . import card, draw

_HERE = Path(__file__).parent
_CHANGED = (
    "This exercise has changed since you answered it. Your answer is kept; you can answer again."
)


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

    view: what to draw; result: what marking said, None before an answer; draft: an answer that was
    begun, or whose reply cannot be shown; hints: those shown so far; problem: what the student must
    know, or empty: that an answer is not kept, that its reply cannot be shown. The browser sends
    messages and sets nothing here.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)
    draft = traitlets.Any(allow_none=True, default_value=None).tag(sync=True)
    hints = traitlets.List[str]().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)

    def __init__(self, exercise: Exercise, record: Record | None = None) -> None:
        self._exercise, self._record = exercise, record
        self._unsaid = ""  # the answer that is kept and whose reply could not be shown, as JSON
        self._seen = self._mute = False  # whether it was opened; whether events cannot be kept
        state = self._reopened()
        super().__init__(_esm=_script(*exercise.steps), _css=_style(), **state)
        self.on_msg(self._received)

    # --- what is there when it is opened

    def _reopened(self) -> dict[str, Any]:
        """What to show at first: the exercise, and the last answer where one is on record."""
        exercise = self._exercise
        self._drawing = draw.draw(exercise)
        try:
            record = self._opened()
            self._drawing = draw.draw(exercise, record.seed())
            last = record.last(exercise.id)
            state = {"view": self._drawing.view, "draft": self._begun(record)}
        except FruskitError as problem:
            return {"view": self._drawing.view, "problem": str(problem)}
        if last is not None and last.version != exercise.version:
            state["problem"] = _CHANGED
        elif last is not None:
            state["hints"] = list(exercise.hints[: last.hints])
            state |= self._answered_before(last.response)
        return state

    def _answered_before(self, response: object) -> dict[str, Any]:
        """The reply to an answer that is kept; or the answer again, and why there is no reply."""
        try:
            return {"result": self._result(self._exercise.mark(response), response)}
        except Exception as problem:  # a student must not meet a traceback
            told: dict[str, Any] = {"problem": self._not_shown(response, problem)}
        with suppress(FruskitError):  # it does not fit what is asked now
            told["draft"] = self._drawing.show(response)
        return told

    def _begun(self, record: Record) -> object:
        """An answer that was begun and not handed in, by key; None where there is none."""
        try:
            draft = record.draft(self._exercise.id)
            return None if draft is None else self._drawing.show(draft)
        except FruskitError:
            return None  # the exercise has changed since, and the draft no longer fits it

    def _opened(self) -> Record:
        if self._record is None:
            self._record = Record()
        return self._record

    # --- messages of the browser

    def _received(self, _: object, content: object, __: object) -> None:
        """Answers one message of the browser."""
        kind = content.get("type") if isinstance(content, dict) else None
        if kind == "opened":
            if not self._seen:
                self._seen = True
                self._tell("opened")
            return
        before = len(self.hints)
        try:
            with self.hold_sync():
                self.problem = ""
                self._handler(kind)(content)
        except Exception as problem:  # nor must it be raised into the kernel
            self.problem = self._told("This did not work", problem, "Run the cell again.")
        if len(self.hints) > before:
            self._tell("hint")  # when it is on screen already: the record may be slow

    def _handler(self, kind: object) -> Callable[[Any], None]:
        handlers = {
            "answer": self._answer,
            "draft": self._draft,
            "hint": self._hint,
            "retry": self._retry,
        }
        if not isinstance(kind, str) or kind not in handlers:
            raise FruskitError(
                f"exercise “{self._exercise.title}”",
                "the browser sent what is not understood here",
                "Run the cell again.",
            )
        return handlers[kind]

    def _answer(self, content: dict[str, Any]) -> None:
        """Marks an answer, keeps it, and only then shows what was said to it."""
        try:
            response = self._drawing.read(content["response"]) if content.get("response") else None
            marking = self._exercise.mark(response) if response else None
            if marking is None or not marking.remarks:  # nothing was said to it: it is empty
                self.problem = draw.nothing(self._exercise)
                return
            if same(response) != self._unsaid:  # else it is kept, and only its reply is wanting
                self._keep(marking, response)
        except Exception as problem:
            self.problem = self._told("Your answer was not kept", problem, "Press Check again.")
            return
        try:
            self.result = self._result(marking, response)
            self._unsaid = ""
        except Exception as problem:
            self.problem = self._not_shown(response, problem)

    def _keep(self, marking: Marking, response: object) -> None:
        exercise, record = self._exercise, self._opened()
        record.add(
            Attempt(
                exercise=exercise.id,
                version=exercise.version,
                response=response,
                score=marking.score,
                correct=marking.correct,
                hints=len(self.hints),
                at=now(),
                shown=record.tally(exercise.id, exercise.version).shown,
            )
        )

    def _result(self, marking: Marking, response: object) -> dict[str, Any]:
        exercise, record = self._exercise, self._opened()
        attempts = record.tally(exercise.id, exercise.version).attempts
        result = draw.result(exercise, marking, self._drawing.show(response), attempts)
        if exercise.again and (first := record.last(exercise.again)):
            result["earlier"] = draw.said(exercise, first.response)
        return result

    def _draft(self, content: dict[str, Any]) -> None:
        """Keeps a long answer while it is written; it is marked, and counted, when it is handed in."""
        response = content.get("response")
        try:
            draft = self._drawing.read(response) if response else None
            self._opened().keep_draft(self._exercise.id, draft)
        except Exception as problem:
            self.problem = self._told("What you have written is not kept yet", problem)

    def _hint(self, _: object) -> None:
        self.hints = list(self._exercise.hints[: len(self.hints) + 1])

    def _retry(self, _: object) -> None:
        self.set_trait("result", None)

    # --- what is told

    def _told(self, what: str, problem: Exception, remedy: str = "") -> str:
        """A sentence for the student, and what is behind it; what nobody foresaw is logged too."""
        if isinstance(problem, FruskitError):
            behind = str(problem).removeprefix(f"exercise “{self._exercise.title}”: ")
            return f"{what}. {behind[0].upper()}{behind[1:]}"
        self.log.warning("exercise %s", self._exercise.id, exc_info=problem)
        return f"{what} ({problem!r:.200}). {remedy}".strip()

    def _not_shown(self, response: object, problem: Exception) -> str:
        """For an answer that is kept already: it is not kept again when Check is pressed once more."""
        self._unsaid = same(response)
        return self._told("Your answer is kept. Its reply cannot be shown", problem)

    def _tell(self, what: str) -> None:
        """Keeps an event. Where that cannot be done the card goes on without, and tries no more."""
        exercise = self._exercise
        try:
            if not self._mute:
                self._opened().see(Event(what, exercise.id, exercise.version))
        except Exception:
            self._mute = True
            self.log.warning("exercise %s: %s is not on record", exercise.id, what, exc_info=True)

    def _repr_mimebundle_(self, **_: object) -> Any:
        """The live view, and the card for where it cannot live."""
        exercise = self._exercise
        live, _metadata = super()._repr_mimebundle_() or ({}, {})
        return {**live, "text/plain": card.text(exercise), "text/html": card.html(exercise)}
