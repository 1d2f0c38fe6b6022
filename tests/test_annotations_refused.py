"""What the kit says is refused where it is incomplete or not borne out by the text, with a remedy."""

from dataclasses import replace
from pathlib import Path
import shutil

from damage import change
import fruskit
from fruskit import FruskitError
from fruskit.claims.annotations import load
from fruskit.kit import texts
from fruskit.kit.folder import Kit
from mistakes import mistakes
import pytest

ROOT = Path(__file__).resolve().parents[1]
PROVISIONS = "annotations/provisions.toml"


def annotations():
    return load(Kit(ROOT), fruskit.load())


@pytest.fixture
def kit(tmp_path):
    """A copy of the kit's data, to be damaged."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    return Kit(tmp_path)


def refusal(kit):
    with pytest.raises(FruskitError) as told:
        load(kit, fruskit.load())
    assert told.value.where and told.value.what and told.value.remedy, (
        "file, fault and remedy are named"
    )
    return str(told.value)


FAULTY = mistakes("""
annotations/provisions.toml: quote = "Port Arthur" →
    data/annotations/provisions.toml, provision “port-arthur”: it has no “quote”. Add a line: quote =
annotations/provisions.toml: quote = "Port Arthur" → quote = ""
    data/annotations/provisions.toml, provision “port-arthur”, quote: it is empty.
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Artur"
    provision “port-arthur”: “Port Artur” is not in the text. Nearest: “Port Arthur” (editors-note-1, 223–234)
