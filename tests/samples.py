"""One exercise of each kind, from the library's own templates, as a lesson of a copied kit.

The lessons may change their exercises; what holds of a kind is tested on these.
"""

from pathlib import Path
import shutil
import tempfile

import fruskit
from fruskit.author.templates import template
from fruskit.claims.annotations import load as load_annotations
from fruskit.exercises import Exercise, KINDS, load
from fruskit.kit.folder import Kit
import nbformat

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = "09-one-of-each"
FIGURES = (
    'fruskit.page("provisions", "silences")',
    "fruskit.timeline()",
    'fruskit.concordance("Soviet")',
    'fruskit.elsewhere("where-it-stands")',
    "fruskit.map_of_places()",
    "fruskit.citation_graph()",
    "fruskit.progress()",
    "fruskit.portfolio()",
)
OPINION = """
[[exercise]]
id = "before"
kind = "choice"
opinion = true
skill = "sourcing"
title = "Before you read on"
prompt = "Is an editor’s note a source?"
hints = ["Say what you think."]
right = "You will be asked again."

  [[exercise.option]]
  id = "yes"
  text = "Yes, for everything it says"
  tell = "Watch what it cites."
  evidence = [{ quote = "Editor’s Note" }]

  [[exercise.option]]
  id = "no"
  text = "No, never"
  tell = "Watch what it adds."
"""
AGAIN = OPINION.replace('id = "before"', 'id = "after"\nagain = "before"').replace(
    "Before you read on", "Asked again"
)


def toml() -> str:
    """A lesson's file: each kind once, a choice in two steps, an opinion asked twice."""
    kinds = [template(kind) + (template("proof") if kind == "choice" else "") for kind in KINDS]
    return "\n".join([f'notebook = "{NOTEBOOK}"', *kinds, OPINION, AGAIN])


def add_to(kit: Path) -> None:
    """Adds the lesson to a kit: its exercises, and a notebook that shows each, then the figures."""
    (kit / "data" / "exercises" / "09.toml").write_text(toml(), encoding="utf-8")
    code = ["import fruskit", *(f'fruskit.exercise("{id}")' for id in EXERCISES), *FIGURES]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(line) for line in code],
        metadata={
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            }
        },
    )
    nbformat.write(notebook, kit / "notebooks" / f"{NOTEBOOK}.ipynb")


def _load() -> dict[str, Exercise]:
    with tempfile.TemporaryDirectory() as folder:
        kit = Kit(Path(folder))
        shutil.copytree(ROOT / "data", kit.data, ignore=shutil.ignore_patterns("exercises"))
        (kit.data / "exercises").mkdir()
        (kit.data / "exercises" / "09.toml").write_text(toml(), encoding="utf-8")
        section = fruskit.load()
        return load(kit, section, load_annotations(kit, section))


EXERCISES = _load()
GRADED = {id: exercise for id, exercise in EXERCISES.items() if exercise.graded}
