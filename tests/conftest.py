"""Keeps hypothesis steady, the same examples at every run, and the learner's own record out of it;
brings JupyterLab and a browser to the tests that ask for them; leaves out what takes long, but
for `--all`."""

import os
import tempfile
from typing import NamedTuple

import browser
import distribution
import fruskit
from fruskit import cli
from fruskit.kit.folder import Kit
from hypothesis import HealthCheck, settings
import npm
import pytest
import samples
import tei_files

settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("steady")
os.environ.setdefault("FRUSKIT_RECORD", os.path.join(tempfile.mkdtemp(), "record.sqlite"))


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="the long runs, too (marked `long`)")


def pytest_report_header(config):
    what = "run, too" if config.getoption("--all") else "left out; with --all they run, too"
    return f"long runs (thousands of kills, fuzzing, every exercise by mouse alone): {what}"


def pytest_xdist_make_scheduler(config, log):
    return distribution.ByGroup(config, log)


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--all"):
        long = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
    items.sort(key=lambda item: distribution.turn(item.nodeid))


@pytest.fixture(scope="session")
def everything(pytestconfig) -> bool:
    """Whether `--all` was given: what a test tries some dozen times, it then tries by the thousand."""
    return pytestconfig.getoption("--all")


class Done(NamedTuple):
    """What a command came to: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """The command `fruskit` within this process, in a folder: run("table", "events")."""

    def running(*arguments, cwd=browser.ROOT):
        monkeypatch.setenv("FRUSKIT_KIT", "")
        monkeypatch.chdir(cwd)
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as left:  # argparse's way
            code = left.code
        out, err = capsysbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return running


@pytest.fixture
def read(tmp_path):
    """Reads elements (str), or a whole file (bytes), as a volume."""

    def reading(inside):
        path = tmp_path / "vol.xml"
        path.write_bytes(
            inside if isinstance(inside, bytes) else tei_files.whole(inside).encode("utf-8")
        )
        return fruskit.read(path)

    return reading


@pytest.fixture
def write(tmp_path):
    """Writes a file, of bytes or text, and gives its path."""

    def writing(content, name="vol.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return writing


@pytest.fixture
def small(write):
    return fruskit.read(write(tei_files.SMALL))


# --- JupyterLab in a browser: one of each for all the tests of a process


@pytest.fixture(scope="session")
def chrome():
    found = browser.chromium()
    if found is None and os.environ.get("CI"):
        pytest.fail("There is no Chromium, and with CI set the browser tests may not be left out.")
    if found is None:
        pytest.skip("left out: there is no Chromium (install it, or name it in FRUSKIT_CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=found, args=browser.FLAGS)
        yield chrome
        chrome.close()


@pytest.fixture(scope="session")
def pyodide():
    """The folder of Pyodide, as fruskit site keeps it."""
    return npm.pyodide()


@pytest.fixture
def path(tmp_path):
    """Where a record may be begun."""
    return tmp_path / "record.sqlite"


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    """The record of those who answer in `lab`."""
    return tmp_path_factory.mktemp("record") / "record.sqlite"


@pytest.fixture
def own_kit(tmp_path):
    """A copy of the whole kit for one test, to be damaged."""
    return Kit(browser.copy_kit(tmp_path))


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """A copy of the kit, with a lesson of one exercise of each kind."""
    kit = browser.copy_kit(tmp_path_factory.mktemp("kit"))
    samples.add_to(kit)
    return kit


@pytest.fixture(scope="session")
def lab(kit, record, chrome):
    with browser.jupyterlab(kit, record) as address:
        yield address


@pytest.fixture(scope="session")
def window(chrome):
    """A browser's window, whose pages share what was loaded once."""
    with chrome.new_context() as window:
        yield window


@pytest.fixture
def open_page(window):
    """Opens an empty page, which is closed when the test ends."""
    pages = []

    def opening(width=1280, height=900):
        pages.append(window.new_page())
        pages[-1].set_viewport_size({"width": width, "height": height})
        return pages[-1]

    yield opening
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def lesson_page(lab, window):
    """A page with a lesson in it, all cells run; one at a time, kept while the lesson is the same. The
    next is opened in the same page, for to load JupyterLab takes as long as all the lesson's cells."""
    now = {}

    def showing(name):
        if not now:
            now[name] = page = window.new_page()
            page.set_viewport_size({"width": 1280, "height": 900})
            page.errors = []
            page.on("pageerror", lambda error: page.errors.append(str(error)))
            browser.open_lesson(page, lab, name)
        elif name not in now:
            now[name] = now.popitem()[1]
            browser.open_instead(now[name], name)
        return now[name]

    return showing
