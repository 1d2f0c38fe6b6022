"""A lesson opens alive in JupyterLab, and nothing else does: what runs by itself is the kit's own, and only
where nothing could stand in for it."""

import json
from types import SimpleNamespace

import browser
import fruskit
from fruskit.author import new as starting
from fruskit.record import Record
import nbformat
import psutil
import pytest
import responses
import test_new

pytestmark = pytest.mark.browser
LESSON = "02-yalta-provisions"
EXERCISES = fruskit.all_exercises()
FIRST = next(one for one in EXERCISES.values() if one.notebook == LESSON and one.kind == "choice")


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    return browser.copy_kit(tmp_path_factory.mktemp("alive"))


@pytest.fixture(scope="module")
def record(kit):
    return kit / "record.sqlite"


@pytest.fixture(scope="module")
def lab(kit, record, chrome):
    with browser.jupyterlab(kit, record, alive=True) as address:
        yield address


@pytest.fixture
def opened(lab, open_page):
    """Opens a notebook, and waits until the server has said what may run."""

    def opening(name, page=None, **size):
        page = page or open_page(**size)
        with page.expect_response(lambda answer: "/fruskit/lesson" in answer.url):
            page.goto(address(lab, name))
        page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
        return page

    return opening


@pytest.fixture(scope="module")
def lesson(lab, window):
    """A page with the lesson just opened, for the tests that leave it in it."""
    page = window.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(lab, LESSON))
    alive(page)
    yield page
    page.close()


def address(lab, name):
    return f"{lab}/lab/tree/{name}.ipynb?reset&token={browser.TOKEN}"


def alive(page):
    """Waits for the first exercise, alive, and until all has run."""
    page.locator(".fk-exercise").first.wait_for(timeout=60_000)
    page.wait_for_function(f"() => !({browser.WAITING})", timeout=60_000)


def top(page):
    return page.locator(".jp-WindowedPanel-outer").first.evaluate("(e) => e.scrollTop")


def code_is_shown(page):
    return page.locator(".fl-plain .jp-InputArea-editor").first.is_visible()


def test_a_lesson_opens_alive_at_its_top_with_its_code_folded_and_no_list_of_files(lesson):
    page = lesson
    assert top(page) == 0
    assert not code_is_shown(page)
    assert not page.locator("#filebrowser").is_visible()
    bar = page.locator(".fl-bar")
    assert "Lesson 02" in bar.inner_text() and "What Yalta provided" in bar.inner_text()
    browser.expect_accessible(page, ".fl-bar", "just opened")
    # The last cells, which ask for pandas, wait for those who want them.
    last = page.locator(".jp-CodeCell").last
    last.scroll_into_view_if_needed()
    assert "*" not in last.locator(".jp-InputPrompt").inner_text()
    assert not page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()


def test_one_switch_shows_the_code_and_is_remembered(lesson, opened):
    page = lesson
    switch = page.get_by_role("switch", name="Show code")
    switch.click()
    assert code_is_shown(page) and switch.get_attribute("aria-checked") == "true"
    opened(LESSON, page)
    alive(page)
    assert code_is_shown(page)
    page.get_by_role("switch", name="Show code").click()
    assert not code_is_shown(page)


def test_what_was_answered_is_there_when_it_opens_again_and_nothing_is_asked_or_written(
    lesson, kit, record
):
    file = kit / "notebooks" / f"{LESSON}.ipynb"
    before, page = file.read_bytes(), lesson
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    card = browser.exercise_on(page, FIRST.id)
    browser.answer(page, card, FIRST, responses.wrong(FIRST))
    page.reload()
    card = page.locator(f'.fk-exercise[data-exercise="{FIRST.id}"]')
    card.locator(".fk-headline").wait_for(timeout=60_000)
    assert Record(record).last(FIRST.id) and asked == []
    assert file.read_bytes() == before


