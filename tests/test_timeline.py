"""The timeline draws and says every event, in its year, and names a date that it cannot draw."""

from datetime import date
import re

import fruskit
from fruskit.claims.annotations import Annotation, Annotations, load
from fruskit.kit.folder import find_kit
from fruskit.publishing.figures.axis import axis
from fruskit.publishing.figures.chronology import chronology
from fruskit.publishing.figures.timeline import timeline
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
    """The drawing of the figure, without the list in words."""
    return made.html.partition("<details")[0]


def shapes(made, look):
    """What is drawn for each event of that kind: a point or a bar."""
    return re.findall(rf'<li class="fk-{look} [^>]*><span class="fk-(point|extent)"', drawn(made))


def steps(made):
    """The steps of each span of undated events: its start and end, in percent, and its labels."""
    spans = re.findall(
        r'<li class="fk-undated" style="--at: ([\d.]+)%; --to: ([\d.]+)%">(.*?)</ol>',
        drawn(made),
        re.DOTALL,
    )
    labels = r'<li style="--step: \d+"><span>(.*?)</span></li>'
    return [(float(at), float(to), re.findall(labels, inner)) for at, to, inner in spans]


def words(made):
    """Each label of the drawing, without its markup."""
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<span>(.*?)</span>", drawn(made))]


def named(days):
    """The months, years or decades that the line of these days names."""
    return [one.words for one in axis(days).stretches() if one.words]


# --- the kit's own


def test_undated_events_are_drawn_once_as_steps_in_one_span_and_dated_ones_are_points():
    counts = {
        c: sum(e.fields["certainty"] == c for e in NOTES.of("event"))
        for c in ("stated", "year-inferred", "undated")
    }
    made = timeline(NOTES)
    ((start, end, labels),) = steps(made)
    assert len(labels) == counts["undated"] and 0 < start < end == 100
    assert shapes(made, "stated") == ["point"] * counts["stated"]
    assert shapes(made, "year-inferred") == ["point"] * counts["year-inferred"]


def test_labels_are_whole_and_each_date_has_its_year_in_brackets_where_it_is_not_printed():
    made = timeline(NOTES)
    assert "…" not in drawn(made)
    assert "June 30, [1945] The talks begin at Moscow" in words(made)
    dates = re.findall(r"<strong>([^<]*\d[^<]*)</strong>", drawn(made))
    assert len(dates) > 15 and all("1945" in date for date in dates)


def test_the_title_says_how_many_events_are_dated():
    assert timeline(NOTES).text.startswith("Nine events: four dated, five known by order alone\n")
    assert figure(event("1945-06-30"), event("1945-08-14")).text.startswith("Two events, all dated")


def test_both_accounts_of_the_interruption_are_drawn_and_each_points_to_the_other():
    made = timeline(NOTES)
    told = [one for one in words(made) if "two accounts" in one]
    (event, fact) = told
    assert event.startswith("His departure interrupts") and "see July 12, 1945" in event
    assert fact.startswith("July 12, 1945 No agreement")


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
    assert line.cut == (date(1945, 2, 11), date(1945, 7, 1))
    after = [line.at(date(1945, 7, day)) for day in (1, 11, 31)]
    assert line.at(date(1945, 2, 11)) < after[0]
    assert after[2] - after[1] == pytest.approx(2 * (after[1] - after[0]))


def test_days_before_the_stretch_that_is_left_out_are_to_scale_too():
    days = [date(1918, 11, day) for day in (11, 13, 15)]
    line = axis([*days, date(1918, 12, 21), date(1918, 12, 23)])
    first, second, third, fourth, last = map(line.at, (*days, line.last.replace(day=21), line.last))
    assert first == 0 and last == 100
    assert second - first == pytest.approx(third - second) == pytest.approx(last - fourth)
    assert [one.words for one in line.stretches()] == ["November 1918", "December 1918"]


def test_events_of_a_single_day_are_drawn_too():
    for days in (("1945-06-30",), ("1945-06-30", "1945-06-30~")):
        made = figure(*map(event, days))
        assert len(shapes(made, "stated")) == len(days)
        assert "It happens (1945-06-30)" in made.text


def test_undated_events_out_of_order_have_a_width():
    made = figure(event("1945-08-14"), event("", "undated", "Between"), event("1945-02-11"))
    ((start, end, labels),) = steps(made)
    assert start < end and labels == ["Between"]


def test_undated_events_that_others_part_are_spans_of_their_own():
    undated = [event("", "undated", f"Unknown {n}") for n in range(3)]
    made = figure(
        event("1945-02-11"), *undated[:2], event("1945-06-30"), undated[2], event("1945-08-14")
    )
    assert [labels for *_, labels in steps(made)] == [["Unknown 0", "Unknown 1"], ["Unknown 2"]]


# --- months and years


def test_the_line_names_its_months_and_the_year_where_it_is_new():
    assert named([date(1936, 11, 1), date(1937, 1, 15), date(1937, 3, 31)]) == [
        "November 1936",
        "December",
        "January 1937",
        "February",
        "March",
    ]


def test_after_a_stretch_that_is_left_out_the_year_is_named_again():
    assert named([date(1945, 2, 11), date(1945, 6, 30), date(1945, 8, 14)]) == [
        "Feb 1945",
        "July 1945",
        "August",
    ]


def test_years_are_named_where_months_would_be_too_many_and_decades_where_years_would():
    assert named([date(1919, 1, 5), date(1920, 9, 1), date(1922, 5, 1), date(1924, 5, 1)])[:2] == [
        "1919",
        "1920",
    ]
    assert named([date(1861, 1, 1), date(1890, 1, 1), date(1925, 1, 1), date(1960, 1, 1)])[:2] == [
        "1860",
        "1870",
    ]


def test_a_day_at_the_end_of_the_calendar_is_drawn_too():
    assert shapes(figure(event("9999-12-01"), event("9999-12-31")), "stated") == ["point"] * 2


def test_facts_of_other_years_have_theirs():
    made = figure(event("1936-11-01"), event("1937-03-31"), facts=["1936-12-12", "1937-02-15"])
    assert "December 12, 1936 Known on 1936-12-12" in words(made)
    assert "February 15, 1937 Known on 1937-02-15" in words(made)


# --- dates that give less than their day


def test_a_date_without_its_year_is_drawn_in_the_only_year_that_keeps_the_order():
    made = figure(event("1945-02-11"), event("XXXX-06-30"), event("1945-08-14"))
    assert shapes(made, "year-inferred") == ["point"]
    assert "June 30" in made.text and "the order of events leaves 1945 alone" in made.text


def test_a_date_without_its_year_is_a_span_where_several_years_keep_the_order():
    made = figure(event("1944-02-11"), event("XXXX-06-30"), event("1946-08-14"))
    assert len(steps(made)) == 1 and "June 30, year not printed" in made.text


def test_a_certainty_of_another_word_is_said_as_it_is():
    made = figure(event("1945-06-30", "rumored"), event("1945-08-14"))
    assert len(shapes(made, "stated")) == 2 and "certainty “rumored”" in made.text


@pytest.mark.parametrize(
    "interval", ["1945-06-30/..", "1945-06-30/", "../1945-06-30", "/1945-06-30"]
)
def test_an_open_interval_is_drawn_to_the_end_of_the_line_and_is_open_there(interval):
    made = figure(event("1945-05-01"), event(interval), event("1945-08-14"))
    assert shapes(made, "stated").count("extent") == 1
    side = "end" if interval.startswith("1945") else "start"
    assert drawn(made).count(f"fk-open-{side}") == 1 and interval in made.text


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
