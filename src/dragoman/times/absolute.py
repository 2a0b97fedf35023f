"""Expressions that name a place in the calendar: years, months, days of a month, weekdays, seasons, holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.events import TimeInterval
from dragoman.times.calendar import YearMaker, nearest, one_day, one_month, season, shift, unknown, valid_day
from dragoman.times.calendar import days as days_between
from dragoman.times.expression import Context, Expression, Resolution


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that the words alone fix: "2011", "May 9, 2018", "the 1990s"."""

    interval: TimeInterval
    rule: str
    letter: str

    def resolve(self, context: Context) -> Resolution:
        """The same interval in every context."""
        return Resolution(self.interval, self.rule)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 Monday to 6 Sunday; `relation` is "", "last", "next", "this", "that" or "same"."""

    number: int
    relation: str = ""
    letter: str = "1"

    def resolve(self, context: Context) -> Resolution:
        """The last such day up to the report's date, or the next one where the text speaks of the future."""
        if self.relation in ("that", "same", "following") and context.day is not None:
            return self._of_text(context.day)
        if context.published is None:
            return Resolution(unknown("day"), "weekday-without-publication")
        ahead = self.relation in ("next", "following") or (self.relation != "last" and context.future())
        before, after = self._sides(context.published)
        taken, other = (after, before) if ahead else (before, after)
        rule = "weekday-after-publication" if ahead else "weekday-before-publication"
        return Resolution(one_day(taken), rule, (other.isoformat(),) if other and other != taken else ())

    def _sides(self, published: date) -> tuple[date | None, date | None]:
        """The last and the next such day; the day of publication is both, unless "last" or "next" rules it out.

        "last Thursday" in a report of Friday is not yesterday: a writer would say "Thursday".
        """
        back = (published.weekday() - self.number) % 7
        ahead = -back % 7
        if self.relation == "last" and back <= 1:
            back += 7
        if self.relation in ("next", "following") and ahead == 0:
            ahead = 7
        return shift(published, -back, "day"), shift(published, ahead, "day")

    def _of_text(self, day: date) -> Resolution:
        back = (day.weekday() - self.number) % 7
        ahead = (-back % 7 or 7) if self.relation == "following" else -back
        return Resolution(one_day(shift(day, ahead, "day")), "weekday-of-text")


@dataclass(frozen=True, slots=True)
class MonthDays:
    """One or several days of a month ("9 May", "March 3-7"), with a year of its own or without."""

    month: int
    first: int
    last: int
    year: Expression | None = None
    relation: str = ""

    @property
    def letter(self) -> str:
        """Without a year, one may still follow."""
        return "3" if self.year else "2"

    def in_year(self, year: int) -> TimeInterval:
        """The days in that year."""
        first, last = valid_day(year, self.month, self.first), valid_day(year, self.month, self.last)
        return one_day(first) if self.first == self.last else days_between(first, last, "day")

    def resolve(self, context: Context) -> Resolution:
        """In the year that is given, else in that of the text close by, else nearest to the publication."""
        return resolve_in_year(context, "month-day", self.in_year, self.year, self.relation)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """ "the 14th": days of a month that the words do not name."""

    first: int
    last: int
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """The last such days up to the publication, or the next ones where the text speaks of the future."""
        if context.published is None:
            return Resolution(unknown("day"), "day-of-month-without-month")
        future = context.future()
        start = context.published.year * 12 + context.published.month - 1
        # A 31st comes back within two months.
        for step in range(3):
            year, month = divmod(start + (step if future else -step), 12)
            days = MonthDays(month + 1, self.first, self.last).in_year(year)
            if _lies(days, context.published, future):
                return Resolution(days, "day-of-month-next" if future else "day-of-month-last")
        return Resolution(unknown("day"), "day-of-month-without-month")


