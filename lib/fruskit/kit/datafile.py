"""A data file of a kit: read by its form, with the place and the faults of each of its entries.

What the entries say is for who builds something of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import Consequence, FruskitError
from .folder import Kit
from .forms import Entry, Place, Schema, Type

Fault = tuple[tuple[str | int, ...], FruskitError]  # the keys that lead to a place, what is wrong


class Faulty(NamedTuple):
    """Entries that are there and cannot be used, by id; hidden: there may be others of any id."""

    ids: frozenset[str] = frozenset()
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.hidden or bool(self.ids)

    def missing(self, id: str, what: str, remedy: str) -> FruskitError:
        """That there is no entry of this id; a consequence, where it is only not to be used."""
        if self.hidden or id in self.ids:
            what = f"{what}, or it has a fault of its own there"
            return Consequence("", what, "Run `fruskit check`: it says which.")
        return FruskitError("", what, remedy)


class Read(NamedTuple):
    """What a file holds, and all that is wrong with its form, in the order of the file."""

    name: str
    held: Any
    faults: Sequence[Fault] = ()

    @property
    def problems(self) -> list[FruskitError]:
        return [problem for _, problem in self.faults]

    def sound(self, key: str = "") -> Iterator[tuple[Entry, str]]:
        """The entries of the list of that name, each with its place, but for those with a fault."""
        return ((entry, str(at)) for entry, _, at, faults in self._parts(key) if not faults)

    def ids(self, key: str) -> list[str]:
        """The ids of all entries of that list, in their order."""
        return [id for _, id, *_ in self._parts(key) if id]

    def about(self, key: str, id: str) -> list[FruskitError]:
        """What is wrong with the entry of that id, or with the file as a whole."""
        entry = [fault for _, own, _, faults in self._parts(key) if own == id for fault in faults]
        return entry + [fault for way, fault in self.faults if len(way) <= bool(key)]

    def faulty(self, key: str = "", used: Iterable[str] | None = None) -> Faulty:
        """Which entries of that list have a fault of form, or are not among the ids `used`. Any may
        be among them where the file has a fault, or one of them no id."""
        told = [id for _, id, _, faults in self._parts(key) if faults]
        sound = [entry["id"] for entry, _ in self.sound(key)] if used is not None else []
        whole = any(len(way) <= bool(key) for way, _ in self.faults)
        ids = {*filter(None, told), *sound} - {*(used or ())}
        return Faulty(frozenset(ids), whole or "" in told)

    def _parts(self, key: str) -> Iterator[tuple[Any, str, Place, list[FruskitError]]]:
        """Each entry of that list, its id if it has one, its place, and what is wrong with it."""
        place = Place(self.name).at(key) if key else Place(self.name)
        table = self.held if isinstance(self.held, dict) else {}
        held = table.get(key) if key else self.held
        for n, entry in enumerate(held if isinstance(held, list) else ()):
            at, id = place.number(n, entry), entry.get("id") if isinstance(entry, dict) else ""
            own = [fault for way, fault in self.faults if way[: len(at.keys)] == at.keys]
            yield entry, id if isinstance(id, str) else "", at, own


class File(NamedTuple):
    """A data file: its name as a reader of the kit says it, and the form of what is in it."""

    name: str
    form: Type
    optional: bool = False

    def load(self, kit: Kit, path: Path | None = None) -> Read:
        """The kit's file of this form; without a path, the one of this name."""
        path = path or kit.root / self.name
        name = kit.name(path)
        if self.optional and not path.exists():
            return Read(name, {})
        try:
            return self.read(self.parsed(kit, path), name)
        except FruskitError as problem:
            return Read(name, None, [((), problem)])

    def parsed(self, kit: Kit, path: Path) -> Any:
        """What the file holds, before its form is looked at. FruskitError as by Kit.toml."""
        return kit.json(path) if path.suffix == ".json" else kit.toml(path)

    def read(self, held: object, name: str = "") -> Read:
        """What is held, by its form."""
        faults: dict[str, Fault] = {}

        def tell(place: Place, what: str, remedy: str) -> None:
            problem = FruskitError(str(place), what, remedy)
            faults.setdefault(str(problem), (place.keys, problem))

        name = name or self.name
        return Read(name, self.form.read(held, Place(name), tell), list(faults.values()))

    def schema(self) -> Schema:
        """Source: JSON Schema, draft 2020-12."""
        draft = "https://json-schema.org/draft/2020-12/schema"
        return {"$schema": draft, "title": self.name, **self.form.schema()}


@contextmanager
def placed(where: str, problems: list[FruskitError]) -> Iterator[None]:
    """What is wrong with an entry is put among the problems, with the entry's place."""
    try:
        yield
    except FruskitError as problem:
        problems.append(problem.at(where))


def collect(found: list[FruskitError], problems: list[FruskitError] | None) -> None:
    """Adds what was found wrong to the problems; without a list for them, raises the first."""
    if problems is not None:
        problems += found
    elif found:
        raise found[0]
