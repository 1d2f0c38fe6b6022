"""A source note of any period is taken apart: who holds the paper, where, under what number, how secret."""

import json
from pathlib import Path

from fruskit.volumes.archives import cited
from fruskit.volumes.source_notes import read_source_note
from hypothesis import given
from hypothesis import strategies as st
import pytest

GOLDEN = Path(__file__).parent / "golden"
NOTES = [json.loads(line) for line in (GOLDEN / "source-notes.jsonl").open(encoding="utf-8")]
FIELDS = ("holder", "collection", "item", "number", "date", "marking", "years")
MORE = [
    line.rstrip("\n").split("\t")
    for line in (GOLDEN / "source-notes.tsv").open(encoding="utf-8")
    if not line.startswith("#")
]
# Of this one the file is not in its words: it cannot be read, and must not be guessed.
UNREADABLE = 107


@pytest.mark.parametrize("known", NOTES, ids=lambda known: known["volume"])
def test_notes_of_1945_to_1992_are_read_as_a_historian_reads_them(known):
    note = read_source_note(known["note"])
    if known["n"] == UNREADABLE:
        assert not note.decoded
        return
    for field in ("holder", "collection", "number", "date", "years"):
        assert getattr(note, field) == known[field], field
    assert note.marking.startswith(known["marking"]) and bool(note.marking) == bool(
        known["marking"]
    )
    assert note.decoded


@pytest.mark.parametrize("volume", sorted({place.partition("/")[0] for place, *_ in MORE}))
def test_notes_of_many_other_volumes_are_read_in_every_part(volume):
    for place, written, *wanted in MORE:
        if place.partition("/")[0] == volume:
            note = read_source_note(written)
            assert [getattr(note, field) for field in FIELDS] == wanted, (place, written)


@pytest.mark.parametrize(
    ("written", "holder", "collection", "number", "item"),
    [
        (
            "Washington National Records Center, RG 286, AID Administrator Files: FRC 69 A 1866, PRM 7",
            "Washington National Records Center",
            "RG 286, AID Administrator Files",
            "FRC 69 A 1866",
            "PRM 7",
        ),
        (
            "Washington National Records Center, OSD Files: FRC 330–78–0011, Box 66, Iran",
            "Washington National Records Center",
            "OSD Files",
            "FRC 330–78–0011",
            "Box 66, Iran",
        ),
        (
            "National Archives, RG 59, Policy Planning Staff, Director’s Files, Lot 77D112, Box 330",
            "National Archives",
            "RG 59, Policy Planning Staff, Director’s Files",
            "Lot 77D112",
            "Box 330",
        ),
        (
            "Department of State, Bureau of Intelligence and Research, INR/IL Historical Files, Saigon",
            "Department of State",
            "Bureau of Intelligence and Research, INR/IL Historical Files",
            "",
            "Saigon",
        ),
        (
            "National Archives, RG 59, Central Foreign Policy Files, D750123–0456, N750002–0345",
            "National Archives",
            "RG 59, Central Foreign Policy Files",
            "D750123–0456, N750002–0345",
            "",
        ),
        (
            "Department of State, Central Files, AID (US) 9 INDIA",
            "Department of State",
            "Central Files",
            "AID (US) 9 INDIA",
            "",
        ),
        (
            "Central Intelligence Agency: Job 79–R01012A, ODDI Registry of NIE and SNIE Files",
            "Central Intelligence Agency",
            "Job 79–R01012A",
            "",
            "ODDI Registry of NIE and SNIE Files",
        ),
        (
            "Minnesota Historical Society, Mondale Papers, Vice Presidential Papers, Central Files, Box 154",
            "Minnesota Historical Society",
            "Mondale Papers",
            "",
            "Vice Presidential Papers, Central Files, Box 154",
        ),
        (
            "Library of Congress, Manuscript Division, Kissinger Papers, Box TS 3, China, Trips, Nov. 1973",
            "Library of Congress, Manuscript Division",
            "Kissinger Papers",
            "",
            "Box TS 3, China, Trips, Nov. 1973",
        ),
        (
            "Foreign Relations, 1958–1960, vol. VI, Document 12",
            "(printed)",
            "Foreign Relations, 1958–1960, vol. VI",
            "",
            "Document 12",
        ),
    ],
)
def test_each_keeper_has_its_way_of_being_cited(written, holder, collection, number, item):
    note = read_source_note(f"Source: {written}. Secret.")
    assert (note.holder, note.collection, note.number, note.item) == (
        holder,
        collection,
        number,
        item,
    )
    assert (note.marking, note.decoded) == ("Secret", True)


