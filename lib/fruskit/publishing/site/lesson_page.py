"""A lesson as a page that runs its own Python: its words at once, each exercise a still card until then.

It knows how a page is put together, and nothing of what is written where.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
import gzip
from hashlib import sha256
import json
from pathlib import Path
from typing import Any

from ...cards import still
from ...cards.page import standing
from ...exercises import Exercise
from ...kit.lessons import Call, Cell, Code, Lesson
from ...markup import block, document, Html, joined, plain, styles_in, tag
from ..styles import style_sheet

_HERE = Path(__file__).parent
_LIVE = ("exercise", "page", "hand_in", "notes", "progress", "portfolio")
_SOON = "This exercise comes alive when Python has started."
_LATER = "This is shown when Python has started."
_NOTEBOOK = "This page has no pandas, so these lines run only in the notebook."
# What is drawn says where by attributes, whose hashes need the word unsafe; others are refused.
_POLICY = (
    "default-src 'none'; script-src {script} blob: 'wasm-unsafe-eval'; worker-src blob: {own}; "
    "connect-src {own} blob: data:; style-src 'unsafe-hashes' {styles}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_INFO = {"abi_version": "2026_0", "arch": "wasm32", "platform": "emscripten_5_0_3"}
_LOCK = json.dumps({"info": {**_INFO, "python": "3.14.2"}, "packages": {}})  # and no package
OFFLINE = "offline.js"  # what keeps a served site for when there is no network
_REPORTED = (
    "This lesson reports three things to your course site (LMS): whether you have answered all core "
    "exercises, your score, and your time on this page. The score is for the core exercises, from your best "
    "attempts before an answer was shown. Longer texts are not scored. "
)

Show = Callable[[Call], Any]  # what a call gives; raises FruskitError where it cannot


def page(
    lesson: Lesson,
    beside: Sequence[Lesson],
    words: Callable[[str], Html],
    show: Show,
    parts: Mapping[str, bytes | str],
    record: str,
    size: int,
    licenses: Html,
    scorm: bool = False,
) -> str:
    """The page of a lesson. beside: all lessons, to lead to; words: makes HTML of Markdown; parts: of
    Python by name, packed where they go into the page, else their address; record: the name of the
    store; size: of the parts, packed, in bytes; licenses: of what it carries; scorm: whether it is
    for an LMS."""
    cells = [_cell(cell, words, show) for cell in lesson.cells]
    code = next((n for n, cell in enumerate(lesson.cells) if isinstance(cell, Code)), len(cells))
    cells.insert(code, tag("p", tag("em", _NOTEBOOK)) if code < len(cells) else None)
    addresses = {name: "" if isinstance(part, bytes) else part for name, part in parts.items()}
    served = any(addresses.values())
    scripts = {name: read(f"{name}.js") for name in ("store", "worker")}
    held = {name: part for name, part in parts.items() if isinstance(part, bytes)}
    held |= {"lock": packed(_LOCK.encode())}
    known = {"name": record, "key": _digest(json.dumps([addresses, scripts]), *held.values())}
    about = {"lesson": lesson.name, "page": known, "size": size}
    about |= {"parts": {**addresses, "lock": ""}, "offline": OFFLINE if served else ""}
    names = ["model", "page", *(["scorm"] if scorm else [])]
    script = "".join(read(f"{name}.js") for name in names)
    data = [
        _text("fk-about", json.dumps(about)),
        *(_text(f"fk-{name}", text) for name, text in scripts.items()),
        *(_text(f"fk-{name}", b64encode(part).decode()) for name, part in held.items()),
        tag("script", Html(script), type="module"),
    ]
    called = {cell.name for cell in lesson.cells if isinstance(cell, Call)}
    css = style_sheet("figure", *called & {"portfolio"}) + read("site.css")
    body = tag(
        "div",
        _around(lesson, beside, served),
        _reported("hand_in" in called) if scorm else None,
        block("main", *cells),
        *_foot(licenses),
        class_="fk-lesson fk-page",
    )
    styles = dict.fromkeys([css, *styles_in(body)])
    policy = _POLICY.format(
        script=_source(script),
        own="'self'" if served else "",
        styles=" ".join(map(_source, styles)),
    )
    head = tag("meta", http_equiv="Content-Security-Policy", content=policy)
    return document(plain(lesson.title), css, joined([body, *data], "\n"), head)


def _digest(*parts: str | bytes) -> str:
    """What tells these parts from others."""
    whole = (part.encode() if isinstance(part, str) else part for part in parts)
    return sha256(b"".join(whole)).hexdigest()[:16]


def _source(text: str) -> str:
    """A text as a content security policy allows it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _cell(cell: Cell, words: Callable[[str], Html], show: Show) -> Html | None:
    if isinstance(cell, str):
        return words(cell)
    if isinstance(cell, Code):
        return tag("pre", tag("code", cell.lines))
    if cell.name not in _LIVE:
        return tag("div", Html(standing(show(cell))), class_="fk-place")
    here = {"class_": "fk-place", "data_call": cell.name, "data_given": json.dumps(cell.given)}
    id = "".join(cell.given) if cell.name == "exercise" else None  # to lead to
    return tag("div", _until(cell, show), **here, id=id)


