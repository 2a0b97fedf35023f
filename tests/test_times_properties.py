"""What holds of times in any text whatever."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.span import Span
from dragoman.times import basic, compound, counted, find_times, future_by_words, ranges
from dragoman.times.calendar import one_day, one_month, one_year
from dragoman.times.find import grammars
from dragoman.times.line import read_line
from dragoman.times.rules import Grammar

WORDS = (
    "the a an last next this that same past coming recent few several two ten 5 9 31 12th 3rd 1990s 2018 2,000 2015 "
    "0000 9999 Monday friday Sat Sun May March Sept. June may december spring fall winter day days week weekend "
    "month quarter years decade centuries hours night morning dawn noon today tomorrow overnight ago earlier later "
    "before after since until from to between and in on at of by within for every first second third end beginning "
    "eve early mid late half a.m. p.m. 10:30 10.27 UTC now Easter Christmas Thanksgiving Ramadan New Year's Eve 's , "
    ". - – / ( ) $ ’ ' \n \n\n 2019-02-30 30/02/2019 31.12.2019 5-4 people ^ COVID-19 9/11 running Tuesday "
    "12.1.2 1.000.000 1,5 99999 1² ² ½days ½ ٣"
).split(" ")

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
days = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2020, 2, 29)]))


def covering(value):
    """The days that a published date covers, by its own words."""
    parts = [part.split("-") for part in value.split("/")]
    made = [(one_year, one_month, lambda *day: one_day(date(*day)))[len(part) - 1](*map(int, part)) for part in parts]
    return made[0].first, made[-1].last


@st.composite
def cut_texts(draw):
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    return text, [Span(start, end) for start, end in pairwise(cuts)]


@settings(max_examples=400, deadline=None)
@given(cut_texts(), days, st.booleans())
@example(("the next 5000 years", []), date.max, True)
@example(("two decades ago in winter", []), date.min, False)
@example(("last winter and Easter", []), date(1, 1, 1), False)
@example((f"version 1.1.{'2' * 5000}", []), None, False)
@example((f"since 2014-{'2' * 5000}", []), None, False)
@example(("in 2014-1.5", []), None, False)
@example(("since 2014-15²1", []), None, False)
@example(("two ½days", []), None, False)
@example(("1.1.99999", []), None, False)
def test_mentions_are_sound(cut, published, future):
    text, sentences = cut
    end = 0
    for mention in find_times(text, published, lambda span: future, sentences):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        interval = mention.resolved
        assert mention.rule
        assert not (interval.first and interval.last) or interval.first <= interval.last
        if interval.date is not None:
            first, last = covering(interval.date)
            assert interval.first is None or first <= interval.first
            assert interval.last is None or interval.last <= last


@settings(max_examples=200, deadline=None)
@given(cut_texts())
def test_no_mention_crosses_a_sentence(cut):
    text, sentences = cut
    starts = [sentence.start for sentence in sentences if text[sentence.start - 1 : sentence.start].isspace()]
    for mention in find_times(text, date(2019, 1, 4), lambda span: False, sentences):
        assert not any(mention.span.start < start < mention.span.end for start in starts)


@pytest.mark.parametrize("text", ["earlier last spring", "Later next spring", "later last year"])
def test_a_side_of_what_the_publication_is_not_in_is_all_of_it(text):
    (mention,) = find_times(text, date(2000, 1, 1), lambda span: "next" in text, [])
    first, last = mention.resolved.first, mention.resolved.last
    assert first <= last
    assert not first <= date(2000, 1, 1) <= last


@settings(max_examples=200, deadline=None)
@given(cut_texts())
def test_the_judge_by_words_never_fails(cut):
    text, sentences = cut
    judge = future_by_words(text, sentences)
    for mention in find_times(text, None, judge, sentences):
        assert judge(mention.span) in (True, False)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("A Night Ago")
def test_the_short_cut_of_the_grammar_hides_no_rule(text):
    """`follow` of a Grammar only saves time."""
    quick = slow = read_line(text, ())
    for grammar, rules in zip(grammars(), (basic.RULES + counted.RULES, compound.RULES, ranges.RULES), strict=True):
        quick, slow = grammar.apply(quick), Grammar(rules).apply(slow)
    assert (quick.letters, quick.spans) == (slow.letters, slow.spans)
