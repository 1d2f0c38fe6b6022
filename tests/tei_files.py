"""Files of TEI that tests make, what is expected of any volume read from one, and of any refusal."""

import pytest

import fruskit
from fruskit import FruskitError, tei

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def whole(inside, before=""):
    """A TEI file with these elements in its text."""
    return (
        f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
        f' xml:id="vol"><teiHeader/><text><body>{inside}</body></text></TEI>'
    )


def texts(volume):
    return [(block.kind, block.text) for block in volume.blocks]


def solid(text):
    """The characters of a text without its white space."""
    return "".join(text.split())


def words(element):
    """The solid characters under an element; what a comment says is no part of the text."""
    return solid("".join(element.itertext()))


def refused(path):
    """What is said of a file that cannot be read."""
    with pytest.raises(FruskitError) as told:
        fruskit.read(path)
    assert told.value.where.startswith(str(path)), "the error names the file"
    assert told.value.remedy, "the error says what to do"
    return str(told.value)


def survives(path):
    """Reads the file, and uses what was read; only a FruskitError may come instead."""
    try:
        volume = tei.read(path)
    except FruskitError as problem:
        assert str(path) in problem.where and problem.remedy
        return None
    assert isinstance(volume.text, str)
    blocks = {block.id: block.text for block in volume.blocks}
    assert len(blocks) == len(volume.blocks)
    assert all(0 <= place.offset <= len(blocks[place.block]) for place in (*volume.notes, *volume.pages))
    assert all(0 <= m.start < m.end <= len(blocks[m.block]) for m in volume.marks)
    assert all(blocks[e.span.block][e.span.start : e.span.end] == e.sic for e in volume.emendations)
    assert all(volume.division(division.id).id == division.id for division in volume.divisions)
    return volume
