"""What of a record is handed in: one lesson's attempts and events, as one file with a receipt.

It is made here and read here, so that both know one form. Whether what it says is true is not
known: whoever reads one marks the answers anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import hashlib
import json
import os
from pathlib import Path
import re
import stat
from typing import Any, NamedTuple
import unicodedata

from ..errors import FruskitError, refused
from ..kit import files
from ..kit.datafile import File
from ..kit.forms import Anything, Each, Flag, Form, May, Number, Text, Type, Word
from .entries import Attempt, Draft, Entry, Event, OwnNote, plain, row_of, TABLES
from .exchange import plural
from .fields import HAPPENINGS, moment_if_one

FORMAT, VERSION, ENDING = "fruskit-hand-in", 1, ".fruskit.json"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none is taken for another
_ID = Text("Letters, digits and hyphens.", form=r"^[0-9A-Za-z-]{8,64}$")
_AT = Text("A moment, ISO 8601 with a zone.", form=r"^[0-9T:.+Z-]{16,40}$")
_EXERCISE: Mapping[str, Type | May] = {
    "exercise": Text("The id of the exercise."),
    "version": Text("Which form of it was answered."),
}
_TOLD = "As the student was told; the answers are marked anew by the one who reads it."
_MOST, _MOST_WORDS = 20_000, 500  # entries of a sort; characters of a name
_FORMS: dict[str, Form] = {
    "attempts": Form(
        {
            **_EXERCISE,
            "response": Anything("The answer, as it was given."),
            "score": Number(0, 1, doc=_TOLD),
            "correct": Flag(),
            "hints": Number(0, 1000, whole=True, doc="How many were taken."),
            "at": _AT,
            "shown": Flag("Whether it came after the answer had been shown."),
            "id": _ID,
        }
    ),
    "events": Form({"what": Word(HAPPENINGS), **_EXERCISE, "at": _AT, "id": _ID}),
    "notes": Form(
        {
            "block": Text("The id of a block of the text."),
            "start": Number(0, whole=True),
            "end": Number(0, whole=True),
            "quote": Text("The words that it is on.", blank=True),
            "words": Text("The note.", blank=True),
            "at": _AT,
            "id": _ID,
        }
    ),
    "drafts": Form(
        {
            "exercise": Text("The id of the exercise."),
            "response": Anything("What was begun."),
            "kept": Text("When, or empty.", blank=True),
        }
    ),
}
HAND_IN = File(
    f"*{ENDING}",
    Form(
        {
            "format": Word((FORMAT,)),
            "version": Number(VERSION, VERSION, whole=True),
            "kit": Text("Volume and division whose kit it is."),
            "fruskit": Text("The version of the library that made it."),
            "lesson": Text("The name of the lesson."),
            "who": Text(
                "A name or number, on one line.", form=rf"^(?=.*\S)[^\r\n]{{1,{_MOST_WORDS}}}$"
            ),
            "at": _AT,
            "code": Text("The receipt.", form=rf"^[{_LETTERS}]{{8}}$"),
            **{name: Each(form, most=_MOST) for name, form in _FORMS.items()},
        }
    ),
)


@dataclass(frozen=True, slots=True)
class HandIn:
    """One lesson of one student; drafts and notes only as far as the student wants them read."""

    kit: str
    fruskit: str
    lesson: str
    who: str
    at: str
    attempts: tuple[Attempt, ...]
    events: tuple[Event, ...]
    notes: tuple[OwnNote, ...] = ()
    drafts: tuple[Draft, ...] = ()

    def plain(self) -> dict[str, Any]:
        """What the file says, but for its receipt."""
        about = {"kit": self.kit, "fruskit": self.fruskit, "lesson": self.lesson, "who": self.who}
        lists = {of: [plain(one) for one in getattr(self, of)] for of in _FORMS}
        return {"format": FORMAT, "version": VERSION, **about, "at": self.at, **lists}

    @property
    def code(self) -> str:
        """The receipt: eight characters that another file does not have."""
        return receipt(self.plain())

    @property
    def name(self) -> str:
        """What its file is called; whatever the student is called, it is a name and no path."""
        folded = unicodedata.normalize("NFKC", self.who)
        who = re.sub(r"[^\w]+", "-", folded).strip("-_")[:40].strip("-_") or "student"
        return f"{self.lesson.partition('-')[0]}-{who}-{self.code}{ENDING}"

    def text(self) -> str:
        """The file, as JSON in ASCII."""
        return json.dumps(self.plain() | {"code": self.code}, indent=1) + "\n"


def receipt(said: Mapping[str, Any]) -> str:
    """The receipt of what a file says, whatever receipt it bears."""
    own = json.dumps({**said, "code": None}, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(own.encode()).digest()[:5])
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(7, -1, -1))


class Given(NamedTuple):
    """What a file holds that was handed in, and what is odd about it and no fault."""

    hand_in: HandIn
    code: str
    altered: bool


def given(said: object, where: str) -> Given:
    """What was handed in, as plain values. FruskitError tells the first fault of its form."""
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise FruskitError(where, "it is not a lesson that was handed in", _ASK)
    if type(version := said.get("version")) is int and version > VERSION:
        what = f"a newer fruskit made it (form {version})"
        raise FruskitError(where, what, "Update this kit.")
    for problem in HAND_IN.read(said, where).problems:
        raise FruskitError(problem.where, problem.what, _ASK)
    about: dict[str, Any] = {key: said[key] for key in ("kit", "fruskit", "lesson", "who")}
    about |= {plural(of): tuple(_entries(where, of, said[plural(of)])) for of in TABLES}
    made = HandIn(**about, at=str(moment_if_one(said["at"])))
    return Given(made, said["code"], receipt(said) != said["code"])


_ASK = "Ask for the file that “Hand in this lesson” made."


def _entries(where: str, of: type[Entry], listed: Iterable[dict[str, Any]]) -> list[Entry]:
    made = list[Entry]()
    for number, said in enumerate(listed, 1):
        try:
            row_of(of, said)  # refuses what no form can tell: a day that is none, half a character
        except ValueError as problem:
            place = f"{where}, {TABLES[of]} {number}"
            raise FruskitError(place, str(problem), _ASK) from None
        made.append(of(**{**said, **({"at": moment_if_one(said["at"])} if "at" in said else {})}))
    return made


def deliver(made: HandIn, folder: Path) -> Path:
    """Puts the file into a folder, whole or not at all, and beside what is there already.

    Where the folder gives its files a group of its own (setgid) or has an access list, that group
    may read it and fellow students may not; else whoever may list the folder. FruskitError where
    it cannot be written.
    """
    path = folder / made.name
    remedy = "Download the file instead, and send it to your instructor."
    try:
        if not folder.is_dir():
            raise FruskitError(str(folder), "there is no such folder to hand in to", remedy)
        files.replace(path, made.text(), 0o640 if _grouped(folder) else 0o644)
    except OSError as problem:
        raise refused(folder, "delivered there", problem, remedy) from problem
    return path


def _grouped(folder: Path) -> bool:
    lists = os.listxattr(folder) if hasattr(os, "listxattr") else ()
    return bool(folder.stat().st_mode & stat.S_ISGID) or "system.posix_acl_default" in lists
