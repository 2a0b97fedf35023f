"""Which country a phrase without one is about, by what stands round it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from dragoman.document import Document
from dragoman.knowledge.actors import Country
from dragoman.knowledge.names import NameMatch
from dragoman.span import Span

# Soldiers and rebels without a country are the report's when it tells of hardly any other. Of the
# shares 0.5, 0.6, 0.7 and never, 0.6 gives the most right triples, dyads and records (corpus/news, four folds).
_ALONE = 0.6


class CountryContext:
    """Countries of one document by sentence: named as such, by adjective or capital, or by a place in them."""

    def __init__(self, document: Document, matches: Sequence[NameMatch]) -> None:
        self._document = document
        self._matches = matches

    @cached_property
    def _by_sentence(self) -> list[list[str]]:
        """Countries of each sentence in the order of the text, each as often as it is told of."""
        named = ((match.span.start, code) for match in self._matches if (code := country_of(match)))
        placed = (
            (place.span.start, place.resolved.country)
            for place in self._document.places
            if place.resolved is not None and place.resolved.country
        )
        starts = [sentence.start for sentence in self._document.sentences]
        countries: list[list[str]] = [[] for _ in starts]
        for start, code in sorted({*named, *placed}):
            countries[max(0, bisect_right(starts, start) - 1)].append(code)
        return countries

    @cached_property
    def _votes(self) -> Counter[str]:
        """In how many sentences each country is told of, in the order of the text; the title counts twice."""
        votes: Counter[str] = Counter()
        for number, codes in enumerate(self._by_sentence):
            for code in dict.fromkeys(codes):
                votes[code] += 2 if number == 0 else 1
        return votes

    @cached_property
    def _overall(self) -> str | None:
        """The country that most sentences tell of, the earliest of equals."""
        return self._votes.most_common(1)[0][0] if self._votes else None

    @cached_property
    def only_country(self) -> str | None:
        """The country that a report is about all but alone; null where others are told of as well."""
        if self._overall and self._votes[self._overall] >= _ALONE * sum(self._votes.values()):
            return self._overall
        return None

    def place_in(self, span: Span) -> str | None:
        """Country of the first place that stands in a stretch: "New York police"."""
        inside = (p.resolved.country for p in self._document.places if p.resolved and span.contains(p.span))
        return next((country for country in inside if country), None)

    def country(self, sentence: int) -> tuple[str | None, str]:
        """The country to assume in a sentence, with the rule: its only one, else the report's main one."""
        here = Counter(self._by_sentence[sentence])
        if len(here) > 1 and self._overall in here:
            return self._overall, "main country of the report"
        if here:
            return here.most_common(1)[0][0], "country of the sentence"
        return self._overall, "main country of the report"


def country_of(match: NameMatch) -> str | None:
    """The country that a name tells of, by name, adjective, person, capital or seat."""
    for entry in match.of_sense("country", "adjective", "demonym", "capital", "seat"):
        if isinstance(entry.thing, Country):
            return entry.thing.code
    return None
