"""The second reading of the grammar: phrases that belong to one time, as "late on Sunday", "the end of March".

Digits stand for phrases of the first reading: 1 a weekday, 2 a day of a month without year, 3 a day, 4 a month
without year, 5 a month, 6 a year, 7 another stretch, 8 a time of day, 9 a count from another time, 0 the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.times.absolute import Fixed, Month, MonthDays, Season, Weekday
from dragoman.times.combined import Clock, Eve, Nth, PartOf, PartOfDay, Range, WeekdayOf
from dragoman.times.expression import Expression
from dragoman.times.line import Line
from dragoman.times.relative import BesideEvent, RelativeSpan, RelativeUnit, Shifted
from dragoman.times.rules import Build, Match, Rule


def meaning(line: Line, index: int) -> Expression:
    """The meaning of the phrase at an index, which must be one."""
    expression = line.meanings[index]
    if expression is None:
        raise ValueError(f"no phrase at word {index} of the line: the grammar's rule names a letter of a word")
    return expression


def _group(line: Line, match: Match, name: str) -> Expression:
    return meaning(line, match.start(name))


def weekday_and_date(line: Line, match: Match) -> Expression | None:
    """ "Monday, Dec. 26", "Tuesday (May 16)": the date says more."""
    exact = _group(line, match, "exact")
    return exact if isinstance(exact, (MonthDays, Fixed)) else None


def part_of_day(line: Line, match: Match) -> Expression:
    """ "Thursday night", "7 p.m. on Friday", "late on Sunday", "the small hours of Monday"."""
    return PartOfDay(_group(line, match, "day"))


def with_year(line: Line, match: Match) -> Expression | None:
    """ "March 20 last year", "January of this year", "the spring of last year"."""
    named, year = _group(line, match, "named"), _group(line, match, "year")
    if isinstance(year, (Shifted, BesideEvent)) and year.unit != "year":
        return None
    if isinstance(named, (Month, MonthDays, Season)) and named.year is None:
        return replace(named, year=year)
    return None


def part_of_day_in_year(line: Line, match: Match) -> Expression | None:
    """ "the evening of May 26 last year"."""
    day = with_year(line, match)
    return PartOfDay(day) if day else None


def part_of(line: Line, match: Match) -> Expression:
    """ "early June", "mid-March", "late last year", "earlier this month"."""
    name, whole = line.value(match.start("name")), _group(line, match, "whole")
    if line.letters[match.start("name")] == "B":
        name = "earlier" if name == "-1" else "later"
        if whole.letter in "1238":
            return PartOfDay(whole)
    return PartOf(name, whole)


def edge(line: Line, match: Match) -> Expression:
    """ "the end of January", "the beginning of the year"."""
    if match.start("unit") >= 0:
        return PartOf(line.value(match.start("name")), _current(line.value(match.start("unit"))))
    return PartOf(line.value(match.start("name")), _group(line, match, "whole"))


def _current(unit: str) -> Expression:
    return RelativeUnit(unit, "this") if unit != "day" else RelativeUnit("day", "same", from_text=True)


def side_of(line: Line, match: Match) -> Expression:
    """ "later in the week", "earlier in the day"."""
    unit = line.value(match.start("unit"))
    if unit in ("day", "evening", "morning", "afternoon", "night"):
        return Clock()
    name = "earlier" if line.value(match.start("name")) == "-1" else "later"
    return PartOf(name, RelativeUnit(unit, "this"))


def nth_of(line: Line, match: Match) -> Expression | None:
    """ "the first week of January", "the second half of 2015", "the third quarter of the year"."""
    unit = "half" if line.letters[match.start("unit")] == "=" else line.value(match.start("unit"))
    if unit not in ("day", "week", "month", "quarter", "half"):
        return None
    return Nth(int(line.value(match.start("number"))), unit, _group(line, match, "whole"))


def last_of(line: Line, match: Match) -> Expression | None:
    """ "the last week of August"."""
    span = _group(line, match, "span")
    if isinstance(span, RelativeSpan) and span.sign < 0 and span.count == 1:
        return Nth(-1, span.unit, _group(line, match, "whole"))
    return None


def eve(line: Line, match: Match) -> Expression:
    """ "the eve of the 4th of May"."""
    return Eve(_group(line, match, "day"))


def weekday_of_week(line: Line, match: Match) -> Expression | None:
    """ "Friday last week", "Monday of next week"."""
    day, week = _group(line, match, "day"), _group(line, match, "week")
    if isinstance(day, Weekday) and isinstance(week, RelativeUnit) and week.unit == "week":
        return WeekdayOf(day.number, week)
    return None


def nights(line: Line, match: Match) -> Expression:
    """ "the night of Friday to Saturday"."""
    return Range(_group(line, match, "first"), _group(line, match, "last"))


def clock(line: Line, match: Match) -> Expression:
    """ "five in the morning"."""
    return Clock()


def _rule(first: str, pattern: str, build: Build) -> Rule:
    return Rule(first, re.compile(pattern), build)


_DAY = "(?P<day>[123])"

RULES: tuple[Rule, ...] = (
    _rule("1", r"1,?\(?(?P<exact>[23])\)?", weekday_and_date),
    _rule("1", r"1,?(?P<exact>[23])(?!')", weekday_and_date),
    _rule("123", f"{_DAY}(?:'|,?E)?[Pp]", part_of_day),
    _rule("123", f"{_DAY}[@~in]?8", part_of_day),
    _rule("8", f"8(?:itP|LP|i8)?,?n?{_DAY}P?", part_of_day),
    _rule("8", f"8F{_DAY}P?", part_of_day),
    _rule("8", "8(?:itP|i?8)", clock),
    _rule("tE", f"t?En?{_DAY}P?", part_of_day),
    _rule("tP%p", f"t?[P%p]F{_DAY}P?", part_of_day),
    _rule("8tP%p", "(?:8|t?[P%p])F(?P<named>2),?F?(?P<year>6)", part_of_day_in_year),
    _rule("tP", "t?P[Fr](?P<first>1)x(?P<last>1)", nights),
    _rule("24", "(?P<named>[24]),?F?(?P<year>[69])", with_year),
    _rule("6", "(?P<year>6),?(?P<named>[24])", with_year),
    _rule("7", "(?P<named>7)F?(?P<year>6)", with_year),
    _rule("tE", "t?(?P<name>E)-?(?P<whole>[45678])", part_of),
    _rule("B", "(?P<name>B)[ni]?(?P<whole>[1345678])P?", part_of),
    _rule("B", "(?P<name>B)it(?P<unit>[UP])", side_of),
    _rule("te", "t?(?P<name>e)F(?:t(?P<unit>U)|(?P<whole>[4567]))", edge),
    _rule("e", "(?P<name>e)(?:-)(?P<unit>$)?(?P<whole>[45])", edge),
    _rule("tO", "t?(?P<number>O)(?P<unit>[Uu=])F?(?P<whole>[456])", nth_of),
    _rule("7", "(?P<span>7)F(?P<whole>[45])", last_of),
    _rule("th", f"t?hF[ta]?{_DAY}", eve),
    _rule("1", "(?P<day>1),?F?(?P<week>7)", weekday_of_week),
)
