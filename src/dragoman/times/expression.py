"""What an expression of time means before it is known when the report was written, and what it is worked out from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from dragoman.events import TimeInterval
from dragoman.times.calendar import UNKNOWN


class Resolution(NamedTuple):
    """An interval, the short name of the rule that gave it, and the dates of readings that the rule passed over."""

    interval: TimeInterval
    rule: str
    runners_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may be worked out from.

    `published` is the report's date; `future` tells, when asked, whether the expression at hand speaks of what
    is to come. `day` and `interval` are the last single day and the last interval that the text named before
    it, `year` the last year that it wrote out close by; all null where there is none. `day_in_sentence` says that
    the day was named in the same sentence.
    """

    published: date | None
    future: Callable[[], bool]
    day: date | None = None
    interval: TimeInterval | None = None
    year: int | None = None
    day_in_sentence: bool = False

    def as_past(self) -> Context:
        """The same, for an expression that can only speak of the past."""
        return replace(self, future=lambda: False)


class Expression(Protocol):
    """The meaning of words that tell a time."""

    @property
    def letter(self) -> str:
        """Stands for the phrase where the grammar reads on (rules.py)."""
        ...

    def resolve(self, context: Context) -> Resolution:
        """The interval of the expression in its context."""
        ...


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words of time that no date can be worked out from; `rule` says why."""

    rule: str
    interval: TimeInterval = UNKNOWN
    letter: str = "0"

    def resolve(self, context: Context) -> Resolution:
        """No date, whatever the context."""
        return Resolution(self.interval, self.rule)
