"""Breaks real volumes in random ways and reads them: nothing but FruskitError may come of it.

    python tests/fuzz.py [SECONDS] [SEED]

Each broken file comes of its seed alone, which is printed where something goes wrong; the file is
kept then. Reads the volumes of FRUS_DIR (default: ../shared/frus beside this repository), a stretch
of each at a time, so that a few minutes try some thousand; says nothing else.
"""

import os
from pathlib import Path
import random
import re
import signal
import sys
import tempfile
import time
import traceback

from fruskit.volumes.condition import report
from tei_files import survives

FOLDER = Path(os.environ.get("FRUS_DIR", Path(__file__).resolve().parents[2] / "shared" / "frus"))
PATIENCE = 20  # seconds; the largest volume takes a tenth of one
ROUGH = (
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"\0",
    b"\xff",
    b"\x01",
    b"</div>",
    b"<note>",
    b"</note>",
    b"</text>",
    b"<quote>",
    b"<table><row><cell>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"/",
    b"tei:",
    b"frus:",
    b"div ",
    b' xml:id="d1"',
    b' n=""',
)
WHOLE = (  # what may stand anywhere among words
    b"&amp;",
    b"&#x1F600;",
    b"&#160;",
    b"<![CDATA[<p> & ]]>",
    b"<!-- <div> -->",
    b"<?x </div> ?>",
    b"\xc2\xa0",
    b"\r",
    b"\xe2\x80\xae",
    b"<pb n='1'/>",
    b"<lb/>",
    b"<div type='document'/>",
    b"<div><head>A</head></div>",
    b"<div type='document' xml:id='d1'><p>B</p></div>",
    b"<note n='1'>C<note>D</note></note>",
    b"<note type='source' rend='inline'>[E]</note>",
    b"<choice><sic>F</sic><corr>G</corr></choice>",
    b"<choice><corr/></choice>",
    b"<frus:attachment><head>H</head><p>I</p></frus:attachment>",
    b"<quote><dateline><date>1945</date></dateline></quote>",
    b"<table><row><cell>J</cell><cell/></row></table>",
    b"<p xmlns='urn:other'>K<date>L</date></p>",
    b"<head>M</head>",
    b"<head/>",
    b"<persName type='from'>N<persName type='to'>O</persName></persName>",
    b"<list><label>P</label><item>Q<list><item/></list></item></list>",
)
VALUES = (
    b"",
    b"d1",
    b"document",
    b"source",
    b"inline",
    b"1945-99",
    b"1945-02-30T00:00:00",
    b"--08-14",
    b"0000",
    b"&lt;b&gt;",
    b"#",
    b"frus1945v01#d2",
    b"-1",
    b"from",
)
ATTRIBUTE = re.compile(rb"\s([\w.:-]+)=\"([^\"]*)\"")
DOCUMENT = re.compile(rb"<div [^>]*type=\"document\"(?:(?!<div).)*?</div>", re.DOTALL)


def broken(volumes: list[tuple[bytes, list[bytes]]], seed: int) -> bytes:
    """A few documents of a volume in its own frame: what is in them changed, often so that it
    stays XML, sometimes not."""
    chance = random.Random(seed)
    raw, documents = chance.choice(volumes)
    head, end = raw[: raw.index(b">", raw.index(b"<body")) + 1], raw[raw.rindex(b"</body>") :]
    text = b"".join(chance.choices(documents, k=chance.randrange(1, 5)))
    for _ in range(chance.choice((0, 1, 2, 5, 20))):
        if chance.random() < 0.5:
            after = text.find(b">", chance.randrange(len(text))) + 1 or len(text)
            text = text[:after] + chance.choice(WHOLE) + text[after:]
        elif found := ATTRIBUTE.search(text, chance.randrange(len(text))):
            value = chance.choice((None, *VALUES))
            new = b"" if value is None else b' %b="%b"' % (found[1], value)
            text = text[: found.start()] + new + text[found.end() :]
    whole = bytearray(head + text + end)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 3))):
        at, many = chance.randrange(len(whole)), int(chance.expovariate(0.02))
        if (act := chance.randrange(4)) == 0:
            whole[at : at + many] = b""
        elif act == 1:
            whole[at:at] = chance.choice(ROUGH)
        elif act == 2:
            whole[at] = chance.randrange(256)
        else:
            other = chance.randrange(len(whole))
            whole[at:at] = whole[other : other + many]
    return bytes(whole[: chance.randrange(len(whole))] if chance.random() < 0.05 else whole)


def use(path: Path) -> bool:
    """Reads a file and asks for all that it holds; whether it is a volume."""
    volume = survives(path)
    if volume is None:
        return False
    assert report(volume) and all(
        volume.division(d.id).text is not None for d in volume.divisions[:20]
    )
    return True


def late(*_: object) -> None:
    raise TimeoutError(f"it takes longer than {PATIENCE} s")


def main(seconds: float = 180, seed: int = 0) -> int:
    files = [path.read_bytes() for path in sorted(FOLDER.glob("*.xml"))]
    volumes = [(raw, DOCUMENT.findall(raw)) for raw in files]
    if not volumes:
        print(f"There are no volumes in {FOLDER}: name their folder in FRUS_DIR.")
        return 2
    until, tried, read, wrong = time.monotonic() + seconds, 0, 0, 0
    signal.signal(signal.SIGALRM, late)
    with tempfile.TemporaryDirectory() as place:
        while time.monotonic() < until:
            path = Path(place) / f"{seed + tried}.xml"
            path.write_bytes(broken(volumes, seed + tried))
            signal.alarm(PATIENCE)
            try:
                read += use(path)
            except Exception:
                wrong += 1
                kept = Path(tempfile.mkdtemp()) / path.name
                path.rename(kept)
                print(f"seed {seed + tried}, kept as {kept}\n{traceback.format_exc()}", flush=True)
            signal.alarm(0)
            path.unlink(missing_ok=True)
            tried += 1
    print(f"{tried} files, of which {read} could be read; {wrong} went wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
