"""What a class wrote, graded at a desk: one text, its quotations, the rubric as buttons, a comment, next.

It shows and takes what is pressed; what is kept, and where, is `classwork.graded`'s. Each press is on
disk before the panel is drawn anew.
"""

from collections.abc import Iterator
from typing import Any

from ..classwork.graded import Essay, essays, Grading, NO, PARTLY, YES
from ..classwork.room import Classroom
from ..errors import FruskitError
from ..exercises.quotations import find_quotation, quotations
from ..kit.files import clean
from ..markup import block, Html, prose, tag
from ..volumes.labels import label
from .class_page.written import lit
from .figures.figure import opened

_STILL = "Run this cell to grade what was written."
_MARKS = (("yes", YES), ("partly", PARTLY), ("no", NO))


class GradingPanel:
    """The texts of a class, one at a time. Messages: `go` (to the text of that number), `mark` (a
    question of the rubric and its worth, as “2 0.5”), `comment` (the words for the student)."""

    def __init__(self, room: Classroom, grading: Grading) -> None:
        self._room, self._grading, self._problem = room, grading, ""
        self._turned = False  # whether another text was asked for last
        self._essays = essays(room.works, room.exercises)
        self._at = next((n for n, one in enumerate(self._essays) if not grading.of(one).whole), 0)

    def receive(self, message: dict[str, Any]) -> None:
        """Does what was pressed; what cannot be done is told."""
        self._problem, self._turned = "", message["type"] == "go"
        try:
            essay, value = self._essays[self._at], str(message.get("value"))
            comment = message["fields"].get("comment")
            if isinstance(comment, str) and comment != self._grading.of(essay).comment:
                self._grading.comment(essay, comment)
            if message["type"] == "mark":
                question, worth = value.split()
                self._grading.mark(essay, int(question), float(worth))
            elif message["type"] == "go":
                self._at = int(value) % len(self._essays)
        except FruskitError as problem:
            self._problem = f"This is not kept. {problem}"
        except (ValueError, IndexError):
            self._problem = "This was not understood. Run the cell again."

    # --- what is shown

    def _repr_mimebundle_(self, **_: object) -> Any:
        from ..cards import panel_bundle

        return panel_bundle(self)

    @property
    def still(self) -> dict[str, str]:
        """What stands where no Python runs."""
        shown = block("section", tag("p", tag("em", _STILL)))
        return {"text/plain": _STILL, "text/html": str(shown)}

    @property
    def html(self) -> Html:
        """The panel as it is now."""
        look: dict[str, Any] = {"class_": "fk-exercise fk-panel fk-desk", "role": "group"}
        if not self._essays:
            return block("div", tag("p", "No one has handed in a written answer yet."), **look)
        return block("div", *self._inside(self._essays[self._at]), aria_label="Grading", **look)

    def _inside(self, essay: Essay) -> Iterator[object]:
        exercise, grade = essay.exercise, self._grading.of(essay)
        done = sum(self._grading.of(one).whole for one in self._essays)
        where = f"Lesson {exercise.notebook[:2]} · text {self._at + 1} of {len(self._essays)}"
        head = f"{where} · {done} graded"
        yield tag("p", head, class_="fk-overline", tabindex="-1", data_focus=self._turned)
        yield tag("h2", prose(exercise.title), class_="fk-title")
        yield tag("p", prose(exercise.prompt))
        if self._room.names:
            yield tag("p", "Handed in by ", tag("b", tag("bdi", ", ".join(essay.students))))
        text = self._room.own(clean(essay.text))
        yield tag("blockquote", lit(exercise, text), class_="fk-essay")
        yield _quoted(essay)
        for number, question in enumerate(essay.rubric):
            yield self._question(number, question, grade.marks[number])
        words = tag(
            "textarea", grade.comment, name="comment", rows=3, data_keep="comment", dir="auto"
        )
        yield tag("label", "Comment for the student", words, class_="fk-comment")
        yield opened("The model answer", tag("p", exercise.task.judged_by[0]))
        yield tag("div", self._ways(), class_="fk-buttons")
        yield tag("p", self._problem, role="alert")

    def _question(self, number: int, question: str, given: float) -> Html:
        buttons = [
            _button("mark", f"{number} {worth}", words, aria_pressed=str(given == worth).lower())
            for words, worth in _MARKS
        ]
        asked = tag("span", prose(question), id=f"fk-rubric-{number}")
        marks = tag("span", buttons, role="group", aria_labelledby=f"fk-rubric-{number}")
        return tag("div", asked, marks, class_="fk-fields fk-question")

    def _ways(self) -> Iterator[Html]:
        """To the text before, the next, and the next that is not graded."""
        there = range(len(self._essays))
        ahead = [*there[self._at + 1 :], *there[: self._at + 1]]
        still = next((n for n in ahead if not self._grading.of(self._essays[n]).whole), None)
        yield _button("go", f"{self._at - 1}", "Previous")
        yield _button("go", f"{self._at + 1}", "Next")
        if still is not None:
            yield _button("go", f"{still}", "Next not graded")


def _quoted(essay: Essay) -> Html:
    """What it quotes, and where that is."""
    section = essay.exercise.section
    blocks, rows = [(one.id, one.text) for one in section.blocks], list[Html]()
    for words in dict.fromkeys(quotations(essay.text)[:50]):
        spans = find_quotation(blocks, words)
        where = "not in the text"
        if spans:
            where = label(section, spans[0].block, spans[0].start, spans[-1].end)
        rows.append(tag("li", f"“{clean(words)}”", tag("span", f" {where}", class_="fk-small")))
    none = tag("p", "It quotes nothing.", class_="fk-small")
    return opened("What it quotes", tag("ul", rows) if rows else none, open=True)


def _button(sends: str, value: str, words: str, **more: Any) -> Html:
    held = {"data_send": sends, "data_value": value, **more}
    return tag("button", words, type="button", class_="fk-button", **held)
