"""Classes that are made up, of any size, for tests and benchmarks; and files that a class hands in wrongly."""

from collections.abc import Iterator
from dataclasses import replace
import json
import os
from pathlib import Path

import fruskit
from fruskit.classwork.sample import made_up
from fruskit.record.hand_in import HandIn, receipt

SECTION = fruskit.load()
KIT = f"{SECTION.volume}/{SECTION.id}"
EXERCISES = fruskit.all_exercises()


def handed_in(students: int, lesson: str = "", seed: int = 1945) -> list[HandIn]:
    """What so many students hand in, with some who are late, or hand a lesson in twice."""
    made = made_up(EXERCISES, KIT, "0.2.0", students, seed)
    made = [one for one in made if one.lesson.startswith(lesson)]
    again = [replace(one, at="2026-11-20T08:00:00.000+00:00") for one in made[::17]]
    return [*made, *again]


def lay(folder: Path, *made: HandIn) -> Path:
    """Puts what was handed in into a folder."""
    folder.mkdir(exist_ok=True)
    for one in made:
        (folder / one.name).write_text(one.text(), encoding="utf-8")
    return folder


def changed(one: HandIn, **fields) -> str:
    """A file with some of its fields otherwise, and a receipt that fits."""
    said = one.plain() | fields
    return json.dumps(said | {"code": receipt(said)})


SCRIPT = "<script>window.hurt = 1</script><img src=x onerror='window.hurt=1'>"


def broken(one: HandIn, chance, number: int) -> Iterator[tuple[str, bytes]]:
    """Files that are no hand-ins, or bad ones: name and bytes, without end."""
    for n in range(number):
        yield f"{n:04}-{_NAMES[n % len(_NAMES)]}.fruskit.json", _broken(one, chance, n)


_NAMES = ("..", "-rf", "a b", "<b>", "%2e%2e", "CON", "'", "ü", "&amp;", "$(x)")


def _broken(one: HandIn, chance, n: int) -> bytes:
    text = one.text().encode()
    match n % 12:
        case 0:
            return text[: chance.randrange(len(text))]
        case 1:
            at = chance.randrange(len(text))
            return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]
        case 2:
            return os.urandom(200)
        case 3:
            return b""
        case 4:
            return b"[" * 50_000
        case 5:
            return b'{"format": "fruskit-hand-in", "version": 1' + b', "x": 1e999' * 9 + b"}"
        case 6:
            return changed(one, who=SCRIPT).encode()
        case 7:
            return changed(
                one, attempts=[_hostile(a, chance) for a in one.plain()["attempts"]]
            ).encode()
        case 8:
            return changed(one, lesson="../../etc/passwd").encode()
        case 9:
            return changed(one, kit="another/kit").encode()
        case 10:
            said = [a | {"version": "0" * 12} for a in one.plain()["attempts"]]
            return changed(one, attempts=said, who=f"=HYPERLINK({n})").encode()
        case _:
            return changed(one, at="9999-99-99T00:00:00.000+00:00").encode()


def _hostile(attempt, chance):
    """An attempt whose response may be anything."""
    deep: object = "x"
    for _ in range(90):
        deep = [deep]
    mine = attempt["response"]
    anything = [
        *(None, True, -1, 1e308, "", SCRIPT, "\u202e\u0000", "x" * 90_000, deep, {}, [], [[]]),
        *([SCRIPT], {"a": SCRIPT}, {"claim": 1, "words": [["editors-note-1", 0, 10**30]]}),
        *({"parts": {"x": 1}}, {"reading": [1], "grounds": 7}, [["editors-note-1", -1, 5]]),
        *('"“”"' * 2_000, {k: SCRIPT for k in mine} if isinstance(mine, dict) else mine),
    ]
    return attempt | {"response": chance.choice(anything), "score": 1, "correct": True}
