"""Expressions of time: where they stand, what day they mean, by which rule. The report is of Friday, 4 January 2019."""

import re
from datetime import date

import pytest

from dragoman.span import Span
from dragoman.times import find_times

PUBLISHED = date(2019, 1, 4)

# The text with every expression in brackets; date and rule of the last one.
PAST = [
    ("The call took place on [Friday].", "2019-01-04", "weekday-before-publication"),
    ("They met on [Monday].", "2018-12-31", "weekday-before-publication"),
    ("The raid began [Thursday night].", "2019-01-03", "weekday-before-publication"),
    ("Talks opened on [Wednesday morning] in Doha.", "2019-01-02", "weekday-before-publication"),
    ("It happened [last Saturday].", "2018-12-29", "weekday-before-publication"),
    ("The vote was held [last Thursday].", "2018-12-27", "weekday-before-publication"),
    ("Envoys meet [next Tuesday].", "2019-01-08", "weekday-after-publication"),
    ("A strike on [Sunday] killed four.", "2018-12-30", "weekday-before-publication"),
    ("He was seized [early on Tuesday].", "2019-01-01", "weekday-before-publication"),
    ("The law passed [late on Wednesday].", "2019-01-02", "weekday-before-publication"),
    ("The statement came [late Thursday].", "2019-01-03", "weekday-before-publication"),
    ("Guards opened fire [before dawn on Monday].", "2018-12-31", "weekday-before-publication"),
    ("A curfew began at [7 p.m. on Tuesday].", "2019-01-01", "weekday-before-publication"),
    ("They left at [10:39 a.m. Saturday].", "2018-12-29", "weekday-before-publication"),
    ("A bomb went off [Wednesday around 10:20 a.m.] in the market.", "2019-01-02", "weekday-before-publication"),
    ("Shots were heard in [the small hours of Sunday].", "2018-12-30", "weekday-before-publication"),
    (
        "It was agreed on [the night of Friday to Saturday].",
        "2018-12-28/2018-12-29",
        "range-of-weekday-before-publication",
    ),
    ("Fighting lasted [from Sunday to Wednesday].", "2018-12-30/2019-01-02", "range-of-weekday-before-publication"),
    ("The minister, photographed on [May 9, 2018], resigned.", "2018-05-09", "absolute-date"),
    ("He arrived on [9 May 2017].", "2017-05-09", "absolute-date"),
    ("On [9 May] the army withdrew.", "2018-05-09", "month-day-last"),
    ("Talks failed on [December 15].", "2018-12-15", "month-day-last"),
    ("The envoy left on [Dec. 7th].", "2018-12-07", "month-day-last"),
    ("The raid of [the 29th March 2018] failed.", "2018-03-29", "absolute-date"),
    ("It was signed on [the first of February 2016].", "2016-02-01", "absolute-date"),
    ("It was signed on [2018-11-30].", "2018-11-30", "absolute-date"),
    ("It was signed on [30/11/2018].", "2018-11-30", "absolute-date"),
    ("It was signed on [30.11.2018].", "2018-11-30", "absolute-date"),
    ("It was signed on [03/04/2018].", None, "day-or-month-first"),
    ("On [Monday, Dec. 24], they met.", "2018-12-24", "month-day-last"),
    ("On [Tuesday (December 18)] they met.", "2018-12-18", "month-day-last"),
    ("The exercise ran [April 13-14, 2018].", "2018-04-13/2018-04-14", "absolute-date"),
    ("The exercise ran [5-6 April 2016].", "2016-04-05/2016-04-06", "absolute-date"),
    ("Talks were held on [December 5 and 6].", "2018-12-05/2018-12-06", "month-day-last"),
    (
        "They visited [between March 3 and March 7, 2018].",
        "2018-03-03/2018-03-07",
        "range-of-month-day-of-absolute-year",
    ),
    ("They visited [between April 3 and 6, 2018].", "2018-04-03/2018-04-06", "absolute-date"),
    ("They fought [from 31 July to 2 August 2017].", "2017-07-31/2017-08-02", "range-of-month-day-of-absolute-year"),
    ("Rebels took the town in [September].", "2018-09", "month-name-last"),
    ("Rebels took the town in [March 2017].", "2017-03", "absolute-month"),
    ("Rebels took the town in [March, 2017].", "2017-03", "absolute-month"),
    ("The deal of [October 2015] collapsed.", "2015-10", "absolute-month"),
    ("The war began [last July].", "2018-07", "month-name-last"),
    ("The war began in [mid-March].", "2018-03", "month-name-last"),
    ("The war began in [early June 2014].", "2014-06", "absolute-month"),
    ("The war began in [late 2016].", "2016", "absolute-year"),
    ("The war began in [early 2018].", "2018", "absolute-year"),
    ("He resigned in [January of this year].", "2019-01", "month-name-of-relative-year"),
    ("He resigned in [November last year].", "2018-11", "month-name-of-relative-year"),
    ("He resigned on [March 20 last year].", "2018-03-20", "month-day-of-relative-year"),
    ("He was killed on [the evening of May 26 last year].", "2018-05-26", "month-day-of-relative-year"),
    ("[Since October] they have waited.", "2018-10/2019-01", "since-month-name-last"),
    ("[Since 2011] they have waited.", "2011/2019", "since-absolute-year"),
    ("[Since Tuesday] they have waited.", "2019-01-01/2019-01-04", "since-weekday-before-publication"),
    ("They have waited [since mid-December].", "2018-12/2019-01", "since-month-name-last"),
    ("He ruled [until 1974].", "1974", "until-absolute-year"),
    ("He stayed [until last week].", "2018-12-24/2018-12-30", "until-last-week"),
    ("It ended in [2011].", "2011", "absolute-year"),
    ("The [2015] accord was torn up.", "2015", "absolute-year"),
    ("NATO's [2011] campaign ended.", "2011", "absolute-year"),
    ("The accord ([2015]) was torn up.", "2015", "absolute-year"),
    ("It ran [from 2014 to 2016].", "2014/2016", "range-of-absolute-year"),
    ("It ran from [2014-16].", "2014/2016", "absolute-years"),
    ("They met in [2003] and [2008].", "2008", "absolute-year"),
    ("It began in [the 1990s].", "1990/1999", "decade"),
    ("It began in [the early 1990s].", "1990/1999", "decade"),
    ("It began in [the mid-1980s].", "1980/1989", "decade"),
    ("It began in [the '90s].", "1990/1999", "decade"),
    ("It began in [the 1980's].", "1980/1989", "decade"),
    ("It began in [the 19th century].", "1801/1900", "century"),
    ("[Earlier this month] he resigned.", "2019-01", "this-month"),
    ("[Later this year] he resigned.", "2019", "this-year"),
    ("[This week] he resigned.", "2018-12-31/2019-01-06", "this-week"),
    ("[Last week] he resigned.", "2018-12-24/2018-12-30", "last-week"),
    ("[Last month] he resigned.", "2018-12", "last-month"),
    ("[Last year] he resigned.", "2018", "last-year"),
    ("He will resign [next year].", "2020", "next-year"),
    ("He will resign [next week].", "2019-01-07/2019-01-13", "next-week"),
    ("They met over [the weekend].", "2018-12-29/2018-12-30", "this-weekend"),
    ("They met [last weekend].", "2018-12-29/2018-12-30", "last-weekend"),
    ("He resigned [two days ago].", "2019-01-02", "relative-days"),
    ("He resigned [three weeks ago].", "2018-12-14", "relative-days"),
    ("He resigned [two months ago].", "2018-11", "relative-days"),
    ("He resigned [eight years ago].", "2011", "relative-days"),
    ("He resigned [years ago].", None, "relative-days"),
    ("He resigned [a few days ago].", None, "relative-days"),
    ("In [the past three years] he resigned.", "2016/2019", "relative-span"),
    ("In [the last 24 hours] he resigned.", "2019-01-03/2019-01-04", "relative-span"),
    ("Over [the past week] he resigned.", "2018-12-28/2019-01-04", "relative-span"),
    ("In [recent years] he resigned.", None, "vague"),
    ("He resigned [yesterday].", "2019-01-03", "relative-day"),
    ("He resigned [earlier today].", "2019-01-04", "relative-day"),
    ("He resigned [early yesterday afternoon].", "2019-01-03", "relative-day"),
    ("He will resign [tomorrow].", "2019-01-05", "relative-day"),
    ("He will resign [the day after tomorrow].", "2019-01-06", "relative-day"),
    ("He resigned [this morning].", "2019-01-04", "relative-day"),
    ("He resigned [last night].", "2019-01-03", "relative-day"),
    ("He will speak [tonight].", "2019-01-04", "relative-day"),
    ("They were bombed [overnight].", "2019-01-03/2019-01-04", "overnight"),
    ("On [Tuesday] they met; [the next day] they fought.", "2019-01-02", "days-later-than-text"),
    ("On [Tuesday] they met; [the same day] they fought.", "2019-01-01", "same-day-of-text"),
    ("On [Tuesday] they met; [two days later] they fought.", "2019-01-03", "days-later-than-text"),
    ("On [Tuesday] they met; [that evening] they fought.", "2019-01-01", "time-of-day-of-text"),
    ("On [Tuesday] they met; [the night before], they fought.", "2018-12-31", "days-earlier-than-text"),
    ("On [Tuesday] they met; at [1530 UTC] they fought.", "2019-01-01", "time-of-day-of-text"),
    ("On [Tuesday] they met; at [dawn] they fought.", "2019-01-01", "time-of-day-of-text"),
    ("They struck on [Tuesday], [two days after] the raid.", "2018-12-30", "counted-from-day-of-sentence"),
    ("In [2014] they met. [The following year] they fought.", "2015", "next-year-of-text"),
    ("It took place in [spring 2022].", "2022-03/2022-05", "season-of-absolute-year"),
    ("It took place in [the summer of 2017].", "2017-06/2017-08", "season-of-absolute-year"),
    ("It took place [last autumn].", "2018-09/2018-11", "season-last"),
    ("It was planned for [the end of the year].", "2019", "this-year"),
    ("It began at [the end of November].", "2018-11", "month-name-last"),
    ("It began in [the first week of November].", "2018-11-01/2018-11-07", "nth-week-of-month-name-last"),
    ("It began in [the second half of 2015].", "2015-07/2015-12", "nth-half-of-absolute-year"),
    ("It began in [the third quarter of 2018].", "2018-07/2018-09", "nth-quarter-of-absolute-year"),
    ("It began on [New Year's Eve].", "2018-12-31", "holiday-last"),
    ("It began on [Christmas Day].", "2018-12-25", "holiday-last"),
    ("It began on [Good Friday 2018].", "2018-03-30", "holiday-of-absolute-year"),
    ("It began during [Ramadan].", None, "holiday-without-date"),
    ("It began on [the 28th].", "2018-12-28", "day-of-month-last"),
    ("They fought for [two days].", None, "duration"),
    ("They fought for [weeks].", None, "duration"),
    ("They signed a [three-day] truce.", None, "duration"),
    ("[Every Friday] they march.", None, "recurring"),
    ("They march on [Fridays].", None, "recurring"),
    ("They are [now] in talks.", None, "vague"),
    ("He had denied it in [the past].", None, "vague"),
    ("They must leave [within 48 hours].", None, "duration"),
    ("It was [the third night running].", None, "ordinal-time"),
    ("It began on [Friday last week].", "2018-12-28", "weekday-of-week"),
]

