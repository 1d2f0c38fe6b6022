"""Marking, what holds of every kind: perfect, empty, malformed, hostile and any other responses; two steps."""

from dataclasses import replace

from asked import (
    ALL,
    CITED,
    EMPTY,
    FACT,
    mark,
    MARKED,
    OPINION,
    PERFECT,
    PORTS,
    PROVED,
    said,
    span,
    TEXT,
    words_at,
    WRITE,
)
from fruskit import FruskitError
from hypothesis import given
from hypothesis import strategies as st
import pytest

TOLD = {
    "opinion": "Noted.",
    "reveal": "All 2 exactly as in the text.",
}  # else it begins with “Right”
GROUNDS = (span("Nothing was signed"),)


# --- perfect and empty


@pytest.mark.parametrize("name", ALL)
def test_a_perfect_answer_scores_exactly_one_and_is_told_so(name):
    marking = mark(ALL[name], PERFECT[name])
    assert (marking.score, marking.correct, marking.next) == (1.0, True, "Go on.")
    assert marking.headline.startswith(TOLD.get(name, "Right"))
    assert said(marking)[-1] == ("", None, "Well done.")
    assert all(remark.worth == 1 or remark.worth is None for remark in marking.remarks)


@pytest.mark.parametrize("name", [name for name in ALL if name != "opinion"])
def test_every_part_of_a_perfect_answer_is_told_to_be_right(name):
    parts = [remark for remark in mark(ALL[name], PERFECT[name]).remarks if remark.about]
    unused = [remark for remark in parts if remark.right is None]
    assert parts and all(remark.right for remark in parts if remark not in unused)
    assert bool(unused) == (name == "write"), "words that were not quoted, where others served"


@pytest.mark.parametrize("name", ALL)
def test_an_empty_answer_scores_nothing_and_gives_nothing_away(name):
    for empty in EMPTY[name]:
        marking = mark(ALL[name], empty)
        assert (marking.score, marking.correct, marking.next, marking.remarks) == (
            0.0,
            False,
            "",
            (),
        )
        assert (marking.model, marking.rubric, marking.evidence, marking.facts) == (
            "",
            (),
            GROUNDS,
            (FACT,),
        )
        assert marking.headline.endswith("yet.")


@pytest.mark.parametrize("name", ALL)
def test_every_marking_shows_the_words_and_the_facts_that_decide_it_once_each(name):
    for response in (PERFECT[name], EMPTY[name][0]):
        marking = mark(ALL[name], response)
        assert span("Nothing was signed") in marking.evidence and marking.facts == (FACT,)
        assert len(marking.evidence) == len(set(marking.evidence))


@pytest.mark.parametrize("name", ALL)
def test_a_part_of_an_answer_tells_how_its_score_came_about_unless_it_is_all_or_nothing(name):
    explained = mark(ALL[name], PERFECT[name]).reckoning
    assert bool(explained) == (name not in ("one", "opinion"))


@pytest.mark.parametrize("name", ALL)
def test_an_exercise_marks_itself(name):
    assert ALL[name].mark(PERFECT[name]) == mark(ALL[name], PERFECT[name])


@pytest.mark.parametrize("name", ["match", "sort", "reveal", "date"])
@given(st.randoms(use_true_random=False))
def test_in_which_order_the_parts_were_answered_does_not_matter(name, chance):
    answered = list(PERFECT[name].items())
    chance.shuffle(answered)
    assert mark(ALL[name], dict(answered)) == mark(ALL[name], PERFECT[name])
    assert mark(ALL[name], dict(answered[:1])).score < 1


# --- another form


