"""The third reading of the grammar: from one time to another, since, until."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.times.absolute import Fixed, Month, MonthDays
from dragoman.times.combined import Range, Since, Until
from dragoman.times.compound import meaning
from dragoman.times.expression import Expression, Unresolved
from dragoman.times.line import Line
from dragoman.times.rules import Build, Match, Rule


def since(line: Line, match: Match) -> Expression:
    """ "since October"."""
    return Since(meaning(line, match.start("time")))


def until(line: Line, match: Match) -> Expression:
    """ "until Friday"."""
    return Until(meaning(line, match.start("time")))


def between(line: Line, match: Match) -> Expression:
    """ "from 2014 to 2016", "between March 3 and March 7"; the first takes the year of the second."""
    first, last = meaning(line, match.start("first")), meaning(line, match.start("last"))
    if isinstance(first, (Month, MonthDays)) and first.year is None:
        first = replace(first, year=_year_of(last))
    return Range(first, last)


def _year_of(expression: Expression) -> Expression | None:
    """The year that an expression names, itself a year; null where it names none."""
    if isinstance(expression, (Month, MonthDays)):
        return expression.year
    if isinstance(expression, Fixed) and expression.interval.first is not None:
        return expression
    return None


def several_days(line: Line, match: Match) -> Expression | None:
    """ "between April 3 and 6", read already as the days of a month."""
    days = meaning(line, match.start("days"))
    return days if _is_several(days) else None


def _is_several(days: Expression) -> bool:
    if isinstance(days, MonthDays):
        return days.first != days.last
    return isinstance(days, Fixed) and days.interval.first != days.interval.last


def _rule(first: str, pattern: str, build: Build) -> Rule:
    return Rule(first, re.compile(pattern), build)


_FIRST, _LAST = "(?P<first>[1-9])", "(?P<last>[1-9])"

RULES: tuple[Rule, ...] = (
    _rule("r", f"r{_FIRST}[xT-]{_LAST}", between),
    _rule("j", f"j{_FIRST}[&-]{_LAST}", between),
    _rule("j", "j(?P<days>[235])", several_days),
    _rule("1234567", r"(?P<first>[1-7])[-x](?P<last>(?P=first))", between),
    _rule("24", "(?P<first>[24])[-x](?P<last>[35])", between),
    _rule("tO", r"(?:t|(?<=[oatg']))O\|?[UuP]\|?", lambda line, match: Unresolved("ordinal-time")),
    _rule("c", r"c[q~i@]?(?P<time>[1-9])", since),
    _rule("T", r"T[q~]?(?P<time>[1-9])", until),
)
