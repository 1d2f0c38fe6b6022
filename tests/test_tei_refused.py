"""Files in other encodings, files that are no volumes, and whatever bytes and trees there may be."""

from collections import Counter
import os
from pathlib import Path
from threading import Thread
import time
import tracemalloc
from xml.etree import ElementTree

import fruskit
from fruskit import FruskitError
from fruskit.volumes import condition, tei
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest
from tei_files import refused, SMALL, solid, survives, TEI, texts, whole, words

BUNDLED = Path(__file__).resolve().parents[1] / "data" / "ch11subch1.xml"


# --- encodings


@pytest.mark.parametrize(
    "declared, codec",
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("utf-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("", "utf-16"),
        ("iso-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("us-ascii", "ascii"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_declares_or_that_its_mark_shows(
    read, declared, codec
):
    text = "Gomez" if codec == "ascii" else "Gómez"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    assert texts(read(whole(f"<p>{text}</p>", declaration).encode(codec))) == [("paragraph", text)]


# --- what cannot be read


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + ']><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&a9;</text></TEI>'
)
SMUGGLED = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE TEI [+ADwAIQ-ENTITY a "ha"+AD4-]+AD4-<TEI>+ACY-a;</TEI>'
EXTERNAL = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{}">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&x;</text></TEI>'


@pytest.mark.parametrize(
    "raw, place, what",
    [
        (b"", "line 1, column", "not well-formed XML (no element found)"),
        (b"China: Negotiations", "line 1, column 1", "not well-formed XML"),
        (b"%PDF-1.7 \x00\x01", "line 1, column", "not well-formed XML"),
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<text>\n<p>",
            "line 3, column 4",
            "not well-formed XML",
        ),
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>&undeclared;</p></text></TEI>",
            "line 1, column 51",
            "undefined entity",
        ),
        (b"<html><body/></html>", "", "its root is <html>, not a TEI <TEI>"),
        (b"<TEI><text/></TEI>", "", "its root is <TEI>, not a TEI <TEI>"),
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>",
            "",
            "TEI without a <text>",
        ),
        (b"<?xml version='1.0'?><p>caf\xe9</p>", "byte 27", "not text in the encoding utf-8"),
        (
            b"<?xml version='1.0' encoding='klingon'?><p/>",
            "byte 0",
            "not text in the encoding klingon",
        ),
        (
            b"<?xml version='1.0' encoding='undefined'?><p/>",
            "byte 0",
            "not text in the encoding undefined",
        ),
        (b"<?xml version='1.0' encoding='hex'?><p/>", "byte 0", "not text in the encoding hex"),
        (b"<?xml version='1.0' encoding='idna'?><p>" + b"x" * 99 + b"</p>", "", "it is"),
        (b"\xff\xfe<\x00p", "", "it is not"),
        (LAUGHS.encode(), "", "declares a document type or entities"),
        (LAUGHS.encode("utf-16"), "", "declares a document type or entities"),
        (
            b"\xef\xbb\xbf" * 2 + LAUGHS.partition("?>")[2].encode(),
            "",
            "declares a document type or entities",
        ),
        (SMUGGLED, "", "declares a document type or entities"),
        (EXTERNAL.format("secret.txt").encode(), "", "declares a document type or entities"),
        (
            EXTERNAL.format("http://localhost:9/x").encode(),
            "",
            "declares a document type or entities",
        ),
    ],
)
def test_a_file_that_is_no_volume_is_refused_with_file_place_and_remedy(tmp_path, raw, place, what):
    path = tmp_path / "bad.xml"
    path.write_bytes(raw)
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    told = refused(path)
    assert place in told and what in told and "the secret" not in told


def test_a_volume_cut_off_in_the_middle_is_refused_with_the_line_where_it_ends(tmp_path):
    raw = BUNDLED.read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(raw[: raw.index(b"against Japan")])
    line = raw[: raw.index(b"against Japan")].count(b"\n") + 1
    assert f"cut.xml, line {line}, column" in refused(path)


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path):
    assert "it cannot be read" in refused(tmp_path / "missing.xml")
    assert "it cannot be read" in refused(tmp_path)
    assert "it cannot be read" in refused(str(tmp_path) + "\0.xml")


@pytest.mark.parametrize(
    "name",
    ["p", "div", "list", "item", "persName", "hi", "note", "cell", "choice", "quote", "head"],
)
def test_elements_nested_without_end_are_refused_and_do_not_exhaust_anything(tmp_path, name):
    path = tmp_path / "deep.xml"
    path.write_text(whole(f"<{name}>" * 20_000 + "x" + f"</{name}>" * 20_000), encoding="utf-8")
    before = time.monotonic()
    assert "nested deeper than any volume's" in refused(path)
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("name", ["div", "hi", "note", "quote", "persName"])
def test_deep_but_sane_nesting_is_read(read, name):
    assert "x" in read(f"<{name}>" * 100 + "<p>x</p>" + f"</{name}>" * 100).text


def test_tei_that_is_no_volume_of_frus_is_refused(write):
    play = (
        SMALL.replace("frus1919v01", "hamlet")
        .replace("document", "scene")
        .replace(' xmlns:frus="http://history.state.gov/frus/ns/1.0"', "")
        .replace("frus:", "")
    )
    assert "nothing in it says that it is a volume of FRUS" in refused(write(play))


def test_reading_a_small_file_takes_little_memory(write):
    path = write(SMALL)
    fruskit.read(path)
    tracemalloc.start()
    fruskit.read(path)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_volume_may_come_through_a_pipe(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "vol.xml"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(SMALL,), kwargs={"encoding": "utf-8"})
    writer.start()
    assert len(fruskit.read(pipe).documents) == 3
    writer.join()


