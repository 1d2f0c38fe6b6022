"""All notes of the student's own, listed in the order of the text, to be read again or removed.

It is a panel; what the notebook's file keeps says how many there are and quotes none.
"""

from typing import Any

from ..errors import FruskitError
from ..markup import block, Html, joined, tag
from ..record import day, OwnNote, Record
from ..record.anchored import listed
from ..volumes.dates import in_words
from ..volumes.text import Section
from .still import RUN

_NONE = "You have no notes yet. Select words on a page or in a passage, then press Note."
_STILL = f"Your notes are kept on your computer, not in this notebook. To see them, {RUN}"


class NotesPanel:
    """The notes in a record; section: the text that most are on. Messages: `remove` the note of that
    identifier, `undo` the last removal."""

    def __init__(self, section: Section, record: Record) -> None:
        self._section, self._record = section, record
        self._removed: OwnNote | None = None
        self._problem = ""

    def receive(self, message: dict[str, Any]) -> None:
        """Does what was pressed; what cannot be done is told."""
        self._problem = ""
        try:
            if message.get("type") == "remove":
                id = str(message.get("value"))
                self._removed = next((n for n in self._record.notes() if n.id == id), None)
                self._record.forget_note(id)
            elif message.get("type") == "undo" and self._removed:
                self._record.note(self._removed)
                self._removed = None
        except FruskitError as problem:
            self._problem = str(problem)

    @property
    def text(self) -> str:
        """The notes as plain text."""
        said = (
            f"{at}: “{_line(note.quote)}”\n  {note.words}"
            for note, at in listed(self._record.notes(), self._section)
        )
        return "\n\n".join(said) or _NONE

    def __repr__(self) -> str:
        return self.text

    # --- in a notebook

    def _repr_mimebundle_(self, **_: object) -> Any:
        from . import panel_bundle

        return panel_bundle(self, self.text)

    @property
    def still(self) -> dict[str, str]:
        """What is shown where no Python runs."""
        shown = block("section", tag("p", tag("strong", "My notes")), tag("p", tag("em", _STILL)))
        return {"text/plain": f"My notes\n{_STILL}", "text/html": str(shown)}

    @property
    def html(self) -> Html:
        """The panel as it is now."""
        try:
            notes = [_item(note, at) for note, at in listed(self._record.notes(), self._section)]
        except FruskitError as problem:  # the record cannot be read
            notes, self._problem = [], str(problem)
        undo = tag("button", "Undo", type="button", class_="fk-button", data_send="undo")
        shown = block("ul", *notes, class_="fk-own-notes") if notes else tag("p", _NONE)
        return block(
            "div",
            tag("h2", "My notes", class_="fk-title", tabindex="-1", data_focus=not self._removed),
            shown,
            tag("p", "Removed. ", undo, role="status") if self._removed else None,
            tag("p", self._problem, role="alert"),
            class_="fk-exercise fk-panel",
            role="group",
            aria_label="My notes",
        )


def _item(note: OwnNote, at: str) -> Html:
    named = f"Remove the note on “{_line(note.quote)[:60]}”"
    remove = tag(
        "button",
        "Remove",
        type="button",
        class_="fk-button",
        data_send="remove",
        data_value=note.id,
        aria_label=named,
    )
    return tag(
        "li",
        tag("p", f"{at} · {in_words(day(note.at))}", class_="fk-small"),
        tag("blockquote", tag("q", _line(note.quote), dir="auto")),
        tag("p", joined(note.words.splitlines(), tag("br")), dir="auto"),
        remove,
    )


def _line(words: str) -> str:
    return " ".join(words.split())
