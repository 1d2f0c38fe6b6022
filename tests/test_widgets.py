"""The views decide nothing, lose nothing, and give nothing away."""

from dataclasses import replace
import json
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

import fruskit
from fruskit.errors import FruskitError
from fruskit.marking import rights
from fruskit.record import Record
from fruskit.widgets import bundle, card, draw, view_of

EXERCISES = fruskit.all_exercises()
ONE_OF_EACH = ("02/did-chiang-concur", "02/which-verbs", "02/argument-in-order", "02/the-condition")


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite")


def right(exercise):
    return {
        "choice": lambda: [o.id for o in exercise.options if o.right],
        "match": lambda: {
            p.id: next(id for id, text in rights(exercise).items() if text == p.right)
            for p in exercise.pairs
        },
        "order": lambda: [i.id for i in sorted(exercise.items, key=lambda i: i.place)],
        "mark": lambda: [[t.span.block, t.span.start, t.span.end] for t in exercise.targets],
    }[exercise.kind]()


def send(view, **content):
    view._received(view, content, None)


@pytest.mark.parametrize("id", EXERCISES)
def test_a_response_survives_the_way_to_the_browser_and_back(id):
    exercise = EXERCISES[id]
    for seed in (0, 1, 2**31 - 1):
        drawing = draw.draw(exercise, seed)
        assert drawing.read(json.loads(json.dumps(drawing.show(right(exercise))))) == right(
            exercise
        )


@pytest.mark.parametrize("id", EXERCISES)
def test_what_the_browser_is_sent_before_an_answer_tells_nothing(id):
    exercise = EXERCISES[id]
    sent = json.dumps(draw.draw(exercise, 7).view, ensure_ascii=False)
    parts = (
        *exercise.options,
        *exercise.pairs,
        *exercise.items,
        *exercise.targets,
        *exercise.decoys,
        *exercise.extras,
    )
    said = [
        text
        for part in parts
        for name in ("feedback", "missed", "otherwise")
        if (text := getattr(part, name, ""))
    ]
    assert not any(text in sent for text in [*said, exercise.right, *exercise.hints])
    ids = [
        part.id for part in (*exercise.options, *exercise.pairs, *exercise.items) if "-" in part.id
    ]
    assert not any(f'"{id}"' in sent for id in ids)


@pytest.mark.parametrize("id", [e.id for e in EXERCISES.values() if e.kind == "order"])
def test_lines_never_start_in_the_right_order(id):
    exercise = EXERCISES[id]
    for seed in range(60):
        drawing = draw.draw(exercise, seed)
        assert exercise.mark([drawing.ids[item["key"]] for item in drawing.view["items"]]).score < 1


def test_another_learner_sees_another_order_and_the_same_learner_the_same():
    exercise = EXERCISES["03/sequence"]
    orders = {json.dumps(draw.draw(exercise, seed).view["items"]) for seed in range(12)}
    assert len(orders) > 6
    assert draw.draw(exercise, 5) == draw.draw(exercise, 5)


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_answer_is_on_disk_before_its_feedback(id, record, monkeypatch):
    exercise = EXERCISES[id]
    view = view_of(exercise, record)
    seen = []
    view.observe(lambda _: seen.append(len(Record(record.path).attempts(id))), "result")
    send(view, type="answer", response=view._drawing.show(right(exercise)))
    assert seen == [1] and view.result["correct"] and view.problem == ""


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_when_the_record_cannot_be_written_no_feedback_is_shown_and_a_second_try_succeeds(
    id, record, monkeypatch
):
    exercise = EXERCISES[id]
    view = view_of(exercise, record)

    def full(_, __):
        raise FruskitError(
            str(record.path), "the disk is full", "Make room, then press Check again."
        )

    monkeypatch.setattr(Record, "add", full)
    send(view, type="answer", response=view._drawing.show(right(exercise)))
    assert view.result is None and "the disk is full" in view.problem
    monkeypatch.undo()
    send(view, type="answer", response=view._drawing.show(right(exercise)))
    assert view.result["correct"] and view.problem == "" and len(record.attempts(id)) == 1


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_the_last_answer_is_shown_again_to_whoever_opens_the_exercise_again(id, record):
    exercise = EXERCISES[id]
    send(
        view := view_of(exercise, record),
        type="answer",
        response=view._drawing.show(right(exercise)),
    )
    again = view_of(exercise, record)
    assert again.result == view.result and again.result["attempt"] == 1


