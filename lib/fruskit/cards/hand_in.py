"""The end of a lesson: what will be handed in, in words; a name, once; one file, with a receipt.

It knows the record and the lesson, and nothing of where it is shown. Whatever goes wrong is told; the
answers stay where they are, and the file can be downloaded even where it can be kept nowhere.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
import os
from pathlib import Path
import sys
from typing import Any

from ..errors import FruskitError
from ..exercises import Exercise
from ..kit import files
from ..kit.lessons import Lesson
from ..markup import block, Html, joined, many, plain, prose, tag
from ..record import Attempt, day, Draft, is_empty, now, Record
from ..record.hand_in import deliver, ENDING, HandIn
from ..volumes.dates import in_words
from ..volumes.paths import expanded
from .still import RUN

_STILL = f"To hand in this lesson, {RUN}"
_WHOSE = (
    "This changes the name alone: the answers are those of this record. If another person gave them, "
    'keep them for that person with fruskit.my_record().export("theirs.json"), empty the record with '
    "fruskit.my_record().erase(), and answer the lesson yourself."
)


class HandInPanel:
    """One lesson to hand in. kit: volume and division; version: of the library; folder: where the
    notebooks are, and the file is to be.

    Messages: `name` (the name that is typed is to be kept), `rename` (it is to be asked for again),
    `hand-in`.
    """

    def __init__(
        self,
        lesson: Lesson,
        exercises: Mapping[str, Exercise],
        record: Record,
        kit: str,
        version: str,
        folder: Path,
    ) -> None:
        self._lesson, self._record, self._folder = lesson, record, folder
        self._about = {"kit": kit, "fruskit": version, "lesson": lesson.name}
        self._asked = [one for one in exercises.values() if one.notebook == lesson.name]
        self._files = {one.id.partition("/")[0] for one in self._asked}
        self._renaming, self._problem, self._done = False, "", Html()
        self._ticked = dict[str, bool]()

    # --- messages

    def receive(self, message: dict[str, Any]) -> None:
        """Does what was pressed; what cannot be done is told."""
        said, self._problem = message["fields"], ""
        self._ticked = {name: said.get(name) is True for name in ("drafts", "notes")}
        try:
            if message["type"] == "rename":
                self._renaming, self._done = True, Html()
            elif message["type"] == "hand-in":
                self._hand_in(said.get("who"))
        except FruskitError as problem:
            self._problem = str(problem)

    def _hand_in(self, typed: object) -> None:
        who = typed.strip() if isinstance(typed, str) else self._record.name
        if not who:
            self._problem = "Write your name or student number first: the file bears it."
            return
        if who != self._record.name:
            self._record.name = who
        self._renaming = False
        made = self._made(who)
        if not made.attempts:
            self._problem = (
                "Nothing of this lesson is answered yet, so there is nothing to hand in."
            )
            return
        self._done = _receipt(made, self._kept(made))

    def _made(self, who: str) -> HandIn:
        drafts, notes = self._begun(), self._record.notes()
        return HandIn(
            **self._about,
            who=who,
            at=now(),
            attempts=tuple(self._attempts()),
            events=tuple(e for e in self._record.events() if self._is_own(e.exercise)),
            notes=tuple(notes) if self._ticked.get("notes") else (),
            drafts=tuple(drafts) if self._ticked.get("drafts") else (),
        )

    def _kept(self, made: HandIn) -> list[Html]:
        """Delivers the file, and puts it beside the notebooks; what became of both, in words."""
        delivered = (
            "Send the file to your instructor: e-mail it, or upload it where you were told to."
        )
        try:
            if named := os.environ.get("FRUSKIT_HAND_IN", ""):
                deliver(made, expanded(named))
                delivered = "It is delivered to your instructor. There is nothing more to do."
        except FruskitError as problem:
            self._problem = f"It is not delivered. {problem}"
        if sys.platform == "emscripten":  # a page: its files are the browser's, and end with it
            return [tag("p", delivered)]
        kept = [tag("p", "It could not be put beside your notebooks, so download it now.")]
        with suppress(OSError):
            files.replace(self._folder / made.name, made.text(), 0o600)
            kept = [tag("p", "It is beside your notebooks: ", tag("code", made.name))]
        return [tag("p", delivered), *kept]

    # --- what there is

    def _is_own(self, exercise: str) -> bool:
        return exercise.partition("/")[0] in self._files

    def _attempts(self) -> Iterator[Attempt]:
        return (one for one in self._record.attempts() if self._is_own(one.exercise))

    def _begun(self) -> list[Draft]:
        begun = self._record.drafts().items()
        return [Draft(id, response, "") for id, response in begun if self._is_own(id)]

    # --- what is shown

    def _repr_mimebundle_(self, **_: object) -> Any:
        from . import panel_bundle

        return panel_bundle(self)

    @property
    def still(self) -> dict[str, str]:
        """What is shown where no Python runs."""
        title = f"Hand in · {plain(self._lesson.title)}"
        shown = block("section", tag("p", tag("strong", title)), tag("p", tag("em", _STILL)))
        return {"text/plain": f"{title}\n{_STILL}", "text/html": str(shown)}

    @property
    def html(self) -> Html:
        """The panel as it is now."""
        try:
            inside = list(self._inside())
        except FruskitError as problem:  # the record cannot be read
            inside = [tag("p", str(problem), role="alert")]
        head = [
            tag("p", "Hand in", class_="fk-overline"),
            tag("h2", prose(self._lesson.title), class_="fk-title"),
        ]
        name = f"Hand in {plain(self._lesson.title)}"
        look = "fk-exercise fk-panel"
        return block("div", *head, *inside, class_=look, role="group", aria_label=name)

    def _inside(self) -> Iterator[object]:
        attempts = list(self._attempts())
        yield tag("p", _contents(self._asked, attempts))
        yield _by_exercise(self._asked, attempts)
        yield tag(
            "p", "The file holds this lesson alone. It leaves this computer only if you send it."
        )
        yield self._extras()
        yield self._whose()
        yield tag("div", _button("hand-in", "Hand in this lesson"), class_="fk-buttons")
        yield tag("p", self._problem, role="alert")
        yield self._done or self._earlier()

    def _extras(self) -> Iterator[Html]:
        held: dict[str, tuple[list[Any], str, str]] = {
            "drafts": (self._begun(), "answer", " begun and not checked"),
            "notes": (self._record.notes(), "note", " of mine on the text"),
        }
        for name, (entries, what, more) in held.items():
            if entries:
                ticked = self._ticked.get(name, False)
                box = tag("input", type="checkbox", name=name, checked=ticked)
                yield tag("label", box, f"Also hand in {many(len(entries), what)}{more}")

    def _whose(self) -> Html:
        who = self._record.name
        if who and not self._renaming:
            named = tag("span", "You hand in as ", tag("b", tag("bdi", who)), ".")
            return tag("div", named, _button("rename", "Not you?"), class_="fk-fields")
        line: dict[str, Any] = {"type": "text", "name": "who", "value": who, "maxlength": 200}
        field = tag("input", **line, autocomplete="off", dir="auto", data_focus=self._renaming)
        asked = tag("div", tag("label", "Your name or student number ", field), class_="fk-fields")
        return joined([asked, who and tag("p", _WHOSE, class_="fk-small")])

    def _earlier(self) -> Html:
        """The receipts of what lies beside the notebooks already."""
        number = self._lesson.name.partition("-")[0]
        there = sorted(self._folder.glob(f"{number}-*{ENDING}"))
        codes = [path.name.removesuffix(ENDING).rpartition("-")[2] for path in there]
        if not codes:
            return Html()
        both = ". Handing in again keeps both; the later one counts."
        shown = joined([tag("code", code) for code in codes], ", ")
        return tag("p", "Handed in before, with receipt ", shown, both, class_="fk-small")


def _contents(asked: list[Exercise], attempts: list[Attempt]) -> str:
    """What the file will hold, in words."""
    answered = {one.exercise for one in attempts if not is_empty(one.response)}
    if not answered:
        return f"Nothing of this lesson’s {many(len(asked), 'exercise')} is answered yet."
    known = sum(one.id in answered for one in asked)
    days = sorted({day(one.at) for one in attempts})
    when = in_words(days[0]) + (f" to {in_words(days[-1])}" if days[1:] else "")
    exercises, tries = many(len(asked), "exercise"), many(len(attempts), "attempt")
    return (
        f"You have answered {known} of {exercises}, in {tries} ({when}). The file also says when you "
        "gave each answer, how many hints you took, and whether the answer had been shown."
    )


def _by_exercise(asked: list[Exercise], attempts: list[Attempt]) -> Html:
    tried = [one.exercise for one in attempts]
    rows = list[Html]()
    for one in asked:
        times = tried.count(one.id)
        said = many(times, "attempt") if times else "not answered"
        rows.append(tag("li", prose(one.title), f": {said}"))
    return tag("details", tag("summary", "Each exercise"), tag("ul", rows))


def _button(sends: str, words: str) -> Html:
    first = sends == "hand-in"
    look = "fk-button fk-check" if first else "fk-button"
    return tag("button", words, type="button", class_=look, data_send=sends, data_enter=first)


def _receipt(made: HandIn, became: list[Html]) -> Html:
    """That it is done, with the receipt and the file to download."""
    address = "data:application/json;base64," + b64encode(made.text().encode()).decode()
    load = tag("p", tag("a", "Download the file", href=address, download=made.name))
    receipt = " Your receipt is ", tag("code", made.code), "."
    done = tag("p", tag("strong", "Handed in."), receipt, tabindex="-1", data_focus=True)
    return tag("div", done, became, load, class_="fk-done", role="status")
