"""Who acts in the news: countries, people with dated roles, organisations, media, and common nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.events import Actor
from dragoman.knowledge.tables import Row, read_table

_FORMER = "ELI"
# A note that is nothing but a code is the code of the body that the noun belongs to.
_BODY_CODE = re.compile(r"(?:IGO|NGO|IMG)[A-Z]{3}|MNC|IGO|NGO")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. `first` and `last` bound its existence; `latitude` and `longitude` its middle."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    persons: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    first: date
    last: date
    latitude: float | None
    longitude: float | None
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class DatedRole:
    """What somebody or some body is from `first` to `last`, both inclusive.

    `code` stands where the actor code is not country plus sector.
    """

    country: str | None
    sector: str | None
    code: str | None
    role: str | None
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the role holds on that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known. `short` is the name used alone after the first mention."""

    name: str
    short: str | None
    names: tuple[str, ...]
    roles: tuple[DatedRole, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body, group, party or company known by name."""

    name: str
    names: tuple[str, ...]
    kind: str
    roles: tuple[DatedRole, ...]


@dataclass(frozen=True, slots=True)
class Medium:
    """An outlet or agency. `kind` and `ownership` as in media.tsv."""

    name: str
    names: tuple[str, ...]
    country: str | None
    kind: str
    ownership: str | None


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun that acts ("soldier", "foreign ministry"), with the sector that it stands for.

    `kind` is person, group, organ or office; `code` a body's own code; `speaks_for` marks nouns like
    "spokesman", whose sector is that of what they speak for.
    """

    noun: str
    sector: str | None
    kind: str
    code: str | None
    speaks_for: bool


def actor_of(role: DatedRole, name: str | None) -> Actor:
    """The actor that a role makes of its holder."""
    return Actor(
        role.code or actor_code(role.country, role.sector), role.country, role.sector, name, role.role
    )


def actor_code(country: str | None, sector: str | None) -> str | None:
    """Country plus sector, one of them, or null (CODEBOOK.md, `c`)."""
    return f"{country or ''}{sector or ''}" or None


def as_of(name: str, roles: tuple[DatedRole, ...], day: date | None) -> tuple[Actor, str]:
    """Who the holder of these roles was on a day, and the rule; without a day, what is known last.

    After the last role a holder is a former official; before the first only the country is known.
    """
    day = day or date.max
    holding = [role for role in roles if role.covers(day)]
    if holding:
        # Of several roles the one taken up last, and an office before "former".
        role = max(holding, key=lambda role: (role.sector != _FORMER, role.first))
        return actor_of(role, name), "role-at-date"
    ended = [role for role in roles if role.last < day]
    if not ended:
        earliest = min(roles, key=lambda role: role.first)
        return Actor(
            actor_code(earliest.country, None), earliest.country, None, name, None
        ), "before-first-role"
    latest = max(ended, key=lambda role: role.last)
    title = f"former {latest.role}" if latest.role else None
    sector = latest.sector if latest.sector in ("REB", "JRN", "IGO") else _FORMER
    return Actor(actor_code(latest.country, sector), latest.country, sector, name, title), "role-ended"


def load_countries(folder: Path) -> list[Country]:
    """Rows of countries.tsv."""
    columns = (
        "code iso2 numeric name official aliases adjectives persons capital seats cow gw fips cameo from to "
        "latitude longitude geonames_id wikidata note"
    )
    return [_country(row) for row in read_table(folder / "countries.tsv", columns)]


def _country(row: Row) -> Country:
    names = (row.cells["name"], *row.items("official"), *row.items("aliases"))
    identifier = row.number("geonames_id")
    return Country(
        code=row.cells["code"],
        name=row.cells["name"],
        names=tuple(dict.fromkeys(names)),
        adjectives=row.items("adjectives"),
        persons=row.items("persons"),
        capitals=row.items("capital"),
        seats=row.items("seats"),
        first=row.first_day("from"),
        last=row.last_day("to"),
        latitude=row.number("latitude"),
        longitude=row.number("longitude"),
        geonames_id=int(identifier) if identifier else None,
    )


def load_people(folder: Path) -> list[Person]:
    """People of every people-*.tsv; rows with the same name are roles of one person."""
    columns = "name short aliases country sector role from to wikidata"
    rows: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(folder.glob("people-*.tsv")):
        for row in read_table(path, columns):
            rows[row.cells["name"]].append(row)
    return [_person(name, entries) for name, entries in rows.items()]


def _person(name: str, rows: list[Row]) -> Person:
    aliases = [alias for row in rows for alias in row.items("aliases")]
    short = next((row.text("short") for row in rows if row.text("short")), None)
    roles = tuple(_role(row, row.text("role"), None) for row in rows)
    return Person(name, short, tuple(dict.fromkeys((name, *aliases))), roles)


def _role(row: Row, role: str | None, code: str | None) -> DatedRole:
    country, sector = row.text("country"), row.text("sector")
    return DatedRole(country, sector, code, role, row.first_day("from"), row.last_day("to"))


def load_organisations(folder: Path) -> list[Organisation]:
    """Rows of organisations.tsv; rows with the same name are one body at different times."""
    columns = "name aliases kind country sector code from to wikidata note"
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in read_table(folder / "organisations.tsv", columns):
        rows[row.cells["name"]].append(row)
    return [_organisation(name, entries) for name, entries in rows.items()]


def _organisation(name: str, rows: list[Row]) -> Organisation:
    aliases = [alias for row in rows for alias in row.items("aliases")]
    roles = tuple(_role(row, None, row.text("code")) for row in rows)
    return Organisation(name, tuple(dict.fromkeys((name, *aliases))), rows[0].cells["kind"], roles)


def load_media(folder: Path) -> list[Medium]:
    """Rows of media.tsv."""
    columns = "name aliases country kind ownership wikidata"
    return [
        Medium(
            row.cells["name"],
            (row.cells["name"], *row.items("aliases")),
            row.text("country"),
            row.cells["kind"],
            row.text("ownership"),
        )
        for row in read_table(folder / "media.tsv", columns)
    ]


def load_agents(folder: Path) -> Mapping[str, Agent]:
    """Agents by each of their printed forms, lower case, singular and plural."""
    agents: dict[str, Agent] = {}
    for row in read_table(folder / "agents.tsv", "noun plural sector kind note"):
        note = row.cells["note"]
        code = note if _BODY_CODE.fullmatch(note) else None
        agent = Agent(row.cells["noun"], row.text("sector"), row.cells["kind"], code, note.startswith("head"))
        for form in _forms(row):
            agents.setdefault(form.lower(), agent)
    return agents


def _forms(row: Row) -> Iterable[str]:
    return (*row.items("noun"), *row.items("plural"))
