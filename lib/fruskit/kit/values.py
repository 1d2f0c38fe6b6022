"""Values of a data file: text, a word of a few, a number, a flag, a table of sayings.

Each type reads a value and tells what is wrong with it, with its place and the remedy; the schema
for editors says the same. Lists and tables of them are forms.
"""

from collections.abc import Callable, Mapping
import json
import re
from typing import Any, NamedTuple, Protocol

Schema = dict[str, Any]
Tell = Callable[["Place", str, str], None]  # a fault: where, what, what to do


class Place(NamedTuple):
    """Where a value is: the file, what a reader calls the way to it, and its keys."""

    file: str
    said: tuple[str, ...] = ()
    keys: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return ", ".join([self.file, *self.said])

    def at(self, key: str) -> "Place":
        return Place(self.file, (*self.said, key), (*self.keys, key))

    def number(self, place: int, held: object) -> "Place":
        """One of a list: by its id where it has one, else by its number from 1."""
        named = isinstance(held, Mapping) and isinstance(held.get("id"), str)
        name = f"“{held['id']}”" if named else f"number {place + 1}"  # type: ignore[index]
        *before, last = self.said or ("entry",)
        return Place(self.file, (*before, f"{last} {name}"), (*self.keys, place))

    @property
    def toml(self) -> bool:
        return self.file.endswith(".toml")

    @property
    def heading(self) -> str:
        """The name of a table here, as TOML writes it: exercise.option."""
        return ".".join(key for key in self.keys if isinstance(key, str))

    def line(self, key: str) -> str:
        """How a field is written here."""
        return f"{key} = …" if self.toml else f'"{key}": …'

    def wrong(self, tell: Tell, what: str, write: str) -> None:
        """Tells that what is here is not `what`; write: how it is written in TOML."""
        tell(self, f"it is not {what}", f"Write {write}." if self.toml else "Correct the value.")


class Type(Protocol):
    """What a value may be. `read` tells what is wrong with one, and gives it back for use."""

    def read(self, value: Any, place: Place, tell: Tell) -> Any: ...

    def schema(self) -> Schema: ...

    @property
    def empty(self) -> Any: ...


def rule(**given: Any) -> Schema:
    """A schema, without what is not said."""
    return {key: value for key, value in given.items() if value not in (None, "")}


class Text(NamedTuple):
    """Words. doc: what they are for; blank: may they be empty; form: what they match, whole."""

    doc: str = ""
    blank: bool = False
    form: str = ""
    empty: str = ""

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if not isinstance(value, str):
            place.wrong(tell, "text in quotation marks", "it between quotation marks")
        elif not self.blank and not value.strip():
            tell(place, "it is empty", "Write something, or take the line out.")
        elif self.form and not re.fullmatch(self.form, value):
            tell(place, f"“{value}” does not have the form asked for", self.doc)
        return value

    def schema(self) -> Schema:
        pattern = self.form or (None if self.blank else r"\S")
        return rule(type="string", pattern=pattern, description=self.doc)


class Word(NamedTuple):
    """One of a few words."""

    choices: tuple[str, ...]
    doc: str = ""
    empty: str = ""

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if value not in self.choices:
            shown = json.dumps(value, ensure_ascii=False) if isinstance(value, str | int) else "it"
            choose = f"Choose from {', '.join(self.choices)}."
            tell(place, f"{shown} is not one of the words allowed", choose)
        return value

    def schema(self) -> Schema:
        return rule(enum=list(self.choices), description=self.doc)


class Number(NamedTuple):
    """A number between bounds; whole: without a fraction."""

    least: float | None = None
    most: float | None = None
    whole: bool = False
    doc: str = ""
    empty: None = None

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if self.whole and isinstance(value, float) and value.is_integer():
            value = int(value)  # as JSON Schema has it
        if type(value) is not int and (self.whole or type(value) is not float):
            kind, sample = ("whole number", "2") if self.whole else ("number", "0.5")
            place.wrong(tell, f"a {kind}", f"a number such as {sample}, without quotation marks")
        elif self.most is not None and not value <= self.most:
            tell(place, f"{value} is out of bounds", f"Write {self.most:g} or less.")
        elif self.least is not None and not value >= self.least:
            tell(place, f"{value} is out of bounds", f"Write {self.least:g} or more.")
        return value

    def schema(self) -> Schema:
        kind, doc = "integer" if self.whole else "number", self.doc
        return rule(type=kind, minimum=self.least, maximum=self.most, description=doc)


class Anything(NamedTuple):
    """Any value at all."""

    doc: str = ""
    empty: None = None

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        return value

    def schema(self) -> Schema:
        return rule(description=self.doc)


class Flag(NamedTuple):
    """True or false; false where nothing is said."""

    doc: str = ""
    empty: bool = False

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if not isinstance(value, bool):
            place.wrong(tell, "true or false", "true or false, without quotation marks")
        return value

    def schema(self) -> Schema:
        return rule(type="boolean", description=self.doc)


class Sayings(NamedTuple):
    """A table of what is said to what: names of any kind, each with its text."""

    doc: str = ""

    @property
    def empty(self) -> Any:
        return {}

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if not isinstance(value, dict):
            place.wrong(tell, "a table", f"[{place.heading}], or {{ … }} in a line")
            return value
        return {key: Text().read(one, place.at(key), tell) for key, one in value.items()}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": Text(self.doc).schema()}
