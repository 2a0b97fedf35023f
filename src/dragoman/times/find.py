"""All expressions of time in a text, with the days that they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.claims import Mention
from dragoman.events import TimeInterval
from dragoman.span import Span
from dragoman.times import basic, compound, counted, ranges
from dragoman.times.absolute import Fixed
from dragoman.times.expression import Context, Expression
from dragoman.times.line import read_line
from dragoman.times.rules import Grammar


def find_times(
    text: str,
    published: date | None,
    is_future: Callable[[Span], bool],
    sentences: Sequence[Span] = (),
) -> list[Mention[TimeInterval]]:
    """All expressions of time, in order and without overlap; never raises, whatever the text.

    Args:
        text: the report.
        published: its date, from which "Friday" and "last year" are worked out; without it they get no date.
        is_future: whether the words at a span speak of what is to come when the report was published.
        sentences: spans of the sentences in order, which no expression crosses; empty lines are crossed by none.

    Returns:
        One mention a time, `kind` "time". `resolved` always holds an interval: where a date cannot be worked
        out its ends and date are null. Ends may be tighter than the date as written: "late 2016" is written
        2016 and begins in September.
    """
    line = read_line(text, sentences)
    for grammar in grammars():
        line = grammar.apply(line)
    story = Story(published, is_future, [sentence.start for sentence in sentences] or _rough_starts(text))
    return [
        story.mention(Span(*line.spans[index]), expression)
        for index, expression in enumerate(line.meanings)
        if expression is not None
    ]


@cache
def grammars() -> tuple[Grammar, ...]:
    """The three readings, each of which makes phrases out of those of the one before."""
    return (
        Grammar(
            basic.RULES + counted.RULES, {"t": 'WLlDdOzYSs"UP%Eptf', "a": "JCDNYQ=UuP-", "L": 'LWwMm:SsHlUuPJaCDNYQ="'}
        ),
        Grammar(compound.RULES, {"t": "EeP%pOh"}),
        Grammar(ranges.RULES, {"t": "O"}),
    )


# Roughly where sentences begin; only distances are measured with it.
_START = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘])|\n+")


def _rough_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _START.finditer(text))]


# A day further from the publication is background, and "the same day" three sentences on does not mean it.
_STORY_DAYS = 31


@dataclass(slots=True)
class Story:
    """Walks through the mentions of a text in order and keeps what later ones count from.

    The last day named counts for its own and the next sentence, after that the last day near the publication.
    """

    published: date | None
    is_future: Callable[[Span], bool]
    sentence_starts: list[int]
    interval: TimeInterval | None = None
    day: date | None = None
    story_day: date | None = None
    year: int | None = None
    day_sentence: int = -2
    year_sentence: int = -2

    def mention(self, span: Span, expression: Expression) -> Mention[TimeInterval]:
        """The expression at a span, resolved."""
        sentence = bisect_right(self.sentence_starts, span.start)
        interval, rule, runners_up = expression.resolve(self._context(span, sentence))
        if interval.first is not None:
            self._remember(interval, expression, sentence)
        return Mention(span, "time", interval, rule, None, runners_up)

    def _context(self, span: Span, sentence: int) -> Context:
        return Context(
            published=self.published,
            future=lambda: self.is_future(span),
            day=self.day if sentence - self.day_sentence <= 1 else self.story_day or self.day,
            interval=self.interval,
            year=self.year if sentence - self.year_sentence <= 1 else None,
            day_in_sentence=sentence == self.day_sentence,
        )

    def _remember(self, interval: TimeInterval, expression: Expression, sentence: int) -> None:
        self.interval, first = interval, interval.first
        if first is None:
            return
        if first == interval.last and interval.granularity in ("day", "time"):
            self.day, self.day_sentence = first, sentence
            if self.published and abs((first - self.published).days) <= _STORY_DAYS:
                self.story_day = first
        if isinstance(expression, Fixed) and expression.letter in "35":
            self.year, self.year_sentence = first.year, sentence
