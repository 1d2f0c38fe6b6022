"""The timeline draws and says every event, in its year, and names a date that it cannot draw."""

from datetime import date
import re

import fruskit
from fruskit.claims.annotations import Annotation, Annotations, load
from fruskit.kit.folder import find_kit
from fruskit.publishing.figures import timeline
from fruskit.publishing.figures.axis import axis
from fruskit.publishing.figures.chronology import chronology
from fruskit.volumes.text import Span
import pytest

NOTES = load(find_kit(), fruskit.load())


def event(when, certainty="stated", what="", id=""):
    fields = {"date": when, "certainty": certainty, "what": what or f"It happens ({when})"}
    return Annotation(id or f"{when}-{what}", "event", Span("b", 0, 2, "It"), fields)


def figure(*events, facts=()):
    """The timeline of these events; facts: dates of things known from elsewhere."""
    given = {
        when: NOTES.facts["page-45"]._replace(id=when, text=f"Known on {when}", date=when)
        for when in facts
    }
    return timeline(Annotations(events, given))


def drawn(made):
    return made.html.partition("</svg>")[0] if "<svg" in made.html else ""


def shapes(made, look):
    return re.findall(rf'<(\w+) class="fk-{look}"', drawn(made))


def words(made):
    """Each text of the drawing."""
    return re.findall(r"<text[^>]*>([^<]+)</text>", drawn(made))


# --- the kit's own


def test_undated_events_are_spans_and_dated_ones_are_points():
    counts = {
        c: sum(e.fields["certainty"] == c for e in NOTES.of("event"))
        for c in ("stated", "year-inferred", "undated")
    }
    made = timeline(NOTES)
    assert shapes(made, "undated-bar") == ["rect"] * counts["undated"] and counts["undated"]
    assert shapes(made, "stated") == ["circle"] * counts["stated"]
    assert shapes(made, "year-inferred") == ["circle"] * counts["year-inferred"]


def test_the_timeline_says_every_event_and_every_dated_fact_in_words_with_its_source():
    made = timeline(NOTES)
    for one in NOTES.of("event"):
        assert one.fields["what"] in made.text
        assert one.fields["what"] in made.html.replace("&#x27;", "'")
    for id in ("stalin-receives-soong", "truman-stalin-noon", "conference-bounds"):
        fact = NOTES.facts[id]
        assert fact.text in made.text and fact.source.replace("*", "") in made.text


# --- where things are


def test_an_undated_event_lies_between_the_dated_event_before_it_and_the_one_after():
    days = [event("1945-02-11"), event("", "undated", "Unknown"), event("1945-08-14")]
    (_, undated, _) = chronology(Annotations(days, {})).events
    assert undated.kind == "undated"
    assert undated.known == [date(1945, 2, 11), date(1945, 8, 14)]


def test_days_are_to_scale():
    line = axis([date(1945, 7, day) for day in (1, 11, 21, 31)])
    assert line.at(date(1945, 7, 11)) - line.at(date(1945, 7, 1)) == pytest.approx(
        line.at(date(1945, 7, 31)) - line.at(date(1945, 7, 21))
    )


def test_a_stretch_of_more_than_half_is_cut_out_and_what_follows_is_to_scale():
    line = axis([date(1945, 2, 11), *(date(1945, 7, day) for day in (1, 11, 31))])
    assert line.cut == date(1945, 7, 1)
    after = [line.at(date(1945, 7, day)) for day in (1, 11, 31)]
    assert line.at(date(1945, 2, 11)) < after[0]
    assert after[2] - after[1] == pytest.approx(2 * (after[1] - after[0]))


def test_events_of_a_single_day_are_drawn_too():
    for days in (("1945-06-30",), ("1945-06-30", "1945-06-30~")):
        made = figure(*map(event, days))
        assert len(shapes(made, "stated")) == len(days)
        assert "It happens (1945-06-30)" in made.text


def test_undated_events_out_of_order_have_a_width():
    made = figure(event("1945-08-14"), event("", "undated", "Between"), event("1945-02-11"))
    widths = [float(w) for w in re.findall(r'width="(-?[\d.]+)"', drawn(made))]
    assert widths and min(widths) > 0


# --- years


def test_where_all_is_of_one_year_the_drawing_names_it_once():
    made = figure(event("1945-06-30"), event("1945-08-14"), facts=["1945-07-17"])
    assert "Said by the section (1945)" in words(made)
    assert "1. July 17: Known on 1945-07-17" in words(made)


def test_where_there_are_more_years_than_one_ticks_and_facts_have_theirs():
    made = figure(event("1936-11-01"), event("1937-03-31"), facts=["1936-12-12", "1937-02-15"])
    ticks = [one for one in words(made) if re.fullmatch(r"\w+ \d+(, \d+)?", one)]
    assert ticks[0] == "November 1, 1936" and "January 1, 1937" in ticks and "February 1" in ticks
    assert any(one.startswith("1. December 12, 1936: ") for one in words(made))
    assert any(one.startswith("2. February 15, 1937: ") for one in words(made))


def test_years_are_ticked_where_months_would_be_too_many():
    assert len(axis([date(1861, 1, 1), date(1960, 1, 1)]).ticks()) < 20


# --- dates that give less than their day


def test_a_date_without_its_year_is_drawn_in_the_only_year_that_keeps_the_order():
    made = figure(event("1945-02-11"), event("XXXX-06-30"), event("1945-08-14"))
    assert shapes(made, "year-inferred") == ["circle"]
    assert "June 30" in made.text and "the order of events leaves 1945 alone" in made.text


def test_a_date_without_its_year_is_a_span_where_several_years_keep_the_order():
    made = figure(event("1944-02-11"), event("XXXX-06-30"), event("1946-08-14"))
    assert shapes(made, "undated-bar") == ["rect"] and "June 30" in made.text


def test_a_certainty_of_another_word_is_said_as_it_is():
    made = figure(event("1945-06-30", "rumored"), event("1945-08-14"))
    assert len(shapes(made, "stated")) == 2 and "certainty “rumored”" in made.text


@pytest.mark.parametrize(
    "interval", ["1945-06-30/..", "1945-06-30/", "../1945-06-30", "/1945-06-30"]
)
def test_an_open_interval_is_drawn_to_the_end_of_the_line_with_an_arrow(interval):
    made = figure(event("1945-05-01"), event(interval), event("1945-08-14"))
    assert shapes(made, "stated").count("rect") == shapes(made, "stated").count("path") == 1
    assert interval in made.text


@pytest.mark.parametrize(
    "written", ["1945-21", "194X", "1945-08/1945-06", "../..", "once upon a time"]
)
def test_a_date_that_cannot_be_drawn_is_named_below_the_drawing(written):
    made = figure(event("1945-06-30"), event(written), event("1945-08-14"), facts=[written])
    assert len(shapes(made, "stated")) == 2
    below = made.text.partition("Not drawn, because")[2]
    assert f"“{written}”: It happens ({written})" in below
    assert f"“{written}”: Known on {written}" in below
    assert f"“{written}”: It happens" in made.html


def test_where_no_date_can_be_drawn_each_is_named_all_the_same():
    made = figure(event("XXXX-06-30"), event("1945-21"), event("", "undated"))
    assert made.text.startswith("No event has a date")
    assert "“XXXX-06-30”" in made.text and "“1945-21”" in made.text