def _lies(days: TimeInterval, published: date, future: bool) -> bool:
    """Whether days are not over at the publication (`future`), or have begun by then."""
    if days.first is None or days.last is None:
        return False
    return days.last >= published if future else days.first <= published


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `relation` as for weekdays ("last July", "that September")."""

    number: int
    year: Expression | None = None
    relation: str = ""

    @property
    def letter(self) -> str:
        """Without a year, one may still follow."""
        return "5" if self.year or self.relation else "4"

    def resolve(self, context: Context) -> Resolution:
        """As for days of a month."""
        make: YearMaker = lambda year: one_month(year, self.number)  # noqa: E731
        return resolve_in_year(context, "month-name", make, self.year, self.relation)


@dataclass(frozen=True, slots=True)
class Season:
    """A season, by its name in `calendar.SEASONS`."""

    name: str
    year: Expression | None = None
    relation: str = ""
    letter: str = "7"

    def resolve(self, context: Context) -> Resolution:
        """As for days of a month."""
        make: YearMaker = lambda year: season(year, self.name)  # noqa: E731
        return resolve_in_year(context, "season", make, self.year, self.relation)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday by its value in `words.tsv`: "12-25", "easter-2", "thanksgiving+1", or "" where it moves freely."""

    value: str
    year: Expression | None = None
    relation: str = ""
    letter: str = "3"

    def resolve(self, context: Context) -> Resolution:
        """As for days of a month; without date where the calendar does not fix the day."""
        if not self.value:
            return Resolution(unknown("day"), "holiday-without-date")
        make: YearMaker = lambda year: one_day(holiday(year, self.value))  # noqa: E731
        return resolve_in_year(context, "holiday", make, self.year, self.relation)


def holiday(year: int, value: str) -> date | None:
    """The day of a holiday in a year; Easter is the western one, Thanksgiving that of the United States."""
    name, sign, days = value.replace("-", "+-").partition("+")
    if name.isdigit():
        return valid_day(year, int(name), -int(days))
    if not 1583 <= year <= 4099:
        return None
    if name == "easter":
        from dateutil.easter import easter

        start = easter(year)
    else:
        november = date(year, 11, 1)
        start = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
    return shift(start, int(days) if sign else 0, "day")


def resolve_in_year(context: Context, name: str, make: YearMaker, year: Expression | None, relation: str) -> Resolution:
    """What comes back every year, in the year that is meant.

    Args:
        context: where it stands.
        name: what it is, for the rule ("month-name").
        make: its interval in a given year.
        year: the year that the words give, null where they give none.
        relation: "", "last", "next", "this", "that" or "same".
    """
    if year is not None:
        return _given_year(context, name, make, year)
    if relation in ("that", "same", "following"):
        return _of_text(context, name, make, relation == "following")
    told = make(context.year) if context.year and not relation else None
    if context.published is None:
        return Resolution(told, f"{name}-year-of-text") if told else Resolution(_blank(make), f"{name}-without-year")
    future = relation == "next" or (relation != "last" and context.future())
    if told and told.first and not future:
        return Resolution(told, f"{name}-year-of-text")
    return _nearest_year(context.published, name, make, future, relation in ("last", "next"))


def _blank(make: YearMaker) -> TimeInterval:
    return unknown(make(2000).granularity)


def _given_year(context: Context, name: str, make: YearMaker, year: Expression) -> Resolution:
    whole = year.resolve(context).interval
    if whole.first is None:
        return Resolution(_blank(make), f"{name}-without-year")
    kind = "absolute" if isinstance(year, Fixed) else "relative"
    return Resolution(make(whole.first.year), f"{name}-of-{kind}-year")


def _of_text(context: Context, name: str, make: YearMaker, strict: bool) -> Resolution:
    """The first such time from the last interval of the text on ("that September", strictly: "the following May")."""
    start = context.interval.first if context.interval else None
    found = nearest(make, start, True, strict) if start else None
    return Resolution(found or _blank(make), f"{name}-of-text")


# A bare month or date this long before the publication is taken as the coming one: in corpus/news and corpus/own
# none of 51 such times, seven of them without a word of the future, meant the past. Writers say "last May" then.
_TOO_LONG_AGO = 300


def _nearest_year(day: date, name: str, make: YearMaker, future: bool, strict: bool) -> Resolution:
    taken, other = nearest(make, day, future, strict), nearest(make, day, not future)
    rule = f"{name}-next" if future else f"{name}-last"
    if not future and not strict and taken and other and taken.last and (day - taken.last).days >= _TOO_LONG_AGO:
        taken, other, rule = other, taken, f"{name}-nearest"
    passed = (other.date,) if other and other.date and other != taken else ()
    return Resolution(taken or _blank(make), rule, passed)