def test_a_file_larger_than_any_volume_is_refused_before_it_is_read(write):
    path = write("")
    with path.open("r+b") as file:
        file.truncate(2_000_000_000)  # sparse: it takes no room on the disk
    tracemalloc.start()
    assert "larger than 100 MB" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "bad", [b"\0" * 100, SMALL.encode().replace(b"Text.", b"Te\0xt."), b" ", b"\xef\xbb\xbf"]
)
def test_null_bytes_and_nothing_at_all_are_refused(write, bad):
    assert "it is not well-formed XML" in refused(write(bad))


@pytest.mark.parametrize(
    "many",
    [
        "<note>a</note>",
        "<pb n='1'/>",
        "<persName>a</persName>",
        "<p/>",
        "<lb/>",
        "<div/>",
        "<hi>a </hi>",
        "a  " * 9,
        "<div type='document'><head>a</head></div>",
        "<div xml:id='a'/>",
        "<choice><sic>a</sic><corr>b</corr></choice>",
    ],
)
def test_very_many_of_anything_take_time_in_proportion(write, many):
    begin = time.monotonic()
    fruskit.read(write(SMALL.replace("Text.", many * 20_000)))
    assert time.monotonic() - begin < 20


# --- whatever bytes and trees: a volume, or a FruskitError


@given(st.data())
@settings(max_examples=300)
def test_no_change_to_the_bytes_of_the_file_brings_anything_but_a_volume_or_a_fruskit_error(
    tmp_path, data
):
    raw = bytearray(BUNDLED.read_bytes())
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        start = data.draw(st.integers(0, len(raw)), label="start")
        length = data.draw(st.sampled_from([0, 1, 2, 10, 500]), label="length")
        pieces = st.sampled_from(
            [
                b"",
                b"<",
                b">",
                b"&",
                b"</p>",
                b"<note>",
                b"<div>",
                b"]]>",
                b"<!--",
                b"&#0;",
                b"\xff\xfe",
                b"xml:id='editors-note-1'",
            ]
        )
        raw[start : start + length] = data.draw(pieces | st.binary(max_size=6), label="piece")
    path = tmp_path / "changed.xml"
    path.write_bytes(raw)
    survives(path)


_NAMES = [
    "div",
    "p",
    "head",
    "note",
    "pb",
    "lb",
    "choice",
    "sic",
    "corr",
    "cell",
    "row",
    "table",
    "list",
    "item",
    "persName",
    "date",
    "dateline",
    "opener",
    "hi",
    "frus:attachment",
    "other",
]
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["type", "subtype", "n", "xml:id", "rend", "when", "from", "frus:doc-dateTime-min"]
    ),
    st.sampled_from(
        [
            "document",
            "source",
            "inline",
            "editorial-note",
            "1",
            "d1",
            "d1-1",
            "vol-1",
            "",
            "1945-02-30",
            "1945",
        ]
    ),
    max_size=3,
)
_WORDS = st.sampled_from(
    ["", " ", "word", " word", "word ", "\n", "a\n b", "\u00a0", "😀", "&lt;script&gt;"]
)


def _element(name, attributes, text, children):
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{text}{''.join(child + tail for child, tail in children)}</{name}>"


_TREES = st.recursive(
    st.builds(_element, st.sampled_from(_NAMES), _ATTRIBUTES, _WORDS, st.just([])),
    lambda inner: st.builds(
        _element,
        st.sampled_from(_NAMES),
        _ATTRIBUTES,
        _WORDS,
        st.lists(st.tuples(inner, _WORDS), max_size=4),
    ),
    max_leaves=15,
)


@given(_TREES)
@settings(max_examples=500)
def test_any_tree_of_elements_is_read_without_the_loss_of_a_character(tmp_path, tree):
    path = tmp_path / "tree.xml"
    path.write_text(whole(tree), encoding="utf-8")
    volume = survives(path)
    assert volume is not None
    xml = ElementTree.parse(path).getroot().find(TEI + "text")
    if (
        next(xml.iter(TEI + "choice"), None) is None
    ):  # where a choice corrects, one reading is not text
        assert Counter(solid("".join(b.text for b in volume.blocks))) == Counter(words(xml))


_PIECES = [
    "<",
    ">",
    "&",
    "&#0;",
    "&amp;",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "</div>",
    "<div type='document'>",
    "<note>",
    "</note>",
    "<p>",
    "</p>",
    "<head>",
    "<dateline><date when='9999-99-99'>",
    "<choice><sic>",
    "<corr>",
    "\u00a0",
    "\U0001f600",
    "xml:id='d1'",
    "<!DOCTYPE TEI>",
    "<frus:attachment>",
    "</text>",
    "<text>",
    "\ud7ff",
    "\x00",
    "'",
    '"',
]


@given(
    st.lists(
        st.tuples(st.integers(0, len(SMALL)), st.integers(0, 60), st.sampled_from(_PIECES)),
        max_size=4,
    )
)
@settings(max_examples=400)
def test_no_change_to_a_volume_brings_anything_but_a_volume_or_a_fruskit_error(tmp_path, changes):
    text = SMALL
    for start, length, piece in changes:
        text = text[:start] + piece + text[start + length :]
    path = tmp_path / "changed.xml"
    path.write_text(text, encoding="utf-8")
    try:
        volume = tei.read(path)
    except FruskitError as problem:
        assert str(path) in problem.where and problem.remedy
    else:
        used(volume)


def used(volume):
    """Asks a volume for all that can be asked for."""
    condition.report(volume)
    assert all(isinstance(volume.division(d.id).text, str) for d in volume.divisions)
    for name in ("documents", "divisions", "references", "blocks", "notes", "people"):
        fruskit.show(name, of=volume).json()
