"""The kit as pages in a browser: Python in the page, the record in the browser's store; from disk, from a
web space, in a frame. What was replied to is kept, and what cannot be kept is told."""

import json
from pathlib import Path
import random

import browser
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import lesson, lessons
from fruskit.record import Record
import keyboard
import killing
import psutil
import pytest
import responses
import samples
from sites import alive, away, EXERCISES, held, KIT, look_out, served, write

pytestmark = pytest.mark.browser

ONE, OTHER, LONG = "09/name-and-office", "09/which-verb", "09/condition-in-your-words"
PAGE = f"{samples.NOTEBOOK}.html"


@pytest.fixture(scope="session")
def lesson_file(pyodide, kit, tmp_path_factory):
    """The lesson of one exercise of each kind, as one file."""
    [(path, _)] = write(tmp_path_factory.mktemp("file"), ("09",), Kit(kit), pyodide=pyodide)
    return path


@pytest.fixture(scope="session")
def site(pyodide, kit, tmp_path_factory):
    """The same lesson as a site."""
    folder = tmp_path_factory.mktemp("site")
    write(folder, ("09",), Kit(kit), single=False, pyodide=pyodide)
    return folder


@pytest.fixture(scope="module")
def home(chrome):
    """A window in which the lesson has been before, from the second test on."""
    with chrome.new_context(viewport={"width": 1000, "height": 900}) as window:
        yield window


@pytest.fixture
def visit(chrome):
    """Opens a page in a window of its own, or in one that is there, and waits until it is alive."""
    windows = []

    def visiting(address, window=None, wait=True):
        if window is None:
            window = chrome.new_context(viewport={"width": 1000, "height": 900})
            windows.append(window)
        page = window.new_page()
        look_out(page)
        page.goto(address)
        if wait:
            alive(page)
        return page

    yield visiting
    for window in windows:
        window.close()


def answer(page, id):
    exercise = samples.EXERCISES[id]
    browser.answer(page, browser.exercise_on(page, id), exercise, responses.right(exercise))


def answered(page):
    return page.locator(".fk-headline").count()


def downloaded(page, button):
    with page.expect_download() as saved:
        page.locator(button).click()
    return Path(saved.value.path()).read_text("utf-8")


# --- one file, from disk


def test_one_file_from_disk_asks_marks_and_keeps_as_a_notebook_does(lesson_file, visit, home):
    page = visit(lesson_file.as_uri(), home)
    for id, exercise in samples.EXERCISES.items():
        card = browser.exercise_on(page, id)
        wrong, right = responses.wrong(exercise), responses.right(exercise)
        browser.answer(page, card, exercise, wrong)
        browser.expect(card, exercise, wrong)
        keyboard.answer(page, card, exercise, right)
        browser.expect(card, exercise, right)
    page.locator(".fk-sheet [data-block='editors-note-2']").dblclick(position={"x": 60, "y": 8})
    page.locator(".fk-bubble:not([hidden]) .fk-note-new").click()
    page.keyboard.type("Whose documents?")
    page.locator(".fk-keep").click()
    page.locator(".fk-own", has_text="Whose documents?").first.wait_for()
    page.close(run_before_unload=False)
    again = visit(lesson_file.as_uri(), home)
    for id, exercise in samples.EXERCISES.items():
        browser.expect(browser.exercise_on(again, id), exercise, responses.right(exercise))
    assert again.locator(".fk-own", has_text="Whose documents?").count()
    assert page.errors == again.errors == [] == away(page) == away(again)
    browser.expect_accessible(again, ".fk-lesson", "alive")


def test_coming_alive_moves_neither_page_nor_focus_and_what_was_begun_stays(
    lesson_file, visit, home
):
    page = visit(lesson_file.as_uri(), home, wait=False)
    box = page.locator("input.fk-on-provisions").first
    box.uncheck()
    place = box.bounding_box()["y"]
    alive(page)
    assert abs(box.bounding_box()["y"] - place) < 2
    assert not box.is_checked()
    assert box.evaluate("(box) => document.activeElement === box")
    card = browser.exercise_on(page, LONG)
    browser.fresh(card)
    card.locator("textarea").fill("begun, and not handed in")
    page.reload()  # before it was kept: that waits until one stops writing
    alive(page)
    card = browser.exercise_on(page, LONG)
    card.locator(".fk-retry", has_text="Go on with what you began").click()
    card.locator(".fk-check").wait_for()
    assert card.locator("textarea").input_value() == "begun, and not handed in"