@pytest.mark.parametrize(
    "name, response, what",
    [
        ("one", None, "that is not an answer to it. Answer with a list of option ids."),
        ("one", {"a": True}, "not an answer"),
        ("one", 1, "not an answer"),
        ("one", [1], "not an answer"),
        ("one", [["a"]], "not an answer"),
        ("one", ["a", "b"], "Answer with one option id."),
        ("one", ["z"], "it has nothing called “z”. It has a, b, c."),
        ("one", ["z" * 100_000], "it has nothing called “" + "z" * 60 + "”"),
        ("opinion", ["a", "b"], "Answer with one option id."),
        ("opinion", ["z"], "it has nothing called “z”. It has a, b."),
        ("match", ["a"], "Answer with a dict, left id to right id."),
        ("match", None, "Answer with a dict"),
        ("match", {"z": "a"}, "it has nothing called “z”"),
        ("match", {"x": "a"}, "it has nothing called “x”"),
        ("match", {"a": "z"}, "it has nothing called “z”. It has a, b, c, d, x."),
        ("match", {"a": ["a"]}, "Answer with the ids of the rights."),
        ("match", {1: "a"}, "Answer with the ids of the lefts."),
        ("sort", ["a"], "Answer with a dict, left id to right id."),
        ("sort", {"a": "a port"}, "it has nothing called “a port”. It has p, q, r."),
        ("sort", {"z": "p"}, "it has nothing called “z”. It has a, b, c, d."),
        ("sort", {"a": 1}, "Answer with the ids of the rights."),
        ("order", ["a", "b"], "Answer with a list of all item ids, first to last."),
        ("order", ["a", "a", "b", "c"], "Answer with a list of all item ids"),
        ("order", ["a", "b", "c", "z"], "it has nothing called “z”"),
        ("order", {"a": 1}, "Answer with a list of all item ids"),
        ("mark", 5, "Answer with a list of [block id, start, end], or of quotations."),
        ("mark", [5], "Answer with a list of"),
        ("mark", [["a", 0]], "Answer with a list of"),
        ("mark", [["a", 0, 1, 2]], "Answer with a list of"),
        ("mark", [["a", "0", 1]], "Answer with a list of"),
        ("mark", [["a", 0.0, 1.0]], "Answer with a list of"),
        ("mark", [["a", False, True]], "Answer with a list of"),
        ("mark", [[["a"], 0, 1]], "Answer with a list of"),
        ("mark", [["z", 0, 1]], "“z” is not a passage of it. It shows a, b."),
        ("mark", [["c", 0, 1]], "“c” is not a passage of it"),
        ("mark", [["a", -1, 3]], "-1–3 is not within a. Stay within 0–83."),
        ("mark", [["a", 3, 3]], "3–3 is not within a"),
        ("mark", [["a", 3, 2]], "3–2 is not within a"),
        ("mark", [["a", 80, 84]], "80–84 is not within a"),
        ("mark", [["a", 0, 10**30]], "is not within a"),
        ("mark", [["a", 0, 1]] * 1001, "Answer with a list of"),
        ("mark", ["Dalny"], "“Dalny” is not in the text"),
        ("mark", ["Moscow"], "“Moscow” appears in 2 places (a, 56–62; b, 13–19)"),
        ("mark", [""], "it is empty"),
        ("date", "June 30", "Answer with a dict, item id to a date."),
        ("date", None, "Answer with a dict, item id to a date."),
        ("date", {"a": 1945}, "Answer with a dict, item id to a date."),
        ("date", {"z": "June 30"}, "it has nothing called “z”. It has a, b, c, d."),
        ("decode", ["59"], "Answer with a dict of parts and meanings."),
        ("decode", {"signs": {}}, "Answer with a dict of parts and meanings."),
        ("decode", {"parts": ["59"]}, "Answer with a dict, piece id to characters."),
        ("decode", {"parts": {"a": 59}}, "Answer with a dict, piece id to characters."),
        ("decode", {"parts": {"z": "59"}}, "it has nothing called “z”. It has a, b, c, d."),
        ("decode", {"meanings": ["b"]}, "Answer with a dict, piece id to meaning id."),
        ("decode", {"meanings": {"a": "b"}}, "it has nothing called “a”. It has b, c."),
        ("decode", {"meanings": {"b": "z"}}, "it has nothing called “z”. It has b, c, x."),
        ("decode", {"meanings": {"b": 1}}, "Answer with the ids of the meanings."),
        ("emend", "45–46", "Answer with a dict of reading and grounds."),
        ("emend", {"corr": "45–46"}, "Answer with a dict of reading and grounds."),
        ("emend", {"reading": 4546}, "Answer with a reading that is text."),
        ("emend", {"reading": ["45–46"]}, "Answer with a reading that is text."),
        ("emend", {"grounds": ["z"]}, "it has nothing called “z”. It has a, b, c."),
        ("emend", {"grounds": {"a": True}}, "Answer with a list of option ids."),
        ("reveal", "Port Arthur", "Answer with a dict, gap id to words."),
        ("reveal", {"a": ["Port Arthur"]}, "Answer with a dict, gap id to words."),
        ("reveal", {"z": "Port Arthur"}, "it has nothing called “z”. It has a, b."),
        ("write", {"text": "They met."}, "Answer with text."),
        ("write", ["They met."], "Answer with text."),
        ("write", 5, "Answer with text."),
        ("proved", ["a"], "Answer with a dict of claim and words."),
        ("proved", {"claim": ["a"], "proof": []}, "Answer with a dict of claim and words."),
        ("proved", {"claim": ["z"]}, "it has nothing called “z”. It has a, b, c."),
        ("proved", {"claim": ["a"], "words": [["c", 0, 1]]}, "“c” is not a passage of it"),
        ("proved", {"claim": ["a"], "words": 5}, "Answer with a list of [block id, start, end]"),
    ],
)
def test_a_response_of_another_form_is_refused_with_what_to_answer_instead(name, response, what):
    with pytest.raises(FruskitError) as told:
        mark(ALL[name], response)
    assert (
        str(told.value).startswith("exercise “T”: ")
        and what in str(told.value)
        and told.value.remedy
    )


