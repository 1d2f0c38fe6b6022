"""One small exercise of every kind, on a text of four blocks, with its perfect answers: for the tests of marking."""

from fruskit.claims.annotations import Fact
from fruskit.exercises import Evidence, Exercise, Reply
from fruskit.exercises.kinds.choice import Choice, Option
from fruskit.exercises.kinds.date import Dates, Dating
from fruskit.exercises.kinds.decode import Decode, Piece
from fruskit.exercises.kinds.emend import Emend, Reading
from fruskit.exercises.kinds.mark import Decoy, Words
from fruskit.exercises.kinds.match import Match
from fruskit.exercises.kinds.order import Item, Order
from fruskit.exercises.kinds.reveal import Gap, Reveal
from fruskit.exercises.kinds.sort import Sort
from fruskit.exercises.kinds.write import Write
from fruskit.exercises.pairs import Extra, Pair
from fruskit.exercises.passages import Target
from fruskit.volumes.dates import read_date
from fruskit.volumes.text import Block, Section

TEXT = "They met at Port Arthur, then at Dairen, and at last in Moscow. Nothing was signed."
OTHER = "The talks at Moscow went on."
CITED = "The “pact of friendship” of June 30 is at 59 Stat. (2) 1823; see pages 4546."
SECTION = Section(
    "s",
    "S",
    "v",
    (
        Block("a", "paragraph", "1", TEXT, "s"),
        Block("b", "paragraph", "1", OTHER, "s"),
        Block("c", "note", "1", "A note on Dalny.", "s"),
        Block("d", "note", "1", CITED, "s"),
    ),
    (),
    (),
    (),
    (),
    (),
)
FACT = Fact("f", "It rained.", "*A Diary*, p. 1", "", "", "read", "diary")


def span(words, block="a"):
    return SECTION.find(words, block=block)


def words_at(words, block="a"):
    """The response that marks these words."""
    found = span(words, block)
    return [found.block, found.start, found.end]


def exercise(kind, task, **more):
    return Exercise(
        "09/x",
        "09",
        kind,
        "close reading",
        "T",
        "P?",
        (),
        "Well done.",
        "Go on.",
        "v1",
        SECTION,
        Evidence((span("Nothing was signed"),), (FACT,)),
        task,
        **more,
    )


def evidence(words=None, block="a"):
    return Evidence((span(words, block),) if words else ())


def option(id, right=False, words=None):
    reply = Reply(f"missed {id}" if right else "", f"said {id}")
    return Option(id, reply, evidence(words), id.upper(), right)


def choice(*options, **more):
    return exercise("choice", Choice(options, **more))


def pair(id, right=None, wrong=None, words=None):
    said = id, Reply(f"no {id}", f"yes {id}"), evidence(words)
    return Pair(*said, f"left {id}", right or f"right {id}", wrong or {})


def item(id, place, words=None):
    return Item(id, Reply(tell=f"said {id}"), evidence(words), id.upper(), place)


def order(*items):
    return exercise("order", Order(items))


def target(id, words, within=None, block="a"):
    said = id, Reply(f"missed {id}", f"found {id}"), evidence(words, block)
    return Target(*said, span(words, block), span(within or words, block))


def dating(id, date, said=None, wrong=None):
    own = id, Reply(f"no {id}", f"yes {id}"), evidence("June 30", "d")
    return Dating(*own, id.upper(), read_date(date), said or {}, wrong or {})


def piece(id, written, means="", accept=(), wrong=None):
    own = id, Reply(f"no {id}", f"yes {id}"), evidence(written, "d")
    return Piece(*own, id.upper(), written, accept, means, wrong or {})


def gap(id, words, accept=(), wrong=None):
    own = id, Reply(f"no {id}", f"yes {id}"), evidence(words)
    return Gap(*own, span(words), accept, wrong or {})


def reading(worth, *texts):
    own = f"reading {texts[0]}", Reply(tell=f"said {texts[0]}"), evidence("4546", "d")
    return Reading(*own, texts, worth)


def decoy(words, says):
    return Decoy(words, Reply(says), Evidence(), span(words))