def _until(call: Call, show: Show) -> Html:
    """What stands in the place of what is live, until it is."""
    if call.name == "exercise":
        made: Exercise = show(call)
        return Html(still.html(made, _SOON))
    return Html(standing(show(call))) if call.name == "page" else tag("section", tag("p", _LATER))


def _around(lesson: Lesson, beside: Sequence[Lesson], start: bool) -> Html:
    """The ways to the lessons before and after, and to the page that leads to all, if there is one."""
    names = [one.name for one in beside]
    there = start and lesson.name != "index"
    ways = [tag("a", "All lessons", href="index.html")] if there else []
    at = names.index(lesson.name) if lesson.name in names else len(names) + 1
    for step, said in ((-1, "Previous"), (1, "Next")):
        if 0 <= at + step < len(names):
            other = beside[at + step]
            ways.append(tag("a", f"{said}: {plain(other.title)}", href=f"{other.name}.html"))
    return tag("nav", joined(ways, "\n"), aria_label="Lessons") if ways else Html()


def _reported(handed_in: bool) -> Html:
    """What an LMS is told, in words; handed_in: whether the lesson ends with that."""
    way = "“Hand in this lesson”" if handed_in else "“Save my record as a file”"
    said = _REPORTED, tag("strong", f"Your answers stay in this browser. To send them, use {way}.")
    now = tag("p", "Nothing is reported yet. Python is starting.", id="fk-reported", role="status")
    return tag("section", tag("p", *said), now, id="fk-lms", aria_label="What is reported")


def _foot(licenses: Html) -> list[Html]:
    unkept = "Your answers are not kept in this browser. "
    then = " Save your record as a file before you close this page; you can add it again later. "
    choose = tag(
        "label",
        "Add a record from a file ",
        tag("input", type="file", id="fk-import", accept=".json", class_="fk-unseen"),
        class_="fk-button",
    )
    own = [
        tag("h2", "My record", tag("span", id="fk-whose")),
        tag(
            "p",
            "Your answers stay in this browser, on this computer. They leave it only as a file that "
            "you save. A private window forgets them when it is closed.",
        ),
        _button("fk-export", "Save my record as a file"),
        choose,
        _button("fk-leave", "Take my record along, leave nothing here"),
        _button("fk-erase", "Erase my record"),
        tag(
            "details",
            tag("summary", "Others use this browser, too"),
            tag("p", "Each name has a record of its own in this browser."),
            tag("label", "Your name ", tag("input", id="fk-name", list="fk-names")),
            tag("datalist", id="fk-names"),
            _button("fk-be", "Go on under this name"),
        ),
    ]
    said = tag("span", tag("strong", unkept), tag("span", id="fk-why"), then, role="alert")
    ways = [
        tag(
            "a",
            "Open the lesson in a window of its own",
            id="fk-alone",
            target="_blank",
            hidden=True,
        ),
        _button("fk-rescue", "Save my record as a file"),
        _button("fk-close", "Close"),
    ]
    going_on = [
        tag("span", id="fk-said", role="status"),
        " ",
        tag("span", id="fk-count", aria_hidden="true"),
        tag("progress", id="fk-bar", aria_hidden="true"),
    ]
    return [
        tag("section", *own, id="fk-record", hidden=True, aria_label="My record"),
        tag("footer", licenses),
        tag("div", said, ways, id="fk-unkept", hidden=True),
        tag("div", *going_on, id="fk-status", hidden=True),
    ]


def _button(id: str, said: str) -> Html:
    return tag("button", said, type="button", id=id)


def _text(id: str, words: str) -> Html:
    return tag("script", Html(words.replace("</", "<\\/")), type="text/plain", id=id)


def packed(part: bytes) -> bytes:
    return gzip.compress(part, 9, mtime=0)


def read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
