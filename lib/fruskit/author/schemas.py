"""The schemas in data/schema: the forms of the data files, for editors that check as one types.

Whoever changes a form, or has a kit that was begun with an earlier fruskit, writes them anew with
`python -m fruskit.author.schemas` in the kit. The library does not read them.
"""

import json
from pathlib import Path

from .. import exercises
from ..claims import forms
from ..classwork.graded import GRADING
from ..classwork.grades import POLICY
from ..kit.datafile import File
from ..kit.files import replace
from ..kit.folder import find_kit, Kit
from ..kit.texts import TEXTS
from ..record.hand_in import HAND_IN

FILES: tuple[File, ...]
FILES = (forms.PROVISIONS, forms.EVENTS, forms.SOURCES, forms.PEOPLE_AND_PLACES, TEXTS)
FILES += (forms.SILENCES, forms.CONTEXT, forms.GLOSSARY, forms.BIBLIOGRAPHY, forms.FILING)


def schemas() -> dict[str, str]:
    """Each schema by the name of its file, as JSON."""
    made = {Path(file.name).stem: file.schema() for file in FILES}
    made |= {"exercises": exercises.FILE.schema(), "hand-in": HAND_IN.schema()}
    made |= {"grades": POLICY.schema(), "grading": GRADING.schema()}
    written = {name: json.dumps(one, ensure_ascii=False, indent=2) for name, one in made.items()}
    return {f"{name}.json": f"{text}\n" for name, text in written.items()}


def outdated(kit: Kit) -> bool:
    """Whether the kit has schemas, and one of them says other than the forms."""
    there = {path.name: path.read_bytes() for path in kit.files(kit.data / "schema", ".json")}
    lines = {name: raw.replace(b"\r\n", b"\n") for name, raw in there.items()}
    return any(lines.get(name, text.encode()) != text.encode() for name, text in schemas().items())


if __name__ == "__main__":
    for name, text in schemas().items():
        replace(find_kit().data / "schema" / name, text)
