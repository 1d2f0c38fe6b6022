"""Starts a teaching kit from divisions of volumes: a folder that works, and says what is left to do.

What the text's structure decides is filled in; what needs a historian is marked as such. Everything
is written into a folder beside and put in its place at the end, whole or not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
import json
import os
from pathlib import Path
import secrets
import shutil
from typing import NamedTuple

from ...claims import filing
from ...claims.drafts import Drafts, drafts
from ...errors import FruskitError, refused
from ...kit import seal
from ...kit.folder import bundled, Kit
from ...kit.texts import load, TEXTS
from ...volumes.paths import absolute
from ...volumes.text import Section
from . import notebooks
from .excerpts import Chosen, excerpts
from .frame import Entry, named, page, table
from .material import Askable
from .questions import LESSONS
from .sources import volumes
from .toml import written

Counts = dict[str, int]
_MANY = {"event": "events", "person": "people", "place": "places", "word": "words explained"}
_MANY |= {"citation": "citations and file numbers", "fact": "facts from elsewhere"}


class Started(NamedTuple):
    """What was made: the folder, how many drafts by kind, exercises by lesson, and what was left out."""

    folder: Path
    drafts: Counts
    exercises: Counts
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        counted = self.drafts | self.exercises
        lines = [f"  {name}: {count}" for name, count in counted.items()]
        lines += [f"  left out: {what}" for what in self.left_out]
        first = f"{self.folder}: a kit is begun. To be reviewed:"
        return "\n".join([first, *lines, "Next: fruskit check there."])


def start(folder: str | Path, texts: Sequence[tuple[str | Path, str]]) -> Started:
    """A kit in a new or empty folder, for these texts: a FRUS TEI file, and the id of a division of
    it. Raises FruskitError, with nothing written, when the folder holds something or cannot be
    written, a file is no volume, or it has no such division (the nearest is named)."""
    folder = Path(os.path.normpath(absolute(folder)))
    chosen = excerpts(texts)
    _free(folder)
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    try:
        beside.mkdir()  # never one that is there
        started = _fill(beside, chosen)
        _move(beside, folder)
    except (OSError, ValueError) as problem:
        remedy = "Name a new folder in a place of yours that has room."
        raise refused(folder, "written", problem, remedy) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Started(folder, *started)


def _move(beside: Path, folder: Path) -> None:
    """Puts the finished kit in its place. A folder that is there already may be somebody's working directory."""
    if not folder.exists():
        beside.rename(folder)
        return
    moved = []
    try:
        for child in sorted(beside.iterdir()):
            child.rename(folder / child.name)
            moved.append(folder / child.name)
    except BaseException:
        for child in moved:
            child.rename(beside / child.name)
        raise


def _free(folder: Path) -> None:
    """Refuses a folder in which there is something, or that has nowhere to lie."""
    what, remedy = "", ""
    try:
        if folder.exists() or folder.is_symlink():
            if not folder.is_dir() or any(folder.iterdir()):
                what = "there are files in it" if folder.is_dir() else "it is a file"
                what += ", and it is left as it is"
                remedy = "Name a new folder, or an empty one."
        elif folder.parent.is_file():
            what, remedy = f"{folder.parent} is a file", "Name a new folder in a folder."
        elif not folder.parent.is_dir():
            what, remedy = f"there is no folder {folder.parent}", "Make that one first."
    except (OSError, ValueError) as problem:
        remedy = "Name a new folder in a place of yours."
        raise refused(folder, "looked at", problem, remedy) from problem
    if what:
        raise FruskitError(str(folder), what, remedy)


def _fill(root: Path, chosen: Sequence[Chosen]) -> tuple[Counts, Counts, tuple[str, ...]]:
    """Writes all files of the kit under `root`; counts drafts and exercises, and says what was left out."""
    source = bundled()
    (root / "data").mkdir()
    for one in chosen:
        (root / "data" / one.entry["file"]).write_bytes(one.text)
    listed = [("text", one.entry) for one in chosen] if len(chosen) > 1 else []
    if listed:
        comment = written(table("comments.toml")["texts"], listed)
        (root / TEXTS.name).write_text(comment, encoding="utf-8", newline="\n")
    section = load(Kit(root))
    shutil.copytree(source.data / "schema", root / "data" / "schema")
    shutil.copyfile(source.data / "filing.toml", root / "data" / "filing.toml")
    made = drafts(section)
    asked, poor = _asked(section)
    for name, content in _files(section, made, asked):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    seal.seal(Kit(root))
    counts = {many: len(made.entries[kind]) for kind, many in _MANY.items() if made.entries[kind]}
    exercises = {f"exercises of {name}": len(entries) for name, entries in asked.items()}
    return counts, exercises, (*made.left_out, *poor)


def _asked(section: Section) -> tuple[dict[str, list[Entry]], list[str]]:
    """The exercises by lesson, and those that the section is too poor for."""
    about = Askable(section, filing.load(bundled()))
    asked: dict[str, list[Entry]] = {}
    poor = []
    for lesson, makers in LESSONS.items():
        for what, make in makers:
            if entry := make(about):
                asked.setdefault(lesson, []).append(entry)
            elif make is not volumes or len(section.texts) > 1:
                poor.append(f"the exercise “{what}”, for which the section is too poor")
    return asked, poor


def _files(
    section: Section, made: Drafts, asked: Mapping[str, list[Entry]]
) -> Iterator[tuple[str, str]]:
    comments = table("comments.toml")
    for file in comments["file"]:
        found = [(kind, entry) for kind in file["tables"] for entry in made.entries.get(kind, ())]
        comment = file["comment"].replace("$draft", comments["draft"])
        yield f"data/{file['name']}.toml", written(comment, found)
    yield "data/bibliography.json", json.dumps(made.works, ensure_ascii=False, indent=2) + "\n"
    for lesson, entries in asked.items():
        name, first = f"data/exercises/{lesson[:2]}.toml", f'\nnotebook = "{lesson}"\n'
        yield name, written(comments["exercises"], [("exercise", e) for e in entries], first)
    for lesson in notebooks.LESSONS:
        ids = [f"{lesson[:2]}/{entry['id']}" for entry in asked.get(lesson, ())]
        yield f"notebooks/{lesson}.ipynb", notebooks.notebook(lesson, section, ids)
    yield "README.md", page("README.md", **named(section))
    yield "requirements.txt", page("requirements.txt")
    yield "tests/test_kit.py", page("test_kit.txt")
