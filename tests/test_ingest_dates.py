"""Dates of publication: what is understood, and what is refused rather than guessed."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnknownDate
from dragoman.ingest.dates import find_dateline, parse_date

DAY = date(2019, 1, 4)


@pytest.mark.parametrize(
    "words",
    [
        "2019-01-04",
        " 2019-01-04 ",
        "2019-1-4",
        "2019/01/04",
        "2019.01.04",
        "20190104",
        "2019-01-04T10:00:00Z",
        "2019-01-04T23:30:00.123456789-05:00",
        "2019-01-04 10:00 UTC",
        "20190104T100000Z",
        "4 January 2019",
        "4th of January, 2019",
        "04 Jan 2019",
        "4-Jan-2019",
        "Fri, 04 Jan 2019 10:00:00 GMT",
        "January 4, 2019",
        "Jan. 4, 2019",
        "JANUARY 4TH 2019",
        "Friday, January 4, 2019",
        "January 4, 2019, 10:15 a.m. ET",
        "January 4, 2019 at 6 pm",
    ],
)
def test_forms_of_one_day(words):
    assert parse_date(words) == DAY


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "2019",
        "2019-01",
        "January 2019",
        "4 January",
        "04/01/2019",
        "4 January 19",
        "2019-02-30",
        "0000-01-04",
        "31 June 2019",
        "Monday, January 4, 2019",
        "2019-01-04 and more",
        "1546596000",
        "٢٠١٩-٠١-٠٤x",
        "9" * 10_000,
    ],
)
def test_what_is_no_certain_day_is_refused(words):
    with pytest.raises(UnknownDate, match="write it as 2019-01-04"):
        parse_date(words)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_is_read_back(day):
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=120))
def test_no_words_break_it(words):
    find_dateline(words)
    with suppress(UnknownDate):
        parse_date(words)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands march in the capital\n\nFriday, January 4, 2019\n\nThousands of people marched.",
        "Friday, January 4, 2019\r\n\r\nText.",
        "Headline\nPublished: 4 January 2019\nText.",
        "Headline\n2019-01-04\nText.",
        "GENEVA, January 4, 2019 (Example Agency) — Envoys met.",
        "PORT SUDAN, 4 January 2019 -- Envoys met.",
        "PORT  SUDAN,   4 January\u00a02019 -- Envoys met." + " They spoke." * 50,
    ],
)
def test_datelines(text):
    assert find_dateline(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The envoy came on January 4, 2019, and left.",
        "The minister and the envoy at the palace, January 4, 2019. (Photo: Agency)",
        "GENEVA, Jan. 4 — Envoys met.",
        "one\ntwo\nthree\nfour\nfive\nFriday, January 4, 2019",
        "Thursday, January 4, 2019\nA Friday that calls itself Thursday.",
        "",
    ],
)
def test_a_date_inside_the_text_is_none_of_the_report(text):
    assert find_dateline(text) is None
