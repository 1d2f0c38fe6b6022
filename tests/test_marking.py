"""Marking: what a response is worth, what is said to each part of it, and which words decide it."""

from dataclasses import replace
import random

from hypothesis import given, strategies as st
import pytest

from fruskit import FruskitError
from fruskit.annotations import Fact
from fruskit.exercises import Decoy, Evidence, Exercise, Item, Option, Pair, Target
from fruskit.marking import mark, rights
from fruskit.text import Block, Section

TEXT = "They met at Port Arthur, then at Dairen, and at last in Moscow. Nothing was signed."
OTHER = "The talks at Moscow went on."
SECTION = Section("s", "S", "v", (Block("a", "paragraph", "1", TEXT, "s"), Block("b", "paragraph", "1", OTHER, "s"),
                                  Block("c", "note", "1", "A note on Dalny.", "s")), (), (), (), (), ())  # fmt: skip
FACT = Fact("f", "It rained.", "*A Diary*, p. 1", "", "", "read")


def span(words, block="a"):
    return SECTION.find(words, block=block)


def words_at(words, block="a"):
    """The response that marks these words."""
    found = span(words, block)
    return [found.block, found.start, found.end]


def exercise(kind, **parts):
    return Exercise("09/x", "09", kind, "close reading", "T", "P?", (), "Well done.", "Go on.", "v1", SECTION,
                    Evidence((span("Nothing was signed"),), (FACT,)), **parts)  # fmt: skip


def option(id, right=False, words=None):
    return Option(id, id.upper(), right, f"said {id}", f"missed {id}", Evidence((span(words),) if words else ()))


def pair(id, right=None, wrong=None):
    return Pair(id, f"left {id}", right or f"right {id}", f"yes {id}", f"no {id}", wrong or {}, Evidence())


def item(id, place, words=None):
    return Item(id, id.upper(), place, f"said {id}", Evidence((span(words),) if words else ()))


def target(id, words, within=None):
    return Target(id, span(words), span(within or words), f"found {id}", f"missed {id}")


ONE = exercise("choice", options=(option("a", True, "Port Arthur"), option("b", words="Dairen"), option("c")))
SEVERAL = exercise("choice", several=True, options=(
    option("a", True), option("b", True), option("c", True), option("d"), option("e")))  # fmt: skip
MATCH = exercise(
    "match",
    pairs=(pair("a"), pair("b", wrong={"c": "that is c", "x": "b is not x"}), pair("c"), pair("d")),
    extras=(Option("x", "right x", False, "x fits nothing", "", Evidence()),),
)
ORDER = exercise("order", items=(item("a", 1, "Port Arthur"), item("b", 2), item("c", 3), item("d", 4)))
TIES = exercise("order", items=(item("a", 1), item("b", 2), item("c", 2), item("d", 3)))
PORTS = exercise(
    "mark", passages=("a", "b"), outside="not these", targets=(target("arthur", "Port Arthur", "at Port Arthur,"), target("dairen", "Dairen")),
    decoys=(Decoy(span("Moscow", "a"), "a decoy speaks"), Decoy(span("Nothing was signed"), "nobody signed")),
)  # fmt: skip
ALL = {"one": ONE, "several": SEVERAL, "match": MATCH, "order": ORDER, "ties": TIES, "mark": PORTS}
PERFECT = {
    "one": ["a"], "several": ["a", "b", "c"], "match": dict(a="a", b="b", c="c", d="d"),
    "order": ["a", "b", "c", "d"], "ties": ["a", "c", "b", "d"], "mark": [words_at("Port Arthur"), words_at("Dairen")],
}  # fmt: skip


def said(marking):
    return [(remark.about, remark.right, remark.text) for remark in marking.remarks]


# --- what holds of every kind


@pytest.mark.parametrize("name", ALL)
def test_a_perfect_answer_scores_exactly_one_and_is_told_so(name):
    marking = mark(ALL[name], PERFECT[name])
    assert (marking.score, marking.correct, marking.next) == (1.0, True, "Go on.")
    assert marking.headline.startswith("Right")
    assert said(marking)[-1] == ("", None, "Well done.")
    assert all(remark.right for remark in marking.remarks[:-1])


