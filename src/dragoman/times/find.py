"""All expressions of time in a text, with the days that they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dragoman.claims import Mention
from dragoman.events import TimeInterval
from dragoman.span import Span
from dragoman.times import basic, compound, counted, ranges
from dragoman.times.absolute import Fixed, Month, MonthDays
from dragoman.times.expression import Context, Expression
from dragoman.times.line import Line, read_line
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
    story = Story(published, is_future, [sentence.start for sentence in sentences])
    return [
        story.mention(Span(*line.spans[index]), expression)
        for index, expression in enumerate(line.meanings)
        if expression is not None
    ]


@cache
def grammars() -> tuple[Grammar, ...]:
    """The three readings, each of which makes phrases out of those of the one before."""
    return Grammar(basic.RULES + counted.RULES), Grammar(compound.RULES), Grammar(ranges.RULES)


@dataclass(slots=True)
class Story:
    """Walks through the mentions of a text in order and keeps what later ones count from."""

    published: date | None
    is_future: Callable[[Span], bool]
    sentence_starts: list[int]
    day: date | None = None
    interval: TimeInterval | None = None
    year: int | None = None
    year_sentence: int = field(default=-2)

    def mention(self, span: Span, expression: Expression) -> Mention[TimeInterval]:
        """The expression at a span, resolved."""
        sentence = bisect_right(self.sentence_starts, span.start)
        year = self.year if sentence - self.year_sentence <= 1 else None
        context = Context(self.published, lambda: self.is_future(span), self.day, self.interval, year)
        interval, rule, runners_up = expression.resolve(context)
        self._remember(interval, expression, sentence)
        return Mention(span, "time", interval, rule, None, runners_up)

    def _remember(self, interval: TimeInterval, expression: Expression, sentence: int) -> None:
        if interval.first is None:
            return
        self.interval = interval
        if interval.first == interval.last and interval.granularity in ("day", "time"):
            self.day = interval.first
        if isinstance(expression, Fixed):
            self.year, self.year_sentence = interval.first.year, sentence
