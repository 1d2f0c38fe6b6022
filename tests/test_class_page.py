"""The class on one page: what it shows, what it never shows, and that no one's words become markup or script."""

from pathlib import Path
from random import Random
import re

import browser
import classes
from classes import changed, EXERCISES, handed_in, lay, SCRIPT
import fruskit
from fruskit.classwork.counts import MEASURE
from fruskit.publishing.class_page import page
from fruskit.record import Attempt
from fruskit.record.hand_in import HandIn
import pytest

AT = "2026-01-05T12:00:00.000+00:00"


def words(html):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.S).split())


def essay(who, text, lesson="02-yalta-provisions"):
    exercise = EXERCISES["02/second-witness"]
    said = Attempt(exercise.id, exercise.version, text, 0.0, False, 0, AT)
    return HandIn(classes.KIT, "0.2.0", lesson, who, AT, (said,), ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return lay(tmp_path_factory.mktemp("class") / "in", *handed_in(20, "02"))


@pytest.fixture(scope="module")
def shown(folder):
    return page(fruskit._room(folder))


# --- what it has


def test_it_has_all_its_parts(shown):
    said = words(shown)
    for part in (
        *("Who handed in", "Talk about these three", "How division is measured", MEASURE),
        *("at first", "at last", "The text as the class read it", "all exercises together"),
        *("The same in words and numbers", "Opinions: ", "stayed with their opinion"),
        *("Written: ", "attempts at each", "middle half"),
    ):
        assert part in said, part
    for exercise in (e for e in EXERCISES.values() if e.notebook[:2] == "02"):
        assert browser.plain(exercise.title) in said


def test_each_exercise_is_a_line_that_says_how_it_stands_and_opens(shown):
    asked = [e for e in EXERCISES.values() if e.notebook[:2] == "02" and not e.task.long]
    lines = re.findall(r'<details class="fk-asked">\s*<summary>(.*?)</summary>', shown, re.S)
    for exercise in asked:
        [line] = [words(one) for one in lines if one.startswith(f"<h3>{exercise.title}</h3>")]
        graded = re.fullmatch(r".* right at last \d+ of \d+, at first \d+", line)
        assert graded if exercise.graded else line.endswith(" answered")


def test_each_misreading_is_in_the_words_of_a_reply(shown):
    heard = {words(browser.plain(h.says)) for e in EXERCISES.values() for h in e.heard() if h.says}
    quoted = re.findall(r'<blockquote class="fk-misread">.*?</p>\s*<p>(.*?)</p>', shown, re.S)
    assert len(quoted) > 5
    for says in quoted:
        plain = words(says).replace("&#x27;", "'").replace("&quot;", '"')
        assert any(plain.endswith(one) for one in heard), plain


def test_what_is_to_be_talked_about_names_what_was_missed_and_the_words_that_decide(folder):
    room = fruskit._room(folder)
    several = room.exercises["02/who-signed"]
    option, *others = (one for one in several.task.options if one.right)
    given = [one.id for one in others]
    missed = room.mark.read(Attempt(several.id, several.version, given, 0, False, 0, AT))
    assert [about for about, _ in missed.said] == [f"{option.text} — missing"]
    topics = words(page(room)).partition("Talk about")[2].partition("How division")[0]
    assert topics.count("Deciding words: “") == 3


def test_the_notes_are_at_the_foot_of_the_text(shown):
    text = words(shown.partition("fk-shaded")[2])
    assert text.index("The documentation on") < text.index("Executive Agreement")


def test_the_words_and_numbers_say_what_the_shades_do(shown):
    shares = [float(share) for share in re.findall(r"--s1:(\d+)", shown)]
    said = re.findall(r"(\d+)(?: to (\d+))? of (\d+)", shown.partition("numbers</summary>")[2])
    assert shares and max(shares) <= 100 and said


def test_each_text_in_which_the_class_marked_words_is_shaded(tmp_path):
    shown = page(fruskit._room(lay(tmp_path / "in", *handed_in(12, "06"))))
    assert shown.count("fk-sheet fk-shaded") == 2 and "From Yalta to Moscow</h3>" in shown
    sheet = shown.rpartition("fk-sheet fk-shaded")[2]
    assert re.search(r'<b [^>]*class="[^"]*\bo\d+[^>]*>the ', sheet)
    said = words(shown.partition("numbers</summary>")[2])
    assert "(From Yalta to Moscow)" in said


def test_the_sample_says_that_it_is_made_up(run, tmp_path):
    done = run("class", "--sample", "--lesson", "02", "--to", tmp_path / "class-02.html")
    made = (tmp_path / "class-02.html").read_text(encoding="utf-8")
    assert done.code == 0 and "made up: no student gave these answers" in words(made)


def test_it_shows_itself_in_a_notebook(folder):
    shown = fruskit.classroom(folder, "02")._repr_mimebundle_()
    assert "fk-class" in shown["text/html"] and "students handed in" in shown["text/plain"]


def test_of_several_lessons_no_word_is_marked_by_more_than_all(tmp_path):
    made = page(fruskit._room(lay(tmp_path / "in", *handed_in(8))))
    shares = [int(share) for share in re.findall(r"--s\d+:(\d+)", made)]
    assert 90 < max(shares) <= 100 and made.count("<nav") == 1


def test_an_empty_folder_is_a_page_that_says_so(tmp_path):
    assert "No one has handed in yet." in words(page(fruskit._room(tmp_path)))


def test_the_command_names_what_it_could_not_use_and_shows_the_rest(run, tmp_path):
    folder = lay(tmp_path / "in", *handed_in(6, "02"))
    (folder / "x.fruskit.json").write_text("{")
    done = run("class", folder)
    assert done.code == 1 and "x.fruskit.json: It is not JSON" in done.err
    assert "1 file could not be read" in words(done.out)
    assert run("class").code == run("class", folder / "none").code == 2
    assert run("class", folder, "--lesson", "77").code == 1


@pytest.mark.parametrize("command", ["class", "grades"])
def test_a_folder_without_a_hand_in_is_named(command, run, tmp_path):
    roster, empty = tmp_path / "class.csv", tmp_path / "empty"
    roster.write_text("Name\nLin Wei\n")
    empty.mkdir()
    other = lay(tmp_path / "in", *handed_in(6, "02"))
    for folder, lesson in ((empty, ""), (other, "03")):
        done = run(command, folder, "--roster", roster, "--lesson", lesson)
        assert done.code == 1 and f"{folder}: no hand-in" in done.err


def test_another_file_of_that_name_is_left_as_it_is(run, tmp_path):
    (tmp_path / "mine.html").write_text("mine")
    assert run("class", "--sample", "--lesson", "00", "--to", tmp_path / "mine.html").code == 1
    assert (tmp_path / "mine.html").read_text() == "mine"


# --- what it never has


def named(tmp_path):
    people = ["Lin Wei", "Łukasz Żak", "s4711 Ada Lovelace", "Grace Hopper", "Max", "Oh Sehun"]
    made = [
        essay(who, f"I am {who}. “the concurrence of” it says {who.split()[0]}.") for who in people
    ]
    made += [essay("Grace Hopper", "Zwei")]
    folder = lay(tmp_path / "in", *made)
    (folder / "02-Lin-Wei-broken.fruskit.json").write_text("{")
    (tmp_path / "class.csv").write_text("Name,Number\nLin Wei,90210\nZhou Enlai Junior,80808\n")
    return folder, [part for who in people for part in who.split() if part != "Oh"]


def test_without_names_no_name_or_number_is_anywhere_in_the_file(run, tmp_path):
    folder, parts = named(tmp_path)
    done = run("class", folder, "--roster", tmp_path / "class.csv")
    for part in [*parts, "Enlai", "90210", "80808", "Lin-Wei"]:
        assert not re.search(rf"\b{part}\b", done.out), part
    assert "it says [name]" in words(done.out)


def test_with_names_it_has_them_and_what_is_doubtful_by_name(run, tmp_path):
    folder, _ = named(tmp_path)
    done = run("class", folder, "--roster", tmp_path / "class.csv", "--names")
    said = words(done.out)
    assert "Łukasz Żak – no one of this name" in said and "Zhou Enlai Junior not handed in" in said
    assert "02-Lin-Wei-broken.fruskit.json : It is not JSON" in said
    code = next(path for path in folder.iterdir() if "Ada" in path.name).name[-21:-13]
    assert code in done.out


def test_where_files_are_of_several_accounts_names_come_with_theirs(run, tmp_path, monkeypatch):
    folder = lay(tmp_path / "in", *handed_in(2, "02"))
    monkeypatch.setattr(Path, "owner", lambda path: "prof")
    assert "account" not in words(run("class", folder, "--names").out)
    monkeypatch.setattr(Path, "owner", lambda path: "lin" if "0001" in path.name else "<wei>")
    shown = run("class", folder, "--names").out
    assert "student account 02" in words(shown) and "<bdi>&lt;wei&gt;</bdi>" in shown
    monkeypatch.setattr(Path, "owner", lambda path: f"hub-{path.name}")
    assert "hub-" not in run("class", folder).out


def test_of_fewer_than_five_only_counts_are_shown(tmp_path):
    folder = lay(tmp_path / "in", *handed_in(4, "02"))
    said = words(page(fruskit._room(folder)))
    assert "too few to show what" in said and "Talk about these Nothing to show" in said
    assert "The text as the class read it" not in said and "too few to show, without" in said
    with_names = words(page(fruskit._room(folder, names=True)))
    assert "too few" not in with_names and "Churchill" in with_names


def hostile(folder):
    """Six who hand in markup and script as names, answers, and file names, and fifty broken files."""
    good = handed_in(6, "02")
    lay(folder, *good, *(essay(SCRIPT + str(n), f"“{SCRIPT}” {SCRIPT}") for n in range(6)))
    for n, one in enumerate(good):
        said = [a | {"response": SCRIPT} if n % 2 else a for a in one.plain()["attempts"]]
        (folder / f"{n}.json").write_text(changed(one, attempts=said, who=f"{SCRIPT} {n}"))
    for name, content in classes.broken(good[0], Random(11), 50):
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.browser
def test_no_script_of_a_stranger_runs_in_the_page(tmp_path, open_page):
    made = page(fruskit._room(hostile(tmp_path / "in"), names=True))
    assert "<script" not in made and "<img" not in made and "&lt;script&gt;" in made
    (tmp_path / "class.html").write_text(made, encoding="utf-8")
    shown = open_page()
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto((tmp_path / "class.html").as_uri())
    shown.wait_for_timeout(200)
    assert shown.evaluate("window.hurt") is None and len(asked) == 1


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everyone_at_a_projector_a_laptop_and_a_phone(shown, tmp_path, chrome, scheme):
    (tmp_path / "class.html").write_text(shown, encoding="utf-8")
    with chrome.new_context(color_scheme=scheme) as window:
        seen = window.new_page()
        for width, height in ((1920, 1080), (1280, 800), (390, 844)):
            seen.set_viewport_size({"width": width, "height": height})
            seen.goto((tmp_path / "class.html").as_uri())
            seen.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
            assert seen.evaluate("document.documentElement.scrollWidth") <= width
            box = seen.locator(".fk-class").bounding_box()
            assert box["width"] >= min(0.9 * width, 1000)  # the room is used
            browser.expect_accessible(seen, "body", f"{scheme}, {width}")


@pytest.mark.browser
def test_the_text_is_shaded_by_keyboard_one_exercise_at_a_time(shown, tmp_path, open_page):
    (tmp_path / "class.html").write_text(shown, encoding="utf-8")
    seen = open_page()
    seen.goto((tmp_path / "class.html").as_uri())
    word = seen.locator(".fk-shaded b.o1").first
    look = "(e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).boxShadow]"
    together = word.evaluate(look)
    seen.locator(".fk-layers input").first.focus()
    seen.keyboard.press("ArrowRight")
    assert word.evaluate(look) != together
    seen.keyboard.press("ArrowRight")  # another exercise, which does not want it
    assert " 0px -0px 0px" in word.evaluate(look)[1] or "0px 0px 0px" in word.evaluate(look)[1]