@pytest.mark.parametrize("name", ALL)
def test_an_empty_answer_scores_nothing_and_gives_nothing_away(name):
    for empty in [{}, dict.fromkeys("abcd")] if name == "match" else [[], ()]:
        marking = mark(ALL[name], empty)
        assert (marking.score, marking.correct, marking.next, marking.remarks) == (0.0, False, "", ())
        assert marking.headline.endswith("yet.")


@pytest.mark.parametrize("name", ALL)
def test_every_marking_shows_the_words_and_the_facts_that_decide_it_once_each(name):
    for response in (PERFECT[name], type(PERFECT[name])()):
        marking = mark(ALL[name], response)
        assert span("Nothing was signed") in marking.evidence and marking.facts == (FACT,)
        assert len(marking.evidence) == len(set(marking.evidence))


@pytest.mark.parametrize("name", ALL)
def test_an_exercise_marks_itself(name):
    assert ALL[name].mark(PERFECT[name]) == mark(ALL[name], PERFECT[name])


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
        ("one", ["z" * 1_000_000], "it has nothing called “" + "z" * 60 + "”"),
        ("match", ["a"], "Answer with a dict, left id to right id."),
        ("match", None, "Answer with a dict"),
        ("match", {"z": "a"}, "it has nothing called “z”"),
        ("match", {"x": "a"}, "it has nothing called “x”"),
        ("match", {"a": "z"}, "it has nothing called “z”. It has a, b, c, d, x."),
        ("match", {"a": ["a"]}, "Answer with the ids of the rights."),
        ("match", {1: "a"}, "Answer with the ids of the lefts."),
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
        ("mark", ["Moscow"], "“Moscow” stands in 2 places (a, 56–62; b, 13–19)"),
        ("mark", [""], "it is empty"),
    ],
)  # fmt: skip
def test_a_response_of_another_form_is_refused_with_what_to_answer_instead(name, response, what):
    with pytest.raises(FruskitError) as told:
        mark(ALL[name], response)
    assert str(told.value).startswith("exercise 09/x: ") and what in str(told.value) and told.value.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["a", "b", "x", "Dairen"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["a", "b", "z", ""]), inner, max_size=4),
    max_leaves=12,
)
SPANS = st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(-2, 90), st.integers(-2, 90)).map(list) | st.text(max_size=6))


@pytest.mark.parametrize("name", ALL)
@given(JSON | SPANS)
def test_any_response_at_all_gets_a_marking_or_a_fruskit_error(name, response):
    try:
        marking = mark(ALL[name], response)
    except FruskitError as problem:
        assert problem.where == "exercise 09/x" and problem.what and problem.remedy
    else:
        assert 0 <= marking.score <= 1 and marking.headline
        assert marking.correct == (marking.score == 1) == bool(marking.next)


# --- choice


def test_of_one_right_option_it_is_all_or_nothing_with_words_of_its_own_for_each():
    right, wrong = mark(ONE, ["a"]), mark(ONE, ["b"])
    assert said(right)[0] == ("A", True, "said a") and right.evidence[0].text == "Port Arthur"
    assert (wrong.score, wrong.headline, said(wrong)) == (0.0, "Not yet.", [("B", False, "said b")])
    assert wrong.evidence[0].text == "Dairen"
    assert mark(ONE, "a") == right, "a single id may stand for a list of one"


@pytest.mark.parametrize(
    "chosen, score, headline",
    [
        ("a", 1 / 3, "1 of 3 found."),
        ("ab", 2 / 3, "2 of 3 found."),
        ("abd", 1 / 3, "2 of 3 found, and one that does not belong."),
        ("abcd", 2 / 3, "3 of 3 found, and one that does not belong."),
        ("abcde", 1 / 3, "3 of 3 found, and 2 that do not belong."),
        ("ade", 0, "1 of 3 found, and 2 that do not belong."),
        ("d", 0, "0 of 3 found, and one that does not belong."),
    ],
)
def test_of_several_right_options_each_found_counts_and_each_astray_takes_one_back(chosen, score, headline):
    marking = mark(SEVERAL, list(chosen))
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_what_was_not_chosen_is_said_after_what_was():
    assert said(mark(SEVERAL, ["d", "b"])) == [
        ("B", True, "said b"), ("D", False, "said d"),
        ("Not chosen: A", False, "missed a"), ("Not chosen: C", False, "missed c"),
    ]  # fmt: skip


