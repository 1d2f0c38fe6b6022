"""A lesson on paper: it asks all that the screen asks, prints without a network, and gives nothing away."""

from dataclasses import replace
from html.parser import HTMLParser
import os
import re
import subprocess
import sys

from browser import ROOT
import fruskit
from fruskit import FruskitError
from fruskit.cards.draw import draw
from fruskit.claims.annotations import Annotations
from fruskit.exercises import KINDS
from fruskit.exercises.kinds.date import Dates
from fruskit.exercises.kinds.emend import Emend
from fruskit.kit.lessons import Call, Lesson
from fruskit.markup import prose
from fruskit.publishing.handout import handout, NumberedText
from fruskit.publishing.handout.prose import on_paper
from fruskit.publishing.handout.sheet import sheet
from fruskit.volumes.parts import Note
from fruskit.volumes.text import Block, PageBreak, Section
from paper import kit_of_all_kinds, SECRET
import pytest
from tei_files import whole

OWN = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
EXERCISES = fruskit.all_exercises()
VOID = {"meta", "br", "img", "hr"}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    return kit_of_all_kinds(tmp_path_factory.mktemp("kit"))


@pytest.fixture
def asked(kit, monkeypatch):
    """The exercises of the lesson with all kinds, by name; the kit is the one we are in."""
    monkeypatch.chdir(kit)
    return {
        id.partition("/")[2]: one
        for id, one in fruskit.all_exercises().items()
        if id.startswith("09/")
    }


