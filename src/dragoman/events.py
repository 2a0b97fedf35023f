"""What mentions are resolved to: actors, places, intervals of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Granularity = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "range", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, speaks or is acted upon, coded as in CODEBOOK.md.

    `code` is country plus sector ("RUSGOV"), one of them alone, or a body's own code ("IGOUNO"); null
    where it cannot be told. `name` and `role` are those of a known person or body.
    """

    code: str | None
    country: str | None = None
    sector: str | None = None
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point or area on the earth: ISO alpha-3 country, WGS84 degrees, GeoNames id; null where unknown."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """When: first and last day, both inclusive, null at an open or unknown end."""

    first: date | None
    last: date | None
    granularity: Granularity
    date: str | None
    """The codebook's value: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `A/B`, or null where it cannot be worked out."""
