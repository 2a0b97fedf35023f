"""Where things happen: all toponyms of a report with the places that they name.

Reads `sentences` and `readings`, writes `places`. Of the places with one name the report's own words decide:
the region or country named right beside it, the countries that it tells of, its other places; then population.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.claims import Mention
from dragoman.document import Document
from dragoman.events import Place
from dragoman.knowledge.actors import Country
from dragoman.knowledge.names import NameMatch
from dragoman.knowledge.places import PlaceEntry, PlaceWords
from dragoman.stages import Stage
from dragoman.stages.toponyms import Toponym, find_toponyms, name_key

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

# Weights of what a name may stand for, in powers of ten of population. With the slope at 1 to 1.5 and the next three
# at half to double, accuracy on given toponyms went from 0.853 to 0.856 on GeoVirus and from 0.455 to 0.470 on LGL: no
# fine tuning. The slope keeps Geneva in Switzerland in a report that tells of the United States.
_AREA_WEIGHT: Mapping[str, float] = defaultdict(
    lambda: 5.5, country=9.0, continent=8.0, sea=7.0, territory=7.0, province=6.6, region=6.6, island=6.0
)
_SMALLEST_CITY = 1000
_MILLION = 6.0
_SLOPE = 1.5
# For a country that the report names, and for one that it is all about.
_NAMED_COUNTRY = 1.0
_MAIN_COUNTRY = 2.0
_NEAR_OTHERS = 1.0
_RARE_NAME = -1.0
_OTHER_AREA = -3.0
_OFTEN = 3
"""More mentions by one name tell no more of what a report is about."""
_FEW_NAMES = 3.0
_KNOWN_CITY = 100_000
_NEAR_KM = 300.0
_MOST_POINTS = 200
"""A report has a dozen sure places; a list of thousands is not measured each against each."""
_INSIDE_KM = 900.0
"""How far from a region's middle a place may lie that is said to be in it."""
_CONTAINERS = frozenset("country province region territory island".split())
_INSIDE = re.compile(r"(?:,? in (?:the )?(?:[a-z]+(?:ern|th|st|al) )?|, (?:[a-z]+(?:ern|th|st|al) )?| \(|, in )")
_OWNER = re.compile(r"['’]s? (?:[a-z-]+ ){0,4}")
_BESIDE = re.compile(r" (?:[a-z-]+ ){0,4}")


