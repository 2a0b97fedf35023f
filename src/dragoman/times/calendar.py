"""Calendar arithmetic: days to weeks, months, years and spans of them. All functions are total.

Weeks begin on Monday, as in ISO 8601; seasons are those of the northern hemisphere by whole months.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dragoman.events import Granularity, TimeInterval

UNKNOWN = TimeInterval(None, None, "unknown", None)
"""A time of which the text tells nothing that could be worked out."""

DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
"""Length in days of the units that have a fixed one; those within a day count none."""

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Length in months of the longer units."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season."""

YearMaker = Callable[[int], TimeInterval]
"""The interval of something in a given year; without ends where that year has none (29 February)."""

GRANULARITIES: dict[str, Granularity] = {
    "second": "time",
    "minute": "time",
    "hour": "time",
    "day": "day",
    "night": "day",
    "week": "week",
    "weekend": "week",
    "fortnight": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "range",
}


def unknown(granularity: Granularity) -> TimeInterval:
    """An interval without ends, of which only the granularity is known."""
    return TimeInterval(None, None, granularity, None)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date | None, granularity: Granularity = "day") -> TimeInterval:
    """The interval of one day; without ends where the day is null."""
    return TimeInterval(day, day, granularity, day.isoformat()) if day else unknown(granularity)


def one_month(year: int, month: int) -> TimeInterval:
    """The interval of a month."""
    if not MINYEAR <= year <= MAXYEAR:
        return unknown("month")
    last = date(year, month, monthrange(year, month)[1])
    return TimeInterval(date(year, month, 1), last, "month", f"{year:04d}-{month:02d}")


def one_year(year: int) -> TimeInterval:
    """The interval of a year."""
    if not MINYEAR <= year <= MAXYEAR:
        return unknown("year")
    return TimeInterval(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04d}")


def days(first: date | None, last: date | None, granularity: Granularity = "range") -> TimeInterval:
    """From one day to another, both inclusive, written `YYYY-MM-DD/YYYY-MM-DD`; unknown if out of order or null."""
    if first is None or last is None or last < first:
        return unknown(granularity)
    return TimeInterval(first, last, granularity, f"{first.isoformat()}/{last.isoformat()}")


def join(first: TimeInterval, last: TimeInterval, granularity: Granularity = "range") -> TimeInterval:
    """From the start of one interval to the end of another, written in the larger of their units.

    Unknown where either is, or where they are out of order.
    """
    if first.first is None or last.last is None or last.last < first.first or not (first.date and last.date):
        return unknown(granularity)
    start, end = first.date.split("/")[0], last.date.split("/")[-1]
    return TimeInterval(first.first, last.last, granularity, start if start == end else f"{start}/{end}")


def months(year: int, month: int, count: int, granularity: Granularity) -> TimeInterval:
    """So many months from one on, written `YYYY-MM/YYYY-MM`."""
    end = year * 12 + month - 1 + count - 1
    return join(one_month(year, month), one_month(end // 12, end % 12 + 1), granularity)


def season(year: int, name: str) -> TimeInterval:
    """The season that begins in the year: winter 2019 ends in February 2020."""
    return months(year, SEASONS[name], 3, "season")


def years(first: int, last: int, granularity: Granularity) -> TimeInterval:
    """From a year to another, written `YYYY/YYYY`."""
    return join(one_year(first), one_year(last), granularity)


def shift(day: date, count: int, unit: str) -> date | None:
    """The day so many units later (earlier where negative), null where the calendar ends before.

    Units within a day leave the day as it is; months keep the day of the month or take their last.
    """
    try:
        if unit in DAYS:
            return day + timedelta(days=count * DAYS[unit])
        at = day.year * 12 + day.month - 1 + count * MONTHS[unit]
        year, month = at // 12, at % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def week_of(day: date) -> TimeInterval:
    """Monday to Sunday around the day."""
    monday = shift(day, -day.weekday(), "day")
    return days(monday, shift(monday, 6, "day") if monday else None, "week")


def weekend_of(day: date) -> TimeInterval:
    """Saturday and Sunday of the week of the day."""
    saturday = shift(day, 5 - day.weekday(), "day")
    return days(saturday, shift(saturday, 1, "day") if saturday else None, "week")


_AROUND: dict[str, Callable[[date], TimeInterval]] = {
    "day": one_day,
    "night": one_day,
    "week": week_of,
    "weekend": weekend_of,
    "month": lambda day: one_month(day.year, day.month),
    "quarter": lambda day: months(day.year, (day.month - 1) // 3 * 3 + 1, 3, "quarter"),
    "year": lambda day: one_year(day.year),
    "decade": lambda day: years(day.year // 10 * 10, day.year // 10 * 10 + 9, "decade"),
    "century": lambda day: years((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100, "range"),
}


def around(day: date | None, unit: str) -> TimeInterval:
    """The day, week, month … that the day lies in; unknown for units within a day and where the day is null."""
    if day is None or unit not in _AROUND:
        return unknown(GRANULARITIES.get(unit, "unknown"))
    return _AROUND[unit](day)


def nearest(make: YearMaker, day: date, future: bool, strict: bool = False) -> TimeInterval | None:
    """What comes back every year, as it lies nearest to a day; null where no year near by has it.

    Args:
        make: its interval in a given year.
        day: most often that of publication.
        future: the first that ends on the day or after, else the last that begins by the day.
        strict: the interval may not hold the day itself.
    """
    # A winter that holds the day begins the year before; 29 February comes back within eight years.
    years_to_try = range(day.year - 1, day.year + 9) if future else range(day.year, day.year - 9, -1)
    for interval in map(make, years_to_try):
        if interval.first is None or interval.last is None:
            continue
        near, far = (interval.last, interval.first) if future else (interval.first, interval.last)
        edge = far if strict else near
        if (edge > day if future else edge < day) or (edge == day and not strict):
            return interval
    return None


def within(whole: TimeInterval, first: date | None, last: date | None) -> TimeInterval:
    """A part of an interval: tighter ends, still written as the whole; the whole where the part is empty or null."""
    if first is None or last is None or last < first:
        return whole
    return TimeInterval(first, last, whole.granularity, whole.date)


def part(whole: TimeInterval, name: str) -> TimeInterval:
    """The early, middle or late third of an interval, written as the whole; the whole where it has no ends."""
    if whole.first is None or whole.last is None:
        return whole
    length = (whole.last - whole.first).days + 1
    third = max(length // 3, 1)
    if name in ("early", "start"):
        return within(whole, whole.first, shift(whole.first, third - 1, "day"))
    if name in ("late", "end"):
        return within(whole, shift(whole.last, 1 - third, "day"), whole.last)
    return within(whole, shift(whole.first, third, "day"), shift(whole.last, -third, "day"))
