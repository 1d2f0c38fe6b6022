"""The form of a data file, declared once: what an entry holds, of what type, and what for.

A form reads what a file holds and tells every fault with its place and remedy; the schema for
editors that check while one types is made of the same declaration. What the words of an entry
mean, and whether a quotation is in the text, is for who builds something of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from .values import Anything, Flag, Number, Place, rule, Sayings, Schema, Tell, Text, Type, Word

__all__ = ["DRAFT", "ID", "QUOTE", "Anything", "Each", "Entry", "Flag", "Form", "Kinds", "May"]
__all__ += ["Number", "Place", "Sayings", "Schema", "Tell", "Text", "Type", "Word"]

Entry = dict[str, Any]  # an entry that has its form: every field is there, empty where not given


class Each(NamedTuple):
    """A list of things of one type, at least so many; no two of them have one id."""

    of: Type
    least: int = 0
    most: int | None = None
    doc: str = ""

    @property
    def empty(self) -> Any:
        return []

    @property
    def tables(self) -> bool:
        return isinstance(self.of, Form | Kinds)

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if not isinstance(value, list):
            tables = f"[[{place.heading}]], or [{{ … }}] in a line"
            place.wrong(tell, "a list", tables if self.tables else '["…", "…"]')
            return value
        if len(value) < self.least:
            tell(place, "there is too little in it", f"Write {self.least} or more.")
        if self.most is not None and len(value) > self.most:
            tell(place, "there is too much in it", f"Write {self.most} or fewer.")
        seen = set[str]()
        for n, one in enumerate(value):
            id = one.get("id") if isinstance(one, dict) else None
            if isinstance(id, str) and id in seen:
                what = f"the id “{id}” is used twice"
                tell(place.number(n, one), what, "Give one of them another.")
            elif isinstance(id, str):
                seen.add(id)
        return [self.of.read(one, place.number(n, one), tell) for n, one in enumerate(value)]

    def schema(self) -> Schema:
        bounds = {"minItems": self.least or None, "maxItems": self.most}
        return rule(type="array", items=self.of.schema(), description=self.doc, **bounds)


class May(NamedTuple):
    """A field that may be left out."""

    type: Type


@dataclass(frozen=True, eq=False)
class Form:
    """A table: its fields in their order, each of a type; `May` be left out.

    formerly: earlier names of fields, still read: {"feedback": "tell"}. needs: what has to be
    beside a field that is given. either: one of these fields has to be there. free: of another
    house's making, so that other fields may be there, and what is not given stays so.
    """

    fields: Mapping[str, Type | May]
    formerly: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    either: tuple[str, ...] = ()
    free: bool = False

    empty = None

    @cached_property
    def types(self) -> Mapping[str, Type]:
        return {k: f.type if isinstance(f, May) else f for k, f in self.fields.items()}

    @cached_property
    def needed(self) -> list[str]:
        return [key for key, field in self.fields.items() if not isinstance(field, May)]

    def with_(self, other: "Form") -> "Form":
        """The fields of both, in this order."""
        fields, formerly = {**self.fields, **other.fields}, {**self.formerly, **other.formerly}
        return Form(fields, formerly, {**self.needs, **other.needs})

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        """The entry with all its fields, or with what can be read of them where a fault is told."""
        if not isinstance(value, dict):
            listed = place.keys and isinstance(place.keys[-1], int)
            table = "{ … }" if listed else f"[{place.heading}], or {{ … }} in a line"
            place.wrong(tell, "a table", table)
            return value
        given = self._renamed(value, place, tell)
        self._look_for_strangers(given, place, tell)
        for key in self.needed:
            if key not in given:
                tell(place, f"it has no “{key}”", self._add(key, place))
        if self.either and not any(key in given for key in self.either):
            names = " or ".join(f"“{key}”" for key in self.either)
            tell(place, f"it has no {names}", f"Add a line: {place.line(self.either[0])}")
        for key, others in self.needs.items():
            for other in others if key in given else ():
                if other not in given:
                    tell(place, f"“{key}” needs “{other}” beside it", f"Add {place.line(other)}")
        read = {
            key: type.read(given[key], place.at(key), tell) if key in given else type.empty
            for key, type in self.types.items()
            if key in given or not self.free
        }
        return given | read if self.free else read

    def _add(self, key: str, place: Place) -> str:
        type = self.types[key]
        if place.toml and isinstance(type, Each) and type.tables:
            return f"Add a [[{place.at(key).heading}]]."
        return f"Add a line{'' if place.keys else ' at the top'}: {place.line(key)}"

    def _renamed(self, value: Entry, place: Place, tell: Tell) -> Entry:
        """The entry by the names that fields have now."""
        for old, new in self.formerly.items():
            if old in value and new in value:
                what = f"“{old}” is the former name of “{new}”, and both are here"
                tell(place, what, "Keep one.")
        return {self.formerly.get(key, key): held for key, held in value.items()}

    def _look_for_strangers(self, given: Entry, place: Place, tell: Tell) -> None:
        for key in [] if self.free else [key for key in given if key not in self.types]:
            if below := self._below(key):
                at = place.at(below).heading
                written: dict[type, str] = {list: f"[[{at}.{key}]]", dict: f"[{at}.{key}]"}
                write = written.get(type(given[key]), f"{key} below [[{at}]]")
                tell(place, f"“{key}” belongs to [[{at}]]", f"Write {write}.")
            else:
                may = ", ".join(self._shown(name, place) for name in self.types)
                tell(place, f"“{key}” has no place here", f"It may have {may}.")

    def _shown(self, key: str, place: Place) -> str:
        """A field by name; a list that is a table of the file, as TOML writes it."""
        type = self.types[key]
        tables = isinstance(type, Each) and type.tables and place.toml and not place.keys
        return f"[[{key}]]" if tables else key

    def _below(self, key: str) -> str:
        """The name of the list of entries that this field belongs to; empty for none."""
        lists = [(n, t.of) for n, t in self.types.items() if isinstance(t, Each)]
        forms = ((n, form) for n, form in lists if isinstance(form, Form | Kinds))
        return next((n for n, form in forms if form.knows(key)), "")

    def knows(self, key: str) -> bool:
        return key in self.types

    def schema(self) -> Schema:
        fields = {key: type.schema() for key, type in self.types.items()}
        rules: list[Schema] = []
        for old, new in self.formerly.items():
            fields[old] = fields[new] | {"deprecated": True}
            one = [{"required": [new]}, {"required": [old]}]
            both = {"not": {"required": [old, new]}}
            rules.append({"oneOf": one} if new in self.needed else both)
        if self.either:
            rules.append({"anyOf": [{"required": [key]} for key in self.either]})
        return rule(
            type="object",
            properties=fields,
            required=[key for key in self.needed if key not in self.formerly.values()],
            additionalProperties=self.free,
            allOf=rules or None,
            dependentRequired={key: list(others) for key, others in self.needs.items()} or None,
        )


class Kinds(NamedTuple):
    """A table whose fields depend on one of them, `key`, as those of an exercise on its kind.
    kinds: by the words that this field may hold, what has the FORM of the others."""

    key: str
    common: Form
    kinds: Mapping[str, Any]
    empty: None = None

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        kind = value.get(self.key) if isinstance(value, dict) else ""
        if isinstance(kind, str) and kind in self.kinds:
            return self.common.with_(self.kinds[kind].FORM).read(value, place, tell)
        if not isinstance(value, dict):
            return self.common.read(value, place, tell)
        if self.key not in value:  # what else there may be cannot be told without it
            tell(place, f"it has no “{self.key}”", f"Add a line: {place.line(self.key)}")
        else:
            self.common.types[self.key].read(kind, place.at(self.key), tell)
        return value

    def knows(self, key: str) -> bool:
        return self.common.knows(key) or any(k.FORM.knows(key) for k in self.kinds.values())

    def schema(self) -> Schema:
        made = self.common.schema()
        del made["additionalProperties"]
        rules = made.get("allOf", [])
        for kind, of in self.kinds.items():
            met = {"properties": {self.key: {"const": kind}}, "required": [self.key]}
            then = of.FORM.schema()
            del then["type"], then["additionalProperties"]
            rules.append({"if": met, "then": then})
        return made | {"allOf": rules, "unevaluatedProperties": False}


ID = Text("Words in lower case, joined by hyphens.", form=r"^[a-z0-9]+(-[a-z0-9]+)*$")
QUOTE: Mapping[str, Type | May] = {
    "quote": Text("Words of the text, to the letter."),
    "prefix": May(Text("The words before the quotation.", blank=True)),
    "suffix": May(Text("The words after it.", blank=True)),
    "block": May(Text("The id of the block that they are in.")),
}
DRAFT = May(Flag("true until a person has looked at it."))
