"""The schemas in data/schema: what the forms of the data files say, for editors that check as one types.

Whoever changes a form runs `python -m fruskit.author.schemas`, which writes them anew. Nothing in the
library reads them.
"""

import json
from pathlib import Path

from .. import exercises
from ..claims import forms
from ..kit.files import replace
from ..kit.folder import bundled
from ..publishing.figures.atlas import MAP

FILES = (
    forms.PROVISIONS,
    forms.EVENTS,
    forms.SOURCES,
    forms.PEOPLE_AND_PLACES,
    forms.SILENCES,
    forms.CONTEXT,
    forms.BIBLIOGRAPHY,
    forms.FILING,
    MAP,
)


def schemas() -> dict[str, str]:
    """Each schema by the name of its file, as JSON."""
    made = {Path(file.name).stem: file.schema() for file in FILES}
    made["exercises"] = exercises.FILE.schema()
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


if __name__ == "__main__":
    for name, text in schemas().items():
        replace(bundled().data / "schema" / name, text)