def distance_km(one: PlaceEntry, other: PlaceEntry) -> float:
    """Great-circle distance; infinite where a place has no coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    north, east, north2, east2 = (
        math.radians(degrees or 0) for degrees in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = math.sin((north2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def lies_in(entry: PlaceEntry, container: PlaceEntry) -> bool:
    """Whether a place may lie in a country or region, by country and distance from its middle."""
    if entry is container or entry.kind == "country" or container.kind not in _CONTAINERS:
        return False
    if entry.kind in _CONTAINERS and container.kind != "country":
        return False
    if container.kind == "country":
        return container.country in (entry.country, *entry.countries)
    countries = container.countries or (container.country,)
    return entry.country in countries and distance_km(entry, container) < _INSIDE_KM


@dataclass(frozen=True, slots=True)
class _Choice:
    """The place that a name stands for in a report, the rule, and what was passed over."""

    entry: PlaceEntry | None
    rule: str
    others: tuple[PlaceEntry, ...] = ()


class PlaceResolver:
    """Tells which places the toponyms of one report name; the same name is the same place throughout."""

    def __init__(self, text: str, toponyms: Sequence[Toponym], matches: Sequence[NameMatch], words: PlaceWords) -> None:
        self._text = text
        self._toponyms = toponyms
        self._matches = matches
        self._words = words

    def mentions(self) -> Iterator[Mention[Place]]:
        """One mention a toponym, in their order."""
        choices: dict[str, _Choice] = {}
        for toponym in self._toponyms:
            choice = choices.get(toponym.key)
            if choice is None:
                choice = choices[toponym.key] = self._choose(toponym)
            yield _mention(toponym, choice)

    @cached_property
    def _names(self) -> dict[str, Counter[str]]:
        """By which names, and how often, each country is told of: its own, adjectives, capitals, sure places."""
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for match in self._matches:
            for entry in match.of_sense("country", "adjective", "demonym", "capital", "seat")[:1]:
                if isinstance(entry.thing, Country):
                    names[entry.thing.code][name_key(match.span.of(self._text))] += 1
        for toponym, place in self._anchors:
            if place.country and place.kind != "country":
                names[place.country][toponym.key] = max(1, names[place.country][toponym.key])
        return names

    def _votes(self, countries: Iterable[str | None], key: str) -> float:
        """How much a report tells of one of the countries, its mentions by the name in question left out."""
        told_of = (country for country in countries if country in self._weights)
        votes = (self._weights[country] - min(self._names[country][key], _OFTEN) for country in told_of)
        return float(max(votes, default=0))

    @cached_property
    def _weights(self) -> dict[str, int]:
        """How much the report tells of each country."""
        return {country: sum(min(count, _OFTEN) for count in names.values()) for country, names in self._names.items()}

    @cached_property
    def _told(self) -> float:
        """How much the report tells of all countries together."""
        return float(sum(self._weights.values()))

    @cached_property
    def _anchors(self) -> list[tuple[Toponym, PlaceEntry]]:
        """The places of the report that can be no other."""
        found = ((toponym, _only(toponym.entries)) for toponym in self._toponyms)
        return list({toponym.key: (toponym, entry) for toponym, entry in found if entry is not None}.values())

    @cached_property
    def _points(self) -> list[tuple[str, PlaceEntry]]:
        """Those of them that are points rather than countries, with their names' keys; the first of very many."""
        points = ((toponym.key, entry) for toponym, entry in self._anchors if entry.kind != "country")
        return list(islice(points, _MOST_POINTS))

    @cached_property
    def _inside(self) -> dict[str, list[Toponym]]:
        """For each name the countries and regions that the text says it lies in."""
        inside: dict[str, list[Toponym]] = defaultdict(list)
        for one, other in zip(self._toponyms, self._toponyms[1:], strict=False):
            gap = self._text[one.span.end : other.span.start]
            if _INSIDE.fullmatch(gap):
                inside[one.key].append(other)
            elif _OWNER.fullmatch(gap):
                inside[other.key].append(one)
        return inside

    @cached_property
    def _around(self) -> dict[str, list[Toponym]]:
        """For each name of a country or region the places that the text says to lie in it."""
        around: dict[str, list[Toponym]] = defaultdict(list)
        by_key = {toponym.key: toponym for toponym in self._toponyms}
        for key, containers in self._inside.items():
            for container in containers:
                around[container.key].append(by_key[key])
        return around

    @cached_property
    def _beside(self) -> dict[str, set[str]]:
        """For each name the countries of adjectives before it: "the Syrian city of Aleppo"."""
        starts = {toponym.span.start: toponym for toponym in self._toponyms}
        beside: dict[str, set[str]] = defaultdict(set)
        for match in self._matches:
            country = next((e.thing for e in match.of_sense("adjective") if isinstance(e.thing, Country)), None)
            gap = _BESIDE.match(self._text, match.span.end) if country else None
            if country is None or gap is None or gap.end() not in starts:
                continue
            if any(self._words.has("place_nouns", word) for word in gap[0].split()):
                beside[starts[gap.end()].key].add(country.code)
        return beside

    def _choose(self, toponym: Toponym) -> _Choice:
        entries = toponym.entries
        if not entries:
            return self._unknown(toponym)
        ranked = sorted(entries, key=lambda entry: -self._score(entry, toponym.key))
        contained = self._contained(toponym)
        if contained is not None:
            return _Choice(contained, "containment", tuple(entry for entry in ranked if entry is not contained))
        if self._is_out_of_place(toponym):
            return _Choice(None, "unknown-place", tuple(ranked))
        return _Choice(ranked[0], self._rule(toponym, ranked[0]), tuple(ranked[1:]))

    def _unknown(self, toponym: Toponym) -> _Choice:
        """A place that no table has: its country where the words beside the name say it, "Tulepo, Wisconsin"."""
        for container in self._inside.get(toponym.key, ()):
            areas = [self._choose(container).entry] if container.entries else []
            for area in areas:
                if area is not None and area.country:
                    entry = PlaceEntry(toponym.name, "unknown", area.country, None, None, None)
                    return _Choice(entry, "unknown-place, containment")
        return _Choice(None, "unknown-place")

    def _is_out_of_place(self, toponym: Toponym) -> bool:
        """Whether all that the name is known to name are small places in countries that the report never tells of.

        The tables lack the place that is meant: "Suffolk" in a report from England is no town of Virginia.
        """
        return self._told >= _FEW_NAMES and all(
            entry.kind == "city" and entry.population < _KNOWN_CITY and not self._votes((entry.country,), toponym.key)
            for entry in toponym.entries
        )

    def _contained(self, toponym: Toponym) -> PlaceEntry | None:
        """The place that lies where the words beside the name say; nearest to a region's middle."""
        for container in self._inside.get(toponym.key, ()):
            pairs = self._pairs(toponym, container)
            if pairs:
                return max(pairs, key=lambda pair: self._closeness(*pair))[0]
        for inner in self._around.get(toponym.key, ()):
            pairs = self._pairs(inner, toponym) if len(toponym.entries) > 1 else []
            if pairs:
                return max(pairs, key=lambda pair: self._closeness(*pair))[1]
        countries = self._beside.get(toponym.key, ())
        inside = [entry for entry in toponym.entries if entry.country in countries and entry.kind != "country"]
        return max(inside, key=_weight) if inside else None

    def _pairs(self, inner: Toponym, outer: Toponym) -> list[tuple[PlaceEntry, PlaceEntry]]:
        """What the two names may stand for, if the one lies in the other; in a list neither country lies in another."""
        kinds = {entry.kind for entry in inner.entries} & _CONTAINERS
        return [
            (entry, area)
            for area in outer.entries
            for entry in inner.entries
            if lies_in(entry, area) and (entry.kind in _CONTAINERS or not kinds)
        ]

    def _closeness(self, entry: PlaceEntry, area: PlaceEntry) -> float:
        """Weight of a place that lies in an area; a city near a region's middle is rather in it than one far off."""
        distance = 0.0 if area.kind == "country" else distance_km(entry, area)
        return _weight(entry) - distance / 100

    def _score(self, entry: PlaceEntry, key: str) -> float:
        score = _weight(entry)
        votes = self._votes((entry.country, *entry.countries), key)
        if votes:
            score += _NAMED_COUNTRY + _MAIN_COUNTRY * votes / max(self._told, _FEW_NAMES)
        near = min((distance_km(entry, other) for name, other in self._points if name != key), default=math.inf)
        return score + _NEAR_OTHERS * math.exp(-near / _NEAR_KM)

    def _rule(self, toponym: Toponym, entry: PlaceEntry) -> str:
        if entry.kind == "country":
            return "country-name"
        if entry.kind != "city":
            return "seat-name" if entry.kind == "seat" else "region-name"
        if len(toponym.entries) == 1:
            return "only-candidate"
        return "country-context" if self._votes((entry.country,), toponym.key) else "population"


