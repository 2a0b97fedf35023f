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
from dragoman.stages.name_spans import NameSpans

_LONGEST = 9
"""Words and hyphens of the longest names that are looked up: "Port-au-Prince", "Democratic Republic of the Congo"."""
# Areas that are places wherever their names stand; a building or base may be its owner ("the Pentagon said").
_PLAIN_AREAS = frozenset("country continent province region territory island sea strait desert mountain river".split())
_DATELINE = re.compile(r"[^\n]{2,50}?(?:\([A-Z][^()\n]{1,30}\)\s*(?:—|–|--?)|—|–|--)\s")
_GENERIC = ("parts", "other_parts", "place_nouns", "directions", "other_words")


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
        return name_key(self.name)


def name_key(name: str) -> str:
    """The form in which toponyms of a report are the same; short ones as printed, "US" being no "us"."""
    return place_key(name) if len(name) > 4 else name


def find_toponyms(document: Document, places: PlaceIndex, matches: Sequence[NameMatch]) -> list[Toponym]:
    """Toponyms of a report, by offset, without overlaps. `matches` are the names of the actor tables in it."""
    names = NameSpans(matches)
    finders = [_Finder(ParsedSentence(reading, document.text), places, names) for reading in document.readings]
    sure = {toponym.key for finder in finders for toponym in finder.sure}
    people = _words_of_people(document)
    found = [toponym for finder in finders for toponym in finder.found(sure)]
    return sorted(
        (toponym for toponym in found if toponym.entries or toponym.name not in people),
        key=lambda toponym: toponym.span,
    )


def _words_of_people(document: Document) -> set[str]:
    """Words of the names that the model reads as people's: no unknown place bears one of them alone."""
    return {
        span.of(document.text)
        for reading in document.readings
        for entity in reading.entities
        if entity.label == "PER"
        for span in reading.words[slice(*entity.words)]
    }