def test_what_was_replied_to_is_there_after_the_browser_was_killed(
    lesson_file, chrome, tmp_path, everything
):
    chance, seen, profile = random.Random(14), set(), tmp_path / "profile"
    for turn in range(20 if everything else 2):
        with killing.a_browser(chrome, profile) as window:
            page = window.new_page()
            page.goto(lesson_file.as_uri())
            alive(page)
            shown = page.locator(".fk-exercise:has(.fk-headline)")
            there = shown.evaluate_all("(all) => all.map((one) => one.dataset.exercise)")
            assert seen <= set(there)
            id = list(samples.EXERCISES)[turn % len(samples.EXERCISES)]
            exercise, card = samples.EXERCISES[id], browser.exercise_on(page, id)
            browser.answer(page, card, exercise, responses.right(exercise))
            seen.add(id)
            other = browser.exercise_on(page, ONE)  # killed in the middle of another answer
            browser.fresh(other)
            other.locator(".fk-check").click(no_wait_after=True)
            page.wait_for_timeout(chance.uniform(0, 60))
            killing.kill(profile)


@pytest.mark.long
def test_two_tabs_of_one_lesson_do_not_overwrite_each_other(lesson_file, visit):
    first = visit(lesson_file.as_uri())
    second = visit(lesson_file.as_uri(), first.context)
    answer(first, ONE)
    answer(second, OTHER)
    first.reload()
    alive(first)
    assert answered(first) == 2


@pytest.mark.long
def test_each_who_uses_the_browser_has_a_record_of_their_own(lesson_file, visit):
    page = visit(lesson_file.as_uri())
    answer(page, ONE)
    for name, whose, already in (("Wu", ": Wu", 0), ("", "", 1)):
        page.locator("#fk-record summary").click()
        page.locator("#fk-name").fill(name)
        with page.expect_navigation():
            page.locator("#fk-be").click()
        alive(page)
        assert (page.locator("#fk-whose").inner_text(), answered(page)) == (whose, already)
        answer(page, OTHER)
    names = page.locator("#fk-names option").evaluate_all("(all) => all.map((o) => o.value)")
    assert names == ["Wu"]


@pytest.mark.long
@pytest.mark.parametrize("name", [one.name for one in lessons(KIT)])
def test_every_exercise_of_a_lesson_is_answered_in_one_file(name, pyodide, home, visit, tmp_path):
    [(path, _)] = write(tmp_path, (name,), pyodide=pyodide)
    page = visit(path.as_uri(), home)
    for id in lesson(KIT, name).exercises:
        card, response = browser.exercise_on(page, id), responses.right(EXERCISES[id])
        browser.answer(page, card, EXERCISES[id], response)
        browser.expect(card, EXERCISES[id], response)
    assert page.errors == [] == away(page)


# --- the record comes and goes


@pytest.mark.long
def test_a_record_goes_to_a_notebook_and_back_entry_for_entry(lesson_file, visit, path, tmp_path):
    page = visit(lesson_file.as_uri())
    for id in (ONE, OTHER):
        exercise = samples.EXERCISES[id]
        browser.answer(page, browser.exercise_on(page, id), exercise, responses.wrong(exercise))
        answer(page, id)
    told = json.loads(downloaded(page, "#fk-export"))
    notebook = Record(path)
    assert notebook.merge(told) == len(told["attempts"]) == 4
    assert notebook.export()["attempts"] == told["attempts"]
    other = visit(lesson_file.as_uri())
    mine = tmp_path / "mine.json"
    notebook.export(mine)
    other.locator("#fk-import").set_input_files(mine)
    other.locator("#fk-status", has_text="4 answers added.").wait_for()
    assert answered(other) == 2
    back = json.loads(downloaded(other, "#fk-export"))
    for kind in ("attempts", "notes", "drafts"):
        assert back[kind] == told[kind]
    mine.write_text("{}")
    other.locator("#fk-import").set_input_files(mine)
    other.locator("#fk-status", has_text="Nothing was added.").wait_for()