class Page(HTMLParser):
    """The elements of a page, and its words; refuses one that is not closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.words = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def test_the_kit_of_these_tests_has_every_kind_and_a_second_step(asked):
    assert {one.kind for one in asked.values()} == set(KINDS)
    assert any(one.proof for one in asked.values())


# --- one file


@pytest.mark.parametrize("with_answers", [False, True])
@pytest.mark.parametrize("lesson", OWN)
def test_a_handout_is_one_page_that_needs_no_network_and_runs_nothing(lesson, with_answers):
    page = Page(fruskit.handout(lesson, answers=with_answers))
    assert not {"script", "img", "iframe", "object", "form", "base"} & {
        tag for tag, _ in page.elements
    }
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        assert tag != "link" and attributes.get("href", "https://").startswith("https://")
    style = fruskit.handout(lesson).partition("<style>")[2].partition("</style>")[0]
    assert "@import" not in style and "url(" not in style


@pytest.mark.parametrize("lesson", OWN)
def test_a_handout_asks_every_exercise_of_its_lesson_in_its_order(lesson):
    asked = re.findall(
        r'<h3><span class="number">(\d+)</span> <span>(.+?)</span>', fruskit.handout(lesson)
    )
    own = [one for one in EXERCISES.values() if one.notebook == lesson]
    assert asked == [(str(n), prose(one.title)) for n, one in enumerate(own, 1)]


def test_the_same_lesson_is_the_same_handout_every_time(asked):
    assert fruskit.handout("09") == fruskit.handout("09-all-kinds")


def test_the_options_stand_in_the_order_of_the_still_card(asked):
    page = Page(fruskit.handout("09")).text
    shown = [option["text"] for option in draw(asked["proved"]).view["options"]]
    assert [page.index(text) for text in shown] == sorted(page.index(text) for text in shown)


# --- nothing is given away


def test_a_sheet_to_be_answered_holds_nothing_that_is_said_to_an_answer(asked):
    html = fruskit.handout("09").partition("</style>")[2]
    assert SECRET not in html and "id-" not in html and "✓" not in html
    assert "<u>4546</u>" in html and html.count("<u>") == 1  # what is in question, and no answer


@pytest.mark.parametrize("id", EXERCISES)
def test_no_feedback_of_a_real_exercise_is_on_the_sheet_to_be_answered(id):
    exercise = EXERCISES[id]
    shown = Page(sheet(1, draw(exercise))).text
    for one in exercise.heard():
        assert " ".join(one.says.replace("*", "").split()) not in shown
    for said in (*exercise.hints, exercise.right):
        assert said.replace("*", "") not in shown


def otherwise(exercise):
    """The exercise with another right answer, and the same to be seen."""
    task = exercise.task
    if exercise.kind == "choice":
        task = replace(task, options=tuple(replace(o, right=not o.right) for o in task.options))
    elif exercise.kind == "sort":
        other = dict(zip(task.bins.values(), reversed(task.bins.values())))
        task = replace(task, pairs=tuple(replace(p, right=other[p.right]) for p in task.pairs))
    elif exercise.kind == "order":
        places = [2, 3, 1]
        task = replace(task, items=tuple(replace(i, place=at) for i, at in zip(task.items, places)))
    elif isinstance(task, Dates):
        dates = [item.date for item in reversed(task.items)]
        task = replace(
            task, items=tuple(replace(i, date=date) for i, date in zip(task.items, dates))
        )
    elif exercise.kind == "decode":
        task = replace(task, pieces=tuple(replace(p, written="7") for p in task.pieces))
    elif isinstance(task, Emend):
        grounds = replace(
            task.grounds, options=tuple(replace(o, right=not o.right) for o in task.grounds.options)
        )
        task = replace(task, readings=task.readings[:1], grounds=grounds)
    elif exercise.kind == "mark":
        span = exercise.section.find("Outer Mongolia", block="editors-note-1")
        task = replace(
            task, targets=tuple(replace(t, span=span, within=span) for t in task.targets)
        )
    elif exercise.kind == "write":
        task = replace(task, model="Another.", rubric=("Other.",), targets=())
    return replace(exercise, task=task)


@pytest.mark.parametrize(
    "name",
    ["believed", "proved", "sorted", "ordered", "marked", "dated", "decoded", "emended", "written"],
)
def test_a_sheet_to_be_answered_is_the_same_whatever_is_right(name, asked):
    assert sheet(1, draw(otherwise(asked[name]))) == sheet(1, draw(asked[name]))


def test_hidden_words_are_not_on_the_sheet_that_asks_for_them(asked):
    shown = Page(sheet(1, draw(asked["revealed"]))).text
    assert "expressed its readiness" not in shown and "(3 words)" in shown


def test_what_looks_back_on_an_exercise_is_on_the_handout_with_answers_alone(asked):
    plain, full = fruskit.handout("09"), fruskit.handout("09", answers=True)
    assert "Looking back" not in plain
    assert full.count("Looking back") == 3
    for kept in (
        "A question to begin with.",
        "Leads to the next.",
        "A question at the end.",
        "Sakhalin and the Kurils",
    ):
        assert kept in plain and kept in full


# --- with answers


@pytest.mark.parametrize("id", EXERCISES)
def test_the_answer_of_the_key_is_marked_as_wholly_right(id):
    exercise = EXERCISES[id]
    if exercise.graded:
        assert exercise.mark(exercise.right_answer).correct


def test_the_key_of_each_kind_is_marked_as_wholly_right(asked):
    for name, exercise in asked.items():
        if exercise.graded:
            assert exercise.mark(exercise.right_answer).correct, name


FILLED = {
    "proved": r"✓</span> <b class=\"key\">\w</b> <span>Three men.*<u>signed by Stalin, Roosevelt, and Churchill</u>",
    "matched": r"Left one</span> <span class=\"blank sign\">(\w).*Left three</span> <span class=\"blank sign\">\1<",
    "sorted": r"An island</span> <span class=\"blank sign\">b<.*A port</span> <span class=\"blank sign\">a<",
    "ordered": r"<span class=\"blank sign\">1</span> <span>They began",
    "marked": r"<u>Port Arthur</u>",
    "dated": r"They are resumed</span> <span class=\"blank short\">undated<.*begin</span> <span class=\"blank short\">June 30<",
    "decoded": r"The subject</th><td><span class=\"blank short\">740.00119</span></td><td><span class=\"blank sign\">b<",
    "emended": r"I read <span class=\"blank long\">45–46<.*✓</span> <b class=\"key\">\w</b> <span>A pattern",
    "revealed": r"<span class=\"blank gap\">expressed its readiness<",
    "written": r"SECRET model",
}


@pytest.mark.parametrize("name", FILLED)
def test_with_answers_each_kind_of_sheet_is_filled_in(name, asked):
    drawing = draw(asked[name])
    filled = sheet(1, drawing, drawing.show(asked[name].right_answer))
    assert re.search(FILLED[name], filled, re.S)
    assert not re.search(FILLED[name], sheet(1, drawing), re.S)


def test_the_key_says_what_decides_it_where_it_stands_and_what_to_listen_for(asked):
    page = Page(fruskit.handout("09", answers=True)).text
    assert "“begun at Moscow on June 30” Editor’s note, first paragraph (page 857), line 12" in page
    for exercise in asked.values():
        for one in exercise.heard():
            assert one.answer in page and one.says in page
    assert "SECRET rubric" in page and "SECRET hint" in page


def test_all_that_an_exercise_says_to_wrong_answers_is_in_what_may_be_heard(asked, kit):
    heard = {one.says for exercise in asked.values() for one in exercise.heard()}
    source = (kit / "data" / "exercises" / "09.toml").read_text(encoding="utf-8")
    said = set(re.findall(r'"(SECRET [^"]+)"', source))
    assert {s for s in said if not re.search(r"hint|end\.|next\.|rubric|model|missed", s)} <= heard


# --- words of lessons and exercises are words


def test_markup_in_a_lesson_or_an_exercise_stays_text(asked):
    html = fruskit.handout("09")
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        and "Four men &amp; &lt;i&gt;more&lt;/i&gt;" in html
    )
    assert "<em>the verb</em>" in html


def test_each_web_address_is_printed_once_at_the_end_and_its_number_where_it_is_named(asked):
    twice = Lesson(
        "09", ("[One](https://a.org/x?y=1&z=2) [two](https://b.org)", "[one](https://b.org)")
    )
    html = handout(twice, fruskit.load(), Annotations((), {}), {})
    shown = Page(html).text
    assert "One [1] two [2] The text" in shown and "one [2] On the web" in shown
    assert shown.endswith("On the web a.org/x?y=1&z=2 b.org")


def test_a_key_of_the_keyboard_is_set_as_one(asked):
    assert "<kbd>Shift</kbd>" in fruskit.handout("02", answers=True)


def test_links_lead_out_of_the_kit_or_nowhere(asked):
    page = Page(fruskit.handout("09"))
    hrefs = {attributes["href"] for tag, attributes in page.elements if tag == "a"}
    assert "https://history.state.gov/x" in hrefs and all(
        href.startswith("https://") for href in hrefs
    )
    assert "within out [1] bad [A picture]" in page.text


# --- the text in lines


def section(*blocks, notes=(), pages=()):
    return Section("s", "S", "v", blocks, notes, (), pages, (), ())


def test_lines_are_as_long_as_fits_and_no_word_is_lost():
    text = " ".join(f"word{n}" for n in range(200)) + "\nsecond " + "x" * 200
    reading = NumberedText(section(Block("a", "paragraph", "1", text, "s")))
    pieces = [text[line.start : line.end] for line in reading.lines]
    assert " ".join(pieces).split() == text.split()
    assert all(len(piece) <= 76 for piece in pieces[:-1]) and pieces[-2:] == ["second", "x" * 200]
    assert all(
        len(one) + 1 + len(other.split()[0]) > 76 for one, other in zip(pieces[:-3], pieces[1:-2])
    )


def test_every_fifth_line_is_numbered_and_no_other():
    html = NumberedText(fruskit.load()).html()
    numbers = re.findall(r'data-line="(\d+)"', html)
    assert numbers == [str(n) for n in range(5, len(NumberedText(fruskit.load()).lines) + 1, 5)]


def test_the_reading_text_has_every_word_of_the_section_in_its_order():
    own, html = fruskit.load(), NumberedText(fruskit.load()).html()
    notes = {note.id for note in own.notes}
    blocks = sorted(own.blocks, key=lambda block: block.id in notes)
    bare = Page(re.sub(r"<sup>.*?</sup>|<p class=\"turn\">.*?</p>", "", html)).text
    assert bare == " ".join(" ".join(block.text.split()) for block in blocks)
    assert [n for n in re.findall(r"<sup>(.+?)</sup>", html)] == ["1", "2", "3"] * 2 and html.count(
        "[Page 858]"
    ) == 1


def test_a_page_turn_and_a_marker_within_a_line_stand_at_their_place():
    block, note = (
        Block("a", "paragraph", "1", "One two three.", "s"),
        Block("n", "note", "2", "Noted.", "s"),
    )
    one = section(
        block, note, notes=(Note("n", "1", "a", 7, "Noted."),), pages=(PageBreak("2", "a", 8),)
    )
    assert Page(NumberedText(one).html()).text == "One two1 [Page 2] three. 1 Noted."


def test_two_notes_at_one_place_have_their_markers_apart(write):
    inside = '<p>Words.<note n="1" xml:id="n1">One.</note><note n="2" xml:id="n2">Two.</note></p>'
    section = fruskit.read(write(whole(inside)))
    assert "Words.<sup>1</sup>\u2009<sup>2</sup>" in NumberedText(section).html()


def test_a_place_is_told_by_its_lines():
    own = fruskit.load()
    assert NumberedText(own).where(own.find("Generalissimo Chiang Kai-shek")) == "line 7"
    assert NumberedText(own).where(own.find("Dairen, Port Arthur")) == "lines 4–5"


# --- the command


def run(*arguments, cwd=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "fruskit", "handout", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env={**os.environ, "FRUSKIT_KIT": ""},
        timeout=120,
    )


def test_the_command_prints_the_handout_or_writes_it(tmp_path):
    path = tmp_path / "handout.html"
    assert run("02").stdout.decode() == fruskit.handout("02")
    for extra in ([], ["--answers"]):  # the second replaces the first
        done = run("02", "--to", path, *extra)
        assert (done.returncode, done.stdout) == (0, b"")
        assert path.read_text(encoding="utf-8") == fruskit.handout("02", answers=bool(extra))


def test_another_file_of_that_name_is_left_as_it_is(tmp_path):
    path = tmp_path / "notes.html"
    path.write_text("my notes")
    done = run("02", "--to", path)
    assert done.returncode == 1 and path.read_text() == "my notes"
    assert "another file of that name" in done.stderr.decode() and list(tmp_path.iterdir()) == [
        path
    ]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path):
    done = run("02", "--to", tmp_path / "nowhere" / "handout.html")
    assert done.returncode == 1 and "cannot be written" in done.stderr.decode()


def test_an_unknown_lesson_is_wrong_use_and_the_lessons_are_named():
    done = run("77")
    assert done.returncode == 2 and "02-yalta-provisions" in done.stderr.decode()


def test_a_notebook_that_is_none_is_named(kit, tmp_path, monkeypatch):
    root = kit_of_all_kinds(tmp_path / "kit")
    (root / "notebooks" / "09-all-kinds.ipynb").write_text('{"cells": [1]}')
    monkeypatch.chdir(root)
    with pytest.raises(FruskitError) as told:
        fruskit.handout("09")
    assert told.value.where == "notebooks/09-all-kinds.ipynb"


def test_a_missing_markdown_reader_is_told_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "mistune", None)
    with pytest.raises(FruskitError) as told:
        fruskit.handout("02")
    assert "JupyterLab" in told.value.remedy


# --- on paper


@pytest.mark.browser
@pytest.mark.parametrize(
    "millimetres", [pytest.param(210, id="A4"), pytest.param(216, id="Letter")]
)
@pytest.mark.parametrize("with_answers", [False, True])
def test_nothing_is_wider_than_the_paper(millimetres, with_answers, asked, chrome):
    width = round((millimetres - 2 * 19) / 25.4 * 96)
    page = chrome.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    page.set_content(fruskit.handout("09", answers=with_answers))
    too_wide = "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).length"
    cut_off = "[...document.querySelectorAll('.line')].filter(line => line.scrollWidth > line.clientWidth).length"
    assert page.evaluate(f"[{too_wide}, {cut_off}]") == [0, 0]
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_first_sheet_has_name_title_and_text_and_no_sheet_is_half_empty(paper, chrome):
    html = fruskit.handout("02")
    order = [html.index(part) for part in ("Name ", "<h1>", "The text</h2>", "Before you begin")]
    assert order == sorted(order)
    page = chrome.new_page()
    page.set_content(html.partition("</section>")[0])
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
    page.set_content(html)
    page.emulate_media(media="print")
    kept = "e => getComputedStyle(e).breakInside !== 'auto' && e.getBoundingClientRect().height"
    page.set_viewport_size({"width": 650, "height": 900})
    tall = page.evaluate(f"Math.max(...[...document.querySelectorAll('main *')].map({kept}))")
    assert tall < 900 * 0.4  # what is kept together, with its heading, leaves less than half empty
    passages = page.evaluate(
        "[...document.querySelectorAll('.passage')].map(e => getComputedStyle(e).breakInside)"
    )
    assert set(passages) == {"avoid"}  # words are marked without turning the sheet
    page.close()


def test_paper_says_nothing_about_the_screen():
    words = (
        "# Lesson\n\nA question.",
        "## How this works on screen\n\nAll of it.",
        "Read. Drag over it.\n\nPress **Check**.\n\nOn screen, the kit checks it.\n\nPress <kbd>Tab</kbd>.",
    )
    lesson = Lesson("09", (*words, Call("exercise", ("09/believed",))))
    assert list(on_paper(lesson, answers=False)) == [
        "# Lesson\n\nA question.",
        "Read.",
        lesson.cells[3],
    ]
    assert list(on_paper(lesson, answers=True)) == list(lesson.cells)


def test_a_text_that_an_exercise_alone_is_about_is_printed_before_it_and_its_lines_are_cited():
    sheet, key = fruskit.handout("06"), fruskit.handout("06", answers=True)
    assert sheet.count('<section class="text">') == 2
    at = sheet.index("kept under a record of changes")
    assert sheet.index("Your thesis, again") < at < sheet.index("Someone proposes to read")
    assert "third paragraph (From Yalta to Moscow), line" in key
    assert "record of changes" not in fruskit.handout("05")
