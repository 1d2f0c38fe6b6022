"""A kit that is started from a volume: it works at once, holds the division whole, and says what is left."""

import json
import os
from pathlib import Path
import re
import subprocess
import sys
import tomllib
from xml.etree import ElementTree

import fruskit
from fruskit import cli, FruskitError
from fruskit.author import new as starting
from fruskit.author.check import check
from fruskit.author.new.toml import written
from fruskit.claims.quotes import anchored
from fruskit.kit.folder import find_kit
from fruskit.kit.lessons import Call, lessons
import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "frus"
ID = "{http://www.w3.org/XML/1998/namespace}id"
NOTEBOOKS = [
    f"{name}.ipynb"
    for name in (
        "00-start-here",
        "01-read-the-page",
        "02-provisions",
        "03-chronology",
        "04-source-apparatus",
        "05-reading-against-the-grain",
        "06-write-with-evidence",
    )
]


def a_document(n, day, sender, words, page=""):
    return f"""
<div type="document" xml:id="d{n}" n="{n}"><note rend="inline" type="source">861.77/{4500 + n}: Telegram</note>
<head><persName type="from">{sender}</persName> to <gloss type="to">the Secretary</gloss></head>
<opener><dateline><placeName>Harbin</placeName>, <date when="1920-0{n}-11T13:00:00">{day}—1 p.m.</date></dateline></opener>
<p>{words}<note n="{n}" xml:id="d{n}fn{n}">See <hi rend="italic">Foreign Relations</hi>, 191{n}, vol. <hi>i</hi>, p. {n}; also <ref target="#d99">post</ref>, p. 9.</note></p>{page}</div>"""