FUTURE = [
    ("The summit will open on [Monday].", "2019-01-07", "weekday-after-publication"),
    ("The summit will open on [Friday].", "2019-01-04", "weekday-after-publication"),
    ("The summit will open on [Tuesday morning].", "2019-01-08", "weekday-after-publication"),
    ("The summit will open on [9 May].", "2019-05-09", "month-day-next"),
    ("The summit will open in [June].", "2019-06", "month-name-next"),
    ("The summit will open in [January].", "2019-01", "month-name-next"),
    ("The summit will open in [the spring].", "2019-03/2019-05", "season-next"),
    ("The summit will open on [the weekend].", "2019-01-05/2019-01-06", "this-weekend"),
    ("The summit will open on [Christmas Day].", "2019-12-25", "holiday-next"),
    ("The summit will open on [the 8th].", "2019-01-08", "day-of-month-next"),
    ("The summit will open in [two days].", "2019-01-06", "relative-days"),
    ("They must leave [within 48 hours].", "2019-01-04/2019-01-06", "within-span"),
    ("They must leave [within a month].", "2019-01/2019-02", "within-span"),
    ("They must leave in [the next 10 days].", "2019-01-04/2019-01-14", "relative-span"),
    ("The truce holds [until Wednesday].", "2019-01-09", "until-weekday-after-publication"),
    ("It will run [from Monday to Wednesday].", "2019-01-07/2019-01-09", "range-of-weekday-after-publication"),
    ("It will run [between March 3 and March 7].", "2019-03-03/2019-03-07", "range-of-month-day-next"),
]