@pytest.mark.parametrize(
    ("after", "item"),
    [
        ("Vietnam, Vol. XXIX. The meeting was held in the Cabinet Room.", "Vietnam, Vol. XXIX"),
        ("USSR. Limdis; Noforn.", "USSR"),
        ("Guyana (Brit. G.), Vol. I. Secret.", "Guyana (Brit. G.), Vol. I"),
        ("“A Study. Of Things,” Box 3. Secret.", "“A Study. Of Things,” Box 3"),
        ("April–Dec. 1968. Top Secret.", "April–Dec. 1968"),
        ("Misc. Secret.", "Misc"),
    ],
)
def test_a_citation_ends_where_its_sentence_ends_and_not_at_an_abbreviation(after, item):
    note = read_source_note(
        f"Source: Johnson Library, National Security File, Country File, {after}"
    )
    assert note.item == f"Country File, {item}"


@pytest.mark.parametrize(
    ("written", "holder", "collection", "number", "marking"),
    [
        (
            "Department of State, Central Files, POL 27 VIET S. The President saw it.",
            "Department of State",
            "Central Files",
            "POL 27 VIET S",
            "",
        ),
        (
            "Eisenhower Library, Whitman File. Secret (Limited Distribution). Drafted by Roe.",
            "Eisenhower Library",
            "Whitman File",
            "",
            "Secret (Limited Distribution)",
        ),
        (
            "Eisenhower Library, Whitman File. Operational Immediate; Secret.",
            "Eisenhower Library",
            "Whitman File",
            "",
            "Operational Immediate; Secret",
        ),
        (
            "Yale University, Sterling Library, Vance Papers, Box 3. Secret.",
            "Yale University, Sterling Library",
            "Vance Papers",
            "",
            "Secret",
        ),
        (
            "Henry Kissinger, White House Years (Boston: Little, Brown, 1979), pp. 44–45.",
            "(printed)",
            "Henry Kissinger, White House Years",
            "",
            "",
        ),
        (
            "Public Record Office, FO 371/12345. Secret.",
            "Public Record Office",
            "FO 371/12345",
            "",
            "Secret",
        ),
    ],
)
def test_what_is_rare_is_read_too(written, holder, collection, number, marking):
    note = read_source_note(f"Source: {written}")
    assert (note.holder, note.collection, note.number) == (holder, collection, number)
    assert (note.marking, note.decoded) == (marking, True)


def test_what_follows_the_marking_is_told_apart_sentence_by_sentence():
    note = read_source_note(
        "Source: National Archives, RG 59, Central Files 1967–69, POL 27 ARAB–ISR. Secret; Nodis. "
        "Drafted by Loy, cleared by Davies (NEA), and approved by Rusk. Received at 9:14 p.m. "
        "Repeated to Amman and to Beirut. Another copy is in the Johnson Library. The talk was short."
    )
    kinds = [statement.kind for statement in note.rest]
    assert kinds == ["drafted", "received", "sent", "copy", "other"]
    assert note.marking == "Secret; Nodis"


@pytest.mark.parametrize(
    "written",
    [
        "Source: Telegram 123 from Saigon, January 1. Secret.",
        "Source: Department of State, Central Files, 611.93/13–4555. Secret.",
        "Source: Department of State, Central Files, the file of that day. Secret.",
        "Source: Department of State, What the Secretary kept. Secret.",
        "Source: Department of State, Central Files, 611.37/4–1761 and 611.37/4–1861. Secret.",
        "Source: Copy in the possession of the author.",
        "Source: Ibid., POL 27 VIET S. Secret.",
        "Source: Same as Document 5.",
        "Source: National Archives.",
        "Source:",
        "Source: , , . .",
    ],
)
def test_what_is_not_understood_is_not_guessed(written):
    note = read_source_note(written)
    assert not note.decoded
    assert (note.holder, note.collection, note.number, note.item) == ("", "", "", "")


def test_a_number_alone_names_no_holder_and_is_kept_without_its_date():
    note = read_source_note("740.00119 (Potsdam)/5–2446")
    assert (note.holder, note.collection, note.number, note.date) == (
        "",
        "",
        "740.00119 (Potsdam)",
        "1946-05-24",
    )
    assert read_source_note("861.00/1234: Telegram").number == "861.00/1234"


WORDS = st.sampled_from(
    [
        "Source:",
        "Department of State,",
        "RG 59,",
        "Central Files",
        "1970–73,",
        "POL 27",
        "Lot 64 D 199",
        "Job 79–01025A",
        ".",
        "; ",
        "(",
        ")",
        "“",
        "Secret.",
        "Box 3,",
        "Vol.",
        "é",
        "\n",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_note_makes_the_reader_fail_and_every_part_stands_in_it(written):
    note = read_source_note(written)
    flat = " ".join(written.split())
    for part in (note.item, note.number, note.marking):
        assert part in flat or part.replace(", ", " ") in flat.replace(", ", " ")
    assert note.decoded or not (note.holder or note.collection or note.number)


def test_no_note_however_long_keeps_the_reader_waiting():
    for piece in ("A, of the ", "Lot 1 D ", "(", "Box ", "POL US–", "Vol. ", "“"):
        read_source_note(
            "Source: Department of State, Central Files, " + piece * 5_000 + ". Secret."
        )
        cited("Yale University, " + piece * 5_000)
