"""Expressions made of others: parts of a day or month, "since", "until", from one time to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dragoman.events import TimeInterval
from dragoman.times.calendar import around, days, join, one_day, part, shift, unknown, within
from dragoman.times.expression import Context, Expression, Resolution


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A clock time or part of a day: of the day that the words name, else of the last day of the text."""

    day: Expression | None
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """The day, with granularity "time"."""
        if self.day is None:
            return Resolution(one_day(context.day, "time"), "time-of-day-of-text")
        resolution = self.day.resolve(context)
        return resolution._replace(interval=of_time(resolution.interval))


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time or part of a day with no day beside it."""

    letter: str = "8"

    def resolve(self, context: Context) -> Resolution:
        """On the last day of the text."""
        return PartOfDay(None).resolve(context)


@dataclass(frozen=True, slots=True)
class Eve:
    """The day before, with "the eve of"."""

    day: Expression
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """The day before the first of the interval."""
        resolution = self.day.resolve(context)
        first = resolution.interval.first
        return Resolution(one_day(shift(first, -1, "day") if first else None), f"eve-of-{resolution.rule}")


@dataclass(frozen=True, slots=True)
class PartOf:
    """ "early", "mid", "late", "the start of", "the end of", "earlier", "later" with a longer time.

    `name` is "early", "mid", "late", "start", "middle", "end", "earlier" or "later".
    """

    name: str
    whole: Expression

    @property
    def letter(self) -> str:
        """As for the whole: "early last month" goes where "last month" does; a month still takes its year."""
        return self.whole.letter

    def resolve(self, context: Context) -> Resolution:
        """The whole's date with tighter ends; what is past or left of it, as seen from the publication."""
        resolution = self.whole.resolve(context)
        if self.name in ("earlier", "later"):
            return resolution._replace(interval=self._side(resolution.interval, context))
        return resolution._replace(interval=part(resolution.interval, self.name))

    def _side(self, whole: TimeInterval, context: Context) -> TimeInterval:
        day = context.published
        if day is None or whole.first is None or whole.last is None or not whole.first <= day <= whole.last:
            # "earlier last spring": all of it is past, the publication bounds nothing.
            return whole
        if self.name == "earlier":
            return within(whole, whole.first, day)
        return within(whole, day, whole.last)


@dataclass(frozen=True, slots=True)
class Since:
    """From a time on until the report was written."""

    start: Expression
    letter: str = "0"

    def resolve(self, context: Context) -> Resolution:
        """Ends with the publication; open where that is unknown. Written in the units of the start."""
        resolution = self.start.resolve(context.as_past())
        interval, rule = resolution.interval, f"since-{resolution.rule}"
        if interval.first is None or context.published is None:
            return Resolution(replace(interval, last=None, granularity="range", date=None), rule)
        return Resolution(_up_to(interval, context), rule, resolution.runners_up)


def _up_to(start: TimeInterval, context: Context) -> TimeInterval:
    published = context.published
    if published is None or start.first is None or start.first > published:
        return unknown("range")
    unit = start.granularity if start.granularity in ("month", "year") else "day"
    return within(join(around(start.first, unit), around(published, unit)), start.first, published)


@dataclass(frozen=True, slots=True)
class Until:
    """Up to a time; where it began the words do not say."""

    end: Expression
    letter: str = "0"

    def resolve(self, context: Context) -> Resolution:
        """Open at the start; written as the end."""
        resolution = self.end.resolve(context)
        return resolution._replace(
            interval=replace(resolution.interval, first=None, granularity="range"), rule=f"until-{resolution.rule}"
        )


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another."""

    first: Expression
    last: Expression
    letter: str = "7"

    def resolve(self, context: Context) -> Resolution:
        """Both ends are resolved alike; where they come out in the wrong order one counts from the other.

        The second is moved on, unless the text speaks of the past and that would lie ahead of its publication.
        """
        start, end = self.first.resolve(context), self.last.resolve(context)
        first, last = start.interval.first, end.interval.last
        if first and last and last < first:
            moved = self.last.resolve(_counted_from(context, first, True))
            if context.future() or _is_over(moved.interval, context):
                end = moved
            else:
                start = self.first.resolve(_counted_from(context, last, False))
        return Resolution(join(start.interval, end.interval), f"range-of-{start.rule}")


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth day, week, month, quarter or half of a longer time; -1 is the last."""

    number: int
    unit: str
    whole: Expression
    letter: str = "7"

    def resolve(self, context: Context) -> Resolution:
        """Weeks are counted by seven days from the first on; without date where the whole is too short."""
        resolution = self.whole.resolve(context)
        whole = resolution.interval
        rule = f"nth-{self.unit}-of-{resolution.rule}"
        if whole.first is None or whole.last is None:
            return Resolution(unknown("range"), rule)
        first, last = self._ends(whole.first, whole.last)
        fits = first is not None and last is not None and whole.first <= first and last <= whole.last
        return Resolution(_in_months(first, last, self.unit) if fits else unknown("range"), rule)

    def _ends(self, start: date, end: date) -> tuple[date | None, date | None]:
        count, unit = (6, "month") if self.unit == "half" else (1, self.unit)
        if self.number < 0:
            before = shift(end, -count, unit)
            return (shift(before, 1, "day") if before else None), end
        first = shift(start, (self.number - 1) * count, unit)
        beyond = shift(first, count, unit) if first else None
        return first, (shift(beyond, -1, "day") if beyond else None)


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A weekday of a week that the words name ("Friday last week")."""

    number: int
    week: Expression
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """The day in that week."""
        monday = self.week.resolve(context).interval.first
        return Resolution(one_day(shift(monday, self.number, "day") if monday else None), "weekday-of-week")


def _counted_from(context: Context, day: date, future: bool) -> Context:
    return replace(context, published=day, future=lambda: future, year=None)


def _is_over(interval: TimeInterval, context: Context) -> bool:
    return bool(interval.last and context.published and interval.last <= context.published)


def of_time(interval: TimeInterval) -> TimeInterval:
    """The same interval, marked as finer than a day where it is one day or two."""
    return replace(interval, granularity="time") if interval.granularity == "day" else interval


def _in_months(first: date | None, last: date | None, unit: str) -> TimeInterval:
    """Written in months for quarters and halves of a year, in days for shorter parts."""
    if unit == "day":
        return one_day(first)
    if unit in ("month", "quarter", "half"):
        return join(around(first, "month"), around(last, "month"), "quarter" if unit == "quarter" else "range")
    return days(first, last, "week")