NO_TIMES = [
    "They may march and the sun sat low.",
    "The vote was 5-4 and then 12-3.",
    "A second mission was the first of its kind.",
    "Prime Minister Theresa May said that a letter from May arrived.",
    "Marchers will march in the March for Our Lives.",
    "The plane was an F-16 and the illness COVID-19.",
    "Resolution 1973 sent 2000 soldiers and $2015 to 1950 families.",
    "Some 2000 fled, more than 1999 of them on foot.",
    "The Sun reported it, and The Sunday Times, and USA Today.",
    "A 12-year-old and a man of 40 years of age were hurt.",
    "He was sentenced to five years in prison.",
    "It fell to the rebels in the spring of the watch.",
    "It is time for a new start at the same time.",
    "He said that last weekday traffic was light.",
    "It runs version 12.1.2 and iOS 4.3.19.",
    "It cost 1.000.000 and was sold 13/12/11 times.",
    "In 1.2.3-4 and 12.1.2.2019 nothing changed.",
    "The car is a 2014-500 and a 2014-1.5.",
]


def bracketed(text, mentions):
    for mention in reversed(mentions):
        span = mention.span
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def plain(marked):
    return re.sub(r"[\[\]]", "", marked)


@pytest.mark.parametrize(
    ("marked", "value", "rule", "future"),
    [(*row, False) for row in PAST] + [(*row, True) for row in FUTURE],
    ids=[row[0] for row in PAST + FUTURE],
)
def test_spans_dates_and_rules(marked, value, rule, future):
    text = plain(marked)
    mentions = find_times(text, PUBLISHED, lambda span: future)
    assert bracketed(text, mentions) == marked
    assert (mentions[-1].resolved.date, mentions[-1].rule, mentions[-1].kind) == (value, rule, "time")


