"""In other hosts of notebooks and other browsers than the ones that all tests use: one *mark* and one
*order*, each by drag, wrong and right, and the reply is that of marking. What is missing is left out, and
says so.
"""

import json
import re
import subprocess
import sys
import time
from urllib.request import urlopen

import browser
import colab
import engines
import fruskit
from fruskit.cards.save_hook import LIVE
import keyboard
import pytest
import responses
import samples
import sites
from test_pages import lesson_file  # noqa: F401
import vscode

pytestmark = [pytest.mark.browser, pytest.mark.long]
LESSON = "02-yalta-provisions"
EXERCISES = fruskit.all_exercises() | samples.EXERCISES
ASKED = ("02/the-condition", "02/argument-in-order")
SAMPLES = ("09/cause-of-interruption", "09/course-of-the-talks")


# --- what a hand does, in any window

CARD = "const card = document.querySelector(`.fk-exercise[data-exercise='${id}']`);"
SOUGHT = f"""(id) => {{
  {CARD}
  const page = document.querySelector(".jp-WindowedPanel-outer");
  if (!card && page) page.scrollTop += 300;
  card?.scrollIntoView({{ block: "center", behavior: "instant" }});
  return !!card;
}}"""
BOXES = f"""(id, selector) => {{
  {CARD}
  const seen = [...card.querySelectorAll(selector)].filter((node) => node.checkVisibility());
  const box = ({{ x, y, width, height }}) => [x, y, width, height];
  return seen.map((node) => box([...node.getClientRects()].at(-1))); // a word may be on two lines
}}"""
SEEN = f"""(id, selector, n) => {{
  {CARD}
  card.querySelectorAll(selector)[n].scrollIntoView({{ block: "center", behavior: "instant" }});
}}"""
COUNTED = f"""(id, selector, n) => {{
  {CARD}
  return card.querySelectorAll(selector).length === n;
}}"""
WORDS = f"""(id, selector) => {{
  {CARD}
  return [...card.querySelectorAll(selector)].map((node) => node.textContent);
}}"""


def boxes(window, id, selector, n=0):
    """Where they are on screen, once the n-th is in its middle and nothing moves any more."""
    window.evaluate(SEEN, id, selector, n)
    seen = [None, window.evaluate(BOXES, id, selector)]
    while not seen[-1] == seen[-2] == seen[-3:][0]:
        time.sleep(0.2)
        seen.append(window.evaluate(BOXES, id, selector))
    return seen[-1]


def press(window, id, selector):
    x, y, width, height = boxes(window, id, selector)[0]
    window.click((x + width / 2, y + height / 2))


def mark(window, exercise, response):
    """Drags from the first to the last of the words that each span touches."""
    while window.evaluate(BOXES, exercise.id, ".fk-remove"):
        press(window, exercise.id, ".fk-remove")
    for block, start, end in response:
        words = list(re.finditer(r"\S+", exercise.section.block(block).text))
        touched = [n for n, word in enumerate(words) if word.start() < end and word.end() > start]
        selector = f".fk-words[data-block='{block}'] .fk-word"
        there = boxes(window, exercise.id, selector, touched[0])
        (x, y, _, height), (last, under, width, tall) = there[touched[0]], there[touched[-1]]
        end_of_it = (last + width - 1, under + tall / 2)
        window.drag((x + 1, y + height / 2), (last + width / 2, under + tall / 2), end_of_it)
    window.wait(COUNTED, exercise.id, ".fk-remove", len(response))


