"""The tables and the small parts of the grammar of times."""

from datetime import date

import pytest

from dragoman.errors import KnowledgeError
from dragoman.times import lexicon as lexicon_module
from dragoman.times.absolute import holiday
from dragoman.times.calendar import around, nearest, one_month, part, shift, week_of, weekend_of
from dragoman.times.lexicon import LETTERS, lexicon
from dragoman.times.line import read_line
from dragoman.times.tense import tense_words


def test_letters_are_one_to_a_kind_and_none_is_a_phrase():
    shared = {"name"}
    letters = [letter for kind, letter in LETTERS.items() if kind not in shared]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("0123456789")


def test_every_number_in_the_table_is_a_number():
    for word in lexicon().words.values():
        if word.letter in "WwMm:CORA":
            int(word.value)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("on Friday", "nW"),
        ("ON FRIDAY", "nW"),
        ("may May MAY", "_mm"),
        ("sun Sun", "_w"),
        ("the 12th of Dec. 2018", "tdF:.Y"),
        ("1990s '97 10:30 10.27 2,000 0925", "zXKQNN"),
        ("COVID-19 F-16 20km", "^^_"),
        ("New Year's Eve", "H"),
        ("mid-March", "E-m"),
        ("6 p.m. 5pm", "DkDk"),
        ("a\n\nb", "a$_"),
    ],
)
def test_letters_of_words(text, letters):
    assert read_line(text, ()).letters == letters


@pytest.mark.parametrize(
    ("row", "said"), [("weekend 3", "line 1"), ("weekdy\t1\tmonday", "line 1"), ("weekday\t1", "line 1")]
)
def test_a_bad_line_is_named(row, said):
    with pytest.raises(KnowledgeError, match=said):
        lexicon_module._line_entries(1, row)


def test_tense_words_are_told_apart():
    known = tense_words()
    assert {"future", "possible", "planned", "present", "intended", "past"} == set(known)
    assert not known["future"] & known["past"]


@pytest.mark.parametrize(
    ("year", "value", "day"),
    [
        (2018, "easter-2", date(2018, 3, 30)),
        (2019, "easter+1", date(2019, 4, 22)),
        (2018, "thanksgiving+0", date(2018, 11, 22)),
        (2015, "thanksgiving+1", date(2015, 11, 27)),
        (2018, "12-24", date(2018, 12, 24)),
        (1500, "easter+0", None),
    ],
)
def test_holidays(year, value, day):
    assert holiday(year, value) == day


def test_calendar_arithmetic():
    assert shift(date(2020, 2, 29), 1, "year") == date(2021, 2, 28)
    assert shift(date(2019, 1, 31), 1, "month") == date(2019, 2, 28)
    assert shift(date.max, 1, "day") is None
    assert shift(date(2019, 1, 4), 30, "hour") == date(2019, 1, 4)
    assert week_of(date(2019, 1, 6)).date == "2018-12-31/2019-01-06"
    assert weekend_of(date(2019, 1, 4)).date == "2019-01-05/2019-01-06"
    assert around(date(2019, 5, 4), "quarter").date == "2019-04/2019-06"
    assert around(date(2001, 1, 1), "century").date == "2001/2100"
    assert part(one_month(2019, 2), "late").first == date(2019, 2, 20)


def test_nearest_is_strict_where_it_is_told_to_be():
    july = date(2019, 7, 9)
    assert nearest(lambda year: one_month(year, 7), july, False).date == "2019-07"
    assert nearest(lambda year: one_month(year, 7), july, False, strict=True).date == "2018-07"
    assert nearest(lambda year: one_month(year, 7), july, True, strict=True).date == "2020-07"