def test_the_page_opens_where_the_reader_was(lesson):
    page = lesson
    page.locator(".jp-WindowedPanel-outer").first.evaluate("(e) => (e.scrollTop = 0)")
    page.mouse.move(640, 500)
    for _ in range(8):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(50)
    page.wait_for_timeout(600)
    section = page.locator(".fl-bar-where").inner_text()
    seen = page.evaluate(AT_TOP)
    assert section and seen
    page.reload()
    alive(page)
    page.wait_for_timeout(3500)
    assert page.evaluate(AT_TOP) == seen
    assert page.locator(".fl-bar-where").inner_text() == section


AT_TOP = """() => {
  const page = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
  const cell = document.elementFromPoint(page.left + 200, page.top + 12).closest(".jp-Cell");
  return cell && cell.innerText.slice(0, 80);
}"""


def test_on_a_phone_the_bar_is_one_line_within_the_page(lesson):
    lesson.set_viewport_size({"width": 390, "height": 844})
    bar = lesson.locator(".fl-bar")
    assert bar.bounding_box()["height"] < 45
    assert bar.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    browser.expect_accessible(lesson, ".fl-bar", "on a phone")
    lesson.set_viewport_size({"width": 1280, "height": 900})


def test_the_bar_leads_to_the_lesson_before_and_the_next(lesson):
    page = lesson
    page.get_by_role("link", name="Next lesson: A summer of negotiations").click()
    page.locator(".fl-bar:visible", has_text="Lesson 03").wait_for()
    page.locator(".fl-bar:visible").get_by_role("link", name="What Yalta provided").click()
    page.locator(".fl-bar:visible", has_text="Lesson 02").wait_for()


# --- when Python stops


def kill(folder):
    """Ends the kernel that runs in a folder, as a system does that is short of memory."""
    for process in psutil.process_iter(["cmdline"]):
        kernel = "ipykernel_launcher" in " ".join(process.info["cmdline"] or ())
        if kernel and process.cwd() == str(folder.resolve()):
            process.kill()


def test_when_python_is_killed_each_card_says_so_and_one_click_brings_answer_and_draft_back(
    opened, kit, record
):
    name = lay(kit, "killed")
    page = opened(name)
    alive(page)
    card = browser.exercise_on(page, FIRST.id)
    browser.answer(page, card, FIRST, responses.wrong(FIRST))
    browser.fresh(card)
    card.locator("label.fk-option").nth(1).click()
    page.wait_for_timeout(1500)  # what is begun is kept a second after the last touch
    assert Record(record).draft(FIRST.id)
    kill((kit / "notebooks" / name).parent)
    card.locator(".fk-strip:visible").wait_for(timeout=30_000)
    page.locator(".jp-Dialog button").last.click()  # JupyterLab’s own word on it
    browser.expect_accessible(page, ".fk-exercise", "without Python")
    card.locator("label.fk-option").nth(2).click()  # while no one is there to keep it
    chosen = card.locator("input:checked").get_attribute("value")
    card.locator(".fk-start").click()
    page.wait_for_function(f"() => {NO_STRIP}", timeout=60_000)
    alive(page)
    card = browser.exercise_on(page, FIRST.id)
    browser.expect(card, FIRST, responses.wrong(FIRST))
    card.get_by_role("button", name="Go on with what you began").click()
    page.wait_for_function(f"() => {NO_REPLY}")
    assert card.locator("input:checked").get_attribute("value") == chosen


NO_REPLY = "![...document.querySelectorAll('.fk-headline')].some((e) => e.offsetParent)"
NO_STRIP = "!document.querySelector('.fk-strip:not([hidden])')"


# --- and nothing else does


def lay(kit, folder, change=lambda book: book, beside=None):
    """A copy of the lesson in a folder of the kit, changed, with a file beside it; its name."""
    place = kit / "notebooks" / folder
    place.mkdir()
    book = change(json.loads((kit / "notebooks" / f"{LESSON}.ipynb").read_text("utf-8")))
    (place / f"{LESSON}.ipynb").write_text(json.dumps(book), "utf-8")
    if beside:
        (place / beside).write_bytes(evil(place / "trace", beside))
    return f"{folder}/{LESSON}"


