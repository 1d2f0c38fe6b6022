"""Cards decide nothing, lose nothing, and give nothing away, whatever shows them."""

from dataclasses import replace
import json

from cards import Bare
import fruskit
from fruskit.cards import draw, still
from fruskit.errors import FruskitError
from fruskit.publishing.figures.progress import progress
from fruskit.record import Event, Record
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


@pytest.mark.parametrize("id", [i for i in LESSONS if LESSONS[i].kind in ("match", "sort", "date")])
def test_a_reply_speaks_of_rows_in_the_order_of_the_card_and_of_marked_words_at_none(id):
    exercise, drawing = LESSONS[id], draw.draw(LESSONS[id])
    for response in (responses.wrong(exercise), responses.right(exercise)):
        drawn = draw.result(drawing, exercise.mark(response), response, 1, shown=True)
        keys = [int(key) for remark in drawn["remarks"] for key in remark["keys"]]
        assert keys == list(range(1, len(exercise.task.right_answer) + 1))


def test_another_learner_sees_another_order_and_the_same_learner_the_same():
    exercise = EXERCISES["03/sequence"]
    orders = {json.dumps(draw.draw(exercise, seed).view["items"]) for seed in range(12)}
    assert len(orders) > 6
    assert draw.draw(exercise, 5).view == draw.draw(exercise, 5).view


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_answer_is_on_disk_before_its_feedback(id, record, monkeypatch):
    exercise = EXERCISES[id]
    card, seen = Bare(exercise, record), []
    card._tell = lambda told: seen.append((len(Record(record.path).attempts(id)), set(told)))
    card.answer(responses.right(exercise))
    assert seen == [(1, {"result"})] and card.result["correct"] and card.problem == ""


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_when_the_record_cannot_be_written_no_feedback_is_shown_and_a_second_try_succeeds(
    id, record, monkeypatch
):
    exercise = EXERCISES[id]
    card = Bare(exercise, record)

    def full(_, __):
        raise FruskitError(
            str(record.path), "the disk is full", "Make room, then press Check again."
        )

    monkeypatch.setattr(Record, "add", full)
    card.answer(responses.right(exercise))
    assert card.result is None and "the disk is full" in card.problem
    monkeypatch.undo()
    card.answer(responses.right(exercise))
    assert card.result["correct"] and card.problem == "" and len(record.attempts(id)) == 1


CONCUR = EXERCISES["02/did-chiang-concur"]


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

    card = Bare(CONCUR, record)
    with monkeypatch.context() as broken:
        broken.setattr("fruskit.cards.draw.result", fail)
        for _ in range(3):
            card.answer(["yes"])
            assert card.result is None and "1945-21" in card.problem
            assert card.problem.startswith("Your answer is kept. Its reply cannot be shown")
        again = Bare(CONCUR, record)  # the cell is run again
        assert again.problem.startswith("Your answer is kept. Its reply cannot be shown")
        assert again.result is None and again.draft == again._drawing.show(["yes"])
        again.answer(["yes"])
        assert len(record.attempts()) == 1
    again.answer(["yes"])
    assert again.problem == "" and again.result["attempt"] == 1 and len(record.attempts()) == 1
    again.answer(["no"]).answer(["yes"])
    assert len(record.attempts()) == 3


def test_where_marking_itself_fails_the_answer_is_said_not_to_be_kept(record, monkeypatch):
    def fail(*_):
        raise OverflowError

    card = Bare(CONCUR, record).answer(["yes"])
    with monkeypatch.context() as broken:
        broken.setattr(type(CONCUR), "mark", fail)
        card.answer(["no"])
        assert card.problem == "Your answer was not kept (OverflowError()). Press Check again."
        assert Bare(CONCUR, record).problem.startswith("Your answer is kept. Its reply cannot")
    assert len(record.attempts()) == 1


def test_an_answer_that_is_not_kept_says_so_and_a_draft_too(record, monkeypatch):
    def full(*_):
        raise FruskitError(str(record.path), "the disk is full", "Make room.")

    monkeypatch.setattr(Record, "add", full)
    monkeypatch.setattr(Record, "keep_draft", full)
    assert Bare(CONCUR, record).answer(["yes"]).problem == (
        f"Your answer was not kept. {record.path}: the disk is full. Make room."
    )
    card = Bare(samples.EXERCISES["09/condition-in-your-words"], record)
    card.send(type="draft", response="It depended on")
    assert card.problem.startswith("What you have written is not kept yet. ")


