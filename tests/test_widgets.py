"""The views decide nothing, lose nothing, and give nothing away."""

from dataclasses import replace
import json
from pathlib import Path
import shutil
import subprocess
import sys

import fruskit
from fruskit.cards import bundle, card, draw, view_of
from fruskit.errors import FruskitError
import fruskit.publishing.figures
from fruskit.record import Event, Record
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances
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


CONCUR = EXERCISES["02/did-chiang-concur"]


def answered(view, response):
    send(view, type="answer", response=view._drawing.show(response))
    return view


BROKEN = {
    "a fault that its author is told of": FruskitError(
        "context.toml", "1945-21 is no date", "Mend it."
    ),
    "one that nobody foresaw": KeyError("1945-21"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_answer_that_is_kept_and_whose_reply_fails_is_said_to_be_kept_and_kept_once(
    fault, record, monkeypatch
):
    def fail(*_):
        raise BROKEN[fault]

    view = view_of(CONCUR, record)
    with monkeypatch.context() as broken:
        broken.setattr("fruskit.cards.draw.result", fail)
        for _ in range(3):
            answered(view, ["yes"])
            assert view.result is None and "1945-21" in view.problem
            assert view.problem.startswith("Your answer is kept. Its reply cannot be shown")
        again = view_of(CONCUR, record)  # the cell is run again
        assert again.problem.startswith("Your answer is kept. Its reply cannot be shown")
        assert again.result is None and again.draft == again._drawing.show(["yes"])
        answered(again, ["yes"])
        assert len(record.attempts()) == 1
    answered(again, ["yes"])
    assert again.problem == "" and again.result["attempt"] == 1 and len(record.attempts()) == 1
    answered(again, ["no"])
    assert len(record.attempts()) == 2


def test_where_marking_itself_fails_the_answer_is_said_not_to_be_kept(record, monkeypatch):
    def fail(*_):
        raise OverflowError

    view = answered(view_of(CONCUR, record), ["yes"])
    with monkeypatch.context() as broken:
        broken.setattr(type(CONCUR), "mark", fail)
        answered(view, ["no"])
        assert view.problem == "Your answer was not kept (OverflowError()). Press Check again."
        assert view_of(CONCUR, record).problem.startswith("Your answer is kept. Its reply cannot")
    assert len(record.attempts()) == 1


def test_an_answer_that_is_not_kept_says_so_and_a_draft_too(record, monkeypatch):
    def full(*_):
        raise FruskitError(str(record.path), "the disk is full", "Make room.")

    monkeypatch.setattr(Record, "add", full)
    monkeypatch.setattr(Record, "keep_draft", full)
    assert answered(view_of(CONCUR, record), ["yes"]).problem == (
        f"Your answer was not kept. {record.path}: the disk is full. Make room."
    )
    view = view_of(samples.EXERCISES["09/condition-in-your-words"], record)
    send(view, type="draft", response="It depended on")
    assert view.problem.startswith("What you have written is not kept yet. ")


def test_an_answer_that_is_given_twice_counts_once(record):
    view = answered(view_of(CONCUR, record), ["yes"])
    assert answered(view, ["yes"]).result["attempt"] == 1
    assert answered(view, ["no"]).result["attempt"] == 2
    assert view_of(CONCUR, record).result["attempt"] == 2


# --- events beside attempts


def events(record):
    return [(event.what, event.exercise, event.version) for event in record.events()]


def test_an_exercise_is_opened_once_a_view_and_each_hint_is_on_record(record):
    exercise = EXERCISES["02/the-condition"]
    view = view_of(exercise, record)
    assert events(record) == []  # nobody has seen it yet
    for _ in range(2):
        send(view, type="opened")
    for _ in range(len(exercise.hints) + 2):
        send(view, type="hint")
    given = ["opened"] + ["hint"] * len(exercise.hints)
    assert events(record) == [(what, exercise.id, exercise.version) for what in given]
    send(view_of(exercise, record), type="opened")
    assert events(record)[-1][0] == "opened"


def test_where_an_event_cannot_be_kept_the_card_goes_on_and_tries_once(record, monkeypatch):
    tried = []

    def locked(*_):
        tried.append(1)
        raise FruskitError(str(record.path), "another program is writing to it", "")

    monkeypatch.setattr(Record, "see", locked)
    view = view_of(EXERCISES["02/the-condition"], record)
    send(view, type="opened")
    send(view, type="hint")
    assert len(view.hints) == 1 and view.problem == "" and len(tried) == 1


def test_a_record_that_cannot_be_read_is_told_in_words_and_opening_takes_none_of_them(tmp_path):
    (tmp_path / "record.sqlite").mkdir()
    view = view_of(CONCUR, Record(tmp_path / "record.sqlite"))
    assert "cannot be opened" in view.problem
    send(view, type="opened")
    assert "cannot be opened" in view.problem


def test_an_answer_after_the_answer_was_shown_is_kept_as_such(record):
    view = answered(view_of(CONCUR, record), ["yes"])
    record.see(Event("shown", CONCUR.id, CONCUR.version))
    answered(view, ["no"])
    assert [attempt.shown for attempt in record.attempts()] == [False, True]


# --- a kit that is updated in mid-term


def test_after_an_exercise_has_changed_the_old_answer_is_kept_and_not_taken_for_an_answer_to_it(
    record,
):
    answered(view_of(CONCUR, record), ["yes"])
    changed = replace(CONCUR, version="0" * 12, prompt="Did he agree?")
    view = view_of(changed, record)
    assert view.result is None and view.draft is None and view.hints == []
    assert view.problem.startswith(
        "This exercise has changed since you answered it. Your answer is"
    )
    send(view, type="opened")
    assert "has changed" in view.problem
    assert answered(view, ["yes"]).result["attempt"] == 1 and view.problem == ""
    assert [a.version for a in record.attempts()] == [CONCUR.version, changed.version]
    kept = fruskit.publishing.figures.progress({changed.id: changed}, record.attempts()[:1])
    assert "changed since you answered" in kept.text
    back = view_of(CONCUR, record)  # and with the kit of before: the last answer is not to this
    assert back.result is None and "has changed" in back.problem


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


def test_a_card_lists_what_parts_may_mean_only_where_that_is_asked():
    asked, unasked = (card.text(LESSONS[id]) for id in ("04/fifty-nine-stat", "04/imprint"))
    assert "What a part may mean:" in asked and "What a part may mean:" not in unasked


def test_hidden_words_are_nowhere_in_what_the_browser_is_sent():
    exercise = samples.EXERCISES["09/which-verb"]
    sent = json.dumps(draw.draw(exercise).view, ensure_ascii=False)
    assert "expressed" not in sent and card.text(exercise).count("____") == 3


# --- views of earlier runs


class Notebook:
    """A kernel's shell, as far as it tells which cell of which page is running."""

    def __init__(self):
        self.runs = 0

    def run(self, cell, page="page"):
        """The cell is run anew: it asks for something."""
        self.runs += 1
        self.parent = {
            "header": {"session": page, "msg_id": str(self.runs), "msg_type": "execute_request"},
            "metadata": {"cellId": cell},
        }

    def get_parent(self):
        return self.parent


@pytest.fixture
def notebook(monkeypatch, record):
    monkeypatch.setenv("FRUSKIT_RECORD", str(record.path))
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: notebook)
    notebook = Notebook()
    yield notebook
    Widget.close_all()


def alive(before=()):
    """The widgets that live in this kernel, and did not before."""
    return {id for id in _instances if id not in before}


def shown_view(exercise):
    """What a cell shows: the id of its view."""
    return bundle(exercise)["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_a_cell_that_is_run_a_hundred_times_leaves_few_widgets(notebook):
    before = alive()
    for _ in range(100):
        notebook.run("cell")
        last = shown_view(CONCUR)
    assert last in alive(before) and len(alive(before)) <= 4


def test_views_of_other_cells_and_pages_and_of_the_same_run_stay(notebook):
    seen = []
    pages = ("page", "another", "a third")  # one notebook that is open in three
    for cell, page in (("two", "page"), *(("one", page) for page in pages)):
        notebook.run(cell, page)
        seen += [shown_view(CONCUR), shown_view(CONCUR)]
    for _ in range(5):
        notebook.run("three")
        shown_view(CONCUR)
    assert set(seen) <= alive()


def test_where_a_notebook_does_not_say_which_cell_is_running_no_view_is_closed(notebook):
    seen = []
    for _ in range(5):
        notebook.run(None)
        seen.append(shown_view(CONCUR))
    assert set(seen) <= alive()


def test_a_draft_that_comes_late_from_the_run_before_is_kept(notebook, record):
    exercise = samples.EXERCISES["09/condition-in-your-words"]
    notebook.run("cell")
    view = _instances[shown_view(exercise)]
    notebook.run("cell")
    shown_view(exercise)
    assert view.comm is not None
    send(view, type="draft", response="It depended on")
    assert record.draft(exercise.id) == "It depended on"


# --- the scripts


@pytest.mark.skipif(not shutil.which("node"), reason="there is no Node to run a script with")
@pytest.mark.parametrize("worth", ["null", "undefined"])
def test_nothing_to_be_right_about_is_a_note_as_null_and_as_undefined(worth):
    # None arrives as undefined from a kernel that runs in the browser (JupyterLite).
    script = (Path(draw.__file__).parent / "feedback.js").read_text("utf-8")
    said = subprocess.run(
        ["node", "-e", f"{script}\nconsole.log(signOf({worth}).join())"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert said.stdout.strip() == "fk-note,¶,Note"
