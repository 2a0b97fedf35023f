"""The engine of the grammar: rules that make phrases of words, longest match first, from left to right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dragoman.times.expression import Expression
from dragoman.times.line import Line

Match = re.Match[str]
Build = Callable[[Line, Match], Expression | None]
"""Makes the meaning of a match, or null to refuse it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over letters; `first` are the letters that it can begin with."""

    first: str
    pattern: re.Pattern[str]
    build: Build


class Grammar:
    """Rules that are tried together.

    Args:
        rules: in the order of preference among matches of one length.
        follow: for frequent first letters, those of which one must come next for any rule to match; only saves time.
    """

    def __init__(self, rules: Iterable[Rule], follow: Mapping[str, str] | None = None) -> None:
        self._by_letter: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for letter in rule.first:
                self._by_letter[letter].append(rule)
        follow = follow or {}
        common = "".join(letter for letter in self._by_letter if letter not in follow)
        rare = [f"{re.escape(letter)}(?=[{re.escape(nexts)}])" for letter, nexts in follow.items()]
        self._starts = re.compile("|".join([f"[{re.escape(common)}]", *rare]))

    def apply(self, line: Line) -> Line:
        """The line with every phrase that a rule finds made one word, which keeps its meaning."""
        found: list[tuple[int, int, Expression]] = []
        at = 0
        while start := self._starts.search(line.letters, at):
            at = start.start()
            phrase = self._longest(line, at)
            if phrase:
                found.append((at, phrase[0], phrase[1]))
            at = phrase[0] if phrase else at + 1
        return _reduce(line, found) if found else line

    def _longest(self, line: Line, at: int) -> tuple[int, Expression] | None:
        rules = self._by_letter[line.letters[at]]
        matches = [(match, rule) for rule in rules if (match := rule.pattern.match(line.letters, at))]
        matches.sort(key=lambda pair: -pair[0].end())
        for match, rule in matches:
            if (expression := rule.build(line, match)) is not None:
                return match.end(), expression
        return None


def _reduce(line: Line, found: list[tuple[int, int, Expression]]) -> Line:
    letters: list[str] = []
    reduced = Line(line.text, "", [], [])
    done = 0
    for start, end, expression in found:
        letters += (line.letters[done:start], expression.letter)
        reduced.spans += line.spans[done:start]
        reduced.spans.append((line.spans[start][0], line.spans[end - 1][1]))
        reduced.meanings += line.meanings[done:start]
        reduced.meanings.append(expression)
        done = end
    reduced.letters = "".join(letters) + line.letters[done:]
    reduced.spans += line.spans[done:]
    reduced.meanings += line.meanings[done:]
    return reduced