def evil(trace, name):
    """Code that leaves a trace, as source or compiled."""
    source = f"open({str(trace)!r}, 'w').close()"
    if not name.endswith(".pyc"):
        return source.encode()
    from importlib._bootstrap_external import _code_to_timestamp_pyc

    return bytes(_code_to_timestamp_pyc(compile(source, name, "exec")))


@pytest.mark.parametrize(
    "beside",
    ["fruskit.py"]  # the rest are in test_seal.py, too
    + [
        pytest.param(name, marks=pytest.mark.long)
        for name in ("fruskit.pyc", "anywidget.py", "sqlite3.py")
    ],
)
def test_beside_what_could_stand_in_for_an_import_nothing_runs_and_the_reader_is_told(
    beside, opened, kit
):
    name = lay(kit, f"loan-{beside.replace('.', '-')}", beside=beside)
    page = opened(name)
    page.locator(".fl-bar-warning", has_text=beside).wait_for()
    browser.expect_accessible(page, ".fl-bar-warning", "beside such a file")
    settled(page)
    assert not (kit / "notebooks" / name).with_name("trace").exists()
    assert page.locator(".fk-exercise").count() == 0


def settled(page):
    """The kernel is there, and time has passed in which something could have run."""
    page.get_by_text("| Idle", exact=False).first.wait_for(timeout=90_000)
    page.wait_for_timeout(1500)


def test_in_a_lessons_place_no_cell_runs_that_was_changed_or_put_in_and_the_others_do(opened, kit):
    trace = kit / "notebooks" / "changed" / "trace"
    hostile = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    hostile["source"] = [f"open({str(trace)!r}, 'w')"]

    def change(book):
        cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
        cells[2]["source"] = [f"import fruskit; open({str(trace)!r}, 'w')"]
        cells[3]["source"] = ['fruskit.elsewhere("harriman-at-yalta")']  # harmless, not the shipped
        book["cells"][0:0] = [hostile | {"id": "first"}]
        book["cells"].append(hostile | {"id": "last"})
        book["metadata"]["fruskit"] = {"seal": "mine"}
        return book

    page = opened(lay(kit, "changed", change))
    alive(page)
    assert not trace.exists()
    changed = page.locator(".jp-CodeCell").filter(has_text="harriman-at-yalta").first
    changed.scroll_into_view_if_needed()
    assert not changed.locator(".fk-figure").count()


def test_somebody_elses_notebook_is_left_as_it_is_whatever_it_claims(opened, kit):
    trace = kit / "notebooks" / "trace"
    sources = [f"open({str(trace)!r}, 'w')", "import fruskit", f'fruskit.exercise("{FIRST.id}")']
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    book.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "fruskit": {"lesson": LESSON, "runs": [True, True, True], "seal": "…"},
    }
    for cell in book.cells:
        cell.metadata = {"fruskit": {"plain": True}, "tags": ["fl-plain"]}
    nbformat.write(book, kit / "notebooks" / "99-essay.ipynb")
    page = opened("99-essay")
    settled(page)
    assert not trace.exists()
    assert page.locator(".fk-exercise").count() == page.locator(".fl-bar").count() == 0
    assert page.locator(".jp-InputArea-editor").first.is_visible()


def test_a_kit_begun_from_a_volume_opens_alive(tmp_path, open_page, record):
    (tmp_path / "frus1920v09.xml").write_text(test_new.VOLUME, encoding="utf-8")
    made = tmp_path / "mine"
    starting.start(made, [(tmp_path / "frus1920v09.xml", "ch1")])
    with browser.jupyterlab(made, record, alive=True) as lab:
        page = open_page()
        page.goto(address(lab, "01-read-the-page"))
        alive(page)
        assert "Lesson 01" in page.locator(".fl-bar").inner_text()


def test_the_command_start_opens_a_kit_as_the_launcher_does(tmp_path, run, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "fruskit.cli.subprocess.run",
        lambda command, cwd: asked.append(command) or SimpleNamespace(returncode=0),
    )
    kit = browser.copy_kit(tmp_path)
    assert run("start", "02", cwd=kit).code == 0
    assert f"--Lessons.root={kit.resolve()}" in asked[0] and "-P" in asked[0]
