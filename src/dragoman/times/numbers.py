"""Numbers as words and digits."""

from __future__ import annotations

from dragoman.times.line import Line

# Larger counts of days or years than this name no time that a calendar holds.
_MOST = 5000

NUMBER = "(?P<number>aJF?|J|a?=|aC|C(?:-?C)?|[DNYQ]|a)"
"""Letters of a number before a unit: "a few", "several", "half a", "a dozen", "twenty-five", "48", "a"."""


def count(line: Line, start: int, end: int) -> int | None:
    """The number that the words `start <= i < end` say; null for "a few" and for what is no whole number."""
    letters = line.letters[start:end]
    if "J" in letters or "=" in letters:
        return None
    if letters in ("D", "N", "Y", "Q"):
        digits = line.word(start).replace(",", "")
        return int(digits) if digits.isdecimal() and len(digits) <= 4 and int(digits) <= _MOST else None
    return sum(int(line.value(start + at)) for at, letter in enumerate(letters) if letter == "C") or 1


def year_of(line: Line, index: int) -> int:
    """The year that a word writes: four digits, or two after an apostrophe ("'97")."""
    digits = line.word(index).strip("'s")
    return int(digits) if len(digits) == 4 else short_year(int(digits))


def short_year(number: int) -> int:
    """The year of two digits, between 1931 and 2030."""
    return number + (2000 if number <= 30 else 1900)