# --- any response at all

FIELDS = ["a", "b", "c", "z", "", "parts", "meanings", "reading", "grounds", "claim", "words"]
SAMPLES = [
    "a",
    "b",
    "x",
    "p",
    "Dairen",
    "June 30",
    "59",
    "Stat.",
    "45–46",
    "“Nothing was signed”",
    "“",
    '"[',
]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(SAMPLES),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)
SPANS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.integers(-2, 90), st.integers(-2, 90)).map(list)
    | st.text(max_size=6)
)
WORDS = st.text(st.characters(), max_size=60) | st.lists(
    st.sampled_from([*SAMPLES, *TEXT.split(), *CITED.split(), "…", "”", '"', "\n"])
).map(" ".join)
ANY = st.text(st.characters() | st.characters(categories=["Cs"])) | WORDS
WRITTEN = st.dictionaries(st.sampled_from("abcd"), ANY, max_size=4)


def checked(name, response):
    """The marking, if there is one, with what holds of every marking; None where it was refused."""
    try:
        marking = mark(ALL[name], response)
    except FruskitError as problem:
        assert problem.where == "exercise “T”" and problem.what and problem.remedy
        return None
    assert 0 <= marking.score <= 1 and marking.headline
    assert marking.correct == (marking.score == 1) == bool(marking.next)
    assert all(remark.worth is None or 0 <= remark.worth <= 1 for remark in marking.remarks)
    assert len(marking.evidence) == len(set(marking.evidence))
    return marking


@pytest.mark.parametrize("name", ALL)
@given(JSON | SPANS)
def test_any_response_at_all_gets_a_marking_or_a_fruskit_error(name, response):
    checked(name, response)


def filled(name, text, other=""):
    """A response of the kind's own form, with these words in all its fields."""
    return {
        "date": dict(a=text, b=other),
        "reveal": dict(a=text, b=other),
        "write": text,
        "mark": [text],
        "decode": {"parts": dict(a=text, b=other), "meanings": dict(b="x")},
        "emend": {"reading": text, "grounds": ["a"]},
        "proved": {"claim": ["a"], "words": [text]},
    }[name]


WITH_WORDS = ["date", "decode", "emend", "reveal", "write", "mark", "proved"]


@pytest.mark.parametrize("name", WITH_WORDS)
@given(ANY, ANY)
def test_any_words_at_all_get_a_marking_or_a_fruskit_error(name, text, other):
    checked(name, filled(name, text, other))


