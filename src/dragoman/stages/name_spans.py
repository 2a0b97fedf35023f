"""Where the names of the actor tables stand in a report, by what they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.names import NameMatch
from dragoman.span import Span

_NAMED = frozenset(("person", "organisation", "medium"))


class PlacedSpans:
    """Spans of a text that are asked for by place, at a cost that does not grow with the text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def overlapping(self, stretch: Span) -> Iterator[Span]:
        """Those that share a code point with a stretch, in order."""
        for index in range(bisect_left(self._spans, Span(stretch.start - self._longest, 0)), len(self._spans)):
            if self._spans[index].start >= stretch.end:
                return
            if self._spans[index].overlaps(stretch):
                yield self._spans[index]


@dataclass(frozen=True)
class NameSpans:
    """Spans of the actor tables' names by what they are."""

    matches: Sequence[NameMatch]

    @cached_property
    def adjectives(self) -> PlacedSpans:
        """Adjectives and demonyms that are no country's name."""
        return PlacedSpans(
            m.span for m in self.matches if m.of_sense("adjective", "demonym") and not m.of_sense("country")
        )

    @cached_property
    def somebodys(self) -> set[Span]:
        """Names of people and organisations, their short ones and seats too."""
        return {m.span for m in self.matches if m.of_sense("person", "short", "organisation", "medium", "seat")}

    @cached_property
    def capitals(self) -> set[Span]:
        """Capitals."""
        return {match.span for match in self.matches if match.of_sense("capital")}

    @cached_property
    def others(self) -> PlacedSpans:
        """People, organisations and media with more than one word in their names."""
        return PlacedSpans(
            match.span
            for match in self.matches
            if match.span.end - match.span.start > 6 and all(entry.sense in _NAMED for entry in match.entries)
        )
