"""Marks what is chosen and arranged: choice, match, sort, order."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import combinations

from ...volumes.text import Section
from .. import Choice, Match, Order, Pair, Sort
from .remark import known_ids, Marked, Remark, remark, wrong_form


def mark_choice(_: Section, task: Choice, response: object) -> Marked:
    """One right: all or nothing. Several: those found less those that do not belong, of all right.
    An opinion: noted, whichever it is."""
    chosen = known_ids(response, (o.id for o in task.options), "a list of option ids")
    if len(chosen) > 1 and not task.several:
        wrong_form("one option id")
    if task.opinion and chosen:
        held = [
            remark(o.feedback, None, o.text, o.evidence) for o in task.options if o.id in chosen
        ]
        return Marked(1.0, "Noted.", "", held)
    right = [option for option in task.options if option.right]
    remarks = [
        remark(o.feedback, o.right, o.text, o.evidence) for o in task.options if o.id in chosen
    ]
    if not chosen:
        return Marked(0.0, "Nothing is chosen yet.")
    if not task.several:
        return Marked(*((1.0, "Right.") if remarks[0].right else (0.0, "Not yet.")), "", remarks)
    found = sum(option.id in chosen for option in right)
    astray = len(chosen) - found
    remarks += [
        remark(o.missed, False, f"Not chosen: {o.text}", o.evidence)
        for o in right
        if o.id not in chosen
    ]
    score = max(0, found - astray) / len(right)
    headline = f"{found} of {len(right)} found"
    if astray:
        headline += (
            ", and one that does not belong"
            if astray == 1
            else f", and {astray} that do not belong"
        )
    if score == 1:
        headline = "Right: all found, and nothing besides"
    reckoning = (
        f"{found} found" + (f", less {astray} astray" if astray else "") + f", of {len(right)}"
    )
    return Marked(score, headline + ".", reckoning, remarks)


# --- match and sort


def mark_match(_: Section, task: Match, response: object) -> Marked:
    """The share of lefts that stand with their right."""
    remarks = _paired(task, response, {extra.text: extra.feedback for extra in task.extras})
    if not remarks:
        return Marked(0.0, "Nothing is matched yet.")
    right, all_of = sum(r.right is True for r in remarks), len(remarks)
    done = f"Right: all {right} match." if right == all_of else f"{right} of {all_of} match."
    return Marked(right / all_of, done, f"{right} of {all_of} pairs", remarks)


def mark_sort(_: Section, task: Sort, response: object) -> Marked:
    """The share of items that lie in their bin."""
    remarks = _paired(task, response, {})
    if not remarks:
        return Marked(0.0, "Nothing is sorted yet.")
    right, all_of = sum(r.right is True for r in remarks), len(remarks)
    done = (
        f"Right: all {right} are where they belong."
        if right == all_of
        else (f"{right} of {all_of} are where they belong.")
    )
    return Marked(right / all_of, done, f"{right} of {all_of} in place", remarks)


def _paired(task: Match | Sort, response: object, extras: Mapping[str, str]) -> list[Remark]:
    """A remark on every left; none at all where the response is empty."""
    if not isinstance(response, dict):
        wrong_form("a dict, left id to right id")
    known_ids(list(response), (pair.id for pair in task.pairs), "the ids of the lefts")
    given = {left: right for left, right in response.items() if right is not None}
    known_ids(list(given.values()), task.rights, "the ids of the rights")
    return (
        [_paired_remark(pair, given.get(pair.id), task.rights, extras) for pair in task.pairs]
        if given
        else []
    )


def _paired_remark(
    pair: Pair, given: str | None, texts: Mapping[str, str], extras: Mapping[str, str]
) -> Remark:
    if given is None:
        return Remark("Nothing stands with it yet.", False, pair.left)
    about = f"{pair.left} — {texts[given]}"
    if texts[given] == pair.right:
        return remark(pair.feedback, True, about, pair.evidence)
    # Equal texts are shown once, so what is foreseen for any of their ids holds for all of them.
    foreseen = (said for id, said in pair.wrong.items() if texts[id] == texts[given])
    said = next(foreseen, "") or extras.get(texts[given]) or pair.otherwise
    return remark(said, False, about, pair.evidence)


# --- order


def mark_order(_: Section, task: Order, response: object) -> Marked:
    """One less the share of inverted pairs; items of the same place may stand either way round."""
    items = {item.id: item for item in task.items}
    given = known_ids(response, items, "a list of all item ids, first to last")
    if not given:
        return Marked(0.0, "Nothing is in order yet.")
    if len(given) != len(items):
        wrong_form("a list of all item ids, first to last")
    places = [items[id].place for id in given]
    comparable = [(a, b) for a, b in combinations(places, 2) if a != b]
    inverted = sum(a > b for a, b in comparable)
    upside_down = inverted == len(comparable)  # then none of them is where it should be left
    standing = set() if upside_down else _longest_rising(places)
    remarks = [
        remark(items[id].feedback, n in standing, items[id].text, items[id].evidence)
        for n, id in enumerate(given)
    ]
    astray = len(items) - len(standing)
    out = "One stands" if astray == 1 else f"{astray} of {len(items)} stand"
    headline = "The order is upside down." if upside_down else f"{out} out of place."
    return Marked(
        1 - inverted / len(comparable),
        headline if inverted else "Right: all stand in order.",
        f"of {len(comparable)} pairs that have an order, {inverted or 'none'} the wrong way round",
        remarks,
    )


def _longest_rising(places: list[int]) -> set[int]:
    """Indexes of a longest run that never falls: those to leave where they are; the rest move."""
    tails: list[int] = []  # the place that ends the best run of each length
    runs: list[list[int]] = []  # that run's indexes
    for index, place in enumerate(places):
        at = bisect_right(tails, place)
        run = (runs[at - 1] if at else []) + [index]
        tails[at : at + 1], runs[at : at + 1] = [place], [run]
    return set(runs[-1])
