"""Who acts in the news: countries, people with dated roles, organisations, media, and common nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.events import Actor
from dragoman.knowledge.tables import Row, read_table

# The sectors that a rule of the codebook gives by itself (CODEBOOK.md, `c`).
GOVERNMENT, FORCES, PRESS, PEOPLE, FORMER = "GOV", "MIL", "JRN", "CVL", "ELI"
# A report of the day after still tells of what somebody did in office.
_GRACE = timedelta(days=14)
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
    """A body, group, party or company known by name.

    `needs_country`: several countries have one of this name ("Senate"), so it counts only in a report that
    tells of its own.
    """

    name: str
    names: tuple[str, ...]
    kind: str
    roles: tuple[DatedRole, ...]
    needs_country: bool


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
    return Actor(role.code or actor_code(role.country, role.sector), role.country, role.sector, name, role.role)


def office_in(role: str | None) -> str:
    """The office that a role names, lower case: "prime minister" of "Prime Minister of Israel"."""
    return (role or "").lower().split(" of ")[0]


def actor_code(country: str | None, sector: str | None) -> str | None:
    """Country plus sector, one of them, or null (CODEBOOK.md, `c`)."""
    return f"{country or ''}{sector or ''}" or None


def as_of(name: str, roles: tuple[DatedRole, ...], day: date | None, offices_of: frozenset[str]) -> tuple[Actor, str]:
    """Who the holder of these roles was on a day, and the rule; without a day, the last office known.

    After the last role a holder of an office (a role in one of the sectors `offices_of`) is a former official;
    before the first only the country is known.
    """
    offices = [role for role in roles if role.sector != FORMER]
    if day is None:
        return actor_of(max(offices or roles, key=lambda role: role.first), name), "latest-role"
    holding = [role for role in roles if role.covers(day)]
    if holding:
        # Of several roles the one taken up last, and an office before "former".
        return actor_of(max(holding, key=lambda role: (role.sector != FORMER, role.first)), name), "role-at-date"
    lately = [role for role in offices if timedelta(0) < day - role.last <= _GRACE]
    if lately:
        return actor_of(max(lately, key=lambda role: role.last), name), "role-just-ended"
    ended = [role for role in roles if role.last < day]
    if not ended:
        earliest = min(roles, key=lambda role: role.first)
        return Actor(actor_code(earliest.country, None), earliest.country, None, name, None), "before-first-role"
    last = max(ended, key=lambda role: role.last)
    if last.role is None or last.sector not in offices_of:
        # A body, or a leader of what is no state's, stays what it was.
        return actor_of(last, name), "role-ended"
    return replace(former(actor_of(last, name)), role=f"former {last.role}"), "role-ended"


def former(actor: Actor) -> Actor:
    """The actor as one who has left office."""
    return replace(actor, sector=FORMER, code=actor_code(actor.country, FORMER))


def load_countries(folder: Path) -> list[Country]:
    """Rows of countries.tsv."""
    columns = (
        "code iso2 numeric name official aliases adjectives persons capital seats cow gw fips cameo from to "
        "latitude longitude geonames_id wikidata note"
    )
    return [_country(row) for row in read_table(folder / "countries.tsv", columns)]


def _country(row: Row) -> Country:
    names = (row.cell("name"), *row.items("official"), *row.items("aliases"))
    identifier = row.number("geonames_id")
    return Country(
        code=row.cell("code"),
        name=row.cell("name"),
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


def load_people(folder: Path, bodies: Mapping[str, str]) -> list[Person]:
    """People of every people-*.tsv; rows with the same name are roles of one person.

    `bodies` gives the code of each international body by its names: an office of one ("Secretary-General of
    the United Nations") is coded as the body, whatever the holder's country.
    """
    columns = "name short aliases country sector role from to wikidata"
    rows: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(folder.glob("people-*.tsv")):
        for row in read_table(path, columns):
            rows[row.cell("name")].append(row)
    return [_person(name, entries, bodies) for name, entries in rows.items()]


def _person(name: str, rows: list[Row], bodies: Mapping[str, str]) -> Person:
    aliases = [alias for row in rows for alias in row.items("aliases")]
    short = next((row.text("short") for row in rows if row.text("short")), None)
    roles = tuple(_office(row, bodies) for row in rows)
    return Person(name, short, tuple(dict.fromkeys((name, *aliases))), roles)


def _office(row: Row, bodies: Mapping[str, str]) -> DatedRole:
    title = row.text("role")
    if row.text("sector") not in ("IGO", "NGO"):
        return _role(row, title, None)
    code = _body_in(title or "", bodies) or row.text("sector")
    return replace(_role(row, title, code), country=None)


def _body_in(title: str, bodies: Mapping[str, str]) -> str | None:
    """Code of the body with the longest name in a title ("Secretary-General of the United Nations")."""
    words = title.split()
    stretches = ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    names = (" ".join(words[start:end]) for start, end in stretches)
    named = [name for name in names if name in bodies]
    return bodies[max(named, key=len)] if named else None


def _role(row: Row, role: str | None, code: str | None) -> DatedRole:
    country, sector = row.text("country"), row.text("sector")
    return DatedRole(country, sector, code, role, row.first_day("from"), row.last_day("to"))


def load_organisations(folder: Path) -> list[Organisation]:
    """Rows of organisations.tsv; rows of one name and country are one body at different times."""
    columns = "name aliases kind country sector code from to wikidata note"
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read_table(folder / "organisations.tsv", columns):
        rows[row.cell("name"), row.cell("country")].append(row)
    return [_organisation(name, entries) for (name, _), entries in rows.items()]


def _organisation(name: str, rows: list[Row]) -> Organisation:
    aliases = [alias for row in rows for alias in row.items("aliases")]
    roles = tuple(_role(row, None, _checked_code(row)) for row in rows)
    needs_country = rows[0].cell("note").startswith("context") or _is_common_word(name)
    return Organisation(name, tuple(dict.fromkeys((name, *aliases))), rows[0].cell("kind"), roles, needs_country)


def _is_common_word(name: str) -> bool:
    """Names of one to three letters that are words of their own: "Fur", "San", "X"."""
    return len(name) <= 3 and not (name.isupper() and len(name) > 1)


def _checked_code(row: Row) -> str | None:
    code = row.text("code")
    if code and not _BODY_CODE.fullmatch(code):
        raise KnowledgeError(f"{row.place}: {code!r} is no code of a body (IGOUNO, NGO, IMGREB, MNC …)")
    return code


def body_codes(organisations: Iterable[Organisation]) -> dict[str, str]:
    """Code of each international body or NGO by each of its names."""
    return {
        name: role.code
        for organisation in organisations
        if organisation.kind in ("igo", "ngo")
        for role in organisation.roles[-1:]
        if role.code
        for name in organisation.names
    }


def load_media(folder: Path) -> list[Medium]:
    """Rows of media.tsv."""
    columns = "name aliases country kind ownership wikidata"
    return [
        Medium(
            row.cell("name"),
            (row.cell("name"), *row.items("aliases")),
            row.text("country"),
            row.cell("kind"),
            row.text("ownership"),
        )
        for row in read_table(folder / "media.tsv", columns)
    ]


def load_agents(folder: Path) -> Mapping[str, Agent]:
    """Agents by each of their printed forms, lower case, singular and plural."""
    agents: dict[str, Agent] = {}
    for row in read_table(folder / "agents.tsv", "noun plural sector kind note"):
        note = row.cell("note")
        code = note if _BODY_CODE.fullmatch(note) else None
        agent = Agent(row.cell("noun"), row.text("sector"), row.cell("kind"), code, note.startswith("head"))
        for form in _forms(row):
            agents.setdefault(form.lower(), agent)
    return agents


def _forms(row: Row) -> Iterable[str]:
    return (*row.items("noun"), *row.items("plural"))