def test_an_answer_that_is_given_twice_counts_once(record):
    card = Bare(CONCUR, record).answer(["yes"])
    assert card.answer(["yes"]).result["attempt"] == 1
    assert card.answer(["no"]).result["attempt"] == 2
    assert Bare(CONCUR, record).result["attempt"] == 2


# --- events beside attempts


def events(record):
    return [(event.what, event.exercise, event.version) for event in record.events()]


def test_an_exercise_is_opened_once_a_view_and_each_hint_is_on_record(record):
    exercise = EXERCISES["02/the-condition"]
    card = Bare(exercise, record)
    assert events(record) == []  # nobody has seen it yet
    for _ in range(2):
        card.send(type="opened")
    for _ in range(len(exercise.hints) + 2):
        card.send(type="hint")
    given = ["opened"] + ["hint"] * len(exercise.hints)
    assert events(record) == [(what, exercise.id, exercise.version) for what in given]
    Bare(exercise, record).send(type="opened")
    assert events(record)[-1][0] == "opened"


def test_where_an_event_cannot_be_kept_the_card_goes_on_and_tries_once(record, monkeypatch):
    tried = []

    def locked(*_):
        tried.append(1)
        raise FruskitError(str(record.path), "another program is writing to it", "")

    monkeypatch.setattr(Record, "see", locked)
    card = Bare(EXERCISES["02/the-condition"], record)
    card.send(type="opened")
    card.send(type="hint")
    assert len(card.hints) == 1 and card.problem == "" and len(tried) == 1


def test_a_record_that_cannot_be_read_is_told_in_words_and_opening_takes_none_of_them(tmp_path):
    (tmp_path / "record.sqlite").mkdir()
    card = Bare(CONCUR, Record(tmp_path / "record.sqlite"))
    assert "cannot be opened" in card.problem
    card.send(type="opened")
    assert "cannot be opened" in card.problem


def test_an_answer_after_the_answer_was_shown_is_kept_as_such(record):
    card = Bare(CONCUR, record).answer(["yes"])
    record.see(Event("shown", CONCUR.id, CONCUR.version))
    card.answer(["no"])
    assert [attempt.shown for attempt in record.attempts()] == [False, True]


# --- showing the answer


def whats(record):
    return [event.what for event in record.events()]


def test_the_answer_is_told_when_it_is_asked_for_and_that_is_on_record_before(record):
    card = Bare(CONCUR, record).answer(["yes"])
    assert not card.result["told"]
    card._tell = lambda told: seen.append((whats(record), told["result"]["told"]))
    seen = []
    card.send(type="show")
    assert seen == [(["shown"], True)]
    assert card.result["attempt"] == 1 and card.result["response"] == card._drawing.show(["yes"])
    card.send(type="show")
    assert whats(record) == ["shown"] and len(record.attempts()) == 1


def test_what_was_shown_stays_shown_and_answers_after_it_say_so(record):
    card = Bare(CONCUR, record).answer(["yes"]).send(type="show")
    again = Bare(CONCUR, record)
    assert again.result == card.result and again.result["told"]
    assert again.send(type="retry").result is None
    assert again.send(type="show").result == card.result  # also while another answer is begun
    again.answer(["no"])
    assert [attempt.shown for attempt in record.attempts()] == [False, True]


def test_nothing_is_shown_before_the_first_answer_to_this_form_of_the_exercise(record):
    card = Bare(CONCUR, record).send(type="show")
    assert card.problem == "Answer once; then the answer can be shown." and card.result is None
    card.answer(["yes"])
    changed = Bare(replace(CONCUR, version="0" * 12), record).send(type="show")
    assert changed.problem.startswith("Answer once") and changed.result is None
    assert whats(record) == []


def test_when_it_cannot_be_put_on_record_nothing_is_shown(record, monkeypatch):
    def full(*_):
        raise FruskitError(str(record.path), "the disk is full", "Make room.")

    card = Bare(CONCUR, record).answer(["yes"])
    monkeypatch.setattr(Record, "see", full)
    card.send(type="show")
    assert not card.result["told"] and "the disk is full" in card.problem