@pytest.mark.parametrize("text", NO_TIMES)
def test_words_that_name_no_time(text):
    assert bracketed(text, find_times(text, PUBLISHED, lambda span: False)) == text


def resolved(text, published=PUBLISHED, future=False, sentences=()):
    return [mention.resolved for mention in find_times(text, published, lambda span: future, sentences)]


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("It began on Friday night.", "2019-01-04", "2019-01-04", "time"),
        ("It began in late 2016.", "2016-09-01", "2016-12-31", "year"),
        ("It began in early June 2014.", "2014-06-01", "2014-06-10", "month"),
        ("It began earlier this month.", "2019-01-01", "2019-01-04", "month"),
        ("It will begin later this month.", "2019-01-04", "2019-01-31", "month"),
        ("It began last week.", "2018-12-24", "2018-12-30", "week"),
        ("Since October they wait.", "2018-10-01", "2019-01-04", "range"),
        ("It lasted until 1974.", None, "1974-12-31", "range"),
        ("It began in recent years.", None, None, "unknown"),
        ("It began last winter.", "2017-12-01", "2018-02-28", "season"),
        ("It began in the last three months.", "2018-10-04", "2019-01-04", "range"),
        ("It began in the first quarter of 2016.", "2016-01-01", "2016-03-31", "quarter"),
    ],
)
def test_ends_and_granularity(text, first, last, granularity):
    (interval,) = resolved(text)
    ends = tuple(day.isoformat() if day else None for day in (interval.first, interval.last))
    assert (*ends, interval.granularity) == (first, last, granularity)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on Friday, on 9 May, in June, yesterday, last week and two days ago.", [None] * 6),
        (
            "They met in 2011, on May 9, 2018, in October 2014 and in the 1990s.",
            ["2011", "2018-05-09", "2014-10", "1990/1999"],
        ),
        (
            "On March 21, 2018 they met. On March 22 they parted; the next day they wrote.",
            ["2018-03-21", "2018-03-22", "2018-03-23"],
        ),
        ("Since 2012 they have met.", [None]),
        ("It ran until Friday.", [None]),
    ],
)
def test_without_publication_only_what_the_text_fixes_has_a_date(text, values):
    assert [interval.date for interval in resolved(text, published=None)] == values