VOLUME = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="../schemas/frus.rnc"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1920v09">
<teiHeader><fileDesc><titleStmt><title type="complete">A Volume of Trial, 1920</title></titleStmt>
<publicationStmt><publisher>Office</publisher><pubPlace>Washington</pubPlace><date>1936</date><idno type="frus">frus1920v09</idno></publicationStmt></fileDesc></teiHeader>
<text><body><div type="compilation" xml:id="comp1" xmlns:x="urn:x"><head>China</head><pb n="7" xml:id="pg_7"/>
<div type="chapter" xml:id="ch1"><head>The Railway &amp; “its” Men</head>
{a_document(1, "January 11, 1920", "The Consul", "The first train came in at noon today.")}
{a_document(2, "February 11, 1920", "The Minister", "Nobody knows who pays the <choice><sic>wrokmen</sic><corr>workmen</corr></choice> now.")}
{a_document(3, "March 11, 1920", "Mr. Stevens", "A commission has been named by the Powers.", '<p>End.</p><pb n="9" xml:id="pg_9"/>')}
</div><div type="chapter" xml:id="ch2"><head>Other</head><p x:y="1">The first train was another.</p></div></div></body></text></TEI>
"""


@pytest.fixture
def volume(tmp_path):
    (tmp_path / "frus1920v09.xml").write_text(VOLUME, encoding="utf-8")
    return tmp_path / "frus1920v09.xml"


@pytest.fixture
def kit(tmp_path, volume, monkeypatch):
    starting.start(tmp_path / "mine", [(volume, "ch1")])
    monkeypatch.chdir(tmp_path / "mine")
    return find_kit()


def letters(path, id):
    """The non-space characters of a division, as another parser reads them."""
    division = next(e for e in ElementTree.parse(path).iter() if e.get(ID) == id)
    return "".join("".join(division.itertext()).split())


def test_the_division_is_cut_out_to_the_last_character(kit, volume):
    assert letters(kit.data / "ch1.xml", "ch1") == letters(volume, "ch1")
    assert "another" not in (kit.data / "ch1.xml").read_text(encoding="utf-8")


def test_the_kit_reads_as_the_volume_does(kit, volume):
    own, whole = fruskit.load(), fruskit.read(volume).division("ch1")
    assert (own.text, own.documents, own.notes, own.volume) == (
        whole.text,
        whole.documents,
        whole.notes,
        whole.volume,
    )


def test_the_page_on_which_it_begins_is_known(kit):
    assert fruskit.load().blocks[0].page == "7"


def test_references_that_lead_outside_stay_as_they_are(kit):
    assert 'target="#d99"' in (kit.data / "ch1.xml").read_text(encoding="utf-8")


def test_what_is_declared_above_the_division_is_declared_in_it(tmp_path, volume):
    starting.start(tmp_path / "other", [(volume, "ch2")])
    assert "another" in fruskit.read(tmp_path / "other" / "data" / "ch2.xml").text


def test_a_volume_without_an_id_keeps_the_name_of_its_file(tmp_path, volume):
    volume.write_text(VOLUME.replace(' xml:id="frus1920v09"', "", 1), encoding="utf-8")
    starting.start(tmp_path / "mine", [(volume, "ch1")])
    assert fruskit.read(tmp_path / "mine" / "data" / "ch1.xml").id == "frus1920v09"


def test_the_check_finds_no_problem_and_lists_what_is_left(kit, capfd):
    assert cli.main(["check"]) == 0
    said = capfd.readouterr().out
    assert "data/annotations/events.toml: to be reviewed: 3 drafts.\n" in said
    assert "data/annotations/provisions.toml: nothing is in it yet.\n" in said
    assert "notebooks/06-write-with-evidence.ipynb: for the historian: 2 places.\n" in said
    assert said.endswith(": no problems.\n")


def test_a_draft_that_was_looked_at_is_no_longer_listed(kit):
    path = kit.data / "annotations" / "events.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("draft = true\n", "", 1), encoding="utf-8"
    )
    assert "data/annotations/events.toml: to be reviewed: 2 drafts." in check(kit).remaining


def test_every_entry_is_a_draft(kit):
    held = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in kit.data.rglob("*.toml")
        if path.stem != "filing"
    ]
    entries = [
        entry
        for file in held
        for table in file.values()
        if isinstance(table, list)
        for entry in table
    ]
    assert entries and all(entry["draft"] for entry in entries)


def test_dates_names_citations_and_file_numbers_are_drafted(kit):
    assert [row["date"] for row in fruskit.show("events").records()] == [
        "1920-01-11",
        "1920-02-11",
        "1920-03-11",
    ]
    assert [row["name"] for row in fruskit.show("people").records()] == [
        "The Consul",
        "The Minister",
        "Mr. Stevens",
    ]
    assert [row["name"] for row in fruskit.show("places").records()] == ["Harbin"]
    cited = [(row["kind"], row["locator"]) for row in fruskit.show("citations").records()]
    assert cited[0] == ("frus", "p. 1") and ("file-number", "861.77/4502: Telegram") in cited


def test_a_date_whose_year_is_not_printed_is_left_out_and_counted(tmp_path, volume):
    volume.write_text(VOLUME.replace("January 11, 1920—1", "January 11—1"), encoding="utf-8")
    started = starting.start(tmp_path / "mine", [(volume, "ch1")])
    assert started.drafts["events"] == 2 and any(
        "1 marked date not" in what for what in started.left_out
    )


def test_the_right_answer_to_each_exercise_is_marked_as_right(kit):
    exercises = fruskit.all_exercises()
    assert {e.kind for e in exercises.values()} == {"mark", "match", "order", "decode"}
    assert {id: e.mark(e.right_answer).score for id, e in exercises.items()} == dict.fromkeys(
        exercises, 1
    )


def test_the_lessons_are_numbered_as_the_kits_own_and_show_every_exercise(kit):
    assert [path.name for path in sorted(kit.notebooks.iterdir())] == NOTEBOOKS
    shown = "".join(path.read_text(encoding="utf-8") for path in kit.notebooks.iterdir())
    assert set(re.findall(r'exercise\(\\"([^\\]+)\\"\)', shown)) == set(fruskit.all_exercises())


def test_every_call_in_the_lessons_can_be_made(kit, monkeypatch):
    monkeypatch.setenv("FRUSKIT_RECORD", str(kit.root.parent / "record.sqlite"))
    for path in kit.notebooks.iterdir():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec("import fruskit\n" + "".join(cell["source"]), {})


def test_its_lessons_are_handed_in_and_its_class_is_seen(kit):
    asked = [one for one in lessons(kit) if one.exercises]
    for lesson in asked:
        calls = [cell.name for cell in lesson.cells if isinstance(cell, Call)]
        assert calls.index("hand_in") > max(n for n, c in enumerate(calls) if c == "exercise")
    assert asked and "20 students handed in" in fruskit.sample_class().text


def test_its_own_tests_pass_at_once(kit):
    path = os.pathsep.join(
        [str(Path(fruskit.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"],
        cwd=kit.root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout


def test_a_division_without_documents_has_a_kit_without_exercises(tmp_path, volume, monkeypatch):
    started = starting.start(tmp_path / "other", [(volume, "ch2")])
    monkeypatch.chdir(tmp_path / "other")
    assert started.exercises == {} and check(find_kit()).problems == []
    assert sum("too poor" in what for what in started.left_out) == 9


# --- several texts


@pytest.fixture
def pair(tmp_path, volume, monkeypatch):
    """A kit on the second chapter's place: a later volume first, then two documents of an earlier."""
    later = VOLUME.replace("frus1920v09", "frus1925v01").replace("A Volume of Trial, 1920", "Later")
    for n in (1, 2, 3):
        later = later.replace(f"1920-0{n}", f"1925-0{n}").replace(f"{n}1, 1920", f"{n}1, 1925")
        later = later.replace("11, 1920", "11, 1925")
    later = later.replace("The first train", "A second train").replace("Nobody knows", "We know")
    later = (
        later.replace("A commission", "No commission")
        .replace("Consul", "Envoy")
        .replace("861.77/", "761.93/")
    )
    (tmp_path / "frus1925v01.xml").write_text(later, encoding="utf-8")
    texts = [(tmp_path / "frus1925v01.xml", "ch1"), (volume, "d1"), (volume, "d3")]
    started = starting.start(tmp_path / "mine", texts)
    monkeypatch.chdir(tmp_path / "mine")
    return started


