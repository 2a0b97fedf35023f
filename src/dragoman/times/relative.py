"""Expressions that count from the report's date or from a time that the text named before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.events import TimeInterval
from dragoman.times.calendar import DAYS, GRANULARITIES, around, days, join, one_day, shift, unknown, within
from dragoman.times.expression import Context, Resolution


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """ "today", "yesterday", "tomorrow": so many days from the report's date."""

    offset: int
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """A day; null without date of publication."""
        day = shift(context.published, self.offset, "day") if context.published else None
        return Resolution(one_day(day), "relative-day")


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before the report's date."""

    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """From the day before to the day of publication."""
        before = shift(context.published, -1, "day") if context.published else None
        return Resolution(days(before, context.published, "time"), "overnight")


_OFFSETS = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0}


@dataclass(frozen=True, slots=True)
class RelativeUnit:
    """ "last week", "this month", "next year"; "that week", "the following year" count from the text."""

    unit: str
    relation: str
    from_text: bool = False

    @property
    def letter(self) -> str:
        """A day, a month, a year or another stretch."""
        return {"day": "3", "night": "3", "month": "5", "year": "6"}.get(self.unit, "7")

    def resolve(self, context: Context) -> Resolution:
        """The calendar's week, month … around the day that is meant."""
        if self.from_text:
            day = _text_day(context, self.unit)
            rule = f"{self.relation}-{self.unit}-of-text"
        else:
            day, rule = context.published, f"{self.relation}-{self.unit}"
        return Resolution(self._around(day, context), rule)

    def _around(self, day: date | None, context: Context) -> TimeInterval:
        offset = _OFFSETS[self.relation]
        if day and self.unit == "weekend" and not self.from_text:
            offset = _weekend_offset(day, self.relation, context)
        unit = "week" if self.unit == "weekend" else self.unit
        return around(shift(day, offset, unit) if day else None, self.unit)


def _weekend_offset(day: date, relation: str, context: Context) -> int:
    """Weeks from the publication's week to the weekend that is meant; before Saturday the past one is last week's."""
    ended = day.weekday() < 5
    if relation == "last":
        return -1
    if relation == "next":
        return 0 if ended else 1
    return -1 if ended and not context.future() else 0


def _text_day(context: Context, unit: str) -> date | None:
    """The last day named for units up to a day, the start of the last interval for longer ones."""
    if DAYS.get(unit, 2) <= 1:
        return context.day
    return context.interval.first if context.interval else None


@dataclass(frozen=True, slots=True)
class RelativeSpan:
    """ "the past three years", "the next 10 days": so many units back from the report's date or on from it."""

    count: int | None
    unit: str
    sign: int
    ahead: bool = False
    letter: str = "7"

    def resolve(self, context: Context) -> Resolution:
        """An interval that ends or begins with the publication; null where the number is vague.

        "The next 30 hours" of a story in the past do not begin with it; `ahead` marks "the coming week".
        """
        if context.published is None or self.count is None or not (self.sign < 0 or self.ahead or context.future()):
            return Resolution(unknown("range"), "relative-span")
        unit, count = (self.unit, self.count) if DAYS.get(self.unit) != 0 else ("day", _whole_days(self))
        far = shift(context.published, self.sign * count, unit)
        ends = (far, context.published) if self.sign < 0 else (context.published, far)
        return Resolution(_in_units(ends[0], ends[1], unit), "relative-span")


_PER_DAY = {"hour": 24, "minute": 1440, "second": 86400}


def _whole_days(span: RelativeSpan) -> int:
    return -(-(span.count or 0) // _PER_DAY[span.unit])


_WRITTEN = {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year"}


def _in_units(first: date | None, last: date | None, unit: str) -> TimeInterval:
    """From a day to another, written in days, months or years as the unit is."""
    written = _WRITTEN.get(unit, "day")
    interval = join(around(first, written), around(last, written))
    return within(interval, first, last)


@dataclass(frozen=True, slots=True)
class Shifted:
    """ "two days ago" (from the publication); "a week earlier", "the day before" (from the last day of the text).

    `count` is null where the words are vague ("a few days later").
    """

    count: int | None
    unit: str
    sign: int
    from_text: bool
    letter: str = "9"

    def resolve(self, context: Context) -> Resolution:
        """A day for days and weeks, a month or a year for longer units."""
        side = "earlier" if self.sign < 0 else "later"
        rule = f"{self.unit}s-{side}-than-text" if self.from_text else "relative-days"
        start = self._start(context)
        if start is None or self.count is None:
            return Resolution(unknown(GRANULARITIES.get(self.unit, "unknown")), rule)
        day = shift(start, self.sign * self.count, self.unit)
        if self.unit in DAYS:
            return Resolution(one_day(day, "time" if DAYS[self.unit] == 0 else "day"), rule)
        return Resolution(around(day, self.unit), rule)

    def _start(self, context: Context) -> date | None:
        return _text_day(context, self.unit if self.unit in DAYS else "year") if self.from_text else context.published


@dataclass(frozen=True, slots=True)
class BesideEvent:
    """ "two days after the shelling": the time of what follows, where its sentence names the day counted from."""

    count: int | None
    unit: str
    sign: int
    letter: str = "9"

    def resolve(self, context: Context) -> Resolution:
        """So far back from ("after") or on from ("before") the last day of the sentence; null where it names none."""
        known = context.day is not None and context.day_in_sentence and DAYS.get(self.unit, 0) > 0
        if context.day is None or self.count is None or not known:
            return Resolution(unknown(GRANULARITIES.get(self.unit, "unknown")), "counted-from-event")
        day = shift(context.day, -self.sign * self.count, self.unit)
        return Resolution(one_day(day), "counted-from-day-of-sentence")


@dataclass(frozen=True, slots=True)
class Ahead:
    """ "in two days", "within a month": a length of time that counts from the publication if the verb is future."""

    count: int | None
    unit: str
    whole: bool
    letter: str = "0"

    def resolve(self, context: Context) -> Resolution:
        """The interval from the publication on (`whole`), or its end; a mere length of time without a future verb."""
        if context.published is None or self.count is None or not context.future():
            return Resolution(unknown("unknown"), "duration")
        if self.whole:
            return replace_rule(RelativeSpan(self.count, self.unit, 1, True).resolve(context), "within-span")
        return replace_rule(Shifted(self.count, self.unit, 1, False).resolve(context), "relative-days")


def replace_rule(resolution: Resolution, rule: str) -> Resolution:
    """The same resolution under another rule."""
    return resolution._replace(rule=rule)