def test_the_third_wrong_attempt_is_told_the_answer_and_what_follows_comes_after_showing(record):
    exercise = EXERCISES["02/five-subjects"]
    card, told = Bare(exercise, record), []
    for start in (0, 10, 20):
        for _ in range(2):  # the same again is no other attempt
            card.answer([["editors-note-1", start, start + 5]])
        told.append(card.result["told"])
    assert told == [False, False, True] and whats(record) == ["shown"]
    card.answer(exercise.right_answer)
    shown = [attempt.shown for attempt in record.attempts()]
    assert shown == [False] * 5 + [True, True]
    assert record.tally(exercise.id, exercise.version).best.score < 1


@pytest.mark.parametrize("id", ["09/before", "09/condition-in-your-words"])
def test_opinions_and_essays_have_no_wrong_attempt(id, record):
    card = Bare(EXERCISES[id], record)
    for n in range(5):
        card.answer([("yes", "no")[n % 2]] if id == "09/before" else f"It depended {n}.")
    assert not card.result["shown"] and whats(record) == []


# --- the seam between a card and its host


def test_a_message_is_heard_whether_it_changes_anything_else_or_not(record):
    card = Bare(CONCUR, record)
    for id in ("one", "two"):
        card.send(type="answer", id=id, response=None)
    said = card.problem
    assert said and card.told == [{"problem": said, "heard": "one"}, {"heard": "two"}]


def test_a_card_tells_what_a_message_has_changed_and_no_more(record):
    card = Bare(EXERCISES["02/the-condition"], record).send(type="hint", id="a")
    assert card.told == [{"hints": card.hints, "heard": "a"}]
    card.send(type="draft", id="b", response=None)
    assert card.told[1:] == [{"heard": "b"}]
    assert json.loads(json.dumps(card.state())) == card.state()


@pytest.mark.parametrize("message", [None, [], "answer", {}, {"type": None}, {"type": "answer"}])
def test_a_message_that_is_empty_or_lacks_a_part_is_met_with_a_sentence(message, record):
    # None within a message arrives as undefined, and is left out, from a browser's own Python.
    card = Bare(CONCUR, record)
    card.receive(message)
    assert card.problem and record.attempts() == []
    card.send(type="draft")
    assert card.problem == ""


# --- a kit that is updated in mid-term


def test_after_an_exercise_has_changed_the_old_answer_is_kept_and_not_taken_for_an_answer_to_it(
    record,
):
    Bare(CONCUR, record).answer(["yes"])
    changed = replace(CONCUR, version="0" * 12, prompt="Did he agree?")
    card = Bare(changed, record)
    assert card.result is None and card.draft is None and card.hints == []
    assert card.problem.startswith(
        "This exercise has changed since you answered it. Your answer is"
    )
    card.send(type="opened")
    assert "has changed" in card.problem
    assert card.answer(["yes"]).result["attempt"] == 1 and card.problem == ""
    assert [a.version for a in record.attempts()] == [CONCUR.version, changed.version]
    kept = progress((), {changed.id: changed}, record.attempts()[:1])
    assert "changed since you answered" in kept.text
    back = Bare(CONCUR, record)  # and with the kit of before: the last answer is not to this
    assert back.result is None and "has changed" in back.problem


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_the_last_answer_is_shown_again_to_whoever_opens_the_exercise_again(id, record):
    exercise = EXERCISES[id]
    card = Bare(exercise, record).answer(responses.right(exercise))
    again = Bare(exercise, record)
    assert again.result == card.result and again.result["attempt"] == 1


def test_an_answer_that_no_longer_fits_a_changed_exercise_is_kept_and_not_shown(record):
    exercise = EXERCISES["02/did-chiang-concur"]
    Bare(exercise, record).answer(["yes"])
    kept = tuple(o for o in exercise.task.options if o.id != "yes")
    changed = replace(exercise, task=replace(exercise.task, options=kept))
    assert Bare(changed, record).result is None
    assert len(record.attempts(exercise.id)) == 1