def test_an_open_start_keeps_its_end_without_publication():
    (interval,) = resolved("Since 2012 they have met.", published=None)
    assert (interval.first, interval.last) == (date(2012, 1, 1), None)


def test_the_other_reading_is_kept():
    (mention,) = find_times("They met on Monday.", PUBLISHED, lambda span: False)
    assert mention.runners_up == ("2019-01-07",)


def test_a_bare_month_of_ten_months_ago_is_the_coming_one():
    assert [interval.date for interval in resolved("Talks in February, talks in March.")] == ["2019-02", "2018-03"]


def test_the_year_of_a_full_date_holds_for_the_next_sentence_only():
    text = "He was held on November 15, 2016. On November 21 he resigned. All was quiet. On November 22 he left."
    values = [interval.date for interval in resolved(text)]
    assert values == ["2016-11-15", "2016-11-21", "2018-11-22"]


def test_the_same_day_means_the_story_and_not_a_caption_far_above():
    text = "They met on Tuesday. A camp, May 9, 2016. It was cold. Nobody came. The same day they parted."
    assert resolved(text)[-1].date == "2019-01-01"


def test_no_expression_crosses_a_sentence_or_an_empty_line():
    text = "They met in May\n\n2016 people came on Monday"
    assert bracketed(text, find_times(text, PUBLISHED, lambda span: False)).startswith(
        "They met in [May]\n\n2016 people"
    )
    text = "It ended on 9 May 2016 people came."
    cut = [Span(0, 17), Span(18, len(text))]
    (mention,) = find_times(text, PUBLISHED, lambda span: False, cut)
    assert mention.span.of(text) == "9 May"


def test_a_name_elsewhere_makes_the_month_a_name():
    text = "Theresa May resigned. A plan by May was voted down in June. Mrs May had left in May."
    assert bracketed(text, find_times(text, PUBLISHED, lambda span: False)) == (
        "Theresa May resigned. A plan by May was voted down in [June]. Mrs May had left in [May]."
    )


def test_the_judge_of_tense_sees_the_span():
    seen = []
    find_times("They met on Monday and will meet on 9 May.", PUBLISHED, lambda span: bool(seen.append(span)))
    assert {span.of("They met on Monday and will meet on 9 May.") for span in seen} == {"Monday", "9 May"}
