"""Names in running text: one index over all names of the tables."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.knowledge.actors import Country, Medium, Organisation, Person
from dragoman.span import Span

Sense = Literal["country", "adjective", "demonym", "capital", "seat", "person", "short", "organisation", "medium"]
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l)[- ](?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans("’‘‐‑", "''--")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for, and in which sense: "Syrian" is the adjective of Syria."""

    sense: Sense
    thing: Country | Person | Organisation | Medium


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the tables in a text, with all that it may stand for."""

    span: Span
    entries: tuple[Entry, ...]

    def as_of(self, day: date | None) -> NameMatch:
        """Without the states that did not exist on the day, as long as that leaves any entry."""
        valid = tuple(entry for entry in self.entries if _existed(entry.thing, day))
        return replace(self, entries=valid or self.entries)

    @property
    def is_of_people(self) -> bool:
        """Whether the name stands for nothing but people."""
        return all(isinstance(entry.thing, Person) for entry in self.entries)

    def of_sense(self, *senses: Sense) -> tuple[Entry, ...]:
        """The entries with one of these senses."""
        return tuple(entry for entry in self.entries if entry.sense in senses)


def _existed(thing: Country | Person | Organisation | Medium, day: date | None) -> bool:
    return not isinstance(thing, Country) or thing.first <= (day or date.max) <= thing.last


class NameIndex:
    """Finds the names of the tables in a text, longest first, at word boundaries, case-sensitive.

    Names are filed by their first word. An automaton over all of them (ahocorasick-rs) finds the same in the
    same time, but takes 0.2 s more to build at every start.
    """

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self.entries = entries
        self._by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name in sorted(entries, key=len, reverse=True):
            word = _WORD.search(name)
            if word is not None:
                self._by_word[word.group()].append((name, word.start()))

    def find(self, text: str) -> list[NameMatch]:
        """All names in the text, in order, without overlaps."""
        plain = text.translate(_PLAIN)
        matches: list[NameMatch] = []
        end = 0
        for word in _WORD.finditer(plain):
            span = self._name_at(plain, word.group(), word.start()) if word.start() >= end else None
            if span is not None and span.start >= end:
                matches.append(NameMatch(span, self.entries[span.of(plain)]))
                end = span.end
        return matches

    def _name_at(self, text: str, word: str, at: int) -> Span | None:
        """The longest name whose first word stands at an offset."""
        for name, before in self._by_word.get(word, ()):
            start = at - before
            if start >= 0 and text.startswith(name, start) and _is_whole(text, start, start + len(name)):
                return Span(start, start + len(name))
        return None


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    # "US$2 million" tells of no country.
    return before and (end == len(text) or not (text[end].isalnum() or text[end] == "$"))


def _forms(name: str, sense: Sense) -> Iterator[str]:
    """The spellings that a text may use: as given, without accents, a surname without its article."""
    # With its article "the Sudan" would be found, and dropped as half a word, in "the Sudanese".
    plain = name if name.isascii() else name.translate(_PLAIN)
    plain = plain.removeprefix("the ").removeprefix("The ")
    yield plain
    if not plain.isascii():
        yield "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if sense == "short" and (article := _ARTICLE.match(plain)):
        yield plain[article.end() :]


def name_index(
    countries: Iterable[Country],
    people: Iterable[Person],
    organisations: Iterable[Organisation],
    media: Iterable[Medium],
) -> NameIndex:
    """The index of all tables."""
    entries: dict[str, list[Entry]] = defaultdict(list)

    def add(names: Iterable[str | None], sense: Sense, thing: Country | Person | Organisation | Medium) -> None:
        entry = Entry(sense, thing)
        for form in {form for name in names if name for form in _forms(name, sense)}:
            entries[form].append(entry)

    for country in countries:
        add(country.names, "country", country)
        add(country.adjectives, "adjective", country)
        add(country.persons, "demonym", country)
        add(country.capitals, "capital", country)
        add(country.seats, "seat", country)
    for person in people:
        add(person.names, "person", person)
        add((person.short,), "short", person)
    for organisation in organisations:
        add(organisation.names, "organisation", organisation)
    for medium in media:
        add(medium.names, "medium", medium)
    return NameIndex({name: tuple(found) for name, found in entries.items()})
