"""Dates of publication: as users, records and pages write them, and as a line of the report."""

from __future__ import annotations

import re
from datetime import date

from dragoman.errors import UnknownDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:(?:T|,?\s+(?:at\s+)?)\d{1,2}(?:[:.]\d{2}|\s*[ap]\.?m).{0,40})?"

_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})(?P<separator>[-/.])(?P<month>\d{{1,2}})(?P=separator)(?P<day>\d{{1,2}}){_CLOCK}",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T\d{2,6}Z?)?",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_CLOCK}",
    )
]

# A dateline stands alone on one of the first lines ("Thursday, March 28, 2019"), or opens the report after
# the town ("GENEVA, 4 January 2019 (Agency) –"); without its year it is no date.
_N_DATELINE_LINES = 5
_DATELINE_LENGTH = 160
"""Longest opening of a line that is looked at: town, date and agency fit, and the time taken stays bounded."""
_LABEL = re.compile(r"^(?:published|posted|date)(?:\s+on|\s*:)\s*", re.IGNORECASE)
_AFTER_TOWN = re.compile(
    r"^[A-Z][A-Z .,'/-]{2,40}?[,(]\s*(?P<date>[^()—–]{8,40}?)\)?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|\s-\s|:)"
)


def parse_date(words: str) -> date:
    """The day that `words` names: "2019-01-04", "4 January 2019", "Jan. 4, 2019", "2019-01-04T10:00:00Z".

    The time of day is dropped, the day is the one written. Raises `UnknownDate` for all else: a year or
    month alone, two-digit years, and "04/01/2019", which is April to some and January to others.
    """
    found = _match(words.strip())
    if found is None:
        raise UnknownDate(f"the date {_shown(words)} is not understood; write it as 2019-01-04")
    return found


def find_dateline(text: str) -> date | None:
    """The day that a line near the top of a report gives as its own, or None."""
    lines = [" ".join(line.split()) for line in text[:4000].splitlines() if line.strip()]
    for line in (line[:_DATELINE_LENGTH] for line in lines[:_N_DATELINE_LINES]):
        opening = _AFTER_TOWN.match(line)
        words = opening["date"] if opening else _LABEL.sub("", line)
        found = _match(words.strip(" ,"))
        if found is not None:
            return found
    return None


def _match(words: str) -> date | None:
    if len(words) > 100:
        return None
    for form in _FORMS:
        match = form.fullmatch(words)
        if match:
            return _day(match)
    return None


def _day(match: re.Match[str]) -> date | None:
    """The day of a match; None for 31 February and for a Friday that was none."""
    parts = match.groupdict()
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        day = date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None
    weekday = (parts.get("weekday") or "").lower()
    return day if not weekday or _WEEKDAYS[day.weekday()] == weekday else None


def _shown(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:40]}…")