def rights(id):
    return {pair.right for pair in fruskit.exercise(id).task.pairs}


def test_a_kit_of_several_texts_has_them_in_the_order_given_each_with_its_source(pair, capfd):
    assert [(text.name, text.title, text.locator) for text in fruskit.load().texts] == [
        ("frus1925v01", "frus1925v01", "p. 7"),
        ("frus1920v09-d1", "No. 1, frus1920v09", "No. 1, p. 7"),
        ("frus1920v09-d3", "No. 3, frus1920v09", "No. 3, p. 7"),
    ]
    ids = [row["id"] for row in fruskit.show("documents").records()]
    assert ids == [
        *("frus1925v01#d1", "frus1925v01#d2", "frus1925v01#d3"),
        *("frus1920v09#d1", "frus1920v09#d3"),
    ]
    assert fruskit.bibliography().csl().count('"type": "book"') == 2
    assert check(find_kit()).problems == []


def test_its_exercises_go_across_the_texts(pair):
    exercises = fruskit.all_exercises()
    assert {id: e.mark(e.right_answer).score for id, e in exercises.items()} == dict.fromkeys(
        exercises, 1
    )
    for id in ("01/who-to-whom", "03/in-order", "04/which-volume", "04/where-kept"):
        blocks = {span.block.partition("#")[0] for span in exercises[id].evidence}
        assert blocks == {"frus1925v01", "frus1920v09"}, id
    assert rights("04/which-volume") == {
        "frus1925v01: p. 7",
        "No. 1, frus1920v09: No. 1, p. 7",
        "No. 3, frus1920v09: No. 3, p. 7",
    }


def test_the_events_of_several_texts_are_one_chronology(pair):
    dates = [row["date"] for row in fruskit.show("events").records()]
    assert dates == sorted(dates) and {date[:4] for date in dates} == {"1920", "1925"}


