"""What the kit says about its text: each entry at its words, each date as printed, each fault refused."""

from dataclasses import replace
from pathlib import Path
import shutil
from urllib.parse import urlsplit

import fruskit
from fruskit import FruskitError
from fruskit.claims.annotations import cite, load
from fruskit.kit import texts
from fruskit.kit.folder import Kit
import pytest

ROOT = Path(__file__).resolve().parents[1]


def golden_blocks():
    """The blocks of the section, cut by hand out of the source text and not by the reader."""
    text = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_text(encoding="utf-8")
    main, _, tail = text.partition("\n\n  1. ")
    first, second, third = tail.replace("\n  2. ", "\n  3. ").split("\n  3. ")
    pieces = main.split("\n\n")
    return {
        "ch11subch1-head": pieces[0],
        "editors-note-1": pieces[1]
        .replace("Japan 1 contained", "Japan contained")
        .removesuffix("2"),
        "editors-note-2": pieces[2].removesuffix("3"),
        "ch11subch1fn1": first,
        "ch11subch1fn2": second,
        "ch11subch1fn3": third,
    }


GOLDEN = golden_blocks()


def annotations():
    return load(Kit(ROOT), fruskit.load())


@pytest.fixture
def kit(tmp_path):
    """A copy of the kit's data, to be damaged."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    return Kit(tmp_path)


def change(kit, name, old, new):
    path = kit.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(kit):
    with pytest.raises(FruskitError) as told:
        load(kit, fruskit.load())
    assert told.value.where and told.value.what and told.value.remedy, (
        "file, fault and remedy are named"
    )
    return str(told.value)


# --- every entry stands on its words

# Each entry by hand: its kind, its block, the words before it where they stand twice, its quotation.
ANCHORED = {
    ("provision", "outer-mongolia"): ("editors-note-1", "", "Outer Mongolia"),
    ("provision", "dairen"): ("editors-note-1", "", "Dairen"),
    ("provision", "port-arthur"): ("editors-note-1", "", "Port Arthur"),
    ("provision", "chinese-eastern-railroad"): (
        "editors-note-1",
        "",
        "the Chinese Eastern Railroad",
    ),
    ("provision", "south-manchurian-railroad"): (
        "editors-note-1",
        "",
        "the South Manchurian Railroad",
    ),
    ("provision", "concurrence-of-chiang"): (
        "editors-note-1",
        "",
        "these provisions would require the concurrence of Generalissimo Chiang Kai-shek",
    ),
    ("provision", "measures-by-roosevelt"): (
        "editors-note-1",
        "",
        "President Roosevelt would take measures to obtain that concurrence",
    ),
    ("provision", "soviet-readiness"): (
        "editors-note-1",
        "",
        "expressed its readiness to conclude a pact of friendship and alliance with the "
        "National Government of the Republic of China",
    ),
    ("event", "agreement-signed"): (
        "editors-note-1",
        "",
        "signed by Stalin, Roosevelt, and Churchill at Yalta on February 11, 1945",
    ),
    ("event", "negotiations-begun"): ("editors-note-1", "", "were begun at Moscow on June 30"),
    ("event", "stalin-departs"): (
        "editors-note-1",
        "",
        "Stalin’s departure for the Berlin Conference",
    ),
    ("event", "negotiations-interrupted"): (
        "editors-note-1",
        "",
        "They were interrupted by Stalin’s departure",
    ),
    ("event", "discussed-at-berlin"): (
        "editors-note-2",
        "",
        "where the Moscow negotiations were discussed between the United States and Soviet Delegations",
    ),
    ("event", "stalin-returns"): ("editors-note-1", "", "Stalin’s return to Moscow"),
    ("event", "negotiations-resumed"): (
        "editors-note-1",
        "",
        "were then resumed following Stalin’s return to Moscow",
    ),
    ("event", "negotiations-concluded"): (
        "editors-note-1",
        "",
        "were concluded on August 14, 1945",
    ),
    ("event", "treaty-dated"): ("ch11subch1fn2", "", "the Sino-Soviet treaty of August 14, 1945"),
    ("citation", "eas-498"): ("ch11subch1fn1", "", "Executive Agreement Series No. 498"),
    ("citation", "59-stat-1823"): ("ch11subch1fn1", "", "59 Stat. (2) 1823"),
    ("citation", "malta-and-yalta-984"): (
        "ch11subch1fn1",
        "",
        "Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 984",
    ),
    ("citation", "bulletin-14-201"): (
        "ch11subch1fn2",
        "",
        "Department of State Bulletin, vol. xiv, p. 201",
    ),
    ("citation", "relations-with-china-585"): (
        "ch11subch1fn2",
        "",
        "United States Relations With China, With Special Reference to the Period 1944–1949 "
        "(Washington, Government Printing Office, 1949; Department of State publication No. 3573), p. 585",
    ),
    ("citation", "relations-with-china-116"): (
        "ch11subch1fn3",
        "",
        "United States Relations With China, pp. 116–120",
    ),
    ("citation", "feis-china-tangle"): (
        "ch11subch1fn3",
        "",
        "Feis, The China Tangle, pp. 316–321, 342–350",
    ),
    ("citation", "potsdam-volume-2"): ("editors-note-2", "", "See volume II, pages 4546, 476"),
    ("person", "stalin"): ("editors-note-1", "signed by ", "Stalin"),
    ("person", "roosevelt"): ("editors-note-1", "", "President Roosevelt"),
    ("person", "churchill"): ("editors-note-1", "", "Churchill"),
    ("person", "chiang"): ("editors-note-1", "", "Generalissimo Chiang Kai-shek"),
    ("person", "soong"): ("editors-note-1", "", "Prime Minister T. V. Soong"),
    ("person", "feis"): ("ch11subch1fn3", "", "Feis"),
    ("place", "yalta"): ("editors-note-1", "Churchill at ", "Yalta"),
    ("place", "outer-mongolia"): ("editors-note-1", "", "Outer Mongolia"),
    ("place", "dairen"): ("editors-note-1", "", "Dairen"),
    ("place", "port-arthur"): ("editors-note-1", "", "Port Arthur"),
    ("place", "chinese-eastern-railroad"): ("editors-note-1", "", "Chinese Eastern Railroad"),
    ("place", "south-manchurian-railroad"): ("editors-note-1", "", "South Manchurian Railroad"),
    ("place", "moscow"): ("editors-note-1", "were begun at ", "Moscow"),
    ("place", "berlin"): ("editors-note-1", "departure for the ", "Berlin Conference"),
    ("place", "washington"): ("ch11subch1fn2", "", "Washington"),
}


def test_the_entries_are_those_that_are_listed_here_by_hand():
    assert {(entry.kind, entry.id) for entry in annotations().entries} == set(ANCHORED)


@pytest.mark.parametrize(
    "entry", annotations().entries, ids=lambda entry: f"{entry.kind}-{entry.id}"
)
def test_each_entry_stands_at_the_offsets_that_its_words_have_in_the_source_text(entry):
    block, before, quote = ANCHORED[entry.kind, entry.id]
    text = GOLDEN[block]
    assert text.count(before + quote) == 1
    start = text.index(before + quote) + len(before)
    assert (entry.span.block, entry.span.start, entry.span.end) == (
        block,
        start,
        start + len(quote),
    )
    assert (
        entry.span.text == entry.fields["quote"] == quote == text[entry.span.start : entry.span.end]
    )


def test_the_blocks_cut_out_of_the_source_text_are_those_that_the_reader_makes():
    assert {id: fruskit.load().block(id).text for id in GOLDEN} == GOLDEN


# --- provisions


def test_the_provisions_are_five_subjects_a_condition_an_undertaking_and_a_declaration():
    kinds = [entry.fields["kind"] for entry in annotations().of("provision")]
    assert kinds == ["subject"] * 5 + ["condition", "undertaking", "declaration"]


def test_the_five_subjects_are_those_that_the_section_names_in_its_order():
    subjects = [
        e.fields["object"] for e in annotations().of("provision") if e.fields["kind"] == "subject"
    ]
    assert subjects == [
        "Outer Mongolia",
        "Dairen",
        "Port Arthur",
        "the Chinese Eastern Railroad",
        "the South Manchurian Railroad",
    ]


def test_conditions_and_declaration_say_who_does_what_to_what_and_how():
    said = [
        [entry.fields[key] for key in ("actor", "action", "object", "modality")]
        for entry in annotations().of("provision")
        if entry.fields["kind"] != "subject"
    ]
    assert said == [
        [
            "Generalissimo Chiang Kai-shek",
            "would have to concur in",
            "these provisions",
            "would require",
        ],
        [
            "President Roosevelt",
            "would take measures to obtain",
            "that concurrence",
            "would take measures",
        ],
        [
            "the Soviet Union",
            "expressed its readiness to conclude",
            "a pact of friendship and alliance with the National Government of the Republic of China",
            "expressed its readiness",
        ],
    ]


def test_the_modality_of_every_provision_is_in_the_words_of_the_text():
    for entry in annotations().of("provision"):
        assert entry.fields["modality"] in GOLDEN["editors-note-1"]


# --- events

DATES = {
    "agreement-signed": ("1945-02-11", "day", "stated"),
    "negotiations-begun": ("1945-06-30", "day", "year-inferred"),  # the text prints “June 30”
    "stalin-departs": ("", "", "undated"),
    "negotiations-interrupted": ("", "", "undated"),
    "discussed-at-berlin": ("", "", "undated"),
    "stalin-returns": ("", "", "undated"),
    "negotiations-resumed": ("", "", "undated"),
    "negotiations-concluded": ("1945-08-14", "day", "stated"),
    "treaty-dated": ("1945-08-14", "day", "stated"),
}


def test_each_event_has_the_date_that_the_text_prints_and_no_other():
    found = {
        e.id: tuple(e.fields[key] for key in ("date", "precision", "certainty"))
        for e in annotations().of("event")
    }
    assert found == DATES


def test_only_the_four_printed_dates_are_dates_of_the_section():
    text = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_text(encoding="utf-8")
    dated = {entry.fields["date"] for entry in annotations().of("event")} - {""}
    assert dated == {"1945-02-11", "1945-06-30", "1945-08-14"}
    assert [text.count(date) for date in ("February 11, 1945", "June 30", "August 14, 1945")] == [
        1,
        1,
        2,
    ]
    decoded = {row["date"] for row in fruskit.show("filenumbers").records()}
    assert decoded == {"1946-05-24"} and text.count("5–2446") == 2


def test_every_event_follows_another_and_each_in_turn_comes_from_the_signing():
    follows = {entry.id: entry.fields["follows"] for entry in annotations().of("event")}
    assert [id for id, before in follows.items() if not before] == ["agreement-signed"]
    for id in follows:
        steps = [id]
        while follows[steps[-1]]:
            steps.append(follows[steps[-1]])
            assert len(steps) <= len(follows), "events must not follow each other in a ring"
        assert steps[-1] == "agreement-signed"


def test_what_follows_is_never_dated_before_what_it_follows():
    events = {entry.id: entry.fields for entry in annotations().of("event")}
    for fields in events.values():
        before = events.get(fields["follows"], {}).get("date", "")
        assert not (before and fields["date"]) or before < fields["date"]


# --- citations, people, places, facts


def test_the_eight_citations_are_taken_apart_as_printed():
    found = [
        (e.fields["note"], e.fields["locator"], e.fields["kind"], e.fields["work"])
        for e in annotations().of("citation")
    ]
    assert found == [
        ("ch11subch1fn1", "No. 498", "treaty-series", "executive-agreement-series-498"),
        ("ch11subch1fn1", "59 Stat. (2) 1823", "statutes", "statutes-at-large-59"),
        ("ch11subch1fn1", "p. 984", "frus", "frus-malta-yalta"),
        ("ch11subch1fn2", "vol. xiv, p. 201", "periodical", "state-bulletin-14"),
        ("ch11subch1fn2", "p. 585", "government-publication", "us-relations-with-china"),
        ("ch11subch1fn3", "pp. 116–120", "government-publication", "us-relations-with-china"),
        ("ch11subch1fn3", "pp. 316–321, 342–350", "monograph", "feis-china-tangle"),
        ("", "pages 4546, 476", "cross-reference", "frus-potsdam-2"),
    ]


def test_every_citation_stands_in_its_note_and_holds_its_locator_as_printed():
    for entry in annotations().of("citation"):
        assert entry.fields["note"] in (entry.span.block, "")
        assert entry.fields["locator"] in entry.span.text
    works = {work["id"] for work in Kit(ROOT).json(ROOT / "data" / "bibliography.json")}
    assert {entry.fields["work"] for entry in annotations().of("citation")} <= works


def test_the_six_people_and_nine_places_are_those_that_the_section_names():
    assert [e.fields["name"] for e in annotations().of("person")] == [
        "Stalin",
        "Roosevelt",
        "Churchill",
        "Chiang Kai-shek",
        "T. V. Soong",
        "Feis",
    ]
    assert [e.fields["name"] for e in annotations().of("place")] == [
        "Yalta",
        "Outer Mongolia",
        "Dairen",
        "Port Arthur",
        "Chinese Eastern Railroad",
        "South Manchurian Railroad",
        "Moscow",
        "Berlin",
        "Washington",
    ]


def test_a_place_has_coordinates_with_their_source_or_none_at_all():
    points = {}
    for entry in annotations().of("place"):
        there = [entry.fields[key] not in (None, "") for key in ("lat", "lon", "today", "source")]
        assert all(there) or not any(there), entry.id
        if all(there):
            points[entry.id] = (round(entry.fields["lat"], 1), round(entry.fields["lon"], 1))
    assert points == {
        "yalta": (44.5, 34.2),
        "dairen": (38.9, 121.6),
        "port-arthur": (38.8, 121.3),
        "moscow": (55.8, 37.6),
        "berlin": (52.4, 13.1),
        "washington": (38.9, -77.0),
    }


def test_every_fact_from_elsewhere_names_its_work_and_its_place_in_it():
    works = {work["id"]: work for work in Kit(ROOT).json(ROOT / "data" / "bibliography.json")}
    titles = [work.get("title-short") or work["title"] for work in works.values()]
    facts = annotations().facts
    assert len(facts) >= 20
    for id, fact in facts.items():
        assert fact.id == id and fact.text.endswith((".", "”"))
        assert any(f"*{title}*" in fact.source for title in titles) and not fact.source.endswith(
            ", "
        )
        assert fact.standing in ("read", "reported", "inferred")
        address = works[fact.work].get("URL", "")
        assert urlsplit(fact.link)[:2] == urlsplit(address)[:2], (
            "a work with an address leads there"
        )


def test_facts_from_elsewhere_have_the_dates_of_their_sources():
    dated = {fact.id: fact.date for fact in annotations().facts.values() if fact.date}
    assert {
        id: dated[id]
        for id in (
            "stalin-receives-soong",
            "harriman-july-7",
            "harriman-july-9",
            "truman-stalin-noon",
            "stalin-soong-again",
            "impasse-of-july-12",
        )
    } == {
        "stalin-receives-soong": "1945-06-30",
        "harriman-july-7": "1945-07-07",
        "harriman-july-9": "1945-07-09",
        "truman-stalin-noon": "1945-07-17",
        "stalin-soong-again": "1945-08-10",
        "impasse-of-july-12": "1945-07-12",
    }
    assert annotations().facts["page-476"].standing == "reported"
    assert annotations().facts["date-after-the-stroke"].standing == "inferred"


def test_a_work_is_named_as_a_reader_would_name_it():
    assert (
        cite({"title": "The China Tangle", "author": [{"family": "Feis"}]})
        == "Feis, *The China Tangle*"
    )
    assert cite({"title": "Long Title", "title-short": "Short", "volume": 14}) == "*Short*, vol. 14"
    assert cite({"title": "Statutes, vol. 59", "volume": "59"}) == "*Statutes, vol. 59*"
    assert cite({"title": "Record", "archive": "Wilson Center"}) == "*Record* (Wilson Center)"


# --- what is refused

PROVISIONS = "annotations/provisions.toml"


@pytest.mark.parametrize(
    "name, old, new, told",
    [
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            "",
            "data/annotations/provisions.toml, provision “port-arthur”: it has no “quote”. Add a line: quote =",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = ""',
            "data/annotations/provisions.toml, provision “port-arthur”, quote: it is empty.",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Artur"',
            "provision “port-arthur”: “Port Artur” is not in the text. Nearest: “Port Arthur” (editors-note-1, 223–234)",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Stalin"',
            "provision “port-arthur”: “Stalin” appears in 3 places (editors-note-1, 39–45",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Arthur"\nprefix = "in "',
            "provision “port-arthur”: “Port Arthur” is in the text, but not between “in ” and “”",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Arthur"\nblock = "editors-note-2"',
            "provision “port-arthur”: “Port Arthur” is not in editors-note-2, but in editors-note-1. Correct the block.",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Arthur"\nblock = "editors-note"',
            "provision “port-arthur”: it has no block “editors-note”. Nearest:",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            "quote = 5",
            "provision “port-arthur”, quote: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Arthur"\nprefix = 5',
            "provision “port-arthur”, prefix: it is not text in quotation marks",
        ),
        (
            PROVISIONS,
            'quote = "Port Arthur"',
            'quote = "Port Arthur"\nblock = ["editors-note-1"]',
            "provision “port-arthur”, block: it is not text in quotation marks",
        ),
        (
            PROVISIONS,
            'id = "dairen"',
            'id = "port-arthur"',
            "data/annotations/provisions.toml, provision “port-arthur”: the id “port-arthur” is used twice. Give",
        ),
        (PROVISIONS, 'id = "dairen"\n', "", "provisions.toml, provision number 2: it has no “id”"),
        (
            PROVISIONS,
            'id = "dairen"',
            "id = 7",
            "provision number 2, id: it is not text in quotation marks",
        ),
        (
            PROVISIONS,
            'modality = "contained"\n',
            "",
            "provision “outer-mongolia”: it has no “modality”",
        ),
        (
            PROVISIONS,
            'modality = "contained"',
            "modality = true",
            "provision “outer-mongolia”, modality: it is not text in quotation marks",
        ),
        (
            PROVISIONS,
            "[[provision]]\nid",
            "[[provison]]\nid",
            "provisions.toml: “provison” has no place here. It may have [[provision]].",
        ),
        (
            PROVISIONS,
            "[[provision]]\nid",
            "[[fact]]\nid",
            "provisions.toml: “fact” has no place here",
        ),
        (
            PROVISIONS,
            "[[provision]]\nid",
            "[[event]]\nid",
            "provisions.toml: “event” has no place here",
        ),
        (
            PROVISIONS,
            "[[provision]]\nid",
            "[[provision\nid",
            "data/annotations/provisions.toml: it is not valid TOML (",
        ),
        (
            "annotations/events.toml",
            'date = "1945-02-11"',
            "date = 1945-02-11",
            "events.toml, event “agreement-signed”, date: it is not text in quotation marks",
        ),
        (
            "annotations/sources.toml",
            'note = ""',
            "",
            "sources.toml, citation “potsdam-volume-2”: it has no “note”",
        ),
        (
            "annotations/people-and-places.toml",
            'role = "signed the agreement at Yalta"',
            "",
            "people-and-places.toml, person “churchill”: it has no “role”",
        ),
        (
            "context.toml",
            'work = "dafp-8"',
            'work = "dafp-9"',
            "data/context.toml, fact “sakhalin-and-kurils”: the work “dafp-9” is not in data/bibliography.json. Add",
        ),
        (
            "context.toml",
            'locator = "Introduction"\n',
            "",
            "context.toml, fact “conference-bounds”: it has no “locator”",
        ),
        (
            "context.toml",
            'date = "1945-07-17"',
            "date = 1945-07-17",
            "fact “truman-stalin-noon”, date: it is not text in quotation marks",
        ),
        (
            "context.toml",
            'id = "page-476"',
            'id = "page-45"',
            "fact “page-45”: the id “page-45” is used twice",
        ),
        (
            "bibliography.json",
            '"id"',
            '"key"',
            'data/bibliography.json, entry number 1: it has no “id”. Add a line: "id": …',
        ),
        (
            "bibliography.json",
            '"family"',
            '"family": [], "x"',
            "entry “feis-china-tangle”, author number 1, family: it is not text in quotation marks.",
        ),
        (
            "bibliography.json",
            '{"date-parts": [[1960]]}',
            "[1960]",
            "data/bibliography.json, entry “frus-potsdam-1”, issued: it is not a table.",
        ),
        (
            "bibliography.json",
            "[",
            "[3, ",
            "data/bibliography.json, entry number 1: it is not a table.",
        ),
        ("bibliography.json", "[", "", "data/bibliography.json: it is not valid JSON"),
    ],
)
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
