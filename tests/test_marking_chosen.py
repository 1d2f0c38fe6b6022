"""Marking what is chosen and arranged: choice, opinion, match, sort, order."""

from asked import (
    choice,
    exercise,
    item,
    mark,
    MATCH,
    ONE,
    OPINION,
    option,
    ORDER,
    order,
    pair,
    said,
    SEVERAL,
    SORT,
    TIES,
)
from fruskit.exercises.kinds.match import Match
from hypothesis import given
from hypothesis import strategies as st
import pytest

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
        ("abd", 1 / 3, "2 of 3 found; one too many."),
        ("abcd", 2 / 3, "3 of 3 found; one too many."),
        ("abcde", 1 / 3, "3 of 3 found; 2 too many."),
        ("ade", 0, "1 of 3 found; 2 too many."),
        ("d", 0, "0 of 3 found; one too many."),
    ],
)
def test_of_several_right_options_each_found_counts_and_each_astray_takes_one_back(
    chosen, score, headline
):
    marking = mark(SEVERAL, list(chosen))
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_what_was_not_chosen_is_said_after_what_was():
    assert said(mark(SEVERAL, ["d", "b"])) == [
        ("B", True, "said b"),
        ("D", False, "said d"),
        ("", False, "missed a"),
        ("", False, "missed c"),
    ]


@given(st.lists(st.sampled_from("abcde"), max_size=8), st.randoms(use_true_random=False))
def test_neither_the_order_of_choosing_nor_choosing_twice_matters(chosen, chance):
    shuffled = chosen + chosen[:2]
    chance.shuffle(shuffled)
    assert mark(SEVERAL, shuffled) == mark(SEVERAL, chosen)


@st.composite
def choices(draw):
    truths = draw(st.lists(st.booleans(), min_size=2, max_size=7).filter(any))
    return choice(*(option(str(n), right) for n, right in enumerate(truths)), several=True)


@given(choices(), st.data())
def test_any_choice_scores_within_0_and_1_and_1_only_when_just_the_right_ones_are_chosen(
    made, data
):
    chosen = data.draw(st.lists(st.sampled_from([o.id for o in made.task.options]), unique=True))
    right = {o.id for o in made.task.options if o.right}
    marking = mark(made, chosen)
    assert 0 <= marking.score <= 1
    assert (marking.score == 1) == marking.correct == (set(chosen) == right)
    assert mark(made, sorted(right)).score == 1


# --- opinion


def test_an_opinion_is_noted_whichever_it_is_and_told_what_speaks_for_it():
    for id, words in (("a", "Port Arthur"), ("b", "Dairen")):
        marking = mark(OPINION, [id])
        assert (marking.score, marking.headline) == (1, "Noted.")
        assert said(marking)[0] == (id.upper(), None, f"said {id}")
        assert [each.text for each in marking.evidence] == [words, "Nothing was signed"]
    assert mark(OPINION, "a") == mark(OPINION, ["a"])


# --- match


def test_each_pair_counts_its_share():
    assert mark(MATCH, dict(a="a", b="b", c="d", d="d")).score == 0.75
    assert mark(MATCH, dict(a="a")).score == 0.25
    assert mark(MATCH, dict(a="b", b="a", c="d", d="c")).score == 0
    assert mark(MATCH, dict(a="a", b="b", c="d", d="d")).headline == "3 of 4 right."


def test_a_wrong_match_is_told_what_was_foreseen_for_it_or_for_the_extra_or_for_the_left():
    marking = mark(MATCH, dict(a="x", b="c", c="a"))
    assert said(marking) == [
        ("left a — right x", False, "x fits nothing"),
        ("left b — right c", False, "that is c"),
        ("left c — right a", False, "no c"),
        ("left d", False, "Nothing is chosen for it yet."),
    ]
    assert said(mark(MATCH, dict(b="x")))[1] == ("left b — right x", False, "b is not x")


def test_lefts_may_share_a_right_whichever_of_its_ids_is_given():
    made = exercise(
        "match",
        Match((pair("a", "same"), pair("b", "same"), pair("c", wrong={"b": "not the same"}))),
    )
    for given_ids in (
        dict(a="a", b="a", c="c"),
        dict(a="b", b="b", c="c"),
        dict(a="a", b="b", c="c"),
    ):
        assert mark(made, given_ids).score == 1
    assert said(mark(made, dict(c="a")))[2] == ("left c — same", False, "not the same")


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcdx") | st.none()),
    st.randoms(use_true_random=False),
)
def test_the_order_of_matching_does_not_matter_and_the_score_is_the_share_of_right_pairs(
    response, chance
):
    shuffled = list(response.items())
    chance.shuffle(shuffled)
    marking = mark(MATCH, dict(shuffled))
    assert marking == mark(MATCH, response)
    assert marking.score == sum(left == right for left, right in response.items()) / 4


