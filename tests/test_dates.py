"""A date is read into EDTF that claims no more than the print, or is refused with a remedy."""

from datetime import date
from pathlib import Path
import re

import fruskit
from fruskit.errors import FruskitError
from fruskit.volumes.dates import bounds, compare, from_iso, in_words, read_date
from hypothesis import given
from hypothesis import strategies as st
import pytest

# EDTF (ISO 8601-2:2019) as far as these dates need it, written down apart from the code under test.
ONE = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?"
EDTF = re.compile(rf"(?:{ONE}(?:/{ONE})?)?", re.ASCII)


def said(written, year=None):
    date = read_date(written, year)
    assert date.written == written
    assert EDTF.fullmatch(date.edtf)
    return date.edtf, date.precision, date.certainty, date.start, date.end


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("February 11, 1945", "1945-02-11"),
        ("October 5, 1863", "1863-10-05"),
        ("5 November, 1918", "1918-11-05"),
        ("Nov. 5, 1918", "1918-11-05"),
        ("April5, 1864.", "1864-04-05"),
        ("July 9, (1864.)", "1864-07-09"),
        ("Monday, July 9, 1894", "1894-07-09"),
        ("January 1, 1936—9 a.m.", "1936-01-01"),
        ("December 3, 1918—11:30 p.m.", "1918-12-03"),
        ("9.30 p.m., July 9, 1894", "1894-07-09"),
        ("March 3, 1919—12 noon", "1919-03-03"),
        ("May 9, 1936 [—9 p.m.]", "1936-05-09"),
        ("November 5, 1918—9 p.m. [?]", "1918-11-05"),
        ("On the afternoon of the 9th day of July, 1894", "1894-07-09"),
        ("May 7, 1970, 11:12 a.m.–12:32 p.m.", "1970-05-07"),
        ("May 7, 1970, 10:30 a.m.–noon", "1970-05-07"),
        ("May 7, 1970, 1–3 p.m.", "1970-05-07"),
        ("May 7, 1970, 1:15 to 3 p.m. EDT", "1970-05-07"),
        ("May 7, 1970, about 8 p.m.–midnight", "1970-05-07"),
        ("1–3 p.m., May 7, 1970", "1970-05-07"),
        ("May 7, 1970, 12:01 a.m. local time", "1970-05-07"),
        ("Midnight, May 7, 1970", "1970-05-07"),
        ("May 7, 1970, 1217Z", "1970-05-07"),
        ("May 7, 1970, 0915–1000Z", "1970-05-07"),
        ("January 1, 1936—0930 hours", "1936-01-01"),
        ("May 4, 1958, 4:20 p.m., Paris time", "1958-05-04"),
        ("May 4, 1958, 1620 EST", "1958-05-04"),
        ("May 4, 1958, 10:00–11:30 a.m. and 3–5 p.m.", "1958-05-04"),
        ("May 4, 1958, 3:10–3:40 and 4:10–5 p.m.", "1958-05-04"),
        ("May 4, 1958, from 5:30 to 6:15 p.m.", "1958-05-04"),
        ("May 4, 1958, after 5 p.m.", "1958-05-04"),
        ("May 4, 1958, 10 a.m.?", "1958-05-04"),
        ("November 12, 1955, 1:03", "1955-11-12"),
        ("January 1, 1936—9 o’clock a. m.", "1936-01-01"),
        ("1945-02-11", "1945-02-11"),
    ],
)
def test_a_day_is_read_in_every_form_that_the_volumes_print(written, day):
    assert said(written) == (day, "day", "stated", day, day)


def test_a_month_and_a_year_keep_their_precision_and_span_their_days():
    assert said("June 1945") == ("1945-06", "month", "stated", "1945-06-01", "1945-06-30")
    assert said("February 1936") == ("1936-02", "month", "stated", "1936-02-01", "1936-02-29")
    assert said("1945") == ("1945", "year", "stated", "1945-01-01", "1945-12-31")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("May 9—9 p.m.", "XXXX-05-09"),
        ("May 9–9 p.m.", "XXXX-05-09"),
        ("9 May—9 p.m.", "XXXX-05-09"),
        ("July 17–18, 1945, 1–3 p.m.", "1945-07-17/1945-07-18"),
    ],
)
def test_a_day_before_an_hour_is_not_taken_for_an_hour(written, edtf):
    assert said(written)[0] == edtf