LEFT = """async () => ({
  bases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  words: localStorage.length + sessionStorage.length,
})"""


@pytest.mark.long
def test_a_record_is_taken_along_and_nothing_is_left_on_a_borrowed_computer(site, visit, tmp_path):
    with served(site) as address:
        page = visit(f"{address}/{PAGE}")
        answer(page, ONE)
        browser.exercise_on(page, LONG).locator("textarea").fill("begun")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)")
        assert page.evaluate(LEFT)["bases"] and page.evaluate(LEFT)["workers"]
        (tmp_path / "mine.json").write_text(downloaded(page, "#fk-leave"))
        page.locator("#fk-leave", has_text="now remove everything").click()
        page.locator("#fk-status", has_text="Nothing of yours is left").wait_for()
        page.wait_for_timeout(1500)  # what comes late would begin it anew
        assert page.evaluate(LEFT) == {"bases": [], "caches": [], "workers": 0, "words": 0}
        page.reload()
        alive(page)
        assert answered(page) == 0
        page.locator("#fk-import").set_input_files(tmp_path / "mine.json")
        page.locator("#fk-status", has_text="1 answer added.").wait_for()
        assert answered(page) == 1


# --- where nothing can be kept


def hampered(lesson_file, name, hindrance):
    """The lesson with a worker to which something was done first."""
    html = lesson_file.read_text("utf-8")
    worker = held(html, "fk-worker")
    other = lesson_file.with_name(f"{name}.html")
    other.write_text(html.replace(worker, f"{hindrance}\n{worker}"), "utf-8")
    return other


BLOCKED = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
FULL = """
let full = false;
new BroadcastChannel("full").onmessage = ({ data }) => { full = data; };
const real = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (full) throw new DOMException("full", "QuotaExceededError");
  return real.apply(this, given);
};
"""


@pytest.mark.long
def test_where_the_browser_gives_no_store_that_is_said_at_once_and_the_record_can_be_saved(
    lesson_file, visit
):
    page = visit(hampered(lesson_file, "blocked", BLOCKED).as_uri())
    assert page.locator("#fk-unkept").is_visible()
    page.locator("#fk-close").click()
    answer(page, ONE)
    assert page.locator("#fk-unkept").is_visible() and answered(page) == 1  # told again
    kept = json.loads(downloaded(page, "#fk-rescue"))
    assert [attempt["exercise"] for attempt in kept["attempts"]] == [ONE]


@pytest.mark.long
def test_a_store_that_fills_up_later_is_told_and_what_was_kept_before_stays(lesson_file, visit):
    with served(hampered(lesson_file, "full", FULL).parent) as address:
        page = visit(f"{address}/full.html")
        answer(page, ONE)
        page.evaluate("new BroadcastChannel('full').postMessage(true)")
        answer(page, OTHER)
        page.locator("#fk-unkept", has_text="There is no room left for it.").wait_for()
        assert len(json.loads(downloaded(page, "#fk-rescue"))["attempts"]) == 2
        page.evaluate("new BroadcastChannel('full').postMessage(false)")
        answer(page, LONG)  # there is room again: all is kept, and nothing more is told
        page.locator("#fk-unkept").wait_for(state="hidden")
        page.reload()
        alive(page)
        assert answered(page) == 3


# --- from a web space


def release(kit, folder, pyodide, title):
    """The site of that lesson under another title."""
    book = kit / "notebooks" / f"{samples.NOTEBOOK}.ipynb"
    told = json.loads(book.read_text("utf-8"))
    told["cells"].insert(0, {**told["cells"][0], "cell_type": "markdown", "source": [f"# {title}"]})
    book.write_text(json.dumps(told), "utf-8")
    write(folder, ("09",), Kit(kit), single=False, pyodide=pyodide)


