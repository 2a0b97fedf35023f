"""Which words of a report name places, before it is told which place.

What the model reads as a location is one; so is a capitalised name of the tables where something beside it
says so: a preposition, a dateline, a noun ("the town of X"), the place role of a trigger, or the same name
elsewhere in the report. Names inside those of people and organisations are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.document import Document
from dragoman.knowledge.names import NameMatch
from dragoman.knowledge.places import PlaceEntry, PlaceIndex, PlaceWords, place_key
from dragoman.reading import Entity, Reading, WordRange
from dragoman.sentence import ParsedSentence
from dragoman.span import Span

_LONGEST = 9
"""Words and hyphens of the longest names that are looked up: "Port-au-Prince", "Democratic Republic of the Congo"."""
# Areas that are places wherever their names stand; a building or base may be its owner ("the Pentagon said").
_PLAIN_AREAS = frozenset(
    "country continent province region territory island sea strait desert mountain river".split()
)
_DATELINE = re.compile(r"[^\n]{2,50}?(?:\([A-Z][^()\n]{1,30}\)\s*(?:—|–|--?)|—|–|--)\s")
_NAMED = frozenset(("person", "organisation", "medium"))


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place, with all places that they may name, none where no table has the name.

    `part` says that the name is followed by what lies there: "Aleppo province", "Heathrow Airport".
    """

    span: Span
    name: str
    entries: tuple[PlaceEntry, ...]
    part: bool = False

    @property
    def key(self) -> str:
        """What mentions of one name share."""
        return place_key(self.name) if len(self.name) > 4 else self.name


def find_toponyms(document: Document, places: PlaceIndex, matches: Sequence[NameMatch]) -> list[Toponym]:
    """Toponyms of a report, by offset, without overlaps. `matches` are the names of the actor tables in it."""
    names = _Names(matches)
    finders = [_Finder(ParsedSentence(reading, document.text), places, names) for reading in document.readings]
    sure = {toponym.key for finder in finders for toponym in finder.sure}
    found = [toponym for finder in finders for toponym in finder.found(sure)]
    return sorted(found, key=lambda toponym: toponym.span)


@dataclass(frozen=True)
class _Names:
    """Spans of the actor tables' names by what they are."""

    matches: Sequence[NameMatch]

    @cached_property
    def adjectives(self) -> set[Span]:
        """Adjectives and demonyms that are no country's name."""
        return {m.span for m in self.matches if m.of_sense("adjective", "demonym") and not m.of_sense("country")}

    @cached_property
    def capitals(self) -> set[Span]:
        """Capitals."""
        return {match.span for match in self.matches if match.of_sense("capital")}

    @cached_property
    def others(self) -> list[Span]:
        """People, organisations and media with more than one word in their names."""
        return [
            match.span
            for match in self.matches
            if match.span.end - match.span.start > 6 and all(entry.sense in _NAMED for entry in match.entries)
        ]