def test_where_few_wrote_to_few_the_direction_is_asked_for_too(tmp_path, volume, monkeypatch):
    starting.start(tmp_path / "mine", [(volume, "d1"), (volume, "d2")])
    monkeypatch.chdir(tmp_path / "mine")
    turned = {extra.text for extra in fruskit.exercise("01/who-to-whom").task.extras}
    assert turned == {"the Secretary to The Consul", "the Secretary to The Minister"}


def test_what_two_volumes_say_of_one_name_is_kept_apart(pair):
    people = [(row["id"], row["block"]) for row in fruskit.show("people").records()]
    assert [id for id, _ in people] == [
        *("the-envoy", "the-minister", "mr-stevens", "the-consul", "mr-stevens-2")
    ]
    assert len({block.partition("#")[0] for _, block in people}) == 2


def test_the_pages_of_several_texts_name_them(pair):
    page = Path("notebooks/00-start-here.ipynb").read_text(encoding="utf-8")
    assert "3 texts:" in page and "Men”, from *Later*" in page
    cited = Path("notebooks/06-write-with-evidence.ipynb").read_text(encoding="utf-8")
    assert cited.count("fruskit.cite(") == 3


@pytest.mark.parametrize(
    "volumes, divisions, code",
    [(1, ("ch1", "ch2"), 0), (2, ("ch1", "ch2"), 0), (2, ("ch1",), 2), (1, ("ch1", "d1"), 1)],
)
def test_volumes_and_divisions_are_paired_in_the_order_given(
    tmp_path, volume, volumes, divisions, code, capsys
):
    given = [part for _ in range(volumes) for part in ("--volume", str(volume))]
    given += [part for division in divisions for part in ("--division", division)]
    assert cli.main(["new", str(tmp_path / "mine"), *given]) == code
    assert (tmp_path / "mine").exists() == (code == 0)


MODERN = SHARED.parent / "modern" / "frus1964-68v99.xml"


@pytest.mark.skipif(not MODERN.exists(), reason="no modern volume beside the repository")
def test_source_notes_are_asked_for_classification_and_drafter_and_terms_are_explained(
    tmp_path, monkeypatch
):
    starting.start(tmp_path / "mine", [(MODERN, id) for id in ("d1", "d2", "d4")])
    monkeypatch.chdir(tmp_path / "mine")
    assert check(find_kit()).problems == []
    secret = fruskit.exercise("04/how-secret")
    assert [pair.right for pair in secret.task.pairs] == ["Secret", "Top Secret", "Confidential"]
    held = tomllib.loads(Path("data/glossary.toml").read_text(encoding="utf-8"))
    assert {one["word"]: one["meaning"] for one in held["word"]} == {
        "Nodis": "no distribution",
        "POL": "political",
    }
    drafter = fruskit.exercise("04/who-drafted")
    assert [target.span.text for target in drafter.task.targets] == ["Doe"]
    said = drafter.mark(["Secret; Priority; Nodis"]).remarks
    assert any(one.text.startswith("These words say how secret the paper was") for one in said)


# --- what is refused, with nothing written


def new(folder, volume, division="ch1"):
    return cli.main(["new", str(folder), "--volume", str(volume), "--division", division])


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path, volume, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "essay.txt").write_text("mine")
    assert new(tmp_path / "mine", volume) == 1
    assert f"{tmp_path / 'mine'}: there are files in it" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["essay.txt"]


def test_an_empty_folder_may_be_the_one_you_are_in(tmp_path, volume, monkeypatch, capfd):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    assert new(".", volume) == 0 and cli.main(["check"]) == 0


@pytest.mark.parametrize(
    "division, code, what", [("ch3", 2, "it has no division “ch3”. Nearest: “ch"), ("ch1", 0, "")]
)
def test_an_unknown_division_is_wrong_use_and_the_nearest_is_named(
    tmp_path, volume, division, code, what, capsys
):
    assert new(tmp_path / "mine", volume, division) == code
    assert what in capsys.readouterr().err


