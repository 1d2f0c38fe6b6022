"""What the kit costs, as ratios to something plain measured in the same run, printed as one table.

    python tests/benchmarks/run.py [import] [kernel] [click] [record] [nbval] [volumes] [index] [search]

Seconds differ between machines and hours; the ratio to a neighbour in the same run says more.
Nothing here passes or fails.
"""

from collections.abc import Iterator
import os
from pathlib import Path
from statistics import median
import subprocess
import sys
import tempfile

from measure import ROOT, Row, seconds
import shelf
from volumes import volumes

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
sys.path.insert(0, str(ROOT / "tests"))


def importing() -> Iterator[Row]:
    """Starting Python, importing and loading, against a bare start; the least of 15, in turns."""
    codes = {"bare": "pass", "import fruskit": "import fruskit", "import fruskit; load()": "import fruskit; fruskit.load()",
             "first exercise": "import fruskit; fruskit.exercise('02/five-subjects')"}  # fmt: skip
    least = dict.fromkeys(codes, float("inf"))
    for _ in range(15):
        for name, code in codes.items():
            spent = seconds(
                lambda: subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
            )
            least[name] = min(least[name], spent)
    bare = least.pop("bare")
    for name, spent in least.items():
        yield Row(
            name, f"{1000 * spent:.0f} ms", f"bare interpreter {1000 * bare:.0f} ms", spent / bare
        )


def kernel() -> Iterator[Row]:
    """Memory of a kernel after each lesson, against one that has imported ipywidgets alone."""
    bare = kernel_memory(["import ipywidgets"])
    import nbformat

    for path in LESSONS:
        cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        used = kernel_memory(cells)
        yield Row(
            f"kernel after {path.stem}",
            f"{used:.0f} MB",
            f"ipykernel + ipywidgets {bare:.0f} MB",
            used / bare,
        )


def kernel_memory(cells: list[str]) -> float:
    """Resident megabytes of a fresh kernel once it has run these cells."""
    import psutil
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(cwd=str(ROOT / "notebooks"))
    try:
        for source in cells:
            reply = client.execute_interactive(source, output_hook=lambda _: None, timeout=120)
            assert reply["content"]["status"] == "ok", reply["content"]
        return psutil.Process(manager.provisioner.pid).memory_info().rss / 1e6
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


PLAIN = """
import ipywidgets
button, label = ipywidgets.Button(description="plain"), ipywidgets.Label("0")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
button.add_class("plain-button"); label.add_class("plain-label")
ipywidgets.VBox([button, label])
"""
# From the click until the page shows the reply, seen by an observer within the page.
TIMED = """([press, seen]) => new Promise((done) => {
  const start = performance.now();
  const shown = () => { const e = document.querySelector(seen); return e && e.offsetParent !== null && e.textContent; };
  const before = shown();
  const observer = new MutationObserver(() => {
    if (shown() && shown() !== before) { observer.disconnect(); done(performance.now() - start); }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  document.querySelector(press).click();
})"""


def click(rounds: int = 25) -> Iterator[Row]:
    """Click to feedback in the browser, for each kind, against a plain ipywidgets button; medians."""
    import browser
    import fruskit
    import nbformat
    from playwright.sync_api import sync_playwright

    ids = ["02/did-chiang-concur", "02/which-verbs", "02/argument-in-order", "02/the-condition"]
    asked = {id: fruskit.exercise(id) for id in ids}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kit = browser.copy_kit(Path(folder))
        sources = [PLAIN, "import fruskit", *(f'fruskit.exercise("{id}")' for id in ids)]
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in sources]
        )
        book.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(book, kit / "notebooks" / "click.ipynb")
        with browser.jupyterlab(kit, kit / "record.sqlite") as address:
            chrome = playwright.chromium.launch(
                executable_path=browser.chromium(), args=browser.FLAGS
            )
            page = chrome.new_context(viewport={"width": 1280, "height": 6000}).new_page()
            browser.open_lesson(page, address, "click")
            page.locator(".plain-button").wait_for()
            spent = {"plain": []} | {id: [] for id in ids}
            for _ in range(rounds):
                spent["plain"].append(page.evaluate(TIMED, [".plain-button", ".plain-label"]))
                for id, exercise in asked.items():
                    card = browser.exercise_on(page, id)
                    if not spent[id]:
                        browser.answer(page, card, exercise, browser.wrong_response(exercise))
                    browser.fresh(card)
                    root = f'.fk-exercise[data-exercise="{id}"]'
                    spent[id].append(
                        page.evaluate(TIMED, [f"{root} .fk-check", f"{root} .fk-headline"])
                    )
            chrome.close()
    plain = median(spent.pop("plain"))
    for id, times in spent.items():
        took = median(times)
        yield Row(
            f"click to feedback, {asked[id].kind}",
            f"{took:.0f} ms",
            f"plain button {plain:.0f} ms",
            took / plain,
        )


def record(rounds: int = 200) -> Iterator[Row]:
    """Keeping an attempt, synced, against writing and syncing as many bytes to a bare file."""
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
        plain = []
        ours = []
        with open(Path(folder) / "plain", "ab") as file:
            for _ in range(rounds):
                plain.append(
                    seconds(lambda: (file.write(b"x" * 200), file.flush(), os.fsync(file.fileno())))
                )
                ours.append(seconds(lambda: kept.add(attempt)))
        yield Row("keeping an attempt", f"{1000 * median(ours):.1f} ms", f"write + fsync {1000 * median(plain):.1f} ms",
                  median(ours) / median(plain))  # fmt: skip


def nbval() -> Iterator[Row]:
    """The whole strict nbval run, against nbval on as many notebooks with one empty line of code."""
    import nbformat

    with tempfile.TemporaryDirectory() as folder:
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
        for path in LESSONS:
            nbformat.write(book, Path(folder) / path.name)
        bare = seconds(lambda: run_nbval(Path(folder)))
    spent = seconds(lambda: run_nbval(ROOT / "notebooks"))
    yield Row(
        f"nbval, {len(LESSONS)} lessons",
        f"{spent:.1f} s",
        f"as many empty ones {bare:.1f} s",
        spent / bare,
    )


def run_nbval(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", str(folder)],
            check=True, stdout=subprocess.DEVNULL, env={**os.environ, "FRUSKIT_RECORD": f"{place}/record.sqlite"},
        )  # fmt: skip


MEASURES = {"import": importing, "kernel": kernel, "click": click, "record": record, "nbval": nbval,
            "volumes": volumes, "index": shelf.indexing, "search": shelf.searching}  # fmt: skip


def main(names: list[str]) -> None:
    """Prints one row a measure, as each is done."""
    os.environ["FRUSKIT_RECORD"] = str(Path(tempfile.mkdtemp()) / "record.sqlite")
    line = "{:34} {:>10}   {:32} {:>6}"
    print(line.format("what", "measured", "against", "ratio"))
    for name in names or MEASURES:
        for row in MEASURES[name]():
            print(line.format(row.what, row.measured, row.against, f"{row.ratio:.2f}"), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
