"""What it costs to begin: importing, a kernel after each lesson, the lessons run by nbval."""

from collections.abc import Iterator
import os
from pathlib import Path
import subprocess
import sys
import tempfile
import time

from measure import least, Ratio, ROOT, seconds

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CODES = {
    "a bare start": "pass",
    "import fruskit": "import fruskit",
    "import and load()": "import fruskit; fruskit.load()",
    "first exercise": "import fruskit; fruskit.exercise('02/five-subjects')",
}


def importing() -> Iterator[Ratio]:
    """Starting Python, importing and loading, against a bare start."""
    works = {name: lambda code=code: _run("-c", code) for name, code in CODES.items()}
    bare, *found = least(works, 15, time.perf_counter).items()
    for name, spent in found:
        yield Ratio(name, spent, *bare)


def _run(*arguments: str, **environment: str) -> None:
    command, env = [sys.executable, *arguments], {**os.environ, **environment}
    subprocess.run(command, check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def kernel() -> Iterator[Ratio]:
    """Memory of a kernel after a lesson was opened, whose plain cells ran by themselves, and the time of
    these, against one that has imported ipywidgets alone."""
    from fruskit.kit.seal import plain
    import nbformat

    bare, started = kernel_use(["import ipywidgets"])
    for path in LESSONS:
        found = nbformat.read(path, as_version=4).cells
        cells = [c.source for c in found if c.cell_type == "code" and plain(c.source)]
        used, spent = kernel_use(cells)
        yield Ratio(f"kernel after {path.stem}", used, "a kernel with ipywidgets", bare, "MB")
        yield Ratio(f"cells of {path.stem}", spent, "import ipywidgets", started)


def kernel_use(cells: list[str]) -> tuple[float, float]:
    """Resident megabytes of a fresh kernel once it has run these cells, and the seconds they took."""
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


def nbval() -> Iterator[Ratio]:
    """The whole strict nbval run, against nbval on as many notebooks with one empty line of code."""
    import nbformat

    with tempfile.TemporaryDirectory() as folder:
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
        for path in LESSONS:
            nbformat.write(book, Path(folder) / path.name)
        bare = seconds(lambda: _nbval(folder))
        spent = seconds(lambda: _nbval(str(ROOT / "notebooks")))
    yield Ratio("nbval, all lessons", spent, "as many empty ones", bare)


def _nbval(folder: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        options = ("-q", "--nbval", "--nbval-current-env", "-p", "no:cacheprovider", folder)
        _run("-m", "pytest", *options, FRUSKIT_RECORD=f"{place}/record.sqlite")
