"""VS Code itself, as npm has it for browsers, over the kit's notebooks. Its extension for Jupyter is on no
registry that tests ask: what that does for a lesson the two scripts in vscode/ do, with the extension's own
bundle of ipywidgets.
"""

from contextlib import contextmanager
import json
from pathlib import Path
import shutil
import tarfile
from urllib.parse import urlencode

import browser
import npm
import sites

DARK = "Default Dark Modern"
OWN = Path(__file__).with_name("vscode")


def unpack(folder: Path) -> Path:
    """What is served: VS Code (dist), and the scripts with the bundle beside them (kit)."""
    for package in (npm.VSCODE, npm.WIDGETS):
        with tarfile.open(npm.archive(package)) as packed:
            packed.extractall(folder, filter="data")
    kit = Path(shutil.copytree(OWN, folder / "package" / "kit"))
    shutil.copy(folder / "package" / "dist" / "ipywidgets.js", kit)
    shutil.copy(npm.anywidget(), kit / "anywidget.js")
    return folder / "package"


@contextmanager
def serving(folder: Path, jupyter: str):
    """VS Code over the notebooks of a Jupyter server; gives its address."""
    manifest = {
        "name": "kit",
        "publisher": "kit",
        "version": "1.0.0",
        "engines": {"vscode": "^1.60.0"},
        "browser": "./extension.js",
        "activationEvents": ["onFileSystem:kit", "onNotebook:jupyter-notebook"],
        "jupyter": {"server": jupyter, "token": browser.TOKEN},
        "contributes": {
            "commands": [{"command": "kit.restart", "title": "Restart"}],
            "notebookRenderer": [
                {
                    "id": "kit-widgets",
                    "displayName": "ipywidgets 8",
                    "entrypoint": "./renderer.js",
                    "mimeTypes": ["application/vnd.jupyter.widget-view+json"],
                    "requiresMessaging": "always",
                }
            ],
        },
    }
    (folder / "kit" / "package.json").write_text(json.dumps(manifest))
    (folder / "kit" / "package.nls.json").write_text("{}")  # it is asked for
    with sites.served(folder) as at:  # the webviews have other names of the same site
        yield at.replace("127.0.0.1", "page.kit.localhost") + "/kit/index.html"


class Notebook:
    """A notebook in VS Code's window; what its cells show is in one frame."""

    def __init__(self, page, address: str, name: str):
        self.page = page
        page.goto(f"{address}?{urlencode({'open': f'/{name}.ipynb', 'theme': DARK})}")
        page.frame_locator("iframe.webview.ready").locator("iframe").first.wait_for(timeout=60_000)
        page.locator(".notebook-cell-list, .cell-list-container").first.wait_for()

    @property
    def shown(self):
        """The frame, once something is in it."""
        return next(one for one in self.page.frames if one.url.split("?")[0].endswith("fake.html"))

    def command(self, name: str) -> None:
        self.page.evaluate("(name) => command(name)", name)

    def run_all(self) -> None:
        """Run All; returns when each cell has run."""
        self.command("notebook.execute")
        self.page.locator(".codicon-notebook-state-success").first.wait_for(timeout=90_000)

    def bring(self, selector: str, y: int = 300, within: int = 250):
        """Moves the notebook, as keys and the wheel do, until the first of these is near y, of 1400."""
        found = self.shown.locator(selector).first

        def above():
            """By how much; None where it is not drawn: only what is near is, the rest far off or not at all."""
            box = found.bounding_box() if found.count() else None
            return box["y"] - y if box and abs(box["y"]) < 4000 else None

        if above() is None:
            self.command("notebook.focusTop")
        for _ in range(60):
            if (by := above()) is None:
                self.command("list.focusPageDown")
            elif abs(by) < within:
                return found
            else:
                self.page.mouse.move(820, 500)
                self.page.mouse.wheel(0, 4 * by)
            self.page.wait_for_timeout(600)
        raise AssertionError(f"{selector} does not come into view: {above()}")
