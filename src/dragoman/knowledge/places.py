"""Where in the world: countries, regions and the cities of GeoNames above 15,000 people, by their names.

`cities.tsv.gz` is made by `build_places.py` from GeoNames (CC BY 4.0, https://www.geonames.org).
"""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import Country
from dragoman.knowledge.tables import Row, read_table, read_word_classes

CITY_COLUMNS = "name alternates country latitude longitude population geonames_id"
_REGION_COLUMNS = "name aliases adjectives kind country latitude longitude geonames_id wikidata"
_CLASSES = frozenset(
    "prepositions place_prepositions given_names directions place_nouns parts other_parts particles compounds "
    "other_words foreign_words".split()
)
# Letters that Unicode does not take apart into a plain one and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E", "ħ": "h", "Ħ": "H"}
    | dict.fromkeys("‘’ʻʼ`ʿʾ", "'")
)
_MARKS = str.maketrans({"-": " ", "‐": " ", "‑": " ", "–": " "} | dict.fromkeys("'."))
_PRINTED = str.maketrans("’‘‐‑", "''--")
# Shorter names of countries and regions ("US", "Ill.") are told apart from words by their case and points.
_SHORTEST_KEY = 5
_TOWNS = frozenset(("town", "city-district"))
_SAME_PLACE = 0.5
"""Degrees of latitude and longitude."""


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place that a name may stand for.

    `kind` is "country", "city", or that of a region (regions.tsv); `population` is 0 where unknown; `country`
    is ISO alpha-3, null for seas and what lies in several countries, which `countries` lists. `usual` says
    that the name asked for is the place's main one or close to it, not a rarer alternate.
    """

    name: str
    kind: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    population: int = 0
    countries: tuple[str, ...] = ()
    usual: bool = True


def plain_letters(text: str) -> str:
    """The text with letters that carry marks replaced by plain ones."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=4096)
def place_key(name: str) -> str:
    """The form in which names of places are compared: plain letters, lower case, no marks, hyphens as spaces."""
    if name.isascii():  # most names; a translation takes three times as long
        return name.lower().replace("-", " ").replace("'", "").replace(".", "").replace("`", "")
    return plain_letters(name.lower()).lower().translate(_MARKS)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Classes of words that tell whether a name is a place (place_words.yaml), lower case."""

    classes: Mapping[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Whether the word is of the class."""
        return word in self.classes[name]


@dataclass(frozen=True, slots=True)
class Areas:
    """Countries and regions by name as printed, and by key where the name is long enough to be told by it.

    `adjectives` are those of both, with the words for their people: "Syrian", "Texan", "Kashmiris".
    """

    printed: Mapping[str, tuple[PlaceEntry, ...]]
    keyed: Mapping[str, tuple[PlaceEntry, ...]]
    adjectives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cities:
    """Lines of the table of cities without its header, and for each key the numbers of the lines that have it.

    The first number and the further ones lie apart: a hundred thousand tuples would double the time to load.
    """

    lines: Sequence[str]
    first: Mapping[str, int]
    further: Mapping[str, Sequence[int]]

    def named(self, key: str) -> Sequence[str]:
        """The lines that have the key, in their order."""
        if key not in self.first:
            return ()
        return [self.lines[number] for number in (self.first[key], *self.further.get(key, ()))]


class PlaceIndex:
    """Finds places by name. Cities stay lines of text until they are asked for, which keeps loading short."""

    def __init__(self, cities: Cities, areas: Areas, words: PlaceWords) -> None:
        self._cities = cities
        self._areas = areas
        self.words = words

    def is_adjective(self, name: str) -> bool:
        """Whether the name is only the adjective of a country or region, or what its people are called."""
        return name in self._areas.adjectives and not self._areas_named(name)

    def __contains__(self, name: str) -> bool:
        """Whether any place has the name."""
        return self._key(name) in self._cities.first or bool(self._areas_named(name))

    def candidates(self, name: str) -> list[PlaceEntry]:
        """All places with the name as printed: countries and regions first, then cities by population."""
        key = self._key(name)
        cities = [_city(line, key) for line in self._cities.named(key)]
        areas = [area for area in self._areas_named(name) if not _repeats(area, cities)]
        if cities:
            # "Gold Coast" was Ghana once; "Burma", which names nothing else, stays as usual as "Myanmar".
            areas = [replace(area, usual=resembles(place_key(name), place_key(area.name))) for area in areas]
        return [*areas, *cities]

    def _areas_named(self, name: str) -> tuple[PlaceEntry, ...]:
        return self._areas.printed.get(name.translate(_PRINTED)) or self._areas.keyed.get(place_key(name), ())

    def _key(self, name: str) -> str:
        key = place_key(name)
        return next((form for form in (key, *_other_forms(key)) if form in self._cities.first), key)


def _city(line: str, key: str) -> PlaceEntry:
    name, _, country, latitude, longitude, population, identifier = line.split("\t")
    usual = resembles(key, place_key(name))
    return PlaceEntry(
        name, "city", country, float(latitude), float(longitude), int(identifier), int(population), (), usual
    )


_FORMS = ((re.compile("^st "), "saint "), (re.compile("^saint "), "st "), (re.compile("^(?:a[ldnrstz]|ash|el) "), ""))