@pytest.mark.parametrize(
    ("typed", "edtf", "start", "end"),
    [
        ("1945-02", "1945-02", "1945-02-01", "1945-02-28"),
        ("1945-07~", "1945-07~", "1945-07-01", "1945-07-31"),
        ("1945-21", "1945-21", "", ""),
        ("1945-07-16/1945-08-02", "1945-07-16/1945-08-02", "1945-07-16", "1945-08-02"),
        ("XXXX-06-30", "XXXX-06-30", "", ""),
        ("XXXX-07", "XXXX-07", "", ""),
        ("--06-30", "XXXX-06-30", "", ""),
        ("1945-07-17T09:30:00Z", "1945-07-17", "1945-07-17", "1945-07-17"),
        ("1919-21", "1919/1921", "1919-01-01", "1921-12-31"),
    ],
)
def test_a_date_typed_as_edtf_is_read_as_that(typed, edtf, start, end):
    date = read_date(typed)
    assert (date.edtf, date.start, date.end) == (edtf, start, end)


def test_a_typed_date_without_a_year_gets_the_one_that_is_given():
    assert read_date("--06-30", 1945).edtf == "1945-06-30"
    assert read_date("--06-30", 1945).certainty == "year-inferred"


def test_a_season_has_its_edtf_number_and_no_days():
    assert said("summer of 1919") == ("1919-22", "season", "stated", "", "")


def test_a_day_without_a_year_gets_one_only_when_it_is_given_and_says_so():
    assert said("June 30") == ("XXXX-06-30", "day", "stated", "", "")
    assert said("June 30", 1945) == (
        "1945-06-30",
        "day",
        "year-inferred",
        "1945-06-30",
        "1945-06-30",
    )


def test_a_printed_year_is_kept_against_the_one_that_is_given():
    assert said("June 30, 1944", 1945)[:3] == ("1944-06-30", "day", "stated")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("July 16–August 2, 1945", "1945-07-16/1945-08-02"),
        ("July 17–18, 1945", "1945-07-17/1945-07-18"),
        ("17-18 July 1945", "1945-07-17/1945-07-18"),
        ("December 30, 1944–January 2, 1945", "1944-12-30/1945-01-02"),
        ("July 16 to August 2", "XXXX-07-16/XXXX-08-02"),
        ("June–July 1945", "1945-06/1945-07"),
        ("1937–49", "1937/1949"),
        ("1937–1949", "1937/1949"),
    ],
)
def test_a_span_is_an_interval_between_its_two_ends(written, edtf):
    assert said(written)[0] == edtf


def test_a_span_runs_from_its_first_day_to_its_last():
    assert said("July 16–August 2", 1945) == (
        "1945-07-16/1945-08-02",
        "day",
        "year-inferred",
        "1945-07-16",
        "1945-08-02",
    )
    assert said("June–July 1945")[3:] == ("1945-06-01", "1945-07-31")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("ca. May 1918", "1918-05~"),
        ("circa May 1918", "1918-05~"),
        ("about May 1918", "1918-05~"),
        ("[January 3?, 1919]", "1919-01-03?"),
        ("November 5, 1918(?)", "1918-11-05?"),
        ("[ca. May 5, 1919?]", "1919-05-05%"),
    ],
)
def test_doubt_is_marked_as_edtf_marks_it(written, edtf):
    assert said(written)[0] == edtf


@pytest.mark.parametrize("written", ["[undated]", "Undated", "[No date]", "n. d."])
def test_an_undated_paper_has_no_date_at_all_even_where_a_year_is_offered(written):
    assert said(written, 1945) == ("", "", "undated", "", "")


