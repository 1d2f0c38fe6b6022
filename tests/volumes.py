"""Makes small FRUS volumes for tests: documents with a source note, a date, and paragraphs."""

from pathlib import Path
from xml.sax.saxutils import escape

_DOCUMENT = """
<div type="document" xml:id="d{n}" n="{n}"><note rend="inline" type="source">{source}</note>
<head>The Consul to the Secretary</head>
<opener><dateline><date when="{date}">then</date></dateline></opener>{paragraphs}</div>"""


def write_volume(path, *documents, page="1"):
    """Writes a volume named as its file; each document is (source note, ISO date, paragraphs as XML)."""
    divisions = "".join(
        _DOCUMENT.format(
            n=n,
            source=escape(source),
            date=date,
            paragraphs="".join(f"<p>{words}</p>" for words in paragraphs),
        )
        for n, (source, date, paragraphs) in enumerate(documents, 1)
    )
    Path(path).write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{Path(path).stem}"><teiHeader><fileDesc><titleStmt>'
        f'<title type="complete">Volume {Path(path).stem}</title></titleStmt></fileDesc></teiHeader><text><body>'
        f'<pb n="{page}"/><div type="chapter" xml:id="ch1"><head>China</head>{divisions}</div></body></text></TEI>',
        encoding="utf-8",
    )
    return Path(path)
