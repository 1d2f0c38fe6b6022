"""The views decide nothing, lose nothing, and give nothing away."""

from dataclasses import replace
import json
import sys

import fruskit
from fruskit.cards import bundle, card, draw, view_of
from fruskit.errors import FruskitError
from fruskit.record import Record
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest
import responses
import samples

LESSONS = fruskit.all_exercises()
EXERCISES = LESSONS | samples.EXERCISES
ONE_OF_EACH = tuple(samples.GRADED)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite")


def send(view, **content):
    view._received(view, content, None)


@pytest.mark.parametrize("id", EXERCISES)
def test_a_response_survives_the_way_to_the_browser_and_back(id):
    exercise = EXERCISES[id]
    for seed in (0, 1, 2**31 - 1):
        drawing = draw.draw(exercise, seed)
        right = responses.right(exercise)
        assert drawing.read(json.loads(json.dumps(drawing.show(right)))) == right


@pytest.mark.parametrize("id", EXERCISES)
def test_what_the_browser_is_sent_before_an_answer_tells_nothing(id):
    exercise = EXERCISES[id]
    sent = json.dumps(draw.draw(exercise, 7).view, ensure_ascii=False)
    said = [text for part in exercise.parts for text in (part.reply.tell, part.reply.point) if text]
    hidden = getattr(exercise.task, "model", ""), getattr(exercise.task, "rubric", ("",))[0]
    assert not any(
        text in sent for text in [*said, exercise.right, *exercise.hints, *filter(None, hidden)]
    )
    ids = [part.id for part in exercise.parts if "-" in getattr(part, "id", "")]
    assert not any(f'"{id}"' in sent for id in ids)


@pytest.mark.parametrize("id", [e.id for e in EXERCISES.values() if e.kind == "order"])
def test_lines_never_start_in_the_right_order(id):
    exercise = EXERCISES[id]
    for seed in range(60):
        drawing = draw.draw(exercise, seed)
        assert (
            exercise.mark(drawing.read([item["key"] for item in drawing.view["items"]])).score < 1
        )


def test_another_learner_sees_another_order_and_the_same_learner_the_same():
    exercise = EXERCISES["03/sequence"]
    orders = {json.dumps(draw.draw(exercise, seed).view["items"]) for seed in range(12)}
    assert len(orders) > 6
    assert draw.draw(exercise, 5).view == draw.draw(exercise, 5).view


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_answer_is_on_disk_before_its_feedback(id, record, monkeypatch):
    exercise = EXERCISES[id]
    view = view_of(exercise, record)
    seen = []
    view.observe(lambda _: seen.append(len(Record(record.path).attempts(id))), "result")
    send(view, type="answer", response=view._drawing.show(responses.right(exercise)))
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
    send(view, type="answer", response=view._drawing.show(responses.right(exercise)))
    assert view.result is None and "the disk is full" in view.problem
    monkeypatch.undo()
    send(view, type="answer", response=view._drawing.show(responses.right(exercise)))
    assert view.result["correct"] and view.problem == "" and len(record.attempts(id)) == 1


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_the_last_answer_is_shown_again_to_whoever_opens_the_exercise_again(id, record):
    exercise = EXERCISES[id]
    send(
        view := view_of(exercise, record),
        type="answer",
        response=view._drawing.show(responses.right(exercise)),
    )
    again = view_of(exercise, record)
    assert again.result == view.result and again.result["attempt"] == 1


def test_an_answer_that_no_longer_fits_a_changed_exercise_is_kept_and_not_shown(record):
    exercise = EXERCISES["02/did-chiang-concur"]
    send(view := view_of(exercise, record), type="answer", response=view._drawing.show(["yes"]))
    kept = tuple(o for o in exercise.task.options if o.id != "yes")
    changed = replace(exercise, task=replace(exercise.task, options=kept))
    assert view_of(changed, record).result is None
    assert len(record.attempts(exercise.id)) == 1


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_empty_answer_is_asked_for_and_not_recorded(id, record):
    view = view_of(EXERCISES[id], record)
    for empty in ([], {}, None, "", " \n", {"claim": [], "words": []}):
        send(view, type="answer", response=empty)
        assert view.problem and view.result is None
    send(view, type="answer", response=None)
    assert "press Check" in view.problem
    assert record.attempts() == []


HOSTILE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["a", "b", "1", "editors-note-1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(["1", "2"]), inner, max_size=4)
    ),
    max_leaves=12,
)


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
        for part in (*getattr(exercise.task, "options", ()), *getattr(exercise.task, "items", ())):
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
    monkeypatch.delitem(sys.modules, "fruskit.cards.view", raising=False)
    assert set(bundle(EXERCISES["00/who-speaks"])) == {"text/html", "text/plain"}


def test_markup_in_an_exercise_is_text_on_the_card():
    evil = replace(
        EXERCISES["00/who-speaks"], title="<script>x</script>", prompt="<img src=x onerror=y>"
    )
    assert "<script" not in card.html(evil) and "<img" not in card.html(evil)


def test_saving_keeps_the_card_and_drops_the_view_and_leaves_the_rest_alone():
    from fruskit.cards.save_hook import keep_cards, LIVE

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


# --- a long answer, an opinion, two steps


def test_a_long_answer_is_kept_while_it_is_written_and_gone_when_it_is_handed_in(record):
    exercise = samples.EXERCISES["09/condition-in-your-words"]
    view = view_of(exercise, record)
    send(view, type="draft", response="It depended on")
    assert record.attempts() == [] and view.result is None
    again = view_of(exercise, record)
    assert again.draft == "It depended on" and again.result is None
    send(again, type="answer", response=responses.right(exercise))
    assert record.drafts() == {} and view_of(exercise, record).draft is None


def test_an_emptied_draft_is_dropped(record):
    view = view_of(samples.EXERCISES["09/condition-in-your-words"], record)
    send(view, type="draft", response="It")
    send(view, type="draft", response="")
    assert record.drafts() == {}


def test_an_opinion_is_noted_and_shown_beside_when_it_is_asked_again(record):
    before, after = samples.EXERCISES["09/before"], samples.EXERCISES["09/after"]
    send(view := view_of(before, record), type="answer", response=view._drawing.show(["yes"]))
    assert view.result["headline"] == "Noted." and "earlier" not in view.result
    later = view_of(after, record)
    send(later, type="answer", response=later._drawing.show(["no"]))
    assert later.result["earlier"] == "Yes, for everything it says"
    assert not later.view["graded"] and view_of(after, record).result == later.result


def test_of_two_steps_one_alone_is_an_answer_and_counts_half(record):
    exercise = samples.EXERCISES["09/who-negotiated"]
    for half in ("claim", "words"):
        view = view_of(exercise, record)
        right = view._drawing.show(responses.right(exercise))
        send(view, type="answer", response={"claim": [], "words": []} | {half: right[half]})
        assert view.result["score"] == 0.5 and not view.result["correct"]


def test_hidden_words_are_nowhere_in_what_the_browser_is_sent():
    exercise = samples.EXERCISES["09/which-verb"]
    sent = json.dumps(draw.draw(exercise).view, ensure_ascii=False)
    assert "expressed" not in sent and card.text(exercise).count("____") == 3