@given(st.lists(st.sampled_from("abcde"), max_size=8), st.randoms(use_true_random=False))
def test_neither_the_order_of_choosing_nor_choosing_twice_matters(chosen, chance):
    shuffled = chosen + chosen[:2]
    chance.shuffle(shuffled)
    assert mark(SEVERAL, shuffled) == mark(SEVERAL, chosen)


@st.composite
def choices(draw):
    truths = draw(st.lists(st.booleans(), min_size=2, max_size=7).filter(any))
    return exercise("choice", several=True, options=tuple(option(str(n), right) for n, right in enumerate(truths)))


@given(choices(), st.data())
def test_any_choice_scores_within_0_and_1_and_1_only_when_just_the_right_ones_are_chosen(made, data):
    chosen = data.draw(st.lists(st.sampled_from([o.id for o in made.options]), unique=True))
    right = {o.id for o in made.options if o.right}
    marking = mark(made, chosen)
    assert 0 <= marking.score <= 1
    assert (marking.score == 1) == marking.correct == (set(chosen) == right)
    assert mark(made, sorted(right)).score == 1


# --- match


def test_each_pair_counts_its_share():
    assert mark(MATCH, dict(a="a", b="b", c="d", d="d")).score == 0.75
    assert mark(MATCH, dict(a="a")).score == 0.25
    assert mark(MATCH, dict(a="b", b="a", c="d", d="c")).score == 0
    assert mark(MATCH, dict(a="a", b="b", c="d", d="d")).headline == "3 of 4 match."


def test_a_wrong_match_is_told_what_was_foreseen_for_it_or_for_the_extra_or_for_the_left():
    marking = mark(MATCH, dict(a="x", b="c", c="a"))
    assert said(marking) == [
        ("left a — right x", False, "x fits nothing"),
        ("left b — right c", False, "that is c"),
        ("left c — right a", False, "no c"),
        ("left d", False, "Nothing stands with it yet."),
    ]
    assert said(mark(MATCH, dict(b="x")))[1] == ("left b — right x", False, "b is not x")


def test_lefts_may_share_a_right_whichever_of_its_ids_is_given():
    made = exercise("match", pairs=(pair("a", "same"), pair("b", "same"), pair("c", wrong={"b": "not the same"})))
    assert rights(made) == {"a": "same", "c": "right c"}
    for given_ids in (dict(a="a", b="a", c="c"), dict(a="b", b="b", c="c"), dict(a="a", b="b", c="c")):
        assert mark(made, given_ids).score == 1
    assert said(mark(made, dict(c="a")))[2] == ("left c — same", False, "not the same")


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcdx") | st.none()), st.randoms(use_true_random=False))
def test_the_order_of_matching_does_not_matter_and_the_score_is_the_share_of_right_pairs(response, chance):
    shuffled = list(response.items())
    chance.shuffle(shuffled)
    marking = mark(MATCH, dict(shuffled))
    assert marking == mark(MATCH, response)
    assert marking.score == sum(left == right for left, right in response.items()) / 4


# --- order


@pytest.mark.parametrize(
    "order, score, headline",
    [
        ("abdc", 5 / 6, "One stands out of place."),
        ("bacd", 5 / 6, "One stands out of place."),
        ("dabc", 3 / 6, "One stands out of place."),
        ("badc", 4 / 6, "2 of 4 stand out of place."),
        ("dcba", 0, "3 of 4 stand out of place."),
    ],
)
def test_each_two_in_the_wrong_order_take_their_share(order, score, headline):
    marking = mark(ORDER, list(order))
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_the_items_to_move_are_told_apart_from_those_to_leave():
    assert said(mark(ORDER, list("dabc"))) == [
        ("D", False, "said d"), ("A", True, "said a"), ("B", True, "said b"), ("C", True, "said c"),
    ]  # fmt: skip


def test_items_whose_sequence_is_open_may_stand_either_way_round():
    assert mark(TIES, list("abcd")).score == mark(TIES, list("acbd")).score == 1
    assert mark(TIES, list("bacd")).score == pytest.approx(4 / 5)  # 5 pairs have an order; one is inverted
    assert mark(TIES, list("dbca")).score == 0


