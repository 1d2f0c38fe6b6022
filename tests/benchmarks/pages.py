"""What a lesson without a server costs: from opening one file to its first card, beside Python's bare
start in the same file; how large it is; and an answer, beside a click that needs no Python."""

from collections.abc import Iterator
import os
from pathlib import Path
import re
from statistics import median
import sys
import tempfile
import time

from measure import Ratio, ROOT

sys.path.append(str(ROOT / "tests"))

OPENED = 3
ANSWERED = 12
SETTLED = 4000  # milliseconds in which a first visit leaves Python's memory for the second
PLAIN = """() => {
  const button = Object.assign(document.createElement("button"), { id: "plain", textContent: "0" });
  button.onclick = () => { button.textContent = Number(button.textContent) + 1; };
  document.querySelector("main").prepend(button);
}"""


def paging() -> Iterator[Ratio]:
    """Lesson 02 as one file from disk, each visit in a browser of its own but for the second ones."""
    import browser
    import fruskit
    from fruskit.publishing.site import parcel
    from playwright.sync_api import sync_playwright

    named = os.environ.get("FRUSKIT_PYODIDE")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser.chromium(), args=browser.FLAGS)
        fruskit.site(folder, named, single=True)
        whole = Path(folder) / "02-yalta-provisions.html"
        html = whole.read_text("utf-8")
        bare = whole.with_name("bare.html")
        alone = re.sub(r'data-call="\w+"', "", html)
        started = re.search(r"import fruskit\n.*?host.exercises\)\n", alone, re.S)[0]
        bare.write_text(alone.replace(started, "host = None\n"), "utf-8")
        times: dict[str, list[float]] = {"bare": [], "first": [], "second": []}
        for _ in range(OPENED):
            with chrome.new_context() as window:
                times["bare"].append(_opened(window, bare, "html[data-ready]"))
            with chrome.new_context() as window:
                times["first"].append(_opened(window, whole, ".fk-exercise"))
                times["second"].append(_opened(window, whole, ".fk-exercise"))
        least = {name: min(spent) for name, spent in times.items()}
        for name in ("first", "second"):
            yield Ratio(f"one file, {name} visit", least[name], "Python alone", least["bare"])
        parts = sum(map(len, parcel.pyodide(Path(named) if named else None).values()))
        size = whole.stat().st_size
        yield Ratio("one file", size / 1e6, "Pyodide", parts / 1e6, "MB")
        yield _answer(chrome, whole)
        chrome.close()


def _opened(window, path: Path, seen: str) -> float:
    """Seconds from opening a file until that is seen."""
    page = window.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.locator(seen).first.wait_for(timeout=180_000)
    spent = time.perf_counter() - start
    page.locator("html[data-ready]").wait_for(timeout=180_000)
    page.wait_for_timeout(SETTLED)
    page.close()
    return spent


def _answer(chrome, path: Path) -> Ratio:
    from answering import TIMED
    import browser
    import fruskit
    import responses

    exercise = fruskit.exercise("02/did-chiang-concur")
    page = chrome.new_context().new_page()
    page.goto(path.as_uri())
    page.locator("html[data-ready]").wait_for(timeout=180_000)
    card = browser.exercise_on(page, exercise.id)
    browser.answer(page, card, exercise, responses.wrong(exercise))
    root = f'.fk-exercise[data-exercise="{exercise.id}"]'
    page.evaluate(PLAIN)
    spent, plain = [], []
    for _ in range(ANSWERED):
        browser.fresh(card)
        page.wait_for_timeout(200)
        spent.append(page.evaluate(TIMED, [f"{root} .fk-check", f"{root} .fk-headline"]))
        plain.append(page.evaluate(TIMED, ["#plain", "#plain"]))
    took, alone = median(spent) / 1000, median(plain) / 1000
    return Ratio("an answer there", took, "a plain button without Python", alone)
