"""The kit as pages that run their own Python: a site for any web space, or each lesson as one file.

What is written is plain files. It knows where they go; a lesson's page and what it carries have
modules of their own.
"""

from collections.abc import Mapping, Sequence
import hashlib
import json
from pathlib import Path
import re
from typing import NamedTuple

from ...errors import FruskitError, refused
from ...kit import files
from ...kit.folder import Kit
from ...kit.lessons import Call, Lesson
from ...markup import comment, plain
from . import licenses, parcel
from .lesson_page import OFFLINE, packed, page, read, Show
from .prose import markdown
from .scorm import package

_SIGNATURE = comment("fruskit site")
_ABOUT = (
    "The lessons run in your browser, without an account. Your answers stay on this computer. The "
    "first visit takes a while, because Python has to load; later ones are quicker, and need no network."
)
_START = "index"
_PAGES = {
    "portfolio": "My portfolio",
    "glossary": "Words of the trade",
}  # by the call that fills it


class Written(NamedTuple):
    """A file that was written, and how large it is in bytes."""

    path: Path
    size: int


def write(
    to: Path,
    kit: Kit,
    lessons: Sequence[Lesson],
    show: Show,
    pyodide: Path | None,
    single: bool,
    scorm: bool = False,
) -> list[Written]:
    """Writes a page for each lesson and one that leads to them; single: each lesson as one file that
    needs nothing beside it, and no page that leads to them; scorm: such a file as a package for an LMS.

    show: gives what a call of a lesson shows; pyodide: as for parcel.pyodide. Pages that were made
    before are replaced, other files are left alone. FruskitError where something cannot be written.
    """
    carried = {**parcel.pyodide(pyodide), "kit": parcel.kit(kit)}
    parts = {name: packed(part) for name, part in carried.items()}
    words, record = markdown(kit.notebooks, scorm), f"fruskit-{_name(kit)}"
    single = single or scorm
    shared: Mapping[str, bytes | str] = parts
    written: list[Written] = []
    try:
        to.mkdir(parents=True, exist_ok=True)
        if not single:
            shared, written = _shared(to, parts)
    except OSError as problem:
        raise refused(to, "written", problem, "Name a folder of yours that has room.") from problem
    size = sum(map(len, parts.values()))
    for lesson in (*lessons, *([] if single else _own(lessons, show))):
        beside = [] if scorm else lessons
        whole = single or lesson.name == _START
        rights = licenses.in_full(kit) if whole else licenses.elsewhere()
        made = page(lesson, beside, words, show, shared, record, size, rights, scorm)
        if scorm:
            written.append(_package(to, lesson, made, record))
        else:
            written.append(_page(to / f"{lesson.name}.html", made))
    return written if single else [*written, _offline(to, record, written)]


def _offline(to: Path, record: str, written: Sequence[Written]) -> Written:
    """What keeps the site for when there is no network; made after all else, whose names it says."""
    names = [path.relative_to(to).as_posix() for path, _ in written]
    made = hashlib.sha256(b"".join(path.read_bytes() for path, _ in written)).hexdigest()[:12]
    known = f"const KEPT = {json.dumps(record)};\nconst FILES = {json.dumps(names)};"
    said = f"// {made}\n{known}\n{read(OFFLINE)}"
    (to / OFFLINE).write_text(said, "utf-8")
    return Written(to / OFFLINE, len(said.encode()))


def _name(kit: Kit) -> str:
    """What tells this kit from another whose pages share a browser's store: its texts."""
    texts = kit.files(kit.data, ".xml")
    return hashlib.sha256("".join(path.name for path in texts).encode()).hexdigest()[:12]


def _shared(to: Path, parts: Mapping[str, bytes]) -> tuple[dict[str, str], list[Written]]:
    """Writes what all pages share; gives its addresses.

    A file is named after what is in it, so a browser never takes an old one for it; .js, for there
    are web spaces that give out nothing else as it is. They are packed, for few of those pack.
    """
    (to / parcel.BESIDE).mkdir(exist_ok=True)
    addresses, written = dict[str, str](), []
    for name, part in parts.items():
        file = f"{parcel.BESIDE}/{name}-{hashlib.sha256(part).hexdigest()[:8]}.js"
        for old in (to / parcel.BESIDE).glob(f"{name}-????????.js"):  # of a version before
            old.unlink()
        (to / file).write_bytes(part)
        addresses[name] = file
        written.append(Written(to / file, len(part)))
    return addresses, written


def _page(path: Path, text: str) -> Written:
    text = text.replace("\n", f"\n{_SIGNATURE}\n", 1)
    files.keep(path, text, _SIGNATURE)
    return Written(path, len(text.encode()))


def _package(to: Path, lesson: Lesson, made: str, record: str) -> Written:
    path, packed = to / f"{lesson.name}.zip", package(lesson, made, record)
    files.keep(path, packed, _SIGNATURE)
    return Written(path, len(packed))


def _own(lessons: Sequence[Lesson], show: Show) -> list[Lesson]:
    """The pages that are no lessons, as if they were: the start page, portfolio, list of words."""
    pages = [Lesson(call, (f"# {title}", Call(call, ()))) for call, title in _PAGES.items()]
    pages = [page for page in pages if _has(page.name, show)]
    ways = " · ".join(f"[{_PAGES[page.name]}]({page.name}.ipynb)" for page in pages)
    first = _number(lessons[0].name) if lessons else 1  # as the lessons call themselves
    items = (
        f"{number}. [{plain(one.title)}]({one.name}.ipynb) {_about(one)}"
        for number, one in enumerate(lessons, first)
    )
    start = "\n\n".join(
        [
            f"# {_title(lessons)}",
            *_opening(lessons),
            _ABOUT,
            "\n".join(items),  # the progress takes its place when Python has started
        ]
    )
    cells = (start, Call("progress", ()), ways, Call("notes", ()))
    return [Lesson(_START, cells), *pages]


def _opening(lessons: Sequence[Lesson]) -> list[str]:
    """What the first lesson says of them all: its first paragraph, below title and time; with what
    follows a colon."""
    words = "\n".join(cell for one in lessons[:1] for cell in one.words[:1])
    said = [one for one in words.split("\n\n") if not re.match(r"#|\*\*", one)]
    return said[: 2 if said and said[0].endswith(":") else 1]


def _number(name: str) -> int:
    """What a lesson’s name begins with, 1 where that is no number."""
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 1


def _about(one: Lesson) -> str:
    """How long a lesson takes, and what it asks."""
    minutes = f"about\xa0{one.minutes}\xa0minutes" if one.minutes else ""
    return "  \n   ".join(filter(None, [minutes, one.question]))


def _has(call: str, show: Show) -> bool:
    """Whether this kit has such a thing at all: one may have no list of words."""
    try:
        show(Call(call, ()))
    except FruskitError:
        return False
    return True


def _title(lessons: Sequence[Lesson]) -> str:
    """What the kit calls itself, in bold below the title of a lesson; else its first lesson's title."""
    words = (cell for one in lessons for cell in one.cells if isinstance(cell, str))
    named = (re.search(r"^\*\*(.+?)\*\* ·", cell, re.M) for cell in words)
    return next((found[1] for found in named if found), lessons[0].title if lessons else "Lessons")