annotations/provisions.toml: quote = "Port Arthur" → quote = "Stalin"
    provision “port-arthur”: “Stalin” appears in 3 places (editors-note-1, 39–45
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Arthur"⏎prefix = "in "
    provision “port-arthur”: “Port Arthur” is in the text, but not between “in ” and “”
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Arthur"⏎block = "editors-note-2"
    provision “port-arthur”: “Port Arthur” is not in editors-note-2, but in editors-note-1. Correct the block.
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Arthur"⏎block = "editors-note"
    provision “port-arthur”: it has no block “editors-note”. Nearest:
annotations/provisions.toml: quote = "Port Arthur" → quote = 5
    provision “port-arthur”, quote: it is not text in quotation marks. Write it between quotation marks.
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Arthur"⏎prefix = 5
    provision “port-arthur”, prefix: it is not text in quotation marks
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Arthur"⏎block = ["editors-note-1"]
    provision “port-arthur”, block: it is not text in quotation marks
annotations/provisions.toml: id = "dairen" → id = "port-arthur"
    data/annotations/provisions.toml, provision “port-arthur”: the id “port-arthur” is used twice. Give
annotations/provisions.toml: id = "dairen"⏎ →
    provisions.toml, provision number 2: it has no “id”
annotations/provisions.toml: id = "dairen" → id = 7
    provision number 2, id: it is not text in quotation marks
annotations/provisions.toml: modality = "contained"⏎ →
    provision “outer-mongolia”: it has no “modality”
annotations/provisions.toml: modality = "contained" → modality = true
    provision “outer-mongolia”, modality: it is not text in quotation marks
annotations/provisions.toml: [[provision]]⏎id → [[provison]]⏎id
    provisions.toml: “provison” has no place here. It may have [[provision]].
annotations/provisions.toml: [[provision]]⏎id → [[fact]]⏎id
    provisions.toml: “fact” has no place here
annotations/provisions.toml: [[provision]]⏎id → [[event]]⏎id
    provisions.toml: “event” has no place here
annotations/provisions.toml: [[provision]]⏎id → [[provision⏎id
    data/annotations/provisions.toml: it is not valid TOML (
annotations/events.toml: date = "1945-02-11" → date = 1945-02-11
    events.toml, event “agreement-signed”, date: it is not text in quotation marks
annotations/sources.toml: note = "" →
    sources.toml, citation “potsdam-volume-2”: it has no “note”
annotations/people-and-places.toml: role = "signed the agreement at Yalta" →
    people-and-places.toml, person “churchill”: it has no “role”
context.toml: work = "dafp-8" → work = "dafp-9"
    data/context.toml, fact “sakhalin-and-kurils”: the work “dafp-9” is not in data/bibliography.json. Add
context.toml: locator = "Introduction"⏎ →
    context.toml, fact “conference-bounds”: it has no “locator”
context.toml: date = "1945-07-17" → date = 1945-07-17
    fact “truman-stalin-noon”, date: it is not text in quotation marks
context.toml: id = "page-476" → id = "page-45"
    fact “page-45”: the id “page-45” is used twice
bibliography.json: "id" → "key"
    data/bibliography.json, entry number 1: it has no “id”. Add a line: "id": …
bibliography.json: "family" → "family": [], "x"
    entry “feis-china-tangle”, author number 1, family: it is not text in quotation marks.
bibliography.json: {"date-parts": [[1960]]} → [1960]
    data/bibliography.json, entry “frus-potsdam-1”, issued: it is not a table.
bibliography.json: [ → [3,
    data/bibliography.json, entry number 1: it is not a table.
bibliography.json: [ →
    data/bibliography.json: it is not valid JSON
""")


@pytest.mark.parametrize("name, old, new, told", FAULTY)
def test_a_faulty_entry_is_refused_with_file_entry_and_remedy(kit, name, old, new, told):
    change(kit, name, old, new)
    assert told in refusal(kit)


@pytest.mark.parametrize(
    "name",
    [
        PROVISIONS,
        "annotations/events.toml",
        "annotations/sources.toml",
        "annotations/people-and-places.toml",
        "context.toml",
        "bibliography.json",
    ],
)
def test_a_missing_or_truncated_or_wrongly_encoded_file_is_refused_by_its_name(kit, name):
    path = kit.data / name
    raw = path.read_bytes()
    path.unlink()
    assert f"data/{name}: the file is missing" in refusal(kit)
    path.write_bytes(raw[: raw.rindex(b'"')])
    assert f"data/{name}: it is not valid" in refusal(kit)
    path.write_bytes(raw.replace(b"quote", b"\xe9", 1) + b"\xe9")
    assert f"data/{name}, line" in refusal(kit)


@pytest.mark.parametrize("table", ["provision = 3", 'provision = "x"', "[provision]\nid = 'x'"])
def test_entries_that_are_no_list_of_tables_are_refused(kit, table):
    (kit.data / PROVISIONS).write_text(table, encoding="utf-8")
    assert "provisions.toml, provision: it is not a list. Write [[provision]]," in refusal(kit)


@pytest.mark.parametrize("new", ["Stalin's", "Stalin\u02bcs", "Sta\u00adlin’s", "Stalin\u200b`s"])
def test_a_quotation_of_an_authors_may_differ_in_what_does_not_show(kit, new):
    events = kit.data / "annotations" / "events.toml"
    written = events.read_text(encoding="utf-8")
    events.write_text(written.replace("Stalin’s", new), encoding="utf-8")
    assert [entry.span for entry in load(kit, fruskit.load()).of("event")] == [
        entry.span for entry in annotations().of("event")
    ]


def test_a_silence_is_none_where_the_text_breaks_the_word_that_it_searches(kit):
    printed = fruskit.load().blocks[-1]._replace(id="more", text="Sakha-lin, the Kuri\u00adles")
    section = replace(fruskit.load(), blocks=(*fruskit.load().blocks, printed))
    with pytest.raises(FruskitError, match="“Sakhalin” is in the text \\(more\\)"):
        load(kit, section)
    change(kit, "annotations/silences.toml", '"Sakhalin", ', "")
    with pytest.raises(FruskitError, match="“Kuriles” is in the text \\(more\\)"):
        load(kit, section)


def test_one_letter_changed_in_the_text_is_told_by_the_entry_that_stood_on_it(kit):
    change(kit, "ch11subch1.xml", "Outer Mongolia</placeName>", "Outer Mongolla</placeName>")
    section = texts.load(kit)
    with pytest.raises(
        FruskitError,
        match="provision “outer-mongolia”: “Outer Mongolia” is not in the text. Nearest: “Outer Mongolla”",
    ):
        load(kit, section)


def test_all_faults_are_collected_and_the_sound_entries_kept_where_a_list_is_given(kit):
    change(kit, PROVISIONS, 'quote = "Port Arthur"', 'quote = "Port Artur"')
    change(kit, "annotations/events.toml", 'certainty = "stated"\n', "")
    (kit.data / "annotations" / "sources.toml").unlink()
    problems = []
    notes = load(kit, fruskit.load(), problems)
    assert [problem.where for problem in problems] == [
        "data/annotations/provisions.toml, provision “port-arthur”",
        "data/annotations/events.toml, event “agreement-signed”",
        "data/annotations/sources.toml",
    ]
    assert [len(notes.of(kind)) for kind in ("provision", "event", "citation", "person")] == [
        7,
        8,
        0,
        6,
    ]
    assert notes.facts


def test_the_same_id_may_stand_for_a_provision_and_for_a_place():
    both = {entry.kind for entry in annotations().entries if entry.id == "dairen"}
    assert both == {"provision", "place"}