@pytest.mark.long
def test_a_served_site_is_alive_asks_nobody_but_itself_and_stays_when_there_is_no_network(
    pyodide, visit, tmp_path
):
    kit, folder = tmp_path / "kit", tmp_path / "site"
    browser.copy_kit(kit)
    samples.add_to(kit)
    release(kit, folder, pyodide, "The first release")
    with served(folder) as address:
        page = visit(f"{address}/{PAGE}")
        answer(page, ONE)
        assert answered(page) == 1 and page.errors == [] == away(page)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)")
        start = visit(f"{address}/portfolio.html", page.context)
        assert "Prime Minister" in start.locator("[data-call=portfolio]").inner_text()
        assert start.errors == [] == away(start)
        window = page.context
        release(kit, folder, pyodide, "The second release")
        page.reload()
        alive(page)
        assert page.title() == "The second release"
        renewed = "() => caches.keys().then(async ([name]) => (await (await caches.open(name)).keys()).length)"
        count = len([path for path in folder.rglob("*") if path.is_file()]) - 1  # but offline.js
        for _ in range(100):
            if page.evaluate(renewed) == count:
                break
            page.wait_for_timeout(100)
        assert page.evaluate(renewed) == count
    offline = visit(f"{address}/{PAGE}", window)  # nobody answers there any more
    assert answered(offline) == 1 and offline.title() == "The second release"


FRAME = '<!DOCTYPE html><title>A course</title><iframe src="{}" {} style="width: 960px; height: 820px"></iframe>'


def in_frame(page):
    """The frame of a page, alive, with the hands of its page."""
    frame = page.frames[1]
    alive(frame)
    frame.mouse, frame.keyboard = page.mouse, page.keyboard
    return frame


@pytest.fixture
def partitioned(chrome):
    """A window in which a site has a store of its own in a frame, as browsers have it; the tests'
    driver switches that off."""
    own = (one for child in psutil.Process().children(recursive=True) for one in child.cmdline())
    switch = next(one for one in own if one.startswith("--disable-features="))
    found = {"executable_path": browser.chromium(), "args": browser.FLAGS}
    with chrome.browser_type.launch(**found, ignore_default_args=[switch]) as other:
        yield other.new_context()


@pytest.mark.long
@pytest.mark.parametrize("more", ["", 'sandbox="allow-scripts allow-same-origin"'])
def test_in_a_frame_of_another_site_it_is_alive_and_keeps_answers(
    more, site, partitioned, tmp_path
):
    with served(site) as lessons, served(tmp_path) as course:
        (tmp_path / "course.html").write_text(FRAME.format(f"{lessons}/{PAGE}", more))
        page = partitioned.new_page()
        page.goto(f"{course.replace('127.0.0.1', 'localhost')}/course.html")
        frame = in_frame(page)
        answer(frame, ONE)
        assert not frame.locator("#fk-unkept").is_visible()
        page.reload()
        assert answered(in_frame(page)) == 1


@pytest.mark.long
@pytest.mark.parametrize("more", ["", 'sandbox="allow-scripts"'])
def test_in_a_frame_that_may_keep_nothing_one_file_is_alive_and_says_so(
    more, lesson_file, visit, tmp_path
):
    with served(lesson_file.parent) as lessons, served(tmp_path) as course:
        alone = FRAME.format(f"{lessons}/{lesson_file.name}", more)
        (tmp_path / "course.html").write_text(alone)
        page = visit(f"{course.replace('127.0.0.1', 'localhost')}/course.html", wait=False)
        frame = in_frame(page)
        answer(frame, ONE)
        assert frame.locator("#fk-unkept", has_text="lets it keep nothing").is_visible()
        assert frame.locator("#fk-alone").get_attribute("href").endswith(lesson_file.name)


@pytest.mark.long
def test_from_a_plain_http_address_it_is_alive_and_keeps_answers(site, chrome):
    flags = [*browser.FLAGS, "--host-resolver-rules=MAP school.example 127.0.0.1"]
    plain = chrome.browser_type.launch(executable_path=browser.chromium(), args=flags)
    with served(site) as address:
        page = plain.new_page()
        page.goto(f"{address.replace('127.0.0.1', 'school.example')}/{PAGE}")
        alive(page)
        assert not page.evaluate("isSecureContext")
        answer(page, ONE)
        page.reload()
        alive(page)
        assert answered(page) == 1
    plain.close()


def test_a_page_of_a_site_that_is_opened_from_the_disk_says_where_it_works(site, visit):
    page = visit((site / PAGE).as_uri(), wait=False)

    said = page.locator("#fk-said", has_text="could not start")

    assert "from a disk open a lesson that is one file" in said.inner_text()
    assert page.locator("main .fk-place").first.is_visible()