def test_in_an_order_the_sequence_of_the_response_is_the_answer():
    assert mark(ORDER, list("abcd")).score == 1 and mark(ORDER, list("bacd")).score < 1


@given(st.lists(st.integers(1, 5), min_size=2, max_size=7).filter(lambda p: len(set(p)) > 1), st.randoms(use_true_random=False))
def test_any_order_scores_within_0_and_1_and_1_only_where_nothing_is_inverted(places, chance):
    made = exercise("order", items=tuple(item(str(n), place) for n, place in enumerate(places)))
    ids = [each.id for each in made.items]
    chance.shuffle(ids)
    given_places = [places[int(id)] for id in ids]
    marking = mark(made, ids)
    assert 0 <= marking.score <= 1
    assert marking.correct == (given_places == sorted(given_places))
    standing = [places[int(id)] for id, remark in zip(ids, marking.remarks) if remark.right]
    assert standing == sorted(standing), "those to leave where they are stand in order"
    assert mark(made, sorted(ids, key=lambda id: places[int(id)])).score == 1
    assert mark(made, sorted(ids, key=lambda id: -places[int(id)])).score == 0


# --- mark


def test_marking_is_by_whole_words_however_little_of_one_is_marked():
    start = TEXT.index("Port Arthur")
    exact = mark(PORTS, [["a", start, start + 11], words_at("Dairen")])
    for first, last in [(start, start + 12), (start + 1, start + 8), (start + 3, start + 6), (start - 1, start + 12)]:
        assert mark(PORTS, [["a", first, last], words_at("Dairen")]) == exact, TEXT[first:last]
    assert exact.score == 1


def test_the_space_beside_a_word_is_no_part_of_the_next():
    space = TEXT.index(" Dairen")
    alone = mark(PORTS, [["a", space, space + 3]])
    assert alone == mark(PORTS, [words_at("Dairen")])
    assert mark(PORTS, [["a", space, space + 1]]).score == 0


def test_words_around_a_target_cost_nothing_and_gain_nothing():
    assert mark(PORTS, [words_at("at Port Arthur,"), words_at("Dairen")]).score == 1
    only_around = SECTION.find("at", prefix="met ")
    assert mark(PORTS, [["a", only_around.start, only_around.end]]).score == 0


@pytest.mark.parametrize(
    "marked, score, headline",
    [
        (["Port Arthur"], 2 * (2 / 3) * 1 / (2 / 3 + 1), "1 of 2 found."),  # 2 of 3 wanted words, none besides
        (["Dairen"], 2 * (1 / 3) * 1 / (1 / 3 + 1), "1 of 2 found."),
        (["Port Arthur, then at Dairen"], 2 * 1 * (3 / 5) / (1 + 3 / 5), "2 of 2 found, with words that do not show it."),
        (["Port Arthur", "They met"], 2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4), "1 of 2 found, with words that do not show it."),
        (["They met"], 0, "0 of 2 found, with words that do not show it."),
    ],
)
def test_the_score_weighs_wanted_words_marked_against_marked_words_wanted(marked, score, headline):
    marking = mark(PORTS, [words_at(words) for words in marked])
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_marking_the_whole_passage_is_no_good_answer():
    marking = mark(PORTS, [["a", 0, len(TEXT)]])
    assert marking.score == pytest.approx(2 * (4 / 16) / (1 + 4 / 16))  # 3 wanted words and one beside, of 16
    assert marking.score < 0.5 and not marking.correct
    both = mark(PORTS, [["a", 0, len(TEXT)], ["b", 0, len(OTHER)]])
    assert both.score < marking.score


def test_each_target_says_whether_it_was_found_missed_or_found_in_part():
    start = TEXT.index("Arthur")
    assert said(mark(PORTS, [["a", start, start + 6]])) == [
        ("“Port Arthur”", False, "You marked a part of these words. missed arthur"),
        ("“Dairen”", False, "missed dairen"),
    ]
    assert said(mark(PORTS, [words_at("Port Arthur")]))[0] == ("“Port Arthur”", True, "found arthur")