@pytest.mark.parametrize(
    "text, code", [(None, 2), ("no XML", 1), ("<TEI/>", 1), (VOLUME[:-300], 1)]
)
def test_a_file_that_is_no_volume_is_refused_and_nothing_is_written(tmp_path, text, code):
    if text is not None:
        (tmp_path / "x.xml").write_text(text, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert new(tmp_path / "mine", tmp_path / "x.xml") == code
    assert sorted(tmp_path.iterdir()) == before


def test_a_division_without_an_id_of_its_own_is_refused(tmp_path, volume):
    volume.write_text(VOLUME.replace(' xml:id="ch2"', ""), encoding="utf-8")
    with pytest.raises(
        FruskitError, match="has no id of its own in the file. Give its <div> an xml:id"
    ):
        starting.start(tmp_path / "mine", [(volume, "comp1-division")])


@pytest.mark.parametrize(
    "place, what",
    [
        ("x/mine", "there is no folder"),
        ("frus1920v09.xml", "it is a file"),
        ("frus1920v09.xml/mine", "frus1920v09.xml is a file"),
        ("a\0b", "null"),
    ],
)
def test_a_folder_that_cannot_be_made_is_named(tmp_path, volume, place, what):
    with pytest.raises(FruskitError, match=what):
        starting.start(tmp_path / place, [(volume, "ch1")])


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    "trouble, told",
    [
        (OSError(28, "No space left on device"), FruskitError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_when_writing_fails_in_the_middle_nothing_is_left(
    tmp_path, volume, monkeypatch, trouble, told, there
):
    def fail(self, *_, whole=Path.write_text, **__):
        if self.name == "README.md":
            raise trouble
        return whole(self, *_, **__)

    if there:
        (tmp_path / "mine").mkdir()
    monkeypatch.setattr(Path, "write_text", fail)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(told):
        starting.start(tmp_path / "mine", [(volume, "ch1")])
    assert sorted(tmp_path.rglob("*")) == before


# --- its parts


def test_words_that_stand_in_several_places_are_anchored_to_their_own(kit):
    section = fruskit.load()
    block = next(block for block in section.blocks if block.kind == "note")
    places = [m.start() for m in re.finditer("o", block.text)]
    anchors = [anchored(section, block.id, place, place + 1) for place in places]
    found = [section.find(a["quote"], a["prefix"], block=a["block"]).start for a in anchors]
    assert len(places) > 3 and found == places
    assert max(len(a["prefix"]) for a in anchors) < 15  # no more of them than is needed


def test_any_words_come_back_from_the_toml_that_is_written():
    words = 'A “b” "c" \\d\n\te\x7f\x1f\u2028 𝄞 # no comment'
    entry = {
        "id": words,
        "n": 2,
        "yes": True,
        "said": {words: "x", "plain": "y"},
        "list": [{"quote": words}],
    }
    below = [{"id": "x", "quote": words}]
    held = tomllib.loads(
        written("A comment", [("exercise", entry | {"item": below, "pair": below})])
    )
    assert held == {"exercise": [entry | {"item": below, "pair": below}]}


# --- real volumes


@pytest.mark.parametrize(
    "name, division",
    [
        ("frus1864p4", "ch5"),
        ("frus1894Nicaragua", "comp1"),
        ("frus1919Parisv01", "ch8"),
        ("frus1936v03", "ch6subch2"),
        ("frus1936v03", "papers"),
        ("frus1919Parisv01", "ch1"),
    ],
)
def test_a_division_of_a_real_volume_becomes_a_kit_that_works(
    name, division, tmp_path, monkeypatch
):
    path = SHARED / f"{name}.xml"
    if not path.exists():
        pytest.skip(f"left out: there is no {name}.xml in shared/frus beside the repository")
    starting.start(tmp_path / "mine", [(path, division)])
    monkeypatch.chdir(tmp_path / "mine")
    kit = find_kit()
    assert letters(kit.data / f"{division}.xml", division) == letters(path, division)
    assert fruskit.load().text == fruskit.read(path).division(division).text
    assert [str(problem) for problem in check(kit).problems] == []
    exercises = fruskit.all_exercises()
    assert {id: e.mark(e.right_answer).score for id, e in exercises.items()} == dict.fromkeys(
        exercises, 1
    )
    assert bool(exercises) == (division != "papers")
