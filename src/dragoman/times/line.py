"""A text as the grammar sees it: one letter a word, with the way back to the words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.span import Span
from dragoman.times.expression import Expression
from dragoman.times.lexicon import TOKEN, lexicon

BREAK = "$"
"""Letter of the places that no expression crosses: ends of sentences and paragraphs."""

PUNCTUATION = {
    ",": ",",
    ".": ".",
    "-": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "(": "(",
    ")": ")",
    "/": "/",
    "'": "'",
    "’": "'",
}
YEARS = range(1900, 2101)
"""Numbers of four digits that may be years; outside it they count things far more often in the news."""

# Words of a language's news are some 100,000; the bound keeps odd texts from filling the memory.
_MOST_KEPT = 200_000

_NUMBER = re.compile(r"(?P<plain>\d+)|(?P<ordinal>\d\d?)(?:st|nd|rd|th)|(?P<decade>(?:1[89]|20)\d0)s")
_NAME = re.compile(r"\^m")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")
# Versions ("12.1.2") and large numbers ("1.000.000") are none: a date has a year of four digits.
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?([/.])\d\d?\1\d{4}")


@dataclass(slots=True)
class Line:
    """Words, or phrases made of them: letters, offsets in the text, and the meaning of phrases (null for words).

    `names` are the months' words that stand after a name or title somewhere in the text ("Theresa May").
    """

    text: str
    letters: str
    spans: list[tuple[int, int]]
    meanings: list[Expression | None]
    names: frozenset[str] = frozenset()

    def word(self, index: int) -> str:
        """The word, small and with straight apostrophes."""
        return self._printed(index).lower().replace("’", "'")

    def value(self, index: int) -> str:
        """What the table says of the word; the word itself where it says nothing."""
        entry = lexicon().entry(self._printed(index))
        return entry.value if entry else self.word(index)

    def is_title(self, index: int) -> bool:
        """Whether the word is printed with a capital first and small letters after it."""
        return self._printed(index).istitle()

    def _printed(self, index: int) -> str:
        start, end = self.spans[index]
        return self.text[start:end]


class _Letters(dict[str, str]):
    """Letters of words as printed; those of words that no table holds are worked out once and kept."""

    def __missing__(self, word: str) -> str:
        letter = _letter(word)
        if len(self) < _MOST_KEPT:
            self[word] = letter
        return letter


@cache
def _known_letters() -> _Letters:
    return _Letters({"": BREAK} | {word: entry.letter for word, entry in lexicon().words.items()})


def read_line(text: str, sentences: Sequence[Span]) -> Line:
    """The whole text as letters; starts of sentences and empty lines are breaks."""
    letter_of, heads = _known_letters(), lexicon().heads
    spans = _with_breaks([match.span() for match in TOKEN.finditer(text)], sentences)
    words = [text[start:end] for start, end in spans]
    line = Line(text, "".join([letter_of[word] for word in words]), spans, [])
    joints = [at for at, word in enumerate(words[:-1]) if word in heads and words[at + 1].lower() in heads[word]]
    for joint in reversed(joints):
        _join_phrase(line, joint)
    line.meanings = [None] * len(line.spans)
    line.names = frozenset(line.word(match.end() - 1) for match in _NAME.finditer(line.letters))
    return line


def _with_breaks(words: list[tuple[int, int]], sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """The words with an empty one where each sentence begins."""
    spans: list[tuple[int, int]] = []
    done = 0
    for border in sorted({sentence.start for sentence in sentences}):
        at = bisect_left(words, (border,), done)
        spans += words[done:at]
        spans.append((border, border))
        done = at
    return spans + words[done:]


def _join_phrase(line: Line, head: int) -> None:
    """Makes one word of the words from `head` on, where they are a phrase of the table."""
    for phrase, entry in lexicon().phrases[line.word(head)]:
        end = head + len(phrase)
        if end <= len(line.spans) and all(line.word(head + at) == part for at, part in enumerate(phrase)):
            line.letters = line.letters[:head] + entry.letter + line.letters[end:]
            line.spans[head:end] = [(line.spans[head][0], line.spans[end - 1][1])]
            return


def _letter(word: str) -> str:
    first = word[0]
    if first.isalpha():
        return "^" if first.isupper() else "_"
    if first.isdecimal():
        return _number_letter(word)
    if first.isspace():
        return BREAK
    if len(word) == 1:
        return PUNCTUATION.get(word, ";")
    if first not in "'’":
        return "_"
    if word[1] == "s":
        return "'"
    return "z" if word[-1] == "s" else "X"


def _number_letter(word: str) -> str:
    """D a day of the month, Y a year, N another number, d "14th", z "1990s", K "10:39", Q "10.27", I "2019-01-04"."""
    if _DATE.fullmatch(word):
        return "I"
    if _CLOCK.fullmatch(word):
        return "K" if ":" in word else "Q"
    number = _NUMBER.fullmatch(word)
    if number is None:
        return "N" if word[-1].isdigit() else "_"
    if number["plain"]:
        return _plain_letter(word)
    return "z" if number["decade"] else "d" if 1 <= int(number["ordinal"]) <= 31 else "_"


def _plain_letter(word: str) -> str:
    if len(word) == 4 and int(word) in YEARS:
        return "Y"
    return "D" if len(word) <= 2 and 1 <= int(word) <= 31 else "N"