def test_a_foreseen_mistake_is_answered_by_its_decoy_and_any_other_in_general():
    assert said(mark(PORTS, [words_at("Moscow")]))[2:] == [("“Moscow”", False, "a decoy speaks")]
    assert said(mark(PORTS, [words_at("They met")]))[2:] == [("Other words that you marked", False, "not these")]
    assert said(mark(PORTS, [words_at("in Moscow. Nothing was")]))[2:] == [
        ("“Moscow”", False, "a decoy speaks"), ("“Nothing was signed”", False, "nobody signed"),
        ("Other words that you marked", False, "not these"),
    ]  # fmt: skip


def test_a_decoy_speaks_when_half_of_it_is_marked_and_not_before():
    assert "nobody signed" not in [text for _, _, text in said(mark(PORTS, [words_at("signed")]))]
    assert "nobody signed" in [text for _, _, text in said(mark(PORTS, [words_at("was signed")]))]


def test_the_deciding_words_are_shown_whether_they_were_marked_or_not_and_decoys_never():
    marking = mark(PORTS, [words_at("Moscow")])
    assert "Moscow" not in [each.text for each in marking.evidence]
    assert [each.text for each in marking.evidence] == ["Port Arthur", "Dairen", "Nothing was signed"]


def test_quotations_are_taken_for_their_places_in_the_passages():
    assert mark(PORTS, ["Port Arthur", "Dairen"]) == mark(PORTS, PERFECT["mark"])
    assert mark(PORTS, "Dairen") == mark(PORTS, [words_at("Dairen")])
    elsewhere = replace(PORTS, passages=("a",))
    assert mark(elsewhere, "Moscow") == mark(elsewhere, [words_at("Moscow")]), "it stands in b too, which is not shown"


SELECTIONS = st.lists(
    st.tuples(st.sampled_from([("a", len(TEXT)), ("b", len(OTHER))]), st.integers(0, 82), st.integers(1, 40)).map(
        lambda drawn: [drawn[0][0], min(drawn[1], drawn[0][1] - 1), min(drawn[1] + drawn[2], drawn[0][1])]
    ),
    max_size=5,
)


@given(SELECTIONS, st.integers(0, 10**6))
def test_the_order_of_selections_and_selecting_twice_do_not_matter(selections, seed):
    shuffled = selections + selections[:1]
    random.Random(seed).shuffle(shuffled)
    assert mark(PORTS, shuffled) == mark(PORTS, selections)


@given(SELECTIONS)
def test_any_selection_scores_within_0_and_1_and_1_only_when_all_and_nothing_besides_is_marked(selections):
    marking = mark(PORTS, selections)
    marked = {(block, place) for block, start, end in selections for place in range(start, end)}
    wanted = {(t.span.block, place) for t in PORTS.targets for place in range(t.span.start, t.span.end)}
    assert 0 <= marking.score <= 1
    if marking.correct:
        assert all(remark.right is not False for remark in marking.remarks)
    if wanted <= marked and not marking.correct:
        assert any(remark.right is False for remark in marking.remarks), "what is too much is said"
    assert mark(PORTS, [*selections, ["b", 0, len(OTHER)]]).score < 1


@st.composite
def stretches(draw):
    """An exercise of one to three targets anywhere in the passage, with words around them or not."""
    words = TEXT.split()
    targets = []
    for n in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, len(words) - 1))
        start, end = len(" ".join(words[:first])) + bool(first), len(" ".join(words[: last + 1]))
        core = replace(span(TEXT), start=start, end=end, text=TEXT[start:end])
        around = span(TEXT) if draw(st.booleans()) else core
        targets.append(Target(str(n), core, around, "yes", "no"))
    return exercise("mark", passages=("a",), outside="no", targets=tuple(targets))


@given(stretches(), st.data())
def test_whatever_the_targets_their_words_score_1_and_losing_one_of_them_less(made, data):
    perfect = [["a", t.span.start, t.span.end] for t in made.targets]
    assert mark(made, perfect).score == 1
    assert mark(made, [["a", t.within.start, t.within.end] for t in made.targets]).score == 1
    less = data.draw(st.sampled_from([t.span for t in made.targets]))
    kept = [[b, s, e] for b, s, e in perfect if e <= less.start or s >= less.end]
    if kept != perfect:
        assert mark(made, kept).score < 1
