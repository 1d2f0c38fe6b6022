"""Tells JupyterLab, as it opens a notebook, which of its cells may run by themselves; and keeps live views
out of the notebooks that any page of this server saves, Notebook 7's too.

A script in JupyterLab (lib/prefix) asks it and does the rest; what it may do is decided here, and only
below the folder that the setting `Lessons.root` names, which lib/kit.py writes. Nothing is run here.
"""

from collections.abc import Sequence
import json
import os
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets import Unicode
from traitlets.config import Configurable

from ..errors import FruskitError
from ..kit import seal
from ..kit.folder import find_kit, Kit
from ..kit.lessons import Lesson, original, paths, sources
from .save_hook import keep_cards

ADDRESS = "fruskit/lesson"
Answer = dict[str, Any]


class Lessons(Configurable):
    """Where the lessons are that may run by themselves, and where the last one is noted."""

    root = Unicode(help="The kit's folder; empty: no lesson runs by itself.").tag(config=True)
    last = Unicode(help="A file for the name of the lesson one was in.").tag(config=True)


def opened(root: str, top: str, path: str, cells: Sequence[str]) -> Answer:
    """What is done with a notebook that was opened; empty where it is none of the kit's.

    root: the kit's folder, as set up; top, path: the server's folder, and the notebook in it;
    cells: the sources of its code cells. `runs`: which of these may run by themselves; `because`:
    the name of what forbids that; its title, place and neighbors among the lessons.
    """
    notebook = Path(top, *path.strip("/").split("/"))
    folder = notebook.parent  # in which its kernel runs
    try:
        if not root or not _within(folder, root) or not _within(notebook, root):
            return {}
        kit = find_kit(root)
    except (FruskitError, OSError):
        return {}
    if original(notebook.stem) not in seal.sealed(kit):
        return {}
    because = seal.stand_in(folder)
    runs = [False] * len(cells) if because else seal.runs(kit, notebook.stem, cells)
    return {"runs": runs, "because": because, **_placed(kit, Path(top), notebook)}


def _within(path: Path, root: str) -> bool:
    """Whether it lies there when all links are followed."""
    return path.resolve(strict=True).is_relative_to(Path(root).resolve(strict=True))


def _placed(kit: Kit, top: Path, notebook: Path) -> Answer:
    """Where a notebook is among the kit's own lessons: its number, and its neighbors as links."""
    shipped, name = seal.sealed(kit), original(notebook.stem)
    there = [path for path in paths(kit) if path.stem in shipped]
    at = next((n for n, path in enumerate(there) if path.stem == name), None)
    if at is None:
        return {"title": _title(kit, notebook), "number": "", "before": None, "after": None}
    around = {"before": there[at - 1 : at], "after": there[at + 1 : at + 2]}
    linked = {side: _linked(kit, top, found) for side, found in around.items()}
    return {"title": _title(kit, there[at]), "number": name.partition("-")[0], **linked}


def _linked(kit: Kit, top: Path, found: Sequence[Path]) -> Answer | None:
    for path in found:
        if path.is_relative_to(top):
            return {"title": _title(kit, path), "path": path.relative_to(top).as_posix()}
    return None


def _title(kit: Kit, notebook: Path) -> str:
    try:
        words = (text for kind, text in sources(kit, notebook) if kind == "markdown")
        return Lesson(notebook.stem, tuple(words)).title
    except FruskitError:
        return notebook.stem


class Opening(APIHandler):
    """Answers JupyterLab, and notes which lesson was opened last."""

    def initialize(self, lessons: Lessons, top: str) -> None:
        self.lessons, self.top = lessons, top

    @web.authenticated
    def post(self) -> None:
        asked = self.get_json_body() or {}
        path, cells = str(asked.get("path", "")), [str(cell) for cell in asked.get("cells", ())]
        answer = opened(self.lessons.root, self.top, path, cells)
        if answer.get("number"):
            self._note(Path(path).stem)
        self.finish(json.dumps(answer))

    def _note(self, name: str) -> None:
        try:
            if self.lessons.last:
                Path(self.lessons.last).write_text(original(name), encoding="utf-8")
        except OSError:
            self.log.info("the lesson %s is not noted as the last", name)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Called by Jupyter Server: from now on JupyterLab is answered, and what is saved is kept clean."""
    server.contents_manager.register_pre_save_hook(keep_cards)  # type: ignore[no-untyped-call]
    address = url_path_join(server.web_app.settings["base_url"], ADDRESS)
    given = {"lessons": Lessons(parent=server), "top": os.path.realpath(server.root_dir)}
    handlers = [(address, Opening, given)]
    server.web_app.add_handlers(".*$", handlers)  # type: ignore[no-untyped-call]
