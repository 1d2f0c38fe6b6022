"""What notebooks show and cite: the exercises they name are there, and each is shown where it says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re

from ... import exercises
from ...errors import FruskitError
from ...kit.folder import Kit

_CALL = re.compile(r"fruskit\.exercise\(\s*[\"']([^\"']+)[\"']\s*\)")


def code(kit: Kit, path: Path) -> str:
    return sources(kit, path, "code")


def sources(kit: Kit, path: Path, kind: str) -> str:
    """The cells of one kind of a notebook; empty where it cannot be read, which is said elsewhere."""
    try:
        cells = kit.json(path).get("cells", [])
    except (FruskitError, AttributeError):
        return ""
    return "\n".join("".join(c.get("source", "")) for c in cells if c.get("cell_type") == kind)


def shown_exercises(
    kit: Kit, asked: Mapping[str, exercises.Exercise], faulty: set[str]
) -> Iterator[FruskitError]:
    """Each exercise is shown in the notebook it names, and each that a notebook shows is there."""
    shown: dict[str, set[str] | None] = {}
    for path in kit.all_notebooks():
        try:
            kit.json(path).get("cells", [])
        except (FruskitError, AttributeError) as problem:
            yield (
                problem
                if isinstance(problem, FruskitError)
                else FruskitError(kit.name(path), "it is not a notebook")
            )
            shown[path.stem] = None
            continue
        shown[path.stem] = held = set(_CALL.findall(code(kit, path)))
        for id in sorted(held - set(asked) - faulty):
            if id.partition("/")[0] in faulty:
                continue
            yield FruskitError(
                kit.name(path),
                f"it shows the exercise “{id}”, which is not in data/exercises",
                "Correct the id, or add the exercise.",
            )
    yield from _unshown({id: made for id, made in asked.items() if id not in faulty}, shown)


def _unshown(
    asked: Mapping[str, exercises.Exercise], shown: Mapping[str, set[str] | None]
) -> Iterator[FruskitError]:
    """Exercises that their notebook does not show, by notebook (None where it cannot be read); of those
    whose notebook is not there it is told once a file."""
    for file, notebook in dict.fromkeys(
        (id.partition("/")[0], made.notebook) for id, made in asked.items()
    ):
        if notebook not in shown:
            yield FruskitError(
                f"data/exercises/{file}.toml",
                f"there is no notebooks/{notebook}.ipynb",
                f"Add it, or name one that is there, without .ipynb: {', '.join(sorted(shown))}.",
            )
    for id, exercise in asked.items():
        held = shown.get(exercise.notebook)
        if held is not None and id not in held:
            file, _, name = id.partition("/")
            yield FruskitError(
                f"data/exercises/{file}.toml, exercise “{name}”",
                f"notebooks/{exercise.notebook}.ipynb does not show it",
                f'Add a cell there: fruskit.exercise("{id}")',
            )