def order(window, exercise, response):
    """Drags each line by its handle to above the one that is in its place; again, where the notebook
    moved the page meanwhile."""
    texts = {item.id: browser.plain(item.text) for item in exercise.task.items}
    for place, id in enumerate(response):
        for _ in range(3):
            at = window.evaluate(WORDS, exercise.id, ".fk-line-text").index(texts[id])
            if at == place:
                break
            lines = boxes(window, exercise.id, ".fk-line", (at + place) // 2)
            x, y, width, height = window.evaluate(BOXES, exercise.id, ".fk-handle")[at]
            down, goal = (x + width / 2, y + height / 2), lines[place][1] + 2
            window.drag(down, (down[0], (down[1] + goal) / 2), (down[0], goal))
    there = window.evaluate(WORDS, exercise.id, ".fk-line-text")
    assert there == [texts[id] for id in response]


def asks_and_marks(window, asked=ASKED):
    """Each is answered by drag, wrong and then right; what is said is what marking says."""
    for exercise in map(EXERCISES.get, asked):
        window.wait(SOUGHT, exercise.id, seconds=120)
        for response in (responses.wrong(exercise), responses.right(exercise)):
            if window.evaluate(BOXES, exercise.id, ".fk-retry"):
                press(window, exercise.id, ".fk-retry")
                window.wait(BOXES, exercise.id, ".fk-check")
            {"mark": mark, "order": order}[exercise.kind](window, exercise, response)
            press(window, exercise.id, ".fk-check")
            window.wait(BOXES, exercise.id, ".fk-headline")
            marking = exercise.mark(response)
            [headline] = window.evaluate(WORDS, exercise.id, ".fk-headline")
            assert headline.lstrip("✓○ ") == marking.headline
            said = window.evaluate(WORDS, exercise.id, ".fk-remark p")
            for remark in marking.said(marking.correct):
                wanted = browser.plain(remark.says(marking.correct))
                assert any(text.startswith(wanted) for text in said), (wanted, said)


@pytest.fixture
def copied(tmp_path):
    return browser.copy_kit(tmp_path)


# --- the hosts


@pytest.fixture(params=[engines.firefox, engines.webkit], ids=["Firefox", "WebKit"])
def engine(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("engine")) as window:
        if window is None:
            pytest.skip(f"left out: {request.node.callspec.id} is not on this machine")
        yield window


def test_in_jupyterlab_a_lesson_asks_and_marks(engine, copied):
    with browser.jupyterlab(copied, copied / "record.sqlite", alive=True) as lab:
        engine.go(f"{lab}/lab/tree/{LESSON}.ipynb?reset&token={browser.TOKEN}")
        engine.wait("() => !!document.querySelector('.fk-exercise')", seconds=120)
        engine.click((1000, 300))  # from now on the page stays where its reader is
        asks_and_marks(engine)


def test_a_lesson_that_is_one_file_asks_and_marks(engine, request):
    engine.go(request.getfixturevalue("lesson_file").as_uri())
    asks_and_marks(engine, SAMPLES)


@pytest.fixture(scope="module")
def notebook7(tmp_path_factory):
    """A folder with Jupyter Notebook 7, which no lesson needs."""
    folder = tmp_path_factory.mktemp("notebook7")
    asked = ["install", "-q", "--no-deps", "--target", str(folder), "notebook>=7.6,<8"]
    done = subprocess.run([sys.executable, "-m", "pip", *asked], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"left out: Notebook 7 cannot be installed here ({done.stderr.strip()[-200:]})")
    return folder


def test_in_notebook_7_a_lesson_asks_and_marks_and_when_python_restarts_one_click_brings_all_back(
    notebook7, copied, open_page
):
    record = copied / "record.sqlite"
    with browser.jupyterlab(copied, record, notebook=notebook7) as address:
        page = open_page()
        page.goto(f"{address}/notebooks/{LESSON}.ipynb?token={browser.TOKEN}")
        page.get_by_text("To answer, run the whole lesson").first.wait_for(timeout=90_000)
        run_all(page, address)
        asks_and_marks(engines.Chromium(page))
        cells = page.locator(".jp-Cell").count()
        for exercise in map(EXERCISES.get, ASKED):  # Notebook 7 has other keys than JupyterLab
            card = browser.exercise_on(page, exercise.id)
            keyboard.answer(page, card, exercise, responses.right(exercise))
            browser.expect(card, exercise, responses.right(exercise))
        assert page.locator(".jp-Cell").count() == cells
        expect_no_view_in_the_file(page, copied / "notebooks" / f"{LESSON}.ipynb")
        exercise = EXERCISES["02/who-signed"]
        card = browser.exercise_on(page, exercise.id)
        browser.answer(page, card, exercise, responses.wrong(exercise))
        browser.fresh(card)
        card.locator("label.fk-option").nth(1).click()
        begun = chosen(card)
        page.wait_for_timeout(1500)  # what is begun is kept a second after the last touch
        page.get_by_role("menuitem", name="Kernel", exact=True).click()
        page.get_by_text("Restart Kernel…", exact=True).click()
        page.locator(".jp-Dialog button").last.click()
        card.locator(".fk-strip:visible").wait_for(timeout=30_000)
        idle(page, address)
        card.get_by_role("button", name="Start again").click()
        page.locator(".jp-Dialog button").last.click()  # Jupyter asks first
        page.locator(".fk-strip:visible").first.wait_for(state="detached", timeout=60_000)
        card = page.locator(f".fk-exercise[data-exercise='{exercise.id}']:focus")
        card.wait_for(timeout=90_000)  # the reader is where it was pressed, not at the page’s end
        browser.expect(card, exercise, responses.wrong(exercise))
        card.get_by_role("button", name="Go on with what you began").click()
        page.locator(".fk-exercise:focus-within .fk-check").wait_for()
        assert chosen(browser.exercise_on(page, exercise.id)) == begun


def test_in_notebook_7_with_the_kits_extension_a_lesson_opens_alive_and_leads_to_the_next(
    notebook7, copied, open_page
):
    record = copied / "record.sqlite"
    with browser.jupyterlab(copied, record, alive=True, notebook=notebook7) as address:
        page = open_page()
        page.goto(f"{address}/notebooks/{LESSON}.ipynb?token={browser.TOKEN}")
        page.locator(".fk-exercise").first.wait_for(timeout=120_000)
        page.get_by_role("link", name="Next lesson: A summer of negotiations").click()
        page.wait_for_url("**/notebooks/03-negotiation-chronology.ipynb*")
        page.locator(".fl-bar", has_text="Lesson 03").wait_for(timeout=120_000)


@pytest.fixture(scope="module")
def vs_code(tmp_path_factory):
    return vscode.unpack(tmp_path_factory.mktemp("vscode"))


def test_in_vs_code_a_lesson_asks_and_marks_in_its_dark_colors_and_keeps_what_was_begun(
    vs_code, copied, open_page
):
    with (
        browser.jupyterlab(copied, copied / "record.sqlite", open_to="*") as jupyter,
        vscode.serving(vs_code, jupyter) as address,
    ):
        page = open_page(height=1400)
        book = vscode.Notebook(page, address, LESSON)
        book.shown.get_by_text("To answer, run the whole lesson").first.wait_for()
        book.run_all()
        exercise = EXERCISES["02/who-signed"]
        check = book.bring(
            f"{card_of(exercise)} .fk-check", 1280, 90
        )  # near the window's lower edge
        card = book.shown.locator(card_of(exercise))
        card.locator("label.fk-option").first.click()
        check.click()
        lead = card.locator(".fk-lead")
        lead.wait_for()
        page.wait_for_timeout(1500)  # until VS Code has scrolled to it
        assert sum(lead.bounding_box()[part] for part in ("y", "height")) < 1380
        for exercise in map(EXERCISES.get, ("02/who-signed", *ASKED)):
            card = book.bring(card_of(exercise))
            for answer, response in (
                (browser.answer, responses.wrong(exercise)),
                (keyboard.answer, responses.right(exercise)),
            ):
                answer(page, card, exercise, response)
                browser.expect(card, exercise, response)
        cells = json.loads((copied / "notebooks" / f"{LESSON}.ipynb").read_text("utf-8"))["cells"]
        assert page.get_by_text(
            re.compile(rf"Cell \d+ of {len(cells)}")
        ).count()  # no key added one
        assert not browser.violations(book.shown, ".fk-exercise")
        exercise = EXERCISES["02/who-signed"]
        card = book.bring(card_of(exercise))
        browser.fresh(card)
        book.command("kit.restart")
        page.wait_for_timeout(1000)
        card.locator("label.fk-option").first.click()
        begun = chosen(card)
        card.locator(".fk-check").click()
        card.get_by_text("There is no answer from Python.").wait_for()
        book.run_all()
        card = book.bring(card_of(exercise))
        card.get_by_role("button", name="Go on with what you began").click()
        card.locator(".fk-check").wait_for()
        assert chosen(card) == begun
        page.keyboard.press("Control+s")
        page.locator(".tab.dirty").wait_for(state="detached")
        again = vscode.Notebook(page, address, LESSON)  # and no kernel of its own
        again.shown.get_by_text("To answer, run the whole lesson").first.wait_for()
        assert not again.shown.locator(".fk-exercise").count()


@pytest.fixture(scope="module")
def like_colab(tmp_path_factory):
    with sites.served(colab.unpack(tmp_path_factory.mktemp("colab"))) as address:
        yield address


def test_where_each_output_is_a_sandboxed_page_as_in_colab_a_lesson_asks_and_marks(
    like_colab, copied, open_page
):
    with browser.jupyterlab(copied, copied / "record.sqlite", open_to="*") as jupyter:
        page = open_page(height=1400)
        book = colab.Notebook(page, like_colab, jupyter, LESSON)
        first = page.frame_locator("iframe").first
        first.get_by_text("To answer, run the whole lesson").wait_for()
        page.evaluate("runAll()")
        for exercise in map(EXERCISES.get, ("02/who-signed", *ASKED)):
            card = book.card(exercise.id)
            for answer, response in (
                (browser.answer, responses.wrong(exercise)),
                (keyboard.answer, responses.right(exercise)),
            ):
                answer(page, card, exercise, response)
                browser.expect(card, exercise, response)
        exercise = EXERCISES["02/who-signed"]
        card = book.card(exercise.id)
        browser.fresh(card)
        card.locator("label.fk-option").first.click()
        begun = chosen(card)
        page.wait_for_timeout(1500)  # what is begun is kept a second after the last touch
        page.evaluate("restart()")
        card.locator(".fk-check").click()
        card.get_by_text("There is no answer from Python.").wait_for()
        page.evaluate("runAll()")
        card = book.card(exercise.id)
        card.get_by_role("button", name="Go on with what you began").click()
        card.locator(".fk-check").wait_for()
        assert chosen(card) == begun


def card_of(exercise):
    return f".fk-exercise[data-exercise='{exercise.id}']"


def expect_no_view_in_the_file(page, path):
    """What is saved is the readable card, and nothing of what was answered."""
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("button", name="Save and create checkpoint").first.click()
    saved = path.read_text("utf-8")
    assert LIVE not in saved and "To answer, run the whole lesson" in saved


def idle(page, address):
    """Until the kernel is there and waits."""
    for _ in range(240):
        page.wait_for_timeout(250)
        with urlopen(f"{address}/api/sessions?token={browser.TOKEN}", timeout=10) as answer:
            states = [session["kernel"]["execution_state"] for session in json.load(answer)]
        if states == ["idle"]:
            return


def run_all(page, address):
    """Run → Run All Cells, once the kernel is there; until all that the lesson asks is alive."""
    idle(page, address)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    asked = sum(exercise.notebook == LESSON for exercise in EXERCISES.values())
    alive = f"document.querySelectorAll('.fk-exercise[data-exercise]').length === {asked}"
    page.wait_for_function(f"() => {alive} && !({browser.WAITING})", timeout=120_000)
    page.wait_for_timeout(3000)  # until the notebook has gone to its end


def chosen(card):
    return [box.get_attribute("value") for box in card.locator("input:checked").all()]
