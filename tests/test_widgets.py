"""In a notebook a widget carries the card, its saved output is the still card, and few views pile up."""

import sys
from types import SimpleNamespace

import fruskit
from fruskit.cards import bundle, draw, view_of
from fruskit.cards.panel import PanelView
from fruskit.cards.save_hook import LIVE
from fruskit.record import Record
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances
import pytest
import responses
import samples

CONCUR = fruskit.exercise("02/did-chiang-concur")


@pytest.fixture
def record(path):
    return Record(path)


def send(view, **message):
    """What the browser sends, by the way that it comes."""
    view._handle_custom_msg(message, [])


def test_a_widget_carries_messages_to_the_card_and_what_it_tells_to_the_browser_at_once(
    record, monkeypatch
):
    view = view_of(CONCUR, record)
    assert view.result is None
    sent = []
    monkeypatch.setattr(view, "_send", lambda message, buffers=None: sent.append(message))
    send(view, type="answer", id="one", response=view._live._drawing.show(["yes"]))
    assert [set(message["state"]) for message in sent] == [{"result", "heard"}]
    assert view.result == view._live.result and len(record.attempts()) == 1
    send(view, type="hint")
    assert view.hints == view._live.hints != []
    assert view_of(CONCUR, record).result == view.result


def test_a_bundle_has_the_live_view_and_both_cards(monkeypatch, path):
    monkeypatch.setenv("FRUSKIT_RECORD", str(path))
    shown, metadata = bundle(CONCUR)
    assert set(shown) == {LIVE, "text/html", "text/plain"} and metadata == {"fruskit": {}}


@pytest.fixture
def colab(monkeypatch):
    """What Colab has in its kernel for widgets that it does not bring itself; its address for them."""
    address = "https://colab.example/manager.min.js"
    output = SimpleNamespace(
        enable_custom_widget_manager=lambda: None,
        _widgets=SimpleNamespace(_installed_url=address),
    )
    monkeypatch.setitem(sys.modules, "google.colab", SimpleNamespace(output=output))
    monkeypatch.setitem(sys.modules, "google.colab.output", output)
    return address


def test_a_card_a_page_and_a_panel_tell_colab_where_its_widget_manager_is(colab, monkeypatch, path):
    monkeypatch.setenv("FRUSKIT_RECORD", str(path))
    for made in (CONCUR, fruskit.page(), fruskit.hand_in("02"), fruskit.notes()):
        _, metadata = made._repr_mimebundle_()
        assert metadata[LIVE] == {"colab": {"custom_widget_manager": {"url": colab}}}, made


def test_a_panel_is_heard_where_what_was_pressed_changes_nothing_on_it(path, monkeypatch):
    """Else the page, which waits for an answer, would say that there is none."""
    monkeypatch.setenv("FRUSKIT_RECORD", str(path))
    view, sent = PanelView(fruskit.hand_in("02")), []
    view.send = lambda content, buffers=None: sent.append(content)
    for _ in range(2):
        before = view.html
        send(view, type="hand-in", value=None, fields={"who": ""})
    assert view.html == before and sent == [{"heard": True}] * 2


def test_where_anywidget_is_missing_the_still_card_alone_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "fruskit.cards.notebook", raising=False)
    assert set(bundle(CONCUR)[0]) == {"text/html", "text/plain"}


def test_saving_keeps_the_card_and_drops_the_view_and_leaves_the_rest_alone():
    from fruskit.cards.save_hook import keep_cards

    view = {LIVE: {"model_id": "x"}}
    both, other = view | {"text/html": "card"}, view | {"text/html": "somebody else’s"}
    own = {"data": both, "metadata": {"fruskit": {}}}
    cells = [{"outputs": [own, {"data": other}, {"text": "words"}]}, {"source": "prose"}]
    keep_cards(
        model={"type": "notebook", "content": {"cells": cells}},
        path="a.ipynb",
        contents_manager=None,
    )
    assert own == {"data": {"text/html": "card"}, "metadata": {}} and LIVE in other
    for model in ({"type": "file", "content": "words"}, {"type": "notebook", "content": None}, {}):
        keep_cards(model=model, path="b", contents_manager=None)


def test_what_tells_of_the_learner_is_shown_and_is_not_in_the_saved_notebook(record, monkeypatch):
    from fruskit.cards.save_hook import without_views

    monkeypatch.setenv("FRUSKIT_RECORD", str(record.path))
    empty = [figure()._repr_mimebundle_()[0] for figure in (fruskit.progress, fruskit.portfolio)]
    view = view_of(CONCUR, record)
    send(view, type="answer", response=view._live._drawing.show(responses.right(CONCUR)))
    outputs = []
    for figure in (fruskit.progress, fruskit.portfolio):
        data, metadata = figure()._repr_mimebundle_()
        outputs.append({"data": data, "metadata": metadata})
    assert all(output["data"] != before for output, before in zip(outputs, empty))
    without_views([{"outputs": outputs}])
    assert outputs == [{"data": before, "metadata": {}} for before in empty]


# --- what a page is sent once


def test_the_first_view_of_a_page_brings_the_script_and_the_others_take_it_from_there(
    record, notebook
):
    sizes = []
    for page in ("first", "first", "second"):
        notebook.run("cell", page)
        sizes.append(len(view_of(CONCUR, record)._esm))
    assert sizes[1] < 2_000 < 20_000 < sizes[0] == sizes[2]


def test_in_colab_where_each_cell_is_a_page_of_its_own_each_view_brings_its_script(
    record, notebook, colab
):
    for _ in range(2):
        notebook.run("cell")
        assert len(view_of(CONCUR, record)._esm) > 20_000


def test_a_view_that_finds_no_script_in_its_page_is_sent_it(record):
    view, sent = view_of(CONCUR, record), []
    view.send = lambda content, buffers=None: sent.append(content)
    send(view, type="script")
    assert sent == [{"script": view._whole}] and view.problem == ""


def test_the_live_card_has_its_parts_in_the_order_of_the_still_one(record):
    for exercise in samples.EXERCISES.values():
        assert view_of(exercise, record).view == draw.draw(exercise).view


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
    return bundle(exercise)[0][LIVE]["model_id"]


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
