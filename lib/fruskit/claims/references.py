"""References of a kit as they were made before, in data/references.json: who only shows them then loads
no citation library, which takes more memory than a whole lesson.

Each is known by a digest of the work and of the place in it. One that has changed since is not found,
and is made anew. What a reference looks like is chicago's matter.
"""

from collections.abc import Iterator
from functools import lru_cache
import json

from ..errors import FruskitError
from ..kit import files, lessons
from ..kit.folder import Kit
from ..markup import runs_of
from .annotations import works
from .chicago import entries, Made, named, note, Reference


def kept(kit: Kit) -> Made:
    """The references that were made before, by what chicago has named them; none without the file."""
    try:
        held = kit.json(kit.data / "references.json")
        return {name: Reference(runs_of(html)) for name, html in held.items()}
    except (FruskitError, AttributeError, TypeError, ValueError):
        return {}


def outdated(kit: Kit) -> int:
    """How many that are kept would be made otherwise now, or would not be made."""
    try:
        made = dict(_made(kit))
    except FruskitError:
        return 0  # a work or a notebook cannot be read
    return sum(name not in made or made[name].runs != one.runs for name, one in kept(kit).items())


def keep(kit: Kit) -> None:
    """Writes the entries of all works, and the notes that the lessons show; nothing where there is no
    citation library, since without it references are shorter."""
    try:
        import citeproc  # noqa: F401
    except ImportError:
        return
    held = {name: reference.html for name, reference in _made(kit)}
    text = json.dumps(held, ensure_ascii=False, indent=0)
    files.replace(kit.data / "references.json", text + "\n")


def _made(kit: Kit) -> Iterator[tuple[str, Reference]]:
    held = works(kit)
    asked: list[tuple[str, str | None]] = [(id, None) for id in held]
    for lesson in lessons.lessons(kit):
        for cell in lesson.cells:
            match cell:
                case lessons.Call("cite", (id, *place)) if id in held and len(place) < 2:
                    asked.append((id, "".join(place)))
    for id, locator in asked:
        yield named(held[id], locator), _reference(json.dumps(held[id]), locator)


@lru_cache(512)
def _reference(work: str, locator: str | None) -> Reference:
    """Of a work as JSON: a note, or the entry where there is no locator. It takes some milliseconds."""
    held = json.loads(work)
    return entries([held])[0] if locator is None else note(held, locator)
