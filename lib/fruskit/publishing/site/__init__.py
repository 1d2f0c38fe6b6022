"""The kit as pages that run their own Python: a site for any web space, or each lesson as one file.

What is written is plain files. It knows where they go; a lesson's page and what it carries have
modules of their own.
"""

from collections.abc import Mapping, Sequence
import hashlib
from pathlib import Path
from typing import NamedTuple

from ...errors import refused
from ...kit import files
from ...kit.folder import Kit
from ...kit.lessons import Lesson
from ...markup import block, comment, document, plain, tag
from ..styles import style_sheet
from . import parcel
from .lesson_page import page, read, Show
from .prose import markdown

_SIGNATURE = comment("fruskit site")
_BESIDE = "pyodide"  # the folder of what all pages share


class Written(NamedTuple):
    """A file that was written, and how large it is in bytes."""

    path: Path
    size: int


def write(
    to: Path, kit: Kit, lessons: Sequence[Lesson], show: Show, pyodide: Path | None, single: bool
) -> list[Written]:
    """Writes a page for each lesson and one that leads to them; single: each lesson as one file that
    needs nothing beside it, and no page that leads to them.

    show: gives what a call of a lesson shows; pyodide: as for parcel.pyodide. Pages that were made
    before are replaced, other files are left alone. FruskitError where something cannot be written.
    """
    parts: dict[str, bytes] = {**parcel.pyodide(pyodide), "kit": parcel.kit(kit)}
    words, record = markdown(kit.notebooks), f"fruskit-{_name(kit)}"
    shared: Mapping[str, bytes | str] = parts
    written: list[Written] = []
    try:
        to.mkdir(parents=True, exist_ok=True)
        if not single:
            shared, written = _shared(to, parts)
            written.append(_page(to / "index.html", _start(lessons)))
    except OSError as problem:
        raise refused(to, "written", problem, "Name a folder of yours that has room.") from problem
    size = sum(map(len, parts.values()))
    for lesson in lessons:
        made = page(lesson, lessons, words, show, shared, record, size)
        written.append(_page(to / f"{lesson.name}.html", made))
    return written


def _name(kit: Kit) -> str:
    """What tells this kit from another whose pages share a browser's store: its texts."""
    texts = kit.files(kit.data, ".xml")
    return hashlib.sha256("".join(path.name for path in texts).encode()).hexdigest()[:12]


def _shared(to: Path, parts: Mapping[str, bytes]) -> tuple[dict[str, str], list[Written]]:
    """Writes what all pages share; gives its addresses.

    A file is named after what is in it, so a browser never takes an old one for it; .js, for there
    are web spaces that give out nothing else as it is.
    """
    (to / _BESIDE).mkdir(exist_ok=True)
    addresses, written = dict[str, str](), []
    for name, part in parts.items():
        file = f"{_BESIDE}/{name}-{hashlib.sha256(part).hexdigest()[:8]}.js"
        (to / file).write_bytes(part)
        addresses[name] = file
        written.append(Written(to / file, len(part)))
    return addresses, written


def _page(path: Path, text: str) -> Written:
    text = text.replace("\n", f"\n{_SIGNATURE}\n", 1)
    files.keep(path, text, _SIGNATURE)
    return Written(path, len(text.encode()))


def _start(lessons: Sequence[Lesson]) -> str:
    """The page that leads to the lessons, each with its minutes."""
    title = plain(lessons[0].title) if lessons else "Lessons"
    about = (
        "These lessons run in your browser, without an account and without a server: your answers "
        "stay on this computer. The first one takes a moment to load."
    )
    items = (
        tag(
            "li",
            tag("a", plain(one.title), href=f"{one.name}.html"),
            one.minutes and f", about {one.minutes} minutes",
        )
        for one in lessons
    )
    body = block("main", tag("h1", title), tag("p", about), block("ol", *items))
    css = style_sheet("figure") + read("site.css")
    return document(title, css, tag("div", body, class_="fk-lesson fk-page"))
