"""Four real volumes, and the bundled section: every character, number and place as in their XML."""

from collections import Counter
import copy
from pathlib import Path
from xml.etree import ElementTree

import fruskit
import pytest
from tei_files import ID, solid, TEI, words

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "data" / "ch11subch1.xml"
VOLUMES = ROOT.parent / "shared" / "frus"  # four whole volumes, where they are at hand


def volumes():
    names = ("frus1864p4", "frus1894Nicaragua", "frus1919Parisv01", "frus1936v03")
    missing = pytest.mark.skipif(
        not VOLUMES.is_dir(), reason="the real volumes are not beside this repository"
    )
    return [pytest.param(name, marks=missing) for name in names]


_READ = {}


def real(name):
    """A real volume as it is read, and the <text> of its XML; each is read once for all tests."""
    if name not in _READ:
        path = VOLUMES / f"{name}.xml"
        _READ[name] = fruskit.read(path), ElementTree.parse(path).getroot().find(TEI + "text")
    return _READ[name]


def is_footnote(note):
    return note.get("rend") != "inline" and note.get("type") != "source"


def without_footnotes(element):
    """A copy of the element in which the footnotes leave only what follows them."""
    element = copy.deepcopy(element)
    for parent in list(element.iter()):
        before = None
        for child in list(parent):
            if child.tag == TEI + "note" and is_footnote(child):
                if before is None:
                    parent.text = (parent.text or "") + (child.tail or "")
                else:
                    before.tail = (before.tail or "") + (child.tail or "")
                parent.remove(child)
            else:
                before = child
    return element


@pytest.mark.parametrize("name", volumes())
def test_every_division_of_a_real_volume_keeps_every_character_of_its_xml(name):
    volume, xml = real(name)
    divisions = {division.get(ID): division for division in xml.iter(TEI + "div")}
    assert len(divisions) == len(volume.divisions)
    for division in volume.divisions:
        kept = "".join(solid(b.text) for b in volume.blocks[division.first : division.last])
        assert Counter(kept) == Counter(words(divisions[division.id])), division.id


@pytest.mark.parametrize("name", volumes())
def test_with_its_footnotes_taken_out_a_real_volume_reads_on_in_the_order_of_its_xml(name):
    volume, xml = real(name)
    notes = {note.id for note in volume.notes}
    main = "".join(solid(block.text) for block in volume.blocks if block.id not in notes)
    assert main == words(without_footnotes(xml))


@pytest.mark.parametrize("name", volumes())
def test_each_footnote_of_a_real_volume_reads_as_its_xml_and_hangs_where_it_stands(name):
    volume, xml = real(name)
    inside = {
        deep
        for note in xml.iter(TEI + "note")
        if is_footnote(note)
        for deep in note.iter(TEI + "note")
        if deep is not note
    }
    notes = [note for note in xml.iter(TEI + "note") if is_footnote(note) and note not in inside]
    assert [solid(note.text) for note in volume.notes] == [words(note) for note in notes]
    blocks = {block.id: block for block in volume.blocks}
    assert all(blocks[note.id].text == note.text for note in volume.notes)
    assert all(0 <= note.offset <= len(blocks[note.block].text) for note in volume.notes)


@pytest.mark.parametrize("name", volumes())
def test_each_document_of_a_real_volume_counts_the_characters_of_its_division(name):
    volume, xml = real(name)
    divisions = [d for d in xml.iter(TEI + "div") if d.get("type") == "document"]
    assert [(d.id, d.number, d.chars) for d in volume.documents] == [
        (d.get(ID), d.get("n"), len(words(d))) for d in divisions
    ]


# Counted in the files themselves: documents, those with a date, footnotes, page breaks, marked dates.
COUNTS = {
    "frus1864p4": (556, 524, 28, 487, 530),
    "frus1894Nicaragua": (138, 137, 26, 209, 244),
    "frus1919Parisv01": (409, 371, 388, 641, 405),
    "frus1936v03": (586, 575, 677, 603, 585),
}


@pytest.mark.parametrize("name", volumes())
def test_a_real_volume_has_as_many_documents_dates_footnotes_and_pages_as_its_file(name):
    volume, xml = real(name)
    dated = sum(bool(document.date_start) for document in volume.documents)
    dates = sum(mark.kind == "date" for mark in volume.phrases)
    found = len(volume.documents), dated, len(volume.notes), len(volume.pages), dates
    assert found == COUNTS[name]
    assert len(volume.pages) == len(list(xml.iter(TEI + "pb")))


@pytest.mark.parametrize("name", volumes())
def test_every_place_in_a_real_volume_lies_within_its_block_and_every_id_is_used_once(name):
    volume, _ = real(name)
    blocks = {block.id: block for block in volume.blocks}
    assert len(blocks) == len(volume.blocks)
    assert len({d.id for d in volume.divisions}) == len(volume.divisions)
    assert all(0 <= turn.offset <= len(blocks[turn.block].text) for turn in volume.pages)
    for mark in volume.phrases:
        marked = blocks[mark.block].text[mark.start : mark.end]
        assert marked and marked == marked.strip()
    assert all(
        date <= document.date_end for document in volume.documents if (date := document.date_start)
    )


@pytest.mark.parametrize("name", volumes())
def test_any_document_of_a_real_volume_can_be_printed_and_searched(name):
    volume, _ = real(name)
    for document in volume.documents[::40]:
        section = volume.division(document.id)
        assert solid(section.blocks[0].text)[:20] in solid(section.text)
        last = section.blocks[-1].text
        assert (
            any(span.block == section.blocks[-1].id for span in section.find_all(last))
            or not last.strip()
        )


# --- the bundled section


def test_the_bundled_section_keeps_every_character_of_its_xml():
    xml = ElementTree.parse(BUNDLED).getroot().find(TEI + "text")
    for corr in xml.iter(TEI + "corr"):
        corr.text = ""  # proposed beside the text, no part of it
    section = fruskit.load()
    assert Counter(solid("".join(block.text for block in section.blocks))) == Counter(words(xml))
