"""From a lesson's page opened to its first exercise alive, with nothing to click, against a bare notebook with
one ipywidgets button that is opened and run as quickly as a hand could."""

from collections.abc import Iterator
from pathlib import Path
import sys
import tempfile
import time

from answering import PLAIN
from measure import Ratio, ROOT

sys.path.append(str(ROOT / "tests"))
ROUNDS = 4


def opening(lesson: str = "02-yalta-provisions") -> Iterator[Ratio]:
    import browser
    import nbformat
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kit = browser.copy_kit(Path(folder))
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PLAIN)])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(book, kit / "notebooks" / "plain.ipynb")
        found = {"plain": (".plain-button", True), lesson: (".fk-exercise", False)}
        least = dict.fromkeys(found, float("inf"))
        with browser.jupyterlab(kit, kit / "record.sqlite", alive=True) as address:
            chrome = playwright.chromium.launch(
                executable_path=browser.chromium(), args=browser.FLAGS
            )
            for name in [*found] * ROUNDS:
                page = chrome.new_context(viewport={"width": 1280, "height": 900}).new_page()
                least[name] = min(least[name], _opened(page, address, name, *found[name]))
                page.context.close()
                browser.end_kernel(address, name)
            chrome.close()
    yield Ratio(f"opening {lesson[:2]}, alive", least[lesson], "a plain button run", least["plain"])


def _opened(page, address: str, name: str, seen: str, by_hand: bool) -> float:
    """Seconds until it is there; by hand: the cell is run when the kernel is."""
    import browser

    start = time.perf_counter()
    page.goto(f"{address}/lab/tree/{name}.ipynb?reset&token={browser.TOKEN}")
    if by_hand:
        page.get_by_text("| Idle", exact=False).first.wait_for(timeout=90_000)
        page.locator(".jp-CodeCell").first.click()
        page.keyboard.press("Shift+Enter")
    page.locator(seen).first.wait_for(timeout=90_000)
    return time.perf_counter() - start