@pytest.mark.parametrize(
    ("written", "year", "told"),
    [
        ("February 30, 1945", None, "February 1945 has no day 30. Give a day between 1 and 28."),
        ("February 29", 1945, "February 1945 has no day 29. Give a day between 1 and 28."),
        ("September 31", None, "September has no day 31. Give a day between 1 and 30."),
        ("July 18–17, 1945", None, "it ends before it begins. Give the year of both ends."),
        ("December 30–January 2, 1946", None, "Give the year of both ends."),
    ],
)
def test_a_day_that_no_calendar_has_is_refused_with_the_remedy(written, year, told):
    with pytest.raises(FruskitError) as refusal:
        read_date(written, year)
    assert f"date “{written}”: " in str(refusal.value)
    assert told in str(refusal.value)


def test_the_leap_day_is_read_in_a_leap_year_and_without_a_year():
    assert said("February 29, 1936")[0] == "1936-02-29"
    assert said("February 29")[0] == "XXXX-02-29"


@pytest.mark.parametrize(
    "written",
    ["", "Port Arthur", "July 4, 45", "May 19/31, 1847", "February 17 [12], 1936", "mid-June 1945"],
)
def test_what_is_not_plainly_a_date_is_refused_with_an_example(written):
    with pytest.raises(FruskitError, match="cannot be read as a date. Write it as “March 4, 1933”"):
        read_date(written)


def test_a_text_far_too_long_for_a_date_is_refused_in_a_short_message():
    with pytest.raises(FruskitError) as refusal:
        read_date("[ " * 50_000)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("written", "edtf", "precision", "start", "end"),
    [
        ("1936-01-01T09:00:00", "1936-01-01", "day", "1936-01-01", "1936-01-01"),
        ("1864-05-30T23:59:59-04:56", "1864-05-30", "day", "1864-05-30", "1864-05-30"),
        ("1936-01", "1936-01", "month", "1936-01-01", "1936-01-31"),
        ("1936", "1936", "year", "1936-01-01", "1936-12-31"),
        ("--06-30", "XXXX-06-30", "day", "", ""),
    ],
)
def test_the_dates_of_the_encoding_are_read(written, edtf, precision, start, end):
    date = from_iso(written)
    assert (date.edtf, date.precision, date.start, date.end) == (edtf, precision, start, end)
    assert (date.written, date.certainty) == (written, "stated")


@pytest.mark.parametrize(
    "written", ["", "1936-02-30", "1936-13", "1936-1-1", "0000", "1936-01-01T25"]
)
def test_a_broken_date_of_the_encoding_is_refused(written):
    with pytest.raises(FruskitError):
        from_iso(written)


@pytest.mark.parametrize(
    ("given", "wanted", "stands"),
    [
        ("June 30, 1945", "1945-06-30", "same"),
        ("[undated]", "undated", "same"),
        ("June 30, 1945", "June 30", "year-assumed"),
        ("June 30", "June 30, 1945", "year-missing"),
        ("June 1945", "June 30, 1945", "coarser"),
        ("June 30, 1945", "1945", "finer"),
        ("July 1945", "June 30, 1945", "different"),
        ("June 30, 1946", "June 30, 1945", "different"),
        ("July 1, 1945", "June 30", "different"),
        ("[undated]", "June 30", "different"),
        ("about June 30, 1945", "June 30, 1945", "doubt"),
    ],
)
def test_an_answer_is_told_from_the_date_that_was_wanted(given, wanted, stands):
    assert compare(read_date(given), read_date(wanted)) == stands


def test_a_year_that_was_inferred_is_the_same_day_as_the_year_in_full():
    assert compare(read_date("June 30, 1945"), read_date("June 30", 1945)) == "same"


PIECES = st.sampled_from(
    ["June", "Sept.", "ſept", "31", "0", "1945", "٤", "–", "to", ",", "?", "[", "]", "ca.", "noon"]
)


@given(
    st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join)),
    st.none() | st.integers(),
)
def test_any_text_is_a_date_in_valid_edtf_or_a_plain_refusal(written, year):
    for read in (lambda: read_date(written, year), lambda: from_iso(written)):
        try:
            date = read()
        except FruskitError:
            continue
        assert date.written == written
        assert EDTF.fullmatch(date.edtf)
        assert (date.edtf == "") == (date.certainty == "undated")
        assert date.start <= date.end and bool(date.start) == bool(date.end)


