"""What leaves a record and comes into one: plain values for JSON, read back with care, or Markdown to read."""

from collections import Counter
from collections.abc import Iterable, Mapping
import json
from pathlib import Path
import re
from typing import Any

from ..errors import FruskitError
from .attempt import Row, row_of

FORMAT, VERSION = "fruskit-record", 1
_ANEW = "Export it anew and merge that. Your record is as it was."


def read(where: str) -> object:
    """What a JSON file says; FruskitError when there is none or it is not JSON."""
    try:
        return json.loads(Path(where).read_text(encoding="utf-8-sig"))  # Notepad puts a signature
    except OSError as problem:
        raise FruskitError(
            where,
            f"it cannot be read ({problem.strerror or problem})",
            "Name a file that a record was exported to. Your record is as it was.",
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise FruskitError(where, "it is not JSON in UTF-8, or damaged", _ANEW) from problem


def rows_of(where: str, exported: object) -> list[Row]:
    """The rows of an export; FruskitError when it is none, is newer, or an attempt is faulty."""
    if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
        raise FruskitError(where, "it is not an exported record", _ANEW)
    version, attempts = exported.get("version"), exported.get("attempts")
    if type(version) is not int or version < 1 or not isinstance(attempts, list):
        raise FruskitError(where, "its version or its list of attempts is missing", _ANEW)
    if version > VERSION:
        raise FruskitError(
            where,
            f"it was written by a newer fruskit (record version {version})",
            "Update the kit, then merge it. Your record is as it was.",
        )
    rows = []
    for number, said in enumerate(attempts, 1):
        try:
            rows.append(row_of(said))
        except ValueError as problem:
            raise FruskitError(f"{where}, attempt {number}", str(problem), _ANEW) from problem
    return rows


def missing(rows: Iterable[Row], kept: Iterable[Row]) -> list[Row]:
    """The rows that are not among those kept; of rows that are alike, as many as are wanting."""
    left, new = Counter(kept), []
    for row in rows:
        if left[row] > 0:
            left[row] -= 1
        else:
            new.append(row)
    return new


def markdown(exported: Mapping[str, Any]) -> str:
    """An export to be read: each attempt under its exercise, answers as they were given."""
    lines = [
        "# My record",
        "",
        f"{len(exported['attempts'])} attempts, in the order of their times.",
    ]
    by_exercise: dict[str, list[Mapping[str, Any]]] = {}
    for attempt in exported["attempts"]:
        by_exercise.setdefault(attempt["exercise"], []).append(attempt)
    for exercise, attempts in by_exercise.items():
        lines += ["", f"## {_inline(exercise)}"]
        for attempt in attempts:
            hints = f", {attempt['hints']} hints" if attempt["hints"] else ""
            said = f"{attempt['at']}: {100 * attempt['score']:.0f} of 100{hints}"
            lines += ["", said, "", *_fenced(attempt["response"])]
    for exercise, response in exported["drafts"].items():
        lines += ["", f"## {_inline(exercise)}, begun and not handed in", "", *_fenced(response)]
    return "\n".join([*lines, ""])


def _inline(words: str) -> str:
    """Words in which no sign is markup (CommonMark, section 2.4)."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|&~])", r"\\\1", " ".join(words.split()))


def _fenced(response: object) -> list[str]:
    """A response as a block that nothing in it can end (CommonMark, section 4.5)."""
    text = (
        response
        if isinstance(response, str)
        else json.dumps(response, ensure_ascii=False, indent=1)
    )
    text = text.encode("utf-8", "replace").decode()
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.splitlines(), fence]