def _weight(entry: PlaceEntry) -> float:
    if entry.kind != "city":
        return _AREA_WEIGHT[entry.kind] + (0 if entry.usual else _OTHER_AREA)
    magnitude = math.log10(max(entry.population, _SMALLEST_CITY)) - _MILLION
    return _MILLION + _SLOPE * magnitude + (0 if entry.usual else _RARE_NAME)


def _only(entries: Sequence[PlaceEntry]) -> PlaceEntry | None:
    """The place where there is no other, or none that is a hundredth as weighty."""
    if not entries:
        return None
    first, *others = sorted(entries, key=_weight, reverse=True)
    return first if all(_weight(first) - _weight(other) >= 2 for other in others) else None


def _mention(toponym: Toponym, choice: _Choice) -> Mention[Place]:
    entry, rule = choice.entry, choice.rule
    if entry is None:
        return Mention(toponym.span, "place", None, rule)
    if toponym.part:
        rule = f"{rule}, part-of-name"
    place = Place(entry.name, entry.country, entry.latitude, entry.longitude, entry.geonames_id)
    others = dict.fromkeys(f"{other.name}, {other.country}" if other.country else other.name for other in choice.others)
    return Mention(toponym.span, "place", place, rule, runners_up=tuple(others)[:5])


def _run(document: Document, resources: Resources) -> Document:
    knowledge = resources.knowledge
    matches = [match.as_of(document.published) for match in knowledge.names.find(document.text)]
    toponyms = find_toponyms(document, knowledge.places, matches)
    resolver = PlaceResolver(document.text, toponyms, matches, knowledge.places.words)
    return replace(document, places=tuple(resolver.mentions()))


STAGE = Stage("resolve_places", ("sentences", "readings"), "places", _run)