def _other_forms(key: str) -> Iterator[str]:
    """Other spellings of a key: "saint louis" for "st louis" and the other way round, "raqqa" for "al raqqa"."""
    return (pattern.sub(other, key) for pattern, other in _FORMS if pattern.match(key))


def resembles(one: str, other: str) -> bool:
    """Whether two keys are spellings of one name: "odesa" and "odessa", but not "mumbai" and "bombay"."""
    from rapidfuzz.distance import Levenshtein

    return one in other or Levenshtein.normalized_similarity(one, other) > 0.5


def _repeats(area: PlaceEntry, cities: Iterable[PlaceEntry]) -> bool:
    """Whether a town of regions.tsv is one of the cities, which has an id and a population."""
    return area.kind in _TOWNS and any(
        city.country == area.country
        and abs((city.latitude or 0) - (area.latitude or 0)) < _SAME_PLACE
        and abs((city.longitude or 0) - (area.longitude or 0)) < _SAME_PLACE
        for city in cities
    )


def load_place_words(path: Path) -> PlaceWords:
    """The file of word classes. Raises `KnowledgeError` where it is damaged, or one is missing or unknown."""
    return PlaceWords(read_word_classes(path, _CLASSES))


def load_places(folder: Path, countries: Iterable[Country]) -> PlaceIndex:
    """Cities, regions (where regions.tsv stands there) and countries. Raises `KnowledgeError`."""
    cities = _load_cities(folder / "cities.tsv.gz")
    path = folder / "regions.tsv"
    regions = list(read_table(path, _REGION_COLUMNS)) if path.exists() else []
    countries = tuple(countries)
    adjectives = {adjective for row in regions for adjective in row.items("adjectives")}
    adjectives.update(word for country in countries for word in (*country.adjectives, *country.persons))
    named = [*map(_region, regions), *(_seats(country) for country in countries if country.seats)]
    areas = _areas(countries, named, frozenset(adjectives))
    return PlaceIndex(cities, areas, load_place_words(folder / "place_words.yaml"))


def _seats(country: Country) -> tuple[PlaceEntry, tuple[str, ...]]:
    """The seats of a government, which are places where something happens there: "at the White House"."""
    return PlaceEntry(country.seats[0], "seat", country.code, None, None, None), country.seats


def _load_cities(path: Path) -> Cities:
    try:
        header, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
        if header.decode() != CITY_COLUMNS.replace(" ", "\t"):
            raise KnowledgeError(f"{path}, line 1: the columns must be {CITY_COLUMNS}")
        return _cities(body)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise KnowledgeError(f"{path} cannot be read: {error}; reinstall dragoman") from error


def _cities(body: bytes) -> Cities:
    # Keys of all names at once: the builder gives every name that is not plain an alternate that is.
    keys = body.lower().replace(b"-", b" ").replace(b"'", b"").replace(b".", b"").decode()
    first: dict[str, int] = {}
    further: dict[str, list[int]] = {}
    for number, line in enumerate(keys.splitlines()):
        name, alternates, _ = line.split("\t", 2)
        for key in (name, *alternates.split("|")) if alternates else (name,):
            if first.setdefault(key, number) != number:
                further.setdefault(key, []).append(number)
    return Cities(body.decode().splitlines(), first, further)


def _region(row: Row) -> tuple[PlaceEntry, tuple[str, ...]]:
    countries = row.items("country")
    identifier = row.number("geonames_id")
    entry = PlaceEntry(
        row.cell("name"),
        row.cell("kind"),
        countries[0] if len(countries) == 1 else None,
        row.number("latitude"),
        row.number("longitude"),
        int(identifier) if identifier else None,
        countries=countries,
    )
    # Aliases in lower case only repeat a name with an article or a side: "the Sahel", "eastern Africa".
    return entry, (row.cell("name"), *(name for name in row.items("aliases") if name[0].isupper()))


def _areas(
    countries: Iterable[Country],
    regions: Iterable[tuple[PlaceEntry, tuple[str, ...]]],
    adjectives: frozenset[str],
) -> Areas:
    printed: dict[str, tuple[PlaceEntry, ...]] = {}
    keyed: dict[str, tuple[PlaceEntry, ...]] = {}
    for entry, all_names in (*_country_entries(countries), *regions):
        # "The Gambia" keeps its article, "the US" is "US" with one.
        names = [name for name in all_names if name[:4].lower() != "the " or name[4:] not in all_names]
        for name in dict.fromkeys(name.translate(_PRINTED) for name in names):
            printed[name] = (*printed.get(name, ()), entry)
        for key in dict.fromkeys(map(place_key, names)):
            if len(key) >= _SHORTEST_KEY:
                keyed[key] = (*keyed.get(key, ()), entry)
    return Areas(printed, keyed, adjectives)


def _country_entries(countries: Iterable[Country]) -> Iterable[tuple[PlaceEntry, tuple[str, ...]]]:
    # A state that is no more comes after those that are: "Yemen", "Sudan".
    for country in sorted(countries, key=lambda country: country.last.year < 9999):
        entry = PlaceEntry(
            country.name, "country", country.code, country.latitude, country.longitude, country.geonames_id
        )
        yield entry, country.names