@dataclass
class _Finder:
    """Finds the toponyms of one sentence."""

    sentence: ParsedSentence
    places: PlaceIndex
    names: _Names
    _unsure: list[tuple[WordRange, Toponym]] = field(default_factory=list)

    @property
    def _reading(self) -> Reading:
        return self.sentence.reading

    @property
    def _words(self) -> PlaceWords:
        return self.places.words

    @cached_property
    def sure(self) -> list[Toponym]:
        """The toponyms that something beside the name says to be places."""
        found: list[tuple[WordRange, Toponym]] = []
        for words, toponym, read in self._candidates():
            if read or self._is_supported(words, toponym, found):
                found.append((words, toponym))
            else:
                self._unsure.append((words, toponym))
        return [toponym for _, toponym in found]

    def found(self, sure: set[str]) -> list[Toponym]:
        """The sure ones, and those whose name is sure elsewhere."""
        return [*self.sure, *(toponym for _, toponym in self._unsure if toponym.key in sure)]

    def _candidates(self) -> Iterator[tuple[WordRange, Toponym, bool]]:
        """Names from left to right, with their words, and whether the model reads them as a location."""
        word, last = 0, len(self.sentence.words)
        while word < last:
            entity = self._locations.get(word)
            words, toponym = self._name_at(word, entity)
            if toponym is None or words is None:
                word += 1
                continue
            read = any(index in self._location_words for index in range(*words))
            yield words, toponym, read and not self._is_other_word(toponym, entity)
            word = words[1]

    @cached_property
    def _locations(self) -> dict[int, Entity]:
        """Locations that the model reads, by their first word."""
        return {entity.words[0]: entity for entity in self._reading.entities if entity.label == "LOC"}

    @cached_property
    def _location_words(self) -> set[int]:
        return {word for entity in self._locations.values() for word in range(*entity.words)}

    @cached_property
    def _blocked(self) -> set[int]:
        """Words inside the names of people and organisations."""
        blocked: set[int] = set()
        for entity in self._reading.entities:
            if entity.label == "PER" or (entity.label == "ORG" and not self._is_place(entity.words)):
                blocked.update(range(*entity.words))
        for span in self.names.others:
            if words := self.sentence.words_in(span) if self._overlaps(span) else None:
                blocked.update(range(*words))
        return blocked

    def _overlaps(self, span: Span) -> bool:
        words = self._reading.words
        return bool(words) and words[0].start < span.end and span.start < words[-1].end

    def _is_place(self, words: WordRange) -> bool:
        """Whether a name that the model reads as an organisation's is a place's: "Syria said"."""
        name = self._text(words)
        return any(entry.kind in _PLAIN_AREAS for entry in self.places.candidates(name)) or (
            self._reading.span(words) in self.names.capitals
        )

    def _text(self, words: WordRange) -> str:
        return self._reading.span(words).of(self.sentence.text)

    def _name_at(self, word: int, entity: Entity | None) -> tuple[WordRange | None, Toponym | None]:
        words = self._longest(word)
        if entity is not None and (words is None or words[1] < entity.words[1]):
            return self._location(entity, words)
        if words is None:
            return None, None
        return words, self._toponym(words)

    def _longest(self, first: int) -> WordRange | None:
        """The longest name of the tables that begins with this word."""
        for end in reversed(self._ends(first)):
            words = (first, end)
            name = self._text(words)
            if name in self.places and self._reading.span(words) not in self.names.adjectives:
                return None if self._is_compound(end) else words
        return None

    def _ends(self, first: int) -> list[int]:
        """Where a name that begins with this word may end."""
        ends: list[int] = []
        words = self.sentence.words
        if not words[first][0].isupper():
            return ends
        for index in range(first, min(first + _LONGEST, len(words))):
            if index in self._blocked:
                break
            if words[index][0].isupper():
                ends.append(index + 1)
            elif words[index] == "." and index == first + 1 and len(words[first]) < 6:
                ends.append(index + 1)
            elif not self._words.has("particles", words[index]):
                break
        return ends

    def _is_compound(self, end: int) -> bool:
        """Whether what follows makes the name part of an adjective: "US-led"."""
        lowered = self.sentence.lowered
        return end + 1 < len(lowered) and lowered[end] in "-‐‑" and self._words.has("compounds", lowered[end + 1])

    def _toponym(self, words: WordRange) -> Toponym:
        name = self._text(words)
        return Toponym(self._reading.span(words), name, tuple(self.places.candidates(name)))

    def _location(self, entity: Entity, known: WordRange | None) -> tuple[WordRange | None, Toponym | None]:
        """A location whose words no table has as a whole: its known part, or all of it as it stands."""
        words, last = self._bare(entity.words), entity.words[1]
        if known is None and words[0] > entity.words[0]:
            known = self._longest(words[0])
        if known is not None:
            if known[1] >= last or not self._is_word(known[1]):
                return known, self._toponym(known)
            if all(self._words.has("parts", word) for word in self.sentence.lowered[known[1] : last]):
                inner = self._toponym(known)
                span = self._reading.span((known[0], last))
                return (known[0], last), Toponym(span, span.of(self.sentence.text), inner.entries, part=True)
        if not any(word[0].isupper() for word in self.sentence.words[slice(*words)]):
            return None, None
        if self._reading.span(words) in self.names.adjectives or self._is_compound(last):
            return None, None
        return words, Toponym(self._reading.span(words), self._text(words), ())

    def _is_word(self, index: int) -> bool:
        return self.sentence.words[index][0].isalpha()

    def _bare(self, words: WordRange) -> WordRange:
        """Without the article and the directions before a name, and without marks at its end."""
        first, last = words
        while first + 1 < last and self._words.has("directions", self.sentence.lowered[first]):
            first += 1
        while last - 1 > first and not self.sentence.words[last - 1][0].isalnum():
            last -= 1
        return first, last

    def _is_other_word(self, toponym: Toponym, entity: Entity | None) -> bool:
        """Whether a name is above all another word, and the model reads only it as a place by chance."""
        return entity is None and self._words.has("other_words", toponym.name.lower())

    def _is_supported(
        self, words: WordRange, toponym: Toponym, found: Sequence[tuple[WordRange, Toponym]]
    ) -> bool:
        if any(entry.kind in _PLAIN_AREAS for entry in toponym.entries) or toponym.span in self.names.capitals:
            return True
        if self._words.has("other_words", toponym.name.lower()):
            return False
        return self._has_place_role(words) or self._follows(words[0], found) or self._precedes(words[1], toponym)

    def _has_place_role(self, words: WordRange) -> bool:
        return any(
            role.name == "place" and words[0] <= role.word < words[1]
            for trigger in self._reading.triggers
            for role in trigger.roles
        )

    def _follows(self, first: int, found: Sequence[tuple[WordRange, Toponym]]) -> bool:
        """Whether the words before say that a place follows, or it goes on a list of places."""
        lowered, before = self.sentence.lowered, first - 1
        if found and found[-1][0][1] == before and lowered[before] in (",", "and", "/"):
            return True
        while before >= 0 and self._words.has("directions", lowered[before]):
            before -= 1
        return before >= 0 and (
            self._words.has("prepositions", lowered[before]) or self._words.has("place_nouns", lowered[before])
        )

    def _precedes(self, end: int, toponym: Toponym) -> bool:
        """Whether a noun for a place, or the country that it lies in, comes after the name; or it opens a dateline."""
        lowered = self.sentence.lowered
        if end < len(lowered) and self._words.has("place_nouns", lowered[end]):
            return True
        if end + 1 < len(lowered) and lowered[end] == ",":
            container = self._longest(end + 1)
            if container and any(entry.kind in _PLAIN_AREAS for entry in self._toponym(container).entries):
                return True
        start = toponym.span.start
        text = self.sentence.text
        return (start == 0 or text[start - 1] == "\n") and _DATELINE.match(text, start) is not None
