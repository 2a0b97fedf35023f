"""What the program knows of the world: compact, dated tables that a user can read and correct.

The tables lie in `tables/`, one row a fact; `load_knowledge` reads and checks them all.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import (
    Agent,
    Country,
    Person,
    body_codes,
    load_agents,
    load_countries,
    load_media,
    load_organisations,
    load_people,
)
from dragoman.knowledge.names import NameIndex, name_index
from dragoman.knowledge.places import PlaceIndex, load_places
from dragoman.knowledge.wordlists import Wordlists, load_wordlists

TABLES = Path(__file__).parent / "tables"
_NEEDED = (
    "agents.tsv",
    "cities.tsv.gz",
    "countries.tsv",
    "media.tsv",
    "organisations.tsv",
    "people-leaders-asia-africa.tsv",
    "people-leaders-europe-americas.tsv",
    "people-officials.tsv",
    "place_words.yaml",
    "regions.tsv",
    "wordlists.yaml",
)
# Read by other parts of the program, but knowledge all the same: another table may give another record.
_ELSEWHERE = ("times/*.tsv", "ontology/*.yaml")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All tables. `sha256` is the hash of the files that they were read from, with those of times and codebook."""

    countries: Mapping[str, Country]
    people: tuple[Person, ...]
    agents: Mapping[str, Agent]
    names: NameIndex
    places: PlaceIndex
    wordlists: Wordlists
    sha256: str


@contextmanager
def _without_collector() -> Iterator[None]:
    """The cycle collector at rest: it would walk the growing tables again and again, a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=2)
def load_knowledge(folder: Path = TABLES) -> Knowledge:
    """The shipped tables. Raises `KnowledgeError` where one is missing or a row does not hold together."""
    with _without_collector():
        return _load(folder)


def _load(folder: Path) -> Knowledge:
    files = _table_files(folder)
    countries = load_countries(folder)
    organisations = load_organisations(folder)
    people = tuple(load_people(folder, body_codes(organisations)))
    return Knowledge(
        countries={country.code: country for country in countries},
        people=people,
        agents=load_agents(folder),
        names=name_index(countries, people, organisations, load_media(folder)),
        places=load_places(folder, countries),
        wordlists=load_wordlists(folder / "wordlists.yaml"),
        sha256=_hash(files),
    )


def _table_files(folder: Path) -> list[Path]:
    """The files that are read, by name: those that must be there, and further tables of people."""
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise KnowledgeError(f"{folder / name} is missing; reinstall dragoman")
    return sorted({*(folder / name for name in _NEEDED), *folder.glob("people-*.tsv")})


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    elsewhere = (path for pattern in _ELSEWHERE for path in sorted(package.glob(pattern)))
    for path in (*files, *elsewhere):
        digest.update(f"{path.parent.name}/{path.name}".encode())
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise KnowledgeError(f"{path} cannot be read ({error.strerror}); reinstall dragoman") from error
    return digest.hexdigest()
