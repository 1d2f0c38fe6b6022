"""A kind of exercise is added by one file of Python and one script, and is then everywhere at once.

The library is copied, the two files of eleventh_kind/ are put beside those of the ten kinds, and no
other line of the copy is changed.
"""

import json
from pathlib import Path
import shutil

import browser
import fruskit
import nbformat
import pytest
import terminal

ELEVENTH = Path(__file__).with_name("eleventh_kind")
SHOW = """
import json, sys
import fruskit
from fruskit.author.check import check
from fruskit.cards import bundle, view_of
from fruskit.cli import main
from fruskit.kit.folder import find_kit

exercise = fruskit.exercise("09/how-long")
right = {"claim": {"white-paper": "1944-1949", "conference-year": "1945–1945"},
         "words": exercise.right_answer["words"]}
live, still = view_of(exercise), bundle(exercise)[0]
drawing = live._live._drawing
wrong = {"claim": {"white-paper": "1944"}, "words": right["words"]}
live._received(live, {"type": "answer", "response": drawing.show(right)}, None)
main(["exercises"])
print("\\x1e")
json.dump({
    "library": fruskit.__file__,
    "kinds": list(fruskit.exercises.KINDS),
    "script": live._esm,
    "view": live.view,
    "result": live.result,
    "problem": live.problem,
    "still": still,
    "marked": [[exercise.mark(r).score, [m.text for m in exercise.mark(r).remarks]] for r in (right, wrong)],
    "best": exercise.mark(exercise.right_answer).score,
    "handout": fruskit.handout("09"),
    "answers": fruskit.handout("09", answers=True),
    "key": fruskit.expected_answers("09").text,
    "portfolio": fruskit.portfolio().text,
    "problems": [str(problem) for problem in check(find_kit()).problems],
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What a library of eleven kinds shows of an exercise of the eleventh, everywhere."""
    folder = tmp_path_factory.mktemp("eleven")
    library = folder / "lib" / "fruskit"
    shutil.copytree(
        Path(fruskit.__file__).parent, library, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ELEVENTH / "years.py", library / "exercises" / "kinds")
    shutil.copy(ELEVENTH / "years.js", library / "cards")
    browser.copy_kit(folder / "kit")
    shutil.copy(ELEVENTH / "lesson.toml", folder / "kit" / "data" / "exercises" / "09.toml")
    lesson = nbformat.v4.new_notebook()
    lesson.cells = [
        nbformat.v4.new_markdown_cell("# Years"),
        nbformat.v4.new_code_cell("import fruskit"),
        nbformat.v4.new_code_cell('fruskit.exercise("09/how-long")'),
    ]
    nbformat.write(lesson, folder / "kit" / "notebooks" / "09-years.ipynb")
    own = {"PYTHONPATH": str(library.parent), "FRUSKIT_RECORD": str(folder / "record.sqlite")}
    done = terminal.python("-c", SHOW, cwd=folder / "kit", **own, FRUSKIT_KIT="")
    assert done.returncode == 0, done.stderr
    listed, _, told = done.stdout.partition("\x1e")
    told = json.loads(told) | {"listed": listed}
    assert Path(told["library"]).parent == library
    return told


def test_the_new_kind_is_found_beside_the_ten_and_the_check_knows_its_form(shown):
    assert len(shown["kinds"]) == 11 and "years" in shown["kinds"]
    assert shown["problems"] == []


def test_it_is_marked_and_each_part_of_an_answer_gets_its_reply(shown):
    (best, says), (worse, wrong) = shown["marked"]
    assert best == shown["best"] == 1 and worse < 1
    assert says[0] == "Its subtitle says “the Period 1944–1949”."
    assert wrong[0] == "Read its subtitle in note 2 to the end."


def test_the_live_card_has_its_script_draws_it_and_answers_it(shown):
    assert "AREAS.years =" in shown["script"] and shown["view"]["task"] == "Give the years"
    assert [thing["key"] for thing in shown["view"]["things"]] == ["1", "2"]
    assert shown["problem"] == "" and shown["result"]["correct"]


def test_the_still_card_shows_what_is_asked_as_text_and_as_html(shown):
    text, html = shown["still"]["text/plain"], shown["still"]["text/html"]
    assert "  1. What the China White Paper is about" in text and "Then: Mark the words" in text
    assert "<li>What the <em>China White Paper</em> is about</li>" in html
    assert "1944" not in text.partition("Then:")[0]


def test_the_handout_asks_it_and_with_answers_fills_it_in(shown):
    blank = '<span>The Conferences at Malta and Yalta</span> <span class="blank short">{}</span>'
    assert blank.format("") in shown["handout"]
    assert "Write the first and the last year." in shown["handout"]
    assert blank.format("1945–1945") in shown["answers"]
    assert "The Conferences at Malta and Yalta — anything else" in shown["answers"]


def test_the_key_gives_the_right_answer_and_all_that_may_be_heard(shown):
    assert "  What the *China White Paper* is about: 1944–1949" in shown["key"]
    assert (
        "✗ The Conferences at Malta and Yalta — anything else: Note 1 has the title."
        in shown["key"]
    )


def test_the_portfolio_has_what_was_answered_part_by_part(shown):
    assert "- What the *China White Paper* is about: 1944-1949" in shown["portfolio"]
    assert "**1944–1949**" in shown["portfolio"], (
        "and the words that were marked, in their sentence"
    )


def test_the_list_of_exercises_names_it(shown):
    (line,) = (line for line in shown["listed"].splitlines() if "09/how-long" in line)
    assert "years" in line


@pytest.mark.browser
def test_its_script_works_in_a_browser(shown, chrome):
    page = chrome.new_page()
    page.set_content("<main></main>")
    page.evaluate(
        """async ([script, view]) => {
          const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
          const held = { view, result: null, draft: null, hints: [], problem: "" };
          const model = { get: (name) => held[name], set() {}, on() {}, off() {}, save_changes() {},
            send: (sent) => { window.sent = sent; } };
          module.default.render({ model, el: document.querySelector("main") });
        }""",
        [shown["script"], shown["view"]],
    )
    page.get_by_label("The Conferences at Malta and Yalta").fill("1945–1945")
    page.get_by_role("button", name="Check").click()
    assert page.evaluate("sent.response.claim") == {"2": "1945–1945"}
    page.close()
