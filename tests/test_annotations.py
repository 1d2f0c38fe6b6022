"""What the kit says about its text: each entry at its words, each date as printed, each fault refused."""

from pathlib import Path
from urllib.parse import urlsplit

import fruskit
from fruskit.claims.annotations import cite, load
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


# --- every entry is borne out by its words

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
