"""Runs the notebooks afresh and stores what they show, for those who have changed a lesson; their plain
cells, as they are then, are put under the kit's seal, and the references that they show are kept.

    python tests/refresh_notebooks.py [NOTEBOOK …]

Widgets are stored as their readable card alone: without a kernel there is nothing else to show.
"""

import os
from pathlib import Path
import sys
import tempfile

import fruskit
from fruskit.cards.save_hook import without_views
from fruskit.claims.references import keep
from fruskit.kit.folder import find_kit
from fruskit.kit.seal import seal
from nbclient import NotebookClient
import nbformat

LESSONS = Path(__file__).resolve().parents[1] / "notebooks"


def refresh(path: Path) -> None:
    """Executes one notebook in its own folder, in a fresh kernel, with an empty record."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", store_widget_state=False)
    client.execute(cwd=str(path.parent))
    for place, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{place:02}"
        cell.metadata = {}
    without_views(notebook.cells)
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def main(names: list[str]) -> None:
    """Refreshes the notebooks of these names, or all."""
    with tempfile.TemporaryDirectory() as folder:
        # The kernels start in other folders, and run the library that runs here.
        os.environ["PYTHONPATH"] = str(Path(fruskit.__file__).resolve().parents[1])
        os.environ["FRUSKIT_RECORD"] = str(Path(folder) / "record.sqlite")
        for path in sorted(Path(name) for name in names) or sorted(LESSONS.rglob("*.ipynb")):
            print(path.stem, flush=True)
            refresh(path)
    seal(find_kit(LESSONS))
    keep(find_kit(LESSONS))


if __name__ == "__main__":
    main(sys.argv[1:])
