"""Files of TEI that tests make, what is expected of any volume read from one, and of any refusal."""

import fruskit
from fruskit import FruskitError
from fruskit.volumes import tei
import pytest

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

# A small volume with what real ones have: header, front matter, chapters, notes, attachments, odd ids.
SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1919v01">
  <teiHeader><fileDesc>
    <titleStmt><title type="complete">Papers, 1919,
      Volume I</title><title type="series">Papers</title><title type="sub-series">1919</title>
      <title type="volume-number">Volume I</title><title type="volume">General</title><editor role="primary">A. Editor</editor><editor/></titleStmt>
    <publicationStmt><publisher>Printing Office</publisher><pubPlace>Washington</pubPlace><date>1934</date>
      <idno type="frus">frus1919v01</idno><idno type="oclc"/></publicationStmt>
    <sourceDesc><p>Scans</p></sourceDesc></fileDesc></teiHeader>
  <text>
    <front><pb n="[III]" xml:id="pg_III"/><div type="section" xml:id="preface"><head>Preface</head>
      <p>Of papers.<note n="1" xml:id="prefacefn1">A note of the preface.</note></p></div></front>
    <body><pb n="1" xml:id="pg_1"/>
      <div type="compilation" xml:id="comp1"><head>Russia:</head>
        <div type="chapter" xml:id="ch1"><head>Loans</head>
          <div type="document" xml:id="d1" n="1" frus:doc-dateTime-min="1919-01-01T00:00:00-05:00" frus:doc-dateTime-max="1919-01-31T23:59:59-05:00">
            <note rend="inline" type="source">File No. 861.51/235</note>
            <head>No. 1.<lb/><hi rend="italic">The Ambassador</hi> (<persName type="from"><hi rend="italic">Francis</hi></persName>)
              to the <gloss type="to">Secretary of State</gloss></head>
            <note rend="inline" type="source">[Telegram]</note>
            <dateline><placeName><hi>Petrograd</hi></placeName>, <date when="1919-01">January, 1919</date>.</dateline>
            <p>See p. <ref target="#pg_2">2</ref>, <ref target="frus1918v02#pg_9">vol. ii</ref>,
              <ref target="frus1917">1917</ref>, <ref target="#d2">No. 2</ref>, <ref target="#d1fn9">n. 9</ref>.<note n="1" xml:id="d1fn1"/></p>
            <list><label>1.</label><item>First</item><label>2.</label><item>Second</item></list>
            <table><row><cell>a</cell><cell/><cell>c</cell></row><row><cell>d</cell><cell>e</cell><cell>f</cell></row></table>
            <closer><signed>Francis</signed></closer>
            <frus:attachment><head>[Enclosure]</head><dateline><placeName>Moscow</placeName>, <date when="1918-01-01">New Year</date></dateline>
              <p>Enclosed <pb n="2" xml:id="pg_2"/>words.</p></frus:attachment>
          </div>
          <div type="document" n="2"><head>Undated</head><p>Text.</p>
            <div type="document" xml:id="d1" n="3"><head>Within</head><dateline><date>March 3, 1919</date></dateline><p>More.</p></div></div>
        </div></div></body>
    <back><div type="index" xml:id="index"><head>Index</head><p>Loans, <ref target="#nowhere">9</ref>.</p></div></back>
  </text>
</TEI>
"""


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
    assert all(
        0 <= place.offset <= len(blocks[place.block]) for place in (*volume.notes, *volume.pages)
    )
    assert all(0 <= m.start < m.end <= len(blocks[m.block]) for m in volume.phrases)
    assert all(blocks[e.span.block][e.span.start : e.span.end] == e.sic for e in volume.emendations)
    assert all(volume.division(division.id).id == division.id for division in volume.divisions)
    return volume
