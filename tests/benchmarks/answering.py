"""What an answer costs: marking it, sending its exercise, seeing its feedback, keeping it.

Each kind by the library's own template, so that the lessons may change without moving the numbers.
"""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import sqlite3
from statistics import mean
import sys
import tempfile
import time

from measure import compared, least, Ratio, ROOT

sys.path.append(str(ROOT / "tests"))  # after: benchmarks have a volumes module too


def marking(rounds: int = 300) -> Iterator[Ratio]:
    """Marking a right answer of each kind, against turning the section's words into JSON and back."""
    import responses
    import samples

    words = [block.text for block in next(iter(samples.GRADED.values())).section.blocks]
    plain = lambda: json.loads(json.dumps(words))
    for exercise in samples.GRADED.values():
        response = responses.right(exercise)
        what, mark = f"marking, {'+'.join(exercise.steps)}", (lambda: exercise.mark(response))
        yield compared(what, mark, "JSON of the section", plain, rounds=rounds)


def sent() -> Iterator[Ratio]:
    """Bytes that the browser is sent: once a page, with its first card; and for each kind after that;
    against the state of a plain button and label."""
    from fruskit.cards import once, view_of
    from fruskit.cards.request import Run
    from fruskit.record import Record
    import ipywidgets
    import samples

    def size(*widgets):
        return sum(len(json.dumps(widget.get_state(), default=str).encode()) for widget in widgets)

    button, label = ipywidgets.Button(description="plain"), ipywidgets.Label("0")
    plain = size(button, button.layout, button.style, label, label.layout, label.style)
    once.running = lambda: Run("page", "cell", "message")
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder) / "record.sqlite")
        first = view_of(next(iter(samples.GRADED.values())), record)
        yield Ratio("bytes sent, first card of a page", size(first), "a plain button", plain, "B")
        for exercise in samples.GRADED.values():
            view = view_of(exercise, record)
            what, shown = f"bytes sent, {'+'.join(exercise.steps)}", size(view, view.layout)
            yield Ratio(what, shown, "a plain button", plain, "B")


PLAIN = """
import ipywidgets
button, label = ipywidgets.Button(description="plain"), ipywidgets.Label("0")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
button.add_class("plain-button"); label.add_class("plain-label")
ipywidgets.VBox([button, label])
"""
# From the click until the reply is on screen: in the page, then in a frame that is painted.
TIMED = """([press, seen]) => new Promise((done, failed) => {
  const start = performance.now();
  const shown = () => { const e = document.querySelector(seen); return e && e.offsetParent !== null && e.textContent; };
  const before = shown();
  const observer = new MutationObserver(() => {
    if (!shown() || shown() === before) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  setTimeout(() => failed(`${seen} does not change: ${before}`), 20_000);
  document.querySelector(press).click();
})"""


def clicking() -> Iterator[Ratio]:
    """Click to feedback in the browser with 1, 10 and 40 exercises in one notebook, against a plain
    ipywidgets button in the same; each kind by itself where all are there."""
    import browser
    from playwright.sync_api import sync_playwright
    import samples

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kit = browser.copy_kit(Path(folder))
        samples.add_to(kit)
        with browser.jupyterlab(kit, kit / "record.sqlite") as address:
            chrome = playwright.chromium.launch(
                executable_path=browser.chromium(), args=browser.FLAGS
            )
            for many in (1, 10, 40):
                (kit / "record.sqlite").unlink(
                    missing_ok=True
                )  # or copies of an exercise show old answers
                times = _clicks(chrome, kit, address, many)
                whole = tuple(map(mean, zip(*times.values())))
                for kind, (took, plain) in {**times, "all kinds": whole}.items():
                    name = f"click, {many} exercises, {kind}"
                    yield Ratio(name, took / 1000, "a plain button", plain / 1000)
            chrome.close()


def _clicks(
    chrome, kit: Path, address: str, many: int, rounds: int = 12
) -> dict[str, tuple[float, float]]:
    """Mean milliseconds of each kind, and of the plain button right before, in a notebook of so many
    exercises.

    The mean, for a page is painted every sixtieth of a second, and a median would jump by that.
    """
    import browser
    import nbformat
    import responses
    import samples

    asked = list(samples.GRADED.values())
    shown = [asked[n % len(asked)] for n in range(many)]
    sources = [
        PLAIN,
        "import fruskit",
        *(f'fruskit.exercise("{exercise.id}")' for exercise in shown),
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, kit / "notebooks" / f"click-{many}.ipynb")
    page = chrome.new_context(viewport={"width": 1280, "height": 900}).new_page()
    browser.open_lesson(page, address, f"click-{many}")
    found = {}
    for exercise in asked[:many]:
        _top(page)
        plain = [_timed(page, ".plain-button", ".plain-label") for _ in range(rounds)]
        card = browser.exercise_on(page, exercise.id)
        browser.answer(page, card, exercise, responses.wrong(exercise))
        root = f'.fk-exercise[data-exercise="{exercise.id}"]'
        spent = []
        for _ in range(rounds):
            browser.fresh(card)
            spent.append(_timed(page, f"{root} .fk-check", f"{root} .fk-headline"))
        found["+".join(exercise.steps)] = mean(spent), mean(plain)
    page.context.close()
    return found


def _timed(page, press: str, seen: str) -> float:
    """Milliseconds from that click to its reply, some while after the last, as people click."""
    page.wait_for_timeout(200)
    return page.evaluate(TIMED, [press, seen])


def _top(page) -> None:
    """Back to the plain button; a long notebook draws only the cells that are near."""
    page.locator(".jp-WindowedPanel-outer").first.evaluate("(e) => (e.scrollTop = 0)")
    page.locator(".plain-button").wait_for()


def keeping(rounds: int = 200) -> Iterator[Ratio]:
    """Keeping an attempt, synced, against writing and syncing as many bytes to a bare file; reading
    100,000 attempts against reading them by bare SQLite; the last of one exercise among so many."""
    from fruskit.record import Attempt, Record

    attempt = Attempt(
        "02/five-subjects",
        "0" * 12,
        [["editors-note-1", 180, 194]],
        0.5,
        False,
        0,
        "2026-01-01T00:00:00Z",
    )
    with tempfile.TemporaryDirectory() as folder:
        kept = Record(Path(folder) / "record.sqlite")
        kept.add(attempt)
        with open(Path(folder) / "plain", "ab") as file:
            bare = lambda: (file.write(b"x" * 200), file.flush(), os.fsync(file.fileno()))
            clock = time.perf_counter  # of which most is waiting for the disk
            ours = lambda: kept.add(attempt)
            yield compared(
                "keeping an attempt", ours, "write + fsync", bare, rounds=rounds, clock=clock
            )
        alone = least({"": lambda: kept.last(attempt.exercise)}, 20, clock)[""]
        exported = kept.export()
        said = exported["attempts"][0]
        many = [
            {**said, "exercise": f"{n % 50:02}/x", "id": f"{n:032x}"[-len(said["id"]) :]}
            for n in range(100_000)
        ]
        kept.merge({**exported, "attempts": many})
        with sqlite3.connect(kept.path) as file:
            rows = lambda: file.execute("SELECT * FROM attempt ORDER BY at, number").fetchall()
            yield compared("reading 100,000 attempts", kept.attempts, "bare SQLite", rows, rounds=2)
        last = least({"": lambda: kept.last("07/x")}, 20, clock)[""]
        yield Ratio("the last of one among 100,000", last, f"among {rounds}", alone)
