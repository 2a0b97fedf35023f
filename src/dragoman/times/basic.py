"""The first reading of the grammar: dates, weekdays, months, years, seasons and holidays out of words.

Letters are those of `lexicon.LETTERS` and of `line._letter`.
"""

from __future__ import annotations

import re

from dragoman.times.absolute import DayOfMonth, Fixed, Holiday, Month, MonthDays, Season, Weekday
from dragoman.times.calendar import one_day, one_month, one_year, valid_day, years
from dragoman.times.expression import Expression, Unresolved
from dragoman.times.line import Line
from dragoman.times.numbers import short_year, year_of
from dragoman.times.rules import Build, Match, Rule

_YEAR = "(?:,?F?(?P<year>[YX]))(?!#)"
# What may follow a day of a month: "March 15 people" and "May 3 weeks" count something.
_NO_COUNT = "(?![#uU%])"


def relation(line: Line, match: Match) -> str:
    """The last of the relating words, as "this past", "that same" are led by their second; "" without one."""
    start, end = match.span("relation")
    if start < 0 or end == start:
        return ""
    return "following" if line.word(end - 1) == "following" else line.value(end - 1)


def weekday(line: Line, match: Match) -> Expression:
    """ "Friday", "last Friday", "that same Tuesday"."""
    return Weekday(int(line.value(match.start("day"))), relation(line, match))


def month_days(line: Line, match: Match) -> Expression | None:
    """ "May 9", "9 May 2018", "the 29th March", "April 13-14", "December 5 and 6"."""
    parts = match.groupdict()
    first = _number(line, match.start("first"))
    last = _number(line, match.start("last")) if parts.get("last") else first
    joined = line.letters[match.end("first")] if parts.get("last") and match.end("first") < len(line.letters) else ""
    between = match.start() > 0 and line.letters[match.start() - 1] == "j"
    if joined == "&" and last != first + 1 and not between:
        return None
    month = int(line.value(match.start("month")))
    if parts.get("year"):
        return _dated(month, first, last, year_of(line, match.start("year")))
    return MonthDays(month, first, last)


def _dated(month: int, first: int, last: int, year: int) -> Expression:
    named = MonthDays(month, first, last, Fixed(one_year(year), "absolute-year", "6"))
    return Fixed(named.in_year(year), "absolute-date", "3")


def _number(line: Line, index: int) -> int:
    word = line.value(index)
    return int(word.rstrip("stndrh"))


def month(line: Line, match: Match) -> Expression | None:
    """ "September", "last July", "March 2018"; refuses words that are a person's name in the text."""
    number = int(line.value(match.start("month")))
    if match.groupdict().get("year"):
        return Fixed(one_month(year_of(line, match.start("year")), number), "absolute-month", "5")
    if line.letters[match.start("month")] != "M" and _is_name(line, match.start("month")):
        return None
    return Month(number, None, relation(line, match))


def _is_name(line: Line, index: int) -> bool:
    """Whether "May" or "April" is somebody's name here: owning something, before a name, or a name elsewhere."""
    before, after = line.letters[index - 1 : index], line.letters[index + 1 : index + 2]
    if before not in ("F", "y", "r", "o", "f", "b", "&", "x", "t", "a"):
        return False
    if after in ("'", "^"):
        return True
    return line.word(index) in line.names


def day_of_month(line: Line, match: Match) -> Expression:
    """ "the 14th", "the 3rd and the 13th"."""
    first = _number(line, match.start("first"))
    return DayOfMonth(first, _number(line, match.start("last")) if match.groupdict().get("last") else first)


def year(line: Line, match: Match) -> Expression | None:
    """ "2011" where the words around it say that it is a year; "of 2000 cases" and the like are refused."""
    number, at = year_of(line, match.start("year")), match.start("year")
    if number % 100 == 0 and line.letters[at - 1] not in "icTj(U" and line.letters[at + 1 : at + 2] in ("_", "^"):
        return None
    return Fixed(one_year(year_of(line, match.start("year"))), "absolute-year", "6")


def year_range(line: Line, match: Match) -> Expression | None:
    """ "2014-15", "2014–2016"."""
    first, digits = year_of(line, match.start("year")), line.word(match.start("last"))
    if not digits.isdecimal() or (len(digits) > 2 and line.letters[match.start("last")] != "Y"):
        return None
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    return Fixed(years(first, last, "range"), "absolute-years", "7") if first < last else None


def decade(line: Line, match: Match) -> Expression | None:
    """ "the 1990s", "the '90s"."""
    digits = line.word(match.start("decade")).strip("'s")
    first = int(digits) if len(digits) == 4 else short_year(int(digits))
    if first % 10:
        return None
    return Fixed(years(first, first + 9, "decade"), "decade", "7")


def century(line: Line, match: Match) -> Expression | None:
    """ "the 19th century"."""
    if line.value(match.start("unit")) != "century":
        return None
    number = _number(line, match.start("number"))
    return Fixed(years(number * 100 - 99, number * 100, "range"), "century", "7")


def written_date(line: Line, match: Match) -> Expression:
    """ "2019-01-04", "13/01/2019", "04.01.2019"; days and months that could change places stay without date."""
    word = line.word(match.start())
    first, second, third = (int(part) for part in re.split("[-/.]", word))
    if "-" in word:
        return Fixed(one_day(valid_day(first, second, third)), "absolute-date", "3")
    if "." in word or first > 12 or first == second:
        return Fixed(one_day(valid_day(third, second, first)), "absolute-date", "3")
    if second > 12:
        return Fixed(one_day(valid_day(third, first, second)), "absolute-date", "3")
    return Unresolved("day-or-month-first")


