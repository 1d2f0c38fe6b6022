"""A live card: the state of one exercise as a person meets it, and the messages that change it.

It knows exercise and record, and nothing of where it is shown. An answer is on disk before its reply
is told.
"""

from contextlib import suppress
from logging import Logger

from ..errors import FruskitError
from ..exercises import Exercise, Marking
from ..record import Attempt, Event, now, Record, same, Tally
from . import draw
from .state import Handlers, Live, State, Tell

_ENOUGH = 3  # wrong attempts, after which the answer is told unasked
_CHANGED = (
    "This exercise has changed since you answered it. Your answer is kept; you can answer again."
)


class Card(Live):
    """One exercise, met by one person.

    State: view (what to draw); result (what marking said, None before an answer); draft (an answer
    that was begun, or whose reply cannot be shown); hints (those shown so far). Its problems are that
    an answer is not kept, or that its reply cannot be shown.

    Messages: opened; answer and draft, with a `response` by key; hint; show (the answer is asked
    for); retry.
    """

    PARTS = ("result", "draft", "hints")

    def __init__(self, exercise: Exercise, record: Record | None, tell: Tell, log: Logger) -> None:
        super().__init__(f"exercise “{exercise.title}”", exercise.section, record, tell, log)
        self._exercise = exercise
        self._unsaid = ""  # the answer that is kept and whose reply could not be shown, as JSON
        self._seen = self._mute = False  # whether it was opened; whether events cannot be kept
        self.result: State | None = None
        self.draft: object = None
        self.hints: list[str] = []
        self._drawing = draw.draw(exercise)
        self._reopen()
        self.view = self._drawing.view

    # --- what is there when it is opened

    def _reopen(self) -> None:
        """Takes up the last answer, where one is on record, and what was begun."""
        exercise = self._exercise
        try:
            record = self._opened()
            last = record.last(exercise.id)
            self.draft = self._begun(record)
            self._read_notes()
        except FruskitError as problem:
            self.problem = str(problem)
            return
        if last is not None and last.version != exercise.version:
            self.problem = _CHANGED
        elif last is not None:
            self.hints = list(exercise.hints[: last.hints])
            self._answered_before(last.response)

    def _answered_before(self, response: object) -> None:
        """The reply to an answer that is kept; or the answer again, and why there is no reply."""
        try:
            self.result = self._result(self._exercise.mark(response), response, self._tally())
        except Exception as problem:  # a student must not meet a traceback
            self.problem = self._not_shown(response, problem)
            with suppress(FruskitError):  # it does not fit what is asked now
                self.draft = self._drawing.show(response)

    def _begun(self, record: Record) -> object:
        """An answer that was begun and not handed in, by key; None where there is none."""
        try:
            draft = record.draft(self._exercise.id)
            return None if draft is None else self._drawing.show(draft)
        except FruskitError:
            return None  # the exercise has changed since, and the draft no longer fits it

    # --- messages

    def receive(self, message: object) -> None:
        if isinstance(message, dict) and message.get("type") == "opened":
            if not self._seen:
                self._seen = True
                self._happened("opened")
            return
        before = len(self.hints)
        super().receive(message)
        if len(self.hints) > before:
            self._happened("hint")  # when it is on screen already: the record may be slow

    def _handlers(self) -> Handlers:
        return {
            **super()._handlers(),
            "answer": self._answer,
            "draft": self._keep_draft,
            "hint": self._hint,
            "show": self._show,
            "retry": self._retry,
        }

    def _answer(self, message: State) -> None:
        """Marks an answer, keeps it, and only then has a reply to it."""
        try:
            response = message.get("response")
            response = self._drawing.read(response) if response else None
            marking = self._exercise.mark(response) if response else None
            if marking is None or not marking.remarks:  # nothing was said to it: it is empty
                self.problem = draw.nothing(self._exercise)
                return
            kept = same(response) == self._unsaid  # and only its reply is wanting
            tally = self._tally() if kept else self._keep(marking, response)
        except Exception as problem:
            self.problem = self._said("Your answer was not kept", problem, "Press Check again.")
            return
        self._reply(marking, response, tally)

    def _reply(self, marking: Marking, response: object, tally: Tally) -> None:
        try:
            self.result = self._result(marking, response, tally)
            self._unsaid = ""
        except Exception as problem:
            self.problem = self._not_shown(response, problem)

    def _tally(self) -> Tally:
        return self._opened().tally(self._exercise.id, self._exercise.version)

    def _keep(self, marking: Marking, response: object) -> Tally:
        exercise, record = self._exercise, self._opened()
        tally = record.add(
            Attempt(
                exercise=exercise.id,
                version=exercise.version,
                response=response,
                score=marking.score,
                correct=marking.correct,
                hints=len(self.hints),
                at=now(),
                shown=self._tally().shown,
            )
        )
        if exercise.can_be_wrong and tally.wrong >= _ENOUGH and not tally.shown:
            record.see(Event("shown", exercise.id, exercise.version))
            tally = self._tally()
        return tally

    def _result(self, marking: Marking, response: object, tally: Tally) -> State:
        exercise, record = self._exercise, self._opened()
        result = draw.result(self._drawing, marking, response, tally.attempts, tally.shown)
        if exercise.again and (first := record.last(exercise.again)):
            result["earlier"] = draw.said(exercise, first.response)
        return result

    def _show(self, _: object) -> None:
        """Shows the answer beside the last attempt; that it was asked for is on record before."""
        exercise, record = self._exercise, self._opened()
        last = record.last(exercise.id)
        if last is None or last.version != exercise.version:
            self.problem = "Answer once; then the answer can be shown."
            return
        if not self._tally().shown:
            record.see(Event("shown", exercise.id, exercise.version))
        self._reply(exercise.mark(last.response), last.response, self._tally())

    def _keep_draft(self, message: State) -> None:
        """Keeps an answer while it is written; it is marked, and counted, when it is handed in."""
        response = message.get("response")
        try:
            draft = self._drawing.read(response) if response else None
            self._opened().keep_draft(self._exercise.id, draft)
        except Exception as problem:
            self.problem = self._said("What you have written is not kept yet", problem)

    def _hint(self, _: object) -> None:
        self.hints = list(self._exercise.hints[: len(self.hints) + 1])

    def _retry(self, _: object) -> None:
        self.result = None

    # --- what is said

    def _not_shown(self, response: object, problem: Exception) -> str:
        """For an answer that is kept already: it is not kept again when Check is pressed once more."""
        self._unsaid = same(response)
        return self._said("Your answer is kept. Its reply cannot be shown", problem)

    def _happened(self, what: str) -> None:
        """Keeps an event. Where that cannot be done the card goes on without, and tries no more."""
        exercise = self._exercise
        try:
            if not self._mute:
                self._opened().see(Event(what, exercise.id, exercise.version))
        except Exception:
            self._mute = True
            self._log.warning("exercise %s: %s is not on record", exercise.id, what, exc_info=True)