PORTS = Words(
    passages=("a", "b"),
    outside="not these",
    targets=(target("arthur", "Port Arthur", "at Port Arthur,"), target("dairen", "Dairen")),
    decoys=(
        decoy("Moscow", "a decoy speaks"),
        decoy("Nothing was signed", "nobody signed"),
    ),
)
ONE = choice(option("a", True, "Port Arthur"), option("b", words="Dairen"), option("c"))
SEVERAL = choice(
    option("a", True), option("b", True), option("c", True), option("d"), option("e"), several=True
)
OPINION = choice(option("a", words="Port Arthur"), option("b", words="Dairen"), opinion=True)
X = Extra("x", Reply("x fits nothing"), Evidence(), "right x")
MATCH = exercise(
    "match",
    Match(
        (pair("a"), pair("b", wrong={"c": "that is c", "x": "b is not x"}), pair("c"), pair("d")),
        (X,),
    ),
)
SORT = exercise(
    "sort",
    Sort(
        {"p": "a port", "q": "no port", "r": "nowhere"},
        (
            pair("a", "a port", words="Port Arthur"),
            pair("b", "a port"),
            pair("c", "no port", {"p": "c has no harbour"}),
            pair("d", "no port"),
        ),
    ),
)
ORDER = order(item("a", 1, "Port Arthur"), item("b", 2), item("c", 3), item("d", 4))
TIES = order(item("a", 1), item("b", 2), item("c", 2), item("d", 3))
MARK = exercise("mark", PORTS)
REVEAL = exercise(
    "reveal",
    Reveal(
        (
            gap("a", "Port Arthur", ("Lüshun",), {"Dalny": "that is Dairen"}),
            gap("b", "Nothing was signed"),
        )
    ),
)
DATE = exercise(
    "date",
    Dates(
        (
            dating("a", "February 11, 1945"),
            dating(
                "b", "June 30", {"year-assumed": "1945 is yours"}, {"XXXX-08-14": "that is the end"}
            ),
            dating("c", "undated", wrong={"1945-07-17": "the Conference began then"}),
            dating("d", "June 1945"),
        )
    ),
)
DECODE = exercise(
    "decode",
    Decode(
        span("59 Stat. (2) 1823", "d"),
        (
            piece("a", "59"),
            piece(
                "b",
                "Stat.",
                "Statutes at Large",
                ("Statutes",),
                {"59": "that is the volume", "c": "that is in brackets"},
            ),
            piece("c", "(2)", "the second part"),
            piece("d", "1823"),
        ),
        (X,),
    ),
)
EMEND = exercise(
    "emend",
    Emend(
        span("4546", "d"),
        (reading(1.0, "45–46", "45 and 46"), reading(0.25, "456"), reading(0.0, "4647")),
        Reply("no such reading"),
        Choice((option("a", True), option("b", True), option("c")), several=True),
    ),
)
WRITE = exercise(
    "write",
    Write(
        5,
        20,
        (target("a", "Nothing was signed"), target("b", "The talks at Moscow went on", block="b")),
        ("Is it fair?",),
        "They met, but “[n]othing was signed”.",
    ),
)
PROVED = exercise("choice", ONE.task, proof=PORTS)

ALL = {
    "one": ONE,
    "several": SEVERAL,
    "opinion": OPINION,
    "match": MATCH,
    "sort": SORT,
    "order": ORDER,
    "ties": TIES,
    "mark": MARK,
    "reveal": REVEAL,
    "date": DATE,
    "decode": DECODE,
    "emend": EMEND,
    "write": WRITE,
    "proved": PROVED,
}
MARKED = [words_at("Port Arthur"), words_at("Dairen")]
PERFECT = {
    "one": ["a"],
    "several": ["a", "b", "c"],
    "opinion": ["b"],
    "match": dict(a="a", b="b", c="c", d="d"),
    "sort": dict(a="p", b="p", c="q", d="q"),
    "order": ["a", "b", "c", "d"],
    "ties": ["a", "c", "b", "d"],
    "mark": MARKED,
    "reveal": dict(a="Port Arthur", b="Nothing was signed"),
    "date": dict(a="February 11, 1945", b="June 30", c="undated", d="June 1945"),
    "decode": {"parts": dict(a="59", b="Stat.", c="(2)", d="1823"), "meanings": dict(b="b", c="c")},
    "emend": {"reading": "45–46", "grounds": ["a", "b"]},
    "write": WRITE.task.model,
    "proved": {"claim": ["a"], "words": MARKED},
}
NONE = dict.fromkeys("abcd")
BLANK = dict.fromkeys("abcd", " \n")
EMPTY = {
    "match": [{}, NONE],
    "sort": [{}, NONE],
    "date": [{}, NONE, BLANK],
    "reveal": [{}, dict(a=None), dict(a="", b=" \t")],
    "decode": [
        {},
        {"parts": {}, "meanings": {}},
        {"parts": BLANK, "meanings": dict(b=None, c=None)},
    ],
    "emend": [{}, {"reading": "  ", "grounds": []}, {"reading": None, "grounds": None}],
    "write": ["", " \n", None],
    "proved": [{}, {"claim": None, "words": None}, {"claim": [], "words": []}],
}
EMPTY = {name: EMPTY.get(name, [[], ()]) for name in ALL}


def mark(exercise, response):
    return exercise.mark(response)


def said(marking):
    return [(remark.about, remark.right, remark.text) for remark in marking.remarks]