@dataclass
class _Finder:
    """Finds the toponyms of one sentence."""

    sentence: ParsedSentence
    places: PlaceIndex
    names: NameSpans
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
        """The sure ones, and those whose name is sure elsewhere; a seat of government is so only here and there."""
        unsure = (toponym for _, toponym in self._unsure if toponym.key in sure)
        return [*self.sure, *(found for found in unsure if any(entry.kind != "seat" for entry in found.entries))]

    def _candidates(self) -> Iterator[tuple[WordRange, Toponym, bool]]:
        """Names from left to right, with their words, and whether the model reads them as a location."""
        next_word = 0
        for word, printed in enumerate(self.sentence.words):
            if word < next_word or not (printed[0].isupper() or word in self._locations):
                continue
            words, toponym = self._name_at(word)
            if toponym is None or words is None:
                continue
            read = not self._location_words.isdisjoint(range(*words))
            other_word = self._words.has("other_words", toponym.name.lower())
            yield words, toponym, read and (not other_word or self._is_placed(words))
            next_word = words[1]

    @cached_property
    def _locations(self) -> dict[int, Entity]:
        """Locations that the model reads, by their first word."""
        return {entity.words[0]: entity for entity in self._reading.entities if entity.label == "LOC"}

    @cached_property
    def _location_words(self) -> set[int]:
        return {word for entity in self._locations.values() for word in range(*entity.words)}

    @cached_property
    def _others(self) -> list[WordRange]:
        """The names of people and organisations, by the model and by the tables."""
        read = [entity for entity in self._reading.entities if entity.label != "LOC"]
        others = [entity.words for entity in read if not self._is_place(entity) and not self._is_doubtful(entity)]
        for span in self._names_within():
            words = self.sentence.words_in(span)
            if words is not None and self._location_words.isdisjoint(range(*words)):
                others.append(words)
        return others

    @cached_property
    def _doubtful(self) -> set[int]:
        """Words that the model reads as somebody's name, while the tables have a place of that name."""
        read = (entity for entity in self._reading.entities if entity.label != "LOC")
        doubtful = (entity for entity in read if self._is_doubtful(entity) and not self._is_place(entity))
        return {word for entity in doubtful for word in range(*entity.words)}

    def _is_doubtful(self, entity: Entity) -> bool:
        name = self._text(entity.words)
        return name in self.places and not self._words.has("other_words", name.lower())

    def _is_free(self, words: WordRange) -> bool:
        """Whether a name does not stand in somebody else's; that of a country may take one in: "South | Sudan"."""
        overlapping = [other for other in self._others if words[0] < other[1] and other[0] < words[1]]
        if not overlapping:
            return True
        contains = all(words[0] <= first and last <= words[1] for first, last in overlapping)
        read = words[0] in self._location_words
        return contains and words[1] - words[0] > 1 and (read or self._is_area(self._text(words)))

    def _names_within(self) -> Iterator[Span]:
        """The tables' names of people and organisations in the sentence."""
        words = self._reading.words
        return self.names.others.overlapping(self._reading.span((0, len(words)))) if words else iter(())

    def _is_place(self, entity: Entity) -> bool:
        """Whether what the model reads as somebody's name is a place: "Syria said", "in Lelystad"."""
        if not self._is_doubtful(entity):
            return False
        if self._is_placed(entity.words):
            return True
        name, span = self._text(entity.words), self._reading.span(entity.words)
        if entity.label == "PER" and self._words.has("given_names", name.lower()):
            return False
        areas = (area for area in self.places.candidates(name) if area.kind in _PLAIN_AREAS)
        return span in self.names.capitals or next(areas, None) is not None

    def _is_placed(self, words: WordRange) -> bool:
        """Whether a preposition that hardly takes people stands before, a region follows, or an event is there."""
        before = self._before(words[0])
        placed = before >= 0 and self._words.has("place_prepositions", self.sentence.lowered[before])
        return placed or self._is_contained(words[1]) or self._has_place_role(words)

    def _text(self, words: WordRange) -> str:
        return self._reading.span(words).of(self.sentence.text)

    def _name_at(self, word: int) -> tuple[WordRange | None, Toponym | None]:
        entity = self._locations.get(word)
        words = self._longest(word)
        if entity is not None and (words is None or words[1] < entity.words[1]):
            return self._location(entity, words)
        if words is None:
            return None, None
        if self._is_other_part(words[1]):
            return self._unknown((words[0], words[1] + 1))
        return words, self._toponym(words)

    def _is_other_part(self, word: int) -> bool:
        """Whether a word makes the name before it that of another place: "York County", "Jordan River"."""
        printed = self.sentence.words
        capital = word < len(printed) and printed[word][0].isupper()
        return capital and self._words.has("other_parts", self.sentence.lowered[word])

    def _longest(self, first: int) -> WordRange | None:
        """The longest name of the tables that begins with this word."""
        for end in reversed(self._ends(first)):
            words = (first, end)
            name = self._text(words)
            if name in self.places and self._is_name(words, name) and self._is_free(words):
                return None if self._is_compound(end) else words
        return None

    def _is_name(self, words: WordRange, name: str) -> bool:
        """Whether words that may name a place are no adjective, no abbreviation, and do not take in a full stop."""
        full_stop = self.sentence.words[words[1] - 1] == "." and name[:-1] in self.places
        if full_stop or self._is_adjective(words):
            return False
        if words[1] - words[0] > 1 or len(name) > 4 or not name.isupper():
            return True
        return self._is_area(name) or self._opens_dateline(words)

    def _is_adjective(self, words: WordRange) -> bool:
        span = self._reading.span(words)
        return span in self.names.adjectives.overlapping(span)

    def _is_area(self, name: str) -> bool:
        return any(entry.kind != "city" for entry in self.places.candidates(name))

    def _ends(self, first: int) -> list[int]:
        """Where a name that begins with this word may end."""
        ends: list[int] = []
        words = self.sentence.words
        if not words[first][0].isupper():
            return ends
        for index in range(first, min(first + _LONGEST, len(words))):
            abbreviated = words[index] == "." and index == first + 1 and len(words[first]) < 6
            if words[index][0].isupper() or abbreviated:
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
        if known is None:
            known = self._longest(words[0]) if words[0] > entity.words[0] else self._side(words)
        if known is None:
            return self._unknown(words)
        rest = self.sentence.lowered[known[1] : last]
        if all(self._words.has("parts", word) for word in rest) and rest:
            # "Aleppo province" is told of by its name; "Aleppo Airport" is a name by itself.
            return self._known(known, (known[0], last if self.sentence.words[last - 1][0].isupper() else known[1]))
        if not rest or not self._is_word(known[1]) or self._longest(known[1]):
            return self._known(known, (min(known[0], words[0]), known[1]))
        return self._unknown(words)

    def _side(self, words: WordRange) -> WordRange | None:
        """The known name after a side that belongs to the name: "East Mosul"."""
        first, last = words
        known = self._longest(first + 1) if self._words.has("directions", self.sentence.lowered[first]) else None
        return known if known and known[1] >= last else None

    def _known(self, known: WordRange, words: WordRange) -> tuple[WordRange | None, Toponym | None]:
        """A toponym of these words that is known by some of them."""
        toponym = self._toponym(known)
        if words == known:
            return known, toponym
        span = self._reading.span(words)
        return words, Toponym(span, span.of(self.sentence.text), toponym.entries, part=True)

    def _unknown(self, words: WordRange) -> tuple[WordRange | None, Toponym | None]:
        """A location that no table has, unless it is no name, or the name of somebody."""
        name = self._text(words)
        span = self._reading.span(words)
        lowered = self.sentence.lowered[slice(*words)]
        if any(adjective.contains(span) for adjective in self.names.adjectives.overlapping(span)):
            return None, None
        adjective = self.places.is_adjective(self.sentence.words[words[0]])
        generic = all(self._is_generic(word) for word in lowered[adjective:])
        acronym = name.isupper() and len(name) < 6
        if generic or acronym or not name[0].isupper() or span in self.names.somebodys:
            return None, None
        if name[-1] == "." or self._is_compound(words[1]):
            return None, None
        return words, Toponym(span, name, ())

    def _is_generic(self, word: str) -> bool:
        return any(self._words.has(name, word) for name in _GENERIC)

    def _is_word(self, index: int) -> bool:
        return self.sentence.words[index][0].isalpha()

    def _bare(self, words: WordRange) -> WordRange:
        """Without the article and the directions before a name, and without marks at its end."""
        first, last = words
        while first + 1 < last and self._is_direction(first):
            first += 1
        while last - 1 > first and not self.sentence.words[last - 1][0].isalnum():
            last -= 1
        return first, last

    def _is_direction(self, word: int) -> bool:
        """Whether the word only tells a side; with a capital it may be part of the name: "South Cotabato"."""
        lowered = self.sentence.lowered[word]
        printed = self.sentence.words[word]
        return self._words.has("directions", lowered) and (printed == lowered or word == 0 or lowered == "the")

    def _is_supported(self, words: WordRange, toponym: Toponym, found: Sequence[tuple[WordRange, Toponym]]) -> bool:
        if not self._doubtful.isdisjoint(range(*words)):
            return self._is_free(words) and words[1] - words[0] > 1
        if any(entry.kind in _PLAIN_AREAS for entry in toponym.entries) or toponym.span in self.names.capitals:
            return True
        if self._words.has("other_words", toponym.name.lower()) or self._is_within_name(words):
            return False
        return self._has_place_role(words) or self._follows(words[0], found) or self._precedes(words)

    def _is_within_name(self, words: WordRange) -> bool:
        """Whether the name goes on to either side: "Moss Side Avenue", "Regional Airport", "Bab el-Oued"."""
        printed = self.sentence.words
        after = printed[words[1] : words[1] + 2]
        if after and after[0][0].isupper() and not self._words.has("parts", after[0].lower()):
            return True
        if len(after) == 2 and self._words.has("particles", after[0]) and after[1][0].isupper() and after[0] != "and":
            return True
        before = words[0] - 1
        return before > 0 and printed[before][0].isupper() and not self._is_generic(printed[before].lower())

    def _has_place_role(self, words: WordRange) -> bool:
        return any(
            role.name == "place" and words[0] <= role.word < words[1]
            for trigger in self._reading.triggers
            for role in trigger.roles
        )

    def _follows(self, first: int, found: Sequence[tuple[WordRange, Toponym]]) -> bool:
        """Whether the words before say that a place follows, or it goes on a list of places."""
        lowered = self.sentence.lowered
        if found and found[-1][0][1] == first - 1 and lowered[first - 1] in (",", "and", "/"):
            return True
        before = self._before(first)
        return before >= 0 and (
            self._words.has("prepositions", lowered[before]) or self._words.has("place_nouns", lowered[before])
        )

    def _before(self, first: int) -> int:
        """The word before a name, directions left out; -1 where there is none."""
        before = first - 1
        while before >= 0 and self._words.has("directions", self.sentence.lowered[before]):
            before -= 1
        return before

    def _precedes(self, words: WordRange) -> bool:
        """Whether a noun for a place, or the country that it lies in, comes after the name; or it opens a dateline."""
        lowered = self.sentence.lowered
        if words[1] < len(lowered) and self._words.has("place_nouns", lowered[words[1]]):
            return True
        return self._is_contained(words[1]) or self._opens_dateline(words)

    def _opens_dateline(self, words: WordRange) -> bool:
        """Whether the name opens the dateline of a report: "BEIRUT, Lebanon —", "HOMS (Agency) -"."""
        start, text = self._reading.words[words[0]].start, self.sentence.text
        opens = start == 0 or text[start - 1] == "\n"
        return opens and _DATELINE.match(text, start) is not None

    def _is_contained(self, end: int) -> bool:
        """Whether a comma and a country or region come after the name."""
        words = self.sentence.words
        if end + 1 >= len(words) or words[end] != ",":
            return False
        names = (self._text((end + 1, last)) for last in self._ends(end + 1))
        return any(entry.kind in _PLAIN_AREAS for name in names for entry in self.places.candidates(name))