def season(line: Line, match: Match) -> Expression:
    """ "the summer", "last autumn", "spring 2022"."""
    name = line.value(match.start("season"))
    if match.groupdict().get("year"):
        return Season(name, Fixed(one_year(year_of(line, match.start("year"))), "absolute-year", "6"))
    return Season(name, None, relation(line, match))


def holiday(line: Line, match: Match) -> Expression:
    """ "Christmas Eve", "Good Friday 2004"; a full date in the table stands for itself."""
    value = line.value(match.start("holiday"))
    if value.count("-") == 2:
        return Fixed(one_day(valid_day(*(int(part) for part in value.split("-")))), "named-day", "3")
    if match.groupdict().get("year"):
        return Holiday(value, Fixed(one_year(year_of(line, match.start("year"))), "absolute-year", "6"))
    return Holiday(value, None, relation(line, match))


def _rule(first: str, pattern: str, build: Build) -> Rule:
    return Rule(first, re.compile(pattern), build)


_MONTH = r"(?P<month>[Mm]|:\.?)"
# Words that a bare "May" or "March" must follow to be a month: in, by, since, until, from, early, last …
_MONTH_PLACE = r"(?:(?<=[icyTrbfjEvoxF~])|(?<=E-)|(?<=[Mm:][-&x,/])|(?<=e-))"
# Where four digits are a year: after a preposition of time, after another year, or before a noun ("the 2015 vote").
_YEAR_PLACES = (
    r"(?<=[icTjEeU])(?P<year>Y)(?!#)",
    r"(?<=[ic])(?P<year>Y)",
    r"(?<=[rybfFoE])(?P<year>Y)(?![#u])",
    r"(?:(?<=E-)|(?<=[ci]q)|(?<=[icTr]~)|(?<=Y[&x/,])|(?<=Y,&)|(?<=Yx))(?P<year>Y)(?!#)",
    r"(?<=[atg'])(?P<year>Y)(?=[_^O])",
    r"(?<=\()(?P<year>Y)(?=[),;])",
    r"(?<=[icTroybFf])(?P<year>X)",
)

RULES: tuple[Rule, ...] = (
    _rule("tLW", "t?(?P<relation>L{0,2})(?P<day>W)", weekday),
    _rule("w", r"(?P<relation>)(?P<day>w)\.?(?=,?[Mm:]|P|,?D[Mm:])", weekday),
    _rule("Lw", r"(?:(?P<relation>L)|(?<=n)(?P<none>))(?P<day>w)(?=[.,;)$_]|$)", weekday),
    _rule("{", "{", lambda line, match: Unresolved("recurring")),
    _rule("*", "\\*(?:[WwMm:SsPpUH]|OU)", lambda line, match: Unresolved("recurring")),
    _rule("Mm:", f"{_MONTH}(?P<first>[Dd])(?:[-x&](?P<last>[Dd])(?![Mm:]))?{_YEAR}", month_days),
    _rule("Mm:", f"{_MONTH}(?P<first>[Dd])(?:[-x&](?P<last>[Dd])(?![Mm:]))?{_NO_COUNT}", month_days),
    _rule("Mm:", f"{_MONTH}(?P<first>[Dd]){_NO_COUNT}", month_days),
    _rule("tDd", f"t?(?P<first>[Dd])(?:[-x&](?P<last>[Dd]))?-?F?{_MONTH}-?{_YEAR}", month_days),
    _rule("tDd", f"t?(?P<first>[Dd])(?:[-x&](?P<last>[Dd]))?F?{_MONTH}", month_days),
    _rule("tO", f"t?(?P<first>O)F{_MONTH}(?:,?(?P<year>Y))?", month_days),
    _rule("Mm:", f"{_MONTH}{_YEAR}", month),
    _rule("M", "(?P<relation>)(?P<month>M)", month),
    _rule("m:", rf"(?P<relation>){_MONTH_PLACE}{_MONTH}", month),
    _rule("m:", rf"(?<=[ta'g])(?P<relation>){_MONTH}(?=_)", month),
    _rule("tL", f"t?(?P<relation>L{{1,2}}){_MONTH}", month),
    _rule("td", r"(?<=[ncTyorxjb&f])t(?P<first>d)(?!_|\^|-|U)", day_of_month),
    _rule("t", r"(?<=j)t(?P<first>d)&t?(?P<last>d)", day_of_month),
    *(_rule("XY", place, year) for place in _YEAR_PLACES),
    _rule("Y", r"(?<=[icTrybfFjE(atg'eUx])(?P<year>Y)-(?P<last>[DYN])(?![#u])", year_range),
    _rule("tz", "t?(?P<decade>z)", decade),
    _rule("t", "t(?P<decade>Y)'", decade),
    _rule("tdO", "t?(?P<number>[dO])-?(?P<unit>U)", century),
    _rule("I", "I", written_date),
    _rule('tLSs"', r"(?:t|(?P<relation>L{1,2}))?(?P<season>[Ss\"])[,F]?(?P<year>Y)(?!#)", season),
    _rule("tL", r"t?(?P<relation>L{1,2})(?P<season>[Ss\"])(?!F)", season),
    _rule("tSs", "(?<=[icTyobfGvEF])(?P<relation>)t?(?P<season>[Ss])(?!F)", season),
    _rule("t", r"(?<=[icTyx])(?P<relation>)t(?P<season>[Ss\"])(?!F)", season),
    _rule("LH", r"(?P<relation>L{0,2})(?P<holiday>H)(?:,?(?P<year>Y)(?!#))?", holiday),
)
