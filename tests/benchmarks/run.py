"""What the kit costs, as ratios to something plain measured in the same run, printed as one table.

    python tests/benchmarks/run.py [import] [kernel] [marking] [sent] [click] [page] [record] [nbval] [volumes] [index] [search]

Seconds differ between machines and hours; the ratio to a neighbour in the same run says more.
Nothing here passes or fails.
"""

from collections.abc import Iterator
import os
from pathlib import Path
import subprocess
import sys
import tempfile
import time

import answering
from measure import ROOT, Row, seconds
from pages import paging
import shelf
from volumes import volumes

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def importing() -> Iterator[Row]:
    """Starting Python, importing and loading, against a bare start; the least of 15, in turns."""
    codes = {
        "bare": "pass",
        "import fruskit": "import fruskit",
        "import fruskit; load()": "import fruskit; fruskit.load()",
        "first exercise": "import fruskit; fruskit.exercise('02/five-subjects')",
    }
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
    """Memory of a kernel after each lesson, and the time of its cells, against one that has imported
    ipywidgets alone; the optional part with pandas included."""
    bare, started = kernel_use(["import ipywidgets"])
    import nbformat

    for path in LESSONS:
        cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        used, spent = kernel_use(cells)
        yield Row(
            f"kernel after {path.stem}",
            f"{used:.0f} MB",
            f"ipykernel + ipywidgets {bare:.0f} MB",
            used / bare,
        )
        yield Row(
            f"cells of {path.stem}",
            f"{spent:.2f} s",
            f"import ipywidgets {started:.2f} s",
            spent / started,
        )


def kernel_use(cells: list[str]) -> tuple[float, float]:
    """Resident megabytes of a fresh kernel once it has run these cells, and the seconds that they took."""
    from jupyter_client.manager import start_new_kernel
    import psutil

    manager, client = start_new_kernel(cwd=str(ROOT / "notebooks"))
    try:
        start = time.perf_counter()
        for source in cells:
            reply = client.execute_interactive(source, output_hook=lambda _: None, timeout=120)
            assert reply["content"]["status"] == "ok", reply["content"]
        spent = time.perf_counter() - start
        return psutil.Process(manager.provisioner.pid).memory_info().rss / 1e6, spent
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


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
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "--nbval",
                "--nbval-current-env",
                "-p",
                "no:cacheprovider",
                str(folder),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "FRUSKIT_RECORD": f"{place}/record.sqlite"},
        )


MEASURES = {
    "import": importing,
    "kernel": kernel,
    "marking": answering.marking,
    "sent": answering.sent,
    "click": answering.clicking,
    "page": paging,
    "record": answering.keeping,
    "nbval": nbval,
    "volumes": volumes,
    "index": shelf.indexing,
    "search": shelf.searching,
}


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
