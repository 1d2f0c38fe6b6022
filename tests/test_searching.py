"""Words are found as they are typed, each place in its line, with its document, date and page."""

import re
from unicodedata import normalize

import fruskit
from fruskit import FruskitError
from fruskit.volumes.index.harvest import index
from fruskit.volumes.index.query import COLUMNS, search
from hypothesis import given
from hypothesis import strategies as st
import pytest
from volumes import write_volume

FAR = "word " * 40


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    place = tmp_path_factory.mktemp("volumes")
    write_volume(
        place / "frus1945v07.xml",
        (
            "761.93/7–945",
            "1945-07-09",
            [
                'The lease of Port <hi rend="italic">Arthur</hi><pb n="911"/> and of Dairen. Port\n   Arthur again.',
                f"Port Arthur {FAR} Dairen",
                f"Chita {FAR} “chíta”, and then Harbin is named. {FAR} Chita",
                "Señor Núñez spoke of O’Neil’s 50% share in C++ (NEAR Mukden) ANDERS שלום 🙂 旅順",
            ],
        ),
        ("761.93/7–1045", "1945-07-10", ["PORT ARTHUR.", "Arthur, Port of."]),
        page="910",
    )
    index(place, place / "index.sqlite")
    return place / "index.sqlite"


def found(file, words, near="", **options):
    return [row["words"] for row in search(words, near, index=file, **options).records()]


def test_each_place_has_its_document_date_page_and_line(file):
    first, second = search("Port Arthur", "Dairen", index=file).records()
    assert (first["volume"], first["document"], first["date"]) == (
        "frus1945v07",
        "d1",
        "1945-07-09",
    )
    assert (first["page"], second["page"]) == ("910", "911")
    assert (first["before"], first["words"], first["after"]) == (
        "The lease of ",
        "Port Arthur",
        " and of Dairen. Port Arthur again.",
    )
    assert (first["start"], first["end"]) == (13, 24)


def test_words_are_found_in_their_order_whatever_their_case_accents_and_signs(file):
    assert found(file, "port arthur") == ["Port Arthur"] * 3 + ["PORT ARTHUR"]
    assert found(file, "senor nunez") == found(file, "SEÑOR, NÚÑEZ!") == ["Señor Núñez"]
    assert found(file, "Mukden NEAR") == []


def test_near_words_must_stand_near(file):
    assert (
        found(file, "Port Arthur", "Dairen") == ["Port Arthur"] * 2
    )  # not where forty words part them


def test_of_several_places_in_a_block_only_those_that_are_near_are_given(file):
    assert found(file, "chita") == ["Chita", "chíta", "Chita"]
    assert found(file, "chita", "HARBIN is") == found(file, "Chita", "then Harbin") == ["chíta"]


@pytest.mark.parametrize(
    "words",
    ["NEAR Mukden", "O’Neil", "O'Neil's", "50%", "C++", "(NEAR", "anders", "🙂", "שלום", "旅順"],
)
def test_signs_and_words_of_the_query_language_are_only_words(file, words):
    assert len(found(file, words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        "*",
        "",
        " ",
        "\0",
        "\ud800",
        "^",
        "-",
        "()",
        "text:Mukden",
        "NEAR(Port Arthur)",
        "Port OR Arthur",
        'Port" OR "Arthur',
        "Muk*",
        "מלום",
        "word " * 5000,
    ],
)
def test_what_stands_nowhere_is_an_empty_table_and_no_error(file, words):
    table = search(words, index=file)
    assert (table.columns, table.rows) == (COLUMNS, ())


@pytest.mark.parametrize("near", ["!", '"', "*", "\0"])
def test_near_without_a_word_asks_for_nothing(file, near):
    assert found(file, "Port Arthur", near) == found(file, "Port Arthur")


@given(words=st.text(max_size=30), near=st.text(max_size=30))
def test_no_words_make_the_search_fail(file, words, near):
    for row in search(words, near, index=file, limit=5).records():
        assert row["words"] and row["end"] > row["start"]


def test_no_more_places_are_given_than_asked_for(file):
    assert len(found(file, "Port Arthur", limit=3)) == 3


def test_a_missing_index_says_how_to_make_one(tmp_path):
    with pytest.raises(FruskitError, match="fruskit index FOLDER"):
        search("Dairen", index=tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


# --- what the index finds, the concordance finds, and the reverse

ENVOY = (
    "The envoy met President\u02bcs adviser in Łódź; he said the Préfet would not go. The "
    "Soviet\u00adUnion's plans for co\u00adoper\u00adation went to the Joint<lb/>Chiefs of Staff, "
    "to represent-atives of “both” and to anti-commu-<lb/>nist men of the Soviet-Union.",
    normalize("NFD", "The Préfet went in Łódź, the represent-atives of Joint Chiefs; THE PREFET."),
)


@pytest.fixture(scope="module")
def envoy(tmp_path_factory):
    place = tmp_path_factory.mktemp("envoy")
    write_volume(place / "frus1945v07.xml", ("761.93", "1945-07-09", list(ENVOY)))
    index(place, place / "index.sqlite")
    return fruskit.read(place / "frus1945v07.xml"), place / "index.sqlite"


def in_both(envoy, words):
    """The places of words by the index; they are those of the concordance."""
    volume, file = envoy
    rows = [(row["block"], row["start"], row["end"]) for row in search(words, index=file).records()]
    assert rows == [(span.block, span.start, span.end) for span in volume.mentions(words)]
    return [volume.block(block).text[start:end] for block, start, end in rows]


@pytest.mark.parametrize(
    "words, printed",
    [
        ("Joint Chiefs of Staff", ["Joint\nChiefs of Staff"]),
        ("cooperation", ["co\u00adoper\u00adation"]),
        ("President’s adviser", ["President\u02bcs adviser"]),
        ("President's adviser", ["President\u02bcs adviser"]),
        ("Lodz", ["Łódź", normalize("NFD", "Łódź")]),
        ("Préfet", ["Préfet", normalize("NFD", "Préfet"), "PREFET"]),
        (normalize("NFD", "Préfet"), ["Préfet", normalize("NFD", "Préfet"), "PREFET"]),
        ("representatives", ["represent-atives"] * 2),
        ("representatives of joint", ["represent-atives of Joint"]),
        ("anticommunist men", ["anti-commu-\nnist men"]),
        ("anti-communist", ["anti-commu-\nnist"]),
        ("represent atives", ["represent-atives"] * 2),
        ("sovietunion", ["Soviet\u00adUnion"]),
        ("epresent", []),
    ],
)
def test_words_are_found_in_the_index_and_in_the_concordance_as_a_reader_sees_them(
    envoy, words, printed
):
    assert in_both(envoy, words) == printed


@given(st.data())
def test_any_words_of_a_text_are_found_in_the_index_where_the_concordance_finds_them(envoy, data):
    printed = data.draw(st.sampled_from([block.text for block in envoy[0].blocks]))
    words = list(re.finditer("[^\\W_](?:\\w|[\u0300-\u036f])*", printed))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    asked = printed[words[first].start() : words[last].end()].replace(
        "-", data.draw(st.sampled_from(["-", ""]))
    )
    in_both(envoy, asked)
    if asked in printed and normalize("NFC", asked) == asked and "\u00ad" not in printed:
        assert in_both(envoy, asked)


def test_near_words_may_be_broken_too(envoy):
    near = search("Joint Chiefs", "representatives", index=envoy[1]).records()
    assert [row["words"] for row in near] == ["Joint Chiefs"] * 2
