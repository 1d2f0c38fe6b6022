"""What comes into a record from another: exports of every version, read with care, as rows."""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path

from ..errors import FruskitError, refused
from .entries import Attempt, Draft, Entry, old_ids, Row, row_of, TABLES
from .fields import is_name

FORMAT, VERSION = "fruskit-record", 2
_ANEW = "Export it anew and merge that. Your record is as it was."
_SQLITE, _MARK = b"SQLite format 3\0", slice(68, 72)  # https://sqlite.org/fileformat.html, 1.3
Rows = dict[type[Entry], list[Row]]


def plural(of: type[Entry]) -> str:
    """What an export calls the list of such entries."""
    return f"{TABLES[of]}s"


def read(where: str) -> object:
    """What a JSON file says; FruskitError when there is none or it is not JSON."""
    try:
        with Path(where).open("rb") as file:
            head = file.read(100)
            if head.startswith(_SQLITE):
                raise _no_export(where, head[_MARK] == b"FRUS")
            text = (head + file.read()).decode("utf-8-sig")  # Notepad puts a signature
        return json.loads(text)
    except OSError as problem:
        remedy = "Name a file that a record was exported to. Your record is as it was."
        raise refused(where, "read", problem, remedy) from problem
    except (ValueError, RecursionError) as problem:
        raise FruskitError(where, "it is not JSON in UTF-8, or damaged", _ANEW) from problem


def _no_export(where: str, ours: bool) -> FruskitError:
    if not ours:
        return FruskitError(where, "it is a database, not an exported record", _ANEW)
    export = f'Record("{Path(where).name}").export("{Path(where).stem}.json")'
    remedy = f"Export it first, {export}, and merge that. Your record is as it was."
    return FruskitError(where, "this is a record, not an export", remedy)


def rows_of(where: str, exported: object) -> tuple[Rows, str]:
    """The rows of an export, and the learner's name in it or nothing. FruskitError when it is no
    export, is newer, or one of its entries is faulty."""
    if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
        raise FruskitError(where, "it is not an exported record", _ANEW)
    version, attempts = exported.get("version"), exported.get("attempts")
    if type(version) is not int or version < 1 or not isinstance(attempts, list):
        raise FruskitError(where, "its version or its list of attempts is missing", _ANEW)
    if version > VERSION:
        what = f"it was written by a newer fruskit (record version {version})"
        raise FruskitError(where, what, "Update the kit, then merge it. Your record is as it was.")
    return _first(where, exported) if version == 1 else _second(where, exported)


def _first(where: str, exported: Mapping[str, object]) -> tuple[Rows, str]:
    """An export of version 1: attempts without identifier, drafts without a day. A draft is later
    than all attempts at its exercise there, since handing in drops it."""
    said = exported["attempts"]
    rows = _rows(where, Attempt, said, without=("shown", "id"))
    attempts = [(*row, False, id) for row, id in zip(rows, old_ids(rows))]
    latest: dict[str, str] = {}
    for exercise, *_, at, _shown, _id in attempts:
        latest[exercise] = max(at, latest.get(exercise, ""))
    begun = exported.get("drafts", {})
    if not isinstance(begun, Mapping):
        raise FruskitError(where, "its drafts are not an object", _ANEW)
    drafts = [
        {"exercise": exercise, "response": response, "kept": latest.get(exercise, "")}
        for exercise, response in begun.items()
    ]
    return {Attempt: attempts, Draft: _rows(where, Draft, drafts)}, ""


def _second(where: str, exported: Mapping[str, object]) -> tuple[Rows, str]:
    rows = {of: _rows(where, of, exported.get(plural(of))) for of in TABLES}
    name = exported.get("name")
    if not is_name(name):
        raise FruskitError(where, "its “name” is not a line of text", _ANEW)
    return rows, str(name)


def _rows(where: str, of: type[Entry], entries: object, without: Iterable[str] = ()) -> list[Row]:
    if not isinstance(entries, list):
        raise FruskitError(where, f"its list of {plural(of)} is missing", _ANEW)
    rows = []
    for number, said in enumerate(entries, 1):
        try:
            rows.append(row_of(of, said, without))
        except ValueError as problem:
            what = f"{where}, {plural(of).removesuffix('s')} {number}"
            raise FruskitError(what, str(problem), _ANEW) from problem
    return rows