MANY = 100_000
HOSTILE = {
    "a long word": "x" * MANY,
    "a long text of words": "the " * (MANY // 4),
    "a long text of spaces": "“a" + " " * MANY + "b”",
    "a long text of tabs and lines": "“a" + "\t\n" * (MANY // 2) + "b”",
    "opening marks": "“" * MANY,
    "straight marks": '"' * (MANY + 1),
    "an opening mark a line": "“\n" * (MANY // 2),
    "an opening mark and a letter a line": "“a\n" * (MANY // 3),
    "a straight mark a line": '"a\n' * (MANY // 3 - 1),
    "quotations": "“Nothing” " * (MANY // 10),
    "other quotations": "".join(f"“{n}” " for n in range(MANY // 10)),
    "closing marks": "”" * MANY,
    "things left out": "“" + "the … " * (MANY // 6) + "”",
    "dots": "“a" + "." * MANY + "”",
    "spaced dots": "“a" + " ." * MANY + "”",
    "brackets": "“" + "[" * MANY + "”",
    "bracketed": "“" + "[a] " * (MANY // 4) + "”",
    "open brackets": "“" + "[a " * (MANY // 3) + "”",
    "dashes": "-" * MANY,
    "stops": "…" * MANY,
    "grown by normalising": "\ufdfa" * MANY,
    "lengthened by lower case": "İ" * MANY,
    "right to left": "\u202e“לא נחתם דבר”\u202c",
    "emoji": "“👩🏽‍🚀🇨🇳” 🎓",
    "html": '<script>alert("“1”")</script><img src=x onerror=alert(1)>',
    "a lone surrogate": "“\ud800” \udfff",
    "nulls": "\x00“\x00”\x00",
    "control characters": "".join(map(chr, range(32))) + "“\x1b[31m”",
    "a pattern": r"“(a+)+$ \\ [^”",
    "percent": "%s %(x)s {0} ${x}",
    "separators": "“a\u2028b\u2029c\x85d\x0be\x0cf”",
}


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", WITH_WORDS)
def test_hostile_words_are_marked_or_refused_and_come_back_no_longer_than_a_line_or_two(
    name, words
):
    marking = checked(name, filled(name, HOSTILE[words]))
    if marking:
        assert not marking.correct
        assert all(len(remark.about) < 400 for remark in marking.remarks)


def test_markup_is_kept_as_the_words_that_it_is():
    wrote = "<b>45</b> & “46”"
    assert said(mark(ALL["emend"], {"reading": wrote}))[0][0] == f"“4546” — you read “{wrote}”"


# --- two steps


def test_claim_and_words_count_half_each_and_what_was_said_to_either_is_kept():
    claim, words = mark(ALL["one"], ["a"]), mark(ALL["mark"], [words_at("Dairen")])
    both = mark(PROVED, {"claim": ["a"], "words": [words_at("Dairen")]})
    assert both.score == (1 + words.score) / 2 and not both.correct
    assert said(both) == [said(claim)[0], *said(words)]
    assert both.headline == "Claim: Right. Words: 1 of 2 found."
    assert both.reckoning == "claim 100, words 50; the mean of both"


def test_a_wrong_claim_well_shown_and_a_right_one_not_shown_are_half_an_answer_each():
    assert mark(PROVED, {"claim": ["b"], "words": MARKED}).score == 0.5
    assert mark(PROVED, {"claim": ["a"], "words": [words_at("They met")]}).score == 0.5


def test_the_step_that_is_not_answered_gives_nothing_away_until_the_answer_is_told():
    claimed = mark(PROVED, {"claim": ["b"]})
    assert (claimed.score, said(claimed)) == (0, [("B", False, "said b")])
    assert claimed.headline == "Claim: Not yet. Words: Nothing is marked yet."
    assert [(r.fares, r.says(True)) for r in claimed.said(True)[2:]] == [
        ("Not answered", "found arthur"),
        ("Not answered", "found dairen"),
    ]
    shown = mark(PROVED, {"words": MARKED})
    assert shown.score == 0.5 and [about for about, _, _ in said(shown)] == [
        "“Port Arthur”",
        "“Dairen”",
    ]
    assert shown.headline.startswith("Claim: Nothing is chosen yet. Words: Right")


def test_evidence_of_both_steps_is_shown_once_each():
    assert [each.text for each in mark(PROVED, PERFECT["proved"]).evidence] == [
        "Port Arthur",
        "Dairen",
        "Nothing was signed",
    ]


@pytest.mark.parametrize("name", [name for name in ALL if name != "proved"])
def test_any_kind_can_ask_for_the_words_that_show_it(name):
    made = replace(ALL[name], proof=PORTS)
    marking = mark(made, {"claim": PERFECT[name], "words": MARKED})
    assert (marking.score, marking.correct) == (1, True)
    assert mark(made, {"words": MARKED}).score == 0.5
    assert mark(made, {"claim": PERFECT[name]}).score == 0.5
    assert mark(made, {}).remarks == ()


def test_the_model_answer_is_shown_in_two_steps_as_in_one():
    made = replace(WRITE, proof=PORTS)
    marking = mark(made, {"claim": WRITE.task.model, "words": []})
    assert (marking.model, marking.rubric) == (WRITE.task.model, ("Is it fair?",))


def test_an_opinion_is_not_graded_and_every_other_kind_is():
    assert [name for name, made in ALL.items() if not made.graded] == ["opinion"]
    assert replace(OPINION, proof=PORTS).graded, "there are words to get right"
    assert OPINION.steps == ("choice",) and PROVED.steps == ("choice", "mark")
