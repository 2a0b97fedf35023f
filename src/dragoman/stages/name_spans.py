"""Where the names of the actor tables stand in a report, by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.names import NameMatch
from dragoman.span import Span

_NAMED = frozenset(("person", "organisation", "medium"))


@dataclass(frozen=True)
class NameSpans:
    """Spans of the actor tables' names by what they are."""

    matches: Sequence[NameMatch]

    @cached_property
    def adjectives(self) -> set[Span]:
        """Adjectives and demonyms that are no country's name."""
        return {m.span for m in self.matches if m.of_sense("adjective", "demonym") and not m.of_sense("country")}

    @cached_property
    def somebodys(self) -> set[Span]:
        """Names of people and organisations, their short ones and seats too."""
        return {m.span for m in self.matches if m.of_sense("person", "short", "organisation", "medium", "seat")}

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