# --- sort


def test_each_item_in_its_bin_counts_its_share():
    for response, score, headline in [
        (dict(a="p", b="p", c="q", d="r"), 0.75, "3 of 4 right."),
        (dict(a="p"), 0.25, "1 of 4 right."),
        (dict(a="p", b=None), 0.25, "1 of 4 right."),
        (dict(a="q", b="r", c="p", d="p"), 0, "0 of 4 right."),
    ]:
        marking = mark(SORT, response)
        assert (marking.score, marking.headline) == (score, headline)
        assert marking.reckoning == f"{int(4 * score)} of 4 in place"


def test_an_item_in_the_wrong_bin_is_told_what_was_foreseen_for_that_bin_or_for_the_item():
    assert said(mark(SORT, dict(a="p", c="p", d="r"))) == [
        ("left a — a port", True, "yes a"),
        ("left b", False, "Nothing is chosen for it yet."),
        ("left c — a port", False, "c has no harbour"),
        ("left d — nowhere", False, "no d"),
    ]
    assert said(mark(SORT, dict(c="r")))[2] == ("left c — nowhere", False, "no c")


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("pqr") | st.none()))
def test_the_score_of_sorting_is_the_share_of_items_in_their_bins(response):
    wanted = dict(a="p", b="p", c="q", d="q")
    assert mark(SORT, response).score == sum(wanted[id] == bin for id, bin in response.items()) / 4


# --- order


@pytest.mark.parametrize(
    "order, score, headline",
    [
        ("abdc", 5 / 6, "One line is out of place."),
        ("bacd", 5 / 6, "One line is out of place."),
        ("dabc", 3 / 6, "One line is out of place."),
        ("badc", 4 / 6, "2 of 4 lines are out of place."),
        ("dcba", 0, "The order is upside down."),
    ],
)
def test_each_two_in_the_wrong_order_take_their_share(order, score, headline):
    marking = mark(ORDER, list(order))
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_of_an_order_the_two_lines_that_are_the_wrong_way_round_are_named_and_no_place_is():
    marking = mark(ORDER, list("dabc"))
    assert said(marking) == [("D → A", False, "Read again what decides the order of these two.")]
    told = [(r.fares, r.about, r.right, r.says(True)) for r in marking.said(True)]
    assert told == [
        ("Place 1", "A", True, "said a"),
        ("Place 2", "B", True, "said b"),
        ("Place 3", "C", True, "said c"),
        ("Place 4", "D", False, "said d"),
    ]


def test_of_an_order_that_is_upside_down_no_item_is_called_right():
    assert {right for _, right, _ in said(mark(ORDER, list("dcba")))} == {False}
    assert {right for _, right, _ in said(mark(TIES, list("dbca")))} == {False}


def test_items_of_one_place_are_told_the_lines_of_the_list_that_they_may_have():
    told = [remark.fares for remark in mark(TIES, list("dbca")).said(True)]
    assert told == ["Place 1", "Place 2 or 3", "Place 2 or 3", "Place 4"]


def test_items_whose_sequence_is_open_may_stand_either_way_round():
    assert mark(TIES, list("abcd")).score == mark(TIES, list("acbd")).score == 1
    assert mark(TIES, list("bacd")).score == pytest.approx(
        4 / 5
    )  # 5 pairs have an order; one is inverted
    assert mark(TIES, list("dbca")).score == 0


def test_in_an_order_the_sequence_of_the_response_is_the_answer():
    assert mark(ORDER, list("abcd")).score == 1 and mark(ORDER, list("bacd")).score < 1


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=7).filter(lambda p: len(set(p)) > 1),
    st.randoms(use_true_random=False),
)
def test_any_order_scores_within_0_and_1_and_1_only_where_nothing_is_inverted(places, chance):
    made = order(*(item(str(n), place) for n, place in enumerate(places)))
    ids = [each.id for each in made.task.items]
    chance.shuffle(ids)
    given_places = [places[int(id)] for id in ids]
    marking = mark(made, ids)
    assert 0 <= marking.score <= 1
    assert marking.correct == (given_places == sorted(given_places))
    pairs = [remark.part for remark in marking.remarks if remark.right is False]
    assert bool(pairs) != marking.correct
    assert all(places[int(first)] > places[int(then)] for first, then in pairs)
    assert mark(made, sorted(ids, key=lambda id: places[int(id)])).score == 1
    assert mark(made, sorted(ids, key=lambda id: -places[int(id)])).score == 0