@given(
    st.dates(),
    st.sampled_from(["{0:%B} {0.day}, {1}", "{0.day} {0:%b} {1}", "[{0:%B} {0.day}?, {1}]"]),
)
def test_every_day_of_the_calendar_is_read_back_as_itself(day, form):
    written = form.format(day, f"{day.year:04d}")
    assert read_date(written).start == day.isoformat() == from_iso(day.isoformat()).end


@pytest.mark.parametrize(
    "edtf, words",
    [
        ("1945-07-17", "July 17, 1945"),
        ("1945-07", "July 1945"),
        ("1949", "1949"),
        ("", ""),
        ("1945-07-07/1945-07-12", "July 7–12, 1945"),
        ("1945-07-16/1945-08-02", "July 16–August 2, 1945"),
        ("1946-01/1946-06", "January–June 1946"),
        ("1944/1949", "1944–1949"),
        ("1944-12-30/1945-01-02", "December 30, 1944–January 2, 1945"),
        ("1945-07~", "about July 1945"),
        ("1945-07?", "July 1945 (uncertain)"),
        ("1945-07-16%/1945-08-02%", "about July 16–August 2, 1945 (uncertain)"),
        ("1945-07~/1946", "about July 1945–1946"),
        ("1945-21", "spring 1945"),
        ("XXXX-06-30", "June 30, year not printed"),
        ("--06-30", "June 30, year not printed"),
        ("XXXX-07-16/XXXX-08-02", "July 16–August 2, year not printed"),
        ("1945-06/..", "from June 1945 on"),
        ("../1945-06-30", "until June 30, 1945"),
        ("1945-06/", "from June 1945, end unknown"),
        ("1945-07-17T09:30:00Z", "July 17, 1945"),
    ],
)
def test_a_date_is_said_as_one_reads_it(edtf, words):
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    "edtf, first, last",
    [
        ("1945-07-17", date(1945, 7, 17), date(1945, 7, 17)),
        ("1936-02", date(1936, 2, 1), date(1936, 2, 29)),
        ("1945-07~", date(1945, 7, 1), date(1945, 7, 31)),
        ("1945", date(1945, 1, 1), date(1945, 12, 31)),
        ("1945-24", None, None),
        ("1945-07-16?/1945-08", date(1945, 7, 16), date(1945, 8, 31)),
        ("1945-06/..", date(1945, 6, 1), None),
        ("../1945-06", None, date(1945, 6, 30)),
        ("XXXX-06-30", None, None),
        ("", None, None),
    ],
)
def test_the_bounds_of_a_date_are_its_first_and_last_day_as_far_as_they_are_known(
    edtf, first, last
):
    assert bounds(edtf) == (first, last)


NO_DATES = [
    "soon",
    "1945-02-30",
    "1945-13",
    "0000",
    "XXXX",
    "../..",
    "1945-07/1944",
    "1945-7-1",
    "?",
]


@pytest.mark.parametrize("edtf", NO_DATES)
def test_what_is_no_date_has_neither_words_nor_bounds(edtf):
    for ask in (in_words, bounds):
        with pytest.raises(FruskitError, match="^date “"):
            ask(edtf)


@given(
    st.lists(st.sampled_from(["1945", "XXXX", "-", "-06", "-30", "-24", "/", "..", "~", "T", "Z"]))
)
def test_any_edtf_has_words_and_bounds_or_neither(pieces):
    edtf = "".join(pieces)
    try:
        first, last = bounds(edtf)
    except FruskitError:
        with pytest.raises(FruskitError):
            in_words(edtf)
    else:
        assert bool(in_words(edtf)) == bool(edtf)
        assert not (first and last) or first <= last


def test_no_month_or_day_is_named_by_the_machine_whose_language_may_be_another():
    named = re.compile(r"(?:strftime\([^)]*|\{[^{}]*:[^{}]*)%[aAbBcpxX]")
    files = Path(fruskit.__file__).parent.rglob("*.py")
    assert not [file.name for file in files if named.search(file.read_text("utf-8"))]