@pytest.mark.parametrize("id", ONE_OF_EACH)
def test_an_empty_answer_is_asked_for_and_not_recorded(id, record):
    card = Bare(EXERCISES[id], record)
    for empty in ([], {}, None, "", " \n", {"claim": [], "words": []}):
        card.send(type="answer", response=empty)
        assert card.problem and card.result is None
    card.send(type="answer", response=None)
    assert "press Check" in card.problem
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
    card = Bare(EXERCISES[id], record)
    card.send(type=kind, response=response)
    card.receive(response)
    assert all(0 <= attempt.score <= 1 for attempt in record.attempts())


def test_hints_come_one_at_a_time_and_no_further(record):
    exercise = EXERCISES["02/the-condition"]
    card = Bare(exercise, record)
    for n in range(1, len(exercise.hints) + 3):
        card.send(type="hint")
        assert card.hints == list(exercise.hints[:n])


@pytest.mark.parametrize("id", EXERCISES)
def test_the_still_card_shows_what_is_asked_and_no_answer(id):
    exercise = EXERCISES[id]
    for shown in (still.html(exercise), still.text(exercise)):
        flat = " ".join(shown.split())
        assert exercise.title in shown and "To answer, run the whole lesson" in shown
        for part in (*getattr(exercise.task, "options", ()), *getattr(exercise.task, "items", ())):
            assert plain(part.text) in " ".join(
                flat.replace("<em>", "").replace("</em>", "").split()
            )
        assert exercise.right not in flat


def test_above_itself_the_still_card_says_what_to_do_in_each_program_and_never_this_cell(record):
    above = " ".join(
        still.text(EXERCISES["02/the-condition"]).partition("Core exercise")[0].split()
    )
    for words in ("Run → Run All Cells in Jupyter", "in VS Code", "Runtime → Run all in Colab"):
        assert words in above
    assert "this cell" not in above and "come back here" in above


def plain(text):
    return " ".join(text.replace("*", "").split())


def test_markup_in_an_exercise_is_text_on_the_card():
    evil = replace(
        EXERCISES["00/who-speaks"], title="<script>x</script>", prompt="<img src=x onerror=y>"
    )
    assert "<script" not in still.html(evil) and "<img" not in still.html(evil)


# --- a long answer, an opinion, two steps


def test_a_long_answer_is_kept_while_it_is_written_and_gone_when_it_is_handed_in(record):
    exercise = samples.EXERCISES["09/condition-in-your-words"]
    card = Bare(exercise, record)
    card.send(type="draft", response="It depended on")
    assert record.attempts() == [] and card.result is None
    again = Bare(exercise, record)
    assert again.draft == "It depended on" and again.result is None
    again.send(type="answer", response=responses.right(exercise))
    assert record.drafts() == {} and Bare(exercise, record).draft is None


def test_an_emptied_draft_is_dropped(record):
    card = Bare(samples.EXERCISES["09/condition-in-your-words"], record)
    card.send(type="draft", response="It")
    card.send(type="draft", response="")
    assert record.drafts() == {}


def test_an_opinion_is_noted_and_shown_beside_when_it_is_asked_again(record):
    before, after = samples.EXERCISES["09/before"], samples.EXERCISES["09/after"]
    card = Bare(before, record).answer(["yes"])
    assert card.result["headline"] == "Noted." and "earlier" not in card.result
    later = Bare(after, record).answer(["no"])
    assert later.result["earlier"] == "Yes, for everything it says"
    assert not later.view["graded"] and Bare(after, record).result == later.result


def test_of_two_steps_one_alone_is_an_answer_and_counts_half(record):
    exercise = samples.EXERCISES["09/who-negotiated"]
    for half in ("claim", "words"):
        card = Bare(exercise, record)
        right = card._drawing.show(responses.right(exercise))
        card.send(type="answer", response={"claim": [], "words": []} | {half: right[half]})
        assert card.result["score"] == 0.5 and not card.result["correct"]


def test_a_card_lists_what_parts_may_mean_only_where_that_is_asked():
    asked, unasked = (still.text(LESSONS[id]) for id in ("04/fifty-nine-stat", "04/imprint"))
    assert "What a part may mean:" in asked and "What a part may mean:" not in unasked


def test_hidden_words_are_nowhere_in_what_the_browser_is_sent():
    exercise = samples.EXERCISES["09/which-verb"]
    sent = json.dumps(draw.draw(exercise).view, ensure_ascii=False)
    assert "expressed" not in sent and still.text(exercise).count("____") == 3