def test_an_answer_that_no_longer_fits_a_changed_exercise_is_kept_and_not_shown(record):
    exercise = EXERCISES["02/did-chiang-concur"]
    send(view := view_of(exercise, record), type="answer", response=view._drawing.show(["yes"]))
    changed = replace(exercise, options=tuple(o for o in exercise.options if o.id != "yes"))
    assert view_of(changed, record).result is None
    assert len(record.attempts(exercise.id)) == 1


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_empty_answer_is_asked_for_and_not_recorded(id, record):
    view = view_of(EXERCISES[id], record)
    for empty in ([], {}, None, ""):
        send(view, type="answer", response=empty)
        assert "press Check" in view.problem and view.result is None
    assert record.attempts() == []


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["a", "b", "1", "editors-note-1"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(["1", "2"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    id=st.sampled_from(ONE_OF_EACH),
    response=HOSTILE,
    kind=st.sampled_from(["answer", "hint", "retry", "", 7]),
)
def test_whatever_the_browser_sends_nothing_is_raised_into_the_kernel(
    tmp_path_factory, id, response, kind
):
    record = Record(tmp_path_factory.mktemp("hostile") / "r.sqlite")
    view = view_of(EXERCISES[id], record)
    send(view, type=kind, response=response)
    view._received(view, response, None)
    assert all(0 <= attempt.score <= 1 for attempt in record.attempts())


def test_hints_come_one_at_a_time_and_no_further(record):
    exercise = EXERCISES["02/the-condition"]
    view = view_of(exercise, record)
    for n in range(1, len(exercise.hints) + 3):
        send(view, type="hint")
        assert view.hints == list(exercise.hints[:n])


@pytest.mark.parametrize("id", EXERCISES)
def test_the_still_card_shows_what_is_asked_and_no_answer(id):
    exercise = EXERCISES[id]
    for shown in (card.html(exercise), card.text(exercise)):
        flat = " ".join(shown.split())
        assert exercise.title in shown and "Run this cell to answer." in shown
        for part in (*exercise.options, *exercise.items):
            assert plain(part.text) in " ".join(
                flat.replace("<em>", "").replace("</em>", "").split()
            )
        assert exercise.right not in flat


def plain(text):
    return " ".join(text.replace("*", "").split())


def test_a_bundle_has_the_live_view_and_both_cards(monkeypatch, tmp_path):
    monkeypatch.setenv("FRUSKIT_RECORD", str(tmp_path / "r.sqlite"))
    shown = bundle(EXERCISES["00/who-speaks"])
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}


def test_where_anywidget_is_missing_the_card_alone_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "fruskit.widgets.view", raising=False)
    assert set(bundle(EXERCISES["00/who-speaks"])) == {"text/html", "text/plain"}


def test_markup_in_an_exercise_is_text_on_the_card():
    evil = replace(
        EXERCISES["00/who-speaks"], title="<script>x</script>", prompt="<img src=x onerror=y>"
    )
    assert "<script" not in card.html(evil) and "<img" not in card.html(evil)


def test_saving_keeps_the_card_and_drops_the_view_and_leaves_the_rest_alone():
    from fruskit.widgets.saving import LIVE, keep_cards

    both, view_alone = {LIVE: {"model_id": "x"}, "text/html": "card"}, {LIVE: {"model_id": "y"}}
    cells = [
        {"outputs": [{"data": both}, {"data": view_alone}, {"text": "words"}]},
        {"source": "prose"},
    ]
    keep_cards(
        model={"type": "notebook", "content": {"cells": cells}},
        path="a.ipynb",
        contents_manager=None,
    )
    assert both == {"text/html": "card"} and view_alone == {LIVE: {"model_id": "y"}}
    for other in ({"type": "file", "content": "words"}, {"type": "notebook", "content": None}, {}):
        keep_cards(model=other, path="b", contents_manager=None)
