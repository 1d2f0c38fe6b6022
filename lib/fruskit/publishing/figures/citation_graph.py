"""The citation graph: from a claim to the note under it, to the works it cites, to where they are kept.

It is a nested list, which the style lays out as paths from left to right, or downward on a narrow page;
without the style it is read as the list that it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import Any

from ...claims.annotations import Annotations, cite
from ...markup import Html, joined, link, plain, prose, tag
from ...volumes.filenumbers import read_file_number
from ...volumes.text import Section
from .figure import count, Figure, headed, listed

_HOW = "Follow each path: words of the section, the note under them, the work, where that is kept today."
_OPEN = "open end"  # where a path stops
_STOPS = f"At an {_OPEN} it stops: the place is not recorded in this kit. Ask a library’s catalog."
_LONGEST = 200  # characters of a claim that are shown


@dataclass(frozen=True)
class Node:
    """One box of the graph: what kind it is, its words (with *italics*), and what it rests on."""

    kind: str
    words: str
    on: tuple["Node", ...] = ()
    link: str = ""


def citation_graph(
    section: Section, notes: Annotations, works: Mapping[str, Mapping[str, Any]]
) -> Figure:
    """Each note's claim with the note's works; then the cross-references and the source lines."""
    claims = [*_cited(section, notes, works), *_filed(section, works)]
    ends = sum(all(end.kind == "open" for end in _ends(one)) for one in claims)
    title = f"{count(len(claims), 'path')} from claim to shelf"
    title += f"; {count(ends).lower()} end{'s' * (ends == 1)} before it" if ends else ""
    stops = any(end.kind == "open" for one in claims for end in _ends(one))
    head, text = headed(title, f"{_HOW} {_STOPS}" if stops else _HOW)
    columns = (tag("span", name) for name in ("claim", "note", "work", "kept today"))
    above = tag("p", columns, class_="fk-columns", aria_hidden="true")
    html = joined([head, above, listed(map(_item, claims), "ol", class_="fk-graph")], "\n")
    return Figure("citation graph", html, "\n".join([*text, *_plain(claims)]))


def _ends(node: Node) -> Iterable[Node]:
    """Where the paths of a claim end."""
    if not node.on:
        yield node
    for below in node.on:
        yield from _ends(below)


def claim(text: str, offset: int) -> str:
    """The words that a note's marker follows, from the beginning of their sentence."""
    before = text[:offset]
    starts = [m.end() for m in re.finditer(r"(?:\w{2}[.?!][”’]?\s+|\.—)(?=[“A-Z])", before)]
    words = " ".join(before[max(starts, default=0) :].split())
    return words if len(words) <= _LONGEST else "… " + words[-_LONGEST:].partition(" ")[2]


def _cited(section: Section, notes: Annotations, works: Mapping[str, Any]) -> Iterable[Node]:
    """What a note or the text itself cites a work for."""
    for title, text in section.apart:
        for note in text.notes:
            cited = (entry.fields for entry in notes.of("citation"))
            on = tuple(_work(one, works) for one in cited if one["note"] == note.id)
            below = Node("note", f"note {note.number}" + (f" ({title})" if title else ""), on)
            words = claim(section.block(note.block).text, note.offset)
            yield Node("claim", f"“{words}”", (below,))
    for entry in notes.of("citation"):
        if not entry.fields["note"] and entry.fields["kind"] != "file-number":  # these come below
            below = Node("note", "in the text itself", (_work(entry.fields, works),))
            yield Node("claim", f"“{entry.span.text}”", (below,))


def _filed(section: Section, works: Mapping[str, Any]) -> Iterable[Node]:
    """The source lines of the documents: a file number leads to the archive, where there is a guide to it."""
    kept = _kept(works.get("nara-central-decimal-files", {}))
    for title, text in section.apart:
        for document in text.documents:
            if read_file_number(document.source).system not in ("", "label"):
                line = Node("note", "source line", (Node("work", f"file {document.source}", kept),))
                number = document.number and f"No. {document.number}"
                named = number, " ".join(document.title.split()), title
                yield Node("claim", ", ".join(filter(None, named)), (line,))


def _work(fields: Mapping[str, Any], works: Mapping[str, Any]) -> Node:
    """The work and the place in it, without saying volume or number twice."""
    work, locator = works.get(fields["work"], {"title": fields["work"]}), fields["locator"]
    kept, volume = _kept(work), re.match(r"\w+", str(work.get("volume", "")))
    if volume and re.search(rf"\b{volume[0]}\b", locator, re.IGNORECASE):
        work = {key: value for key, value in work.items() if key != "volume"}
    named = cite(work)
    whole = named if named.strip("*").endswith(locator) else f"{named}, {locator}"
    return Node("work", whole, kept)


def _kept(work: Mapping[str, Any]) -> tuple[Node, ...]:
    places = work.get("custom", {}).get("kept", ())
    kept = tuple(Node("kept", place["where"], link=place["link"]) for place in places)
    return kept or (Node("open", _OPEN),)


def _item(node: Node) -> list[Html]:
    words = link(node.link, prose(node.words))
    box = tag("span", words, class_=f"fk-node fk-node-{node.kind}")
    return [box, Html("\n"), listed(map(_item, node.on))] if node.on else [box]


def _plain(nodes: Sequence[Node], indent: str = "") -> Iterable[str]:
    for node in nodes:
        link = f" <{node.link}>" if node.link else ""
        yield f"{indent}{plain(node.words)}{link}"
        yield from _plain(node.on, "  - " if not indent else f"  {indent}")
