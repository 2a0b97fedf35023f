"""A text as the grammar sees it: one letter a word, with the way back to the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.span import Span
from dragoman.times.expression import Expression
from dragoman.times.lexicon import TOKEN, Lexicon, lexicon

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

_NUMBER = re.compile(r"(?P<plain>\d+)|(?P<ordinal>\d\d?)(?:st|nd|rd|th)|(?P<decade>(?:1[89]|20)\d0)s")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")
_DATE = re.compile(r"\d+([-/.])\d+\1\d+")


@dataclass(slots=True)
class Line:
    """Words, or phrases made of them: letters with their offsets; `phrases` holds the meaning of some by index."""

    text: str
    letters: str
    starts: list[int]
    ends: list[int]
    phrases: dict[int, Expression]

    def word(self, index: int) -> str:
        """The word, small and with straight apostrophes."""
        return self.text[self.starts[index] : self.ends[index]].lower().replace("’", "'")

    def value(self, index: int) -> str:
        """What the table says of the word; the word itself where it says nothing."""
        entry = lexicon().entry(self.text[self.starts[index] : self.ends[index]])
        return entry.value if entry else self.word(index)

    def span(self, start: int, end: int) -> Span:
        """Offsets in the text of the words `start <= i < end`."""
        return Span(self.starts[start], self.ends[end - 1])


def read_line(text: str, sentences: Sequence[Span]) -> Line:
    """The whole text as letters; starts of sentences and empty lines are breaks."""
    table = lexicon()
    words, phrases = table.words, table.phrases
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    borders = iter([*sorted({sentence.start for sentence in sentences}), len(text)])
    border = next(borders)
    for match in TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        while start >= border:
            letters.append(BREAK)
            starts.append(start)
            ends.append(start)
            border = next(borders)
        entry = words.get(word)
        if word.lower() in phrases:
            heads.append(len(letters))
        letters.append(entry.letter if entry else _letter(word))
        starts.append(start)
        ends.append(end)
    line = Line(text, "".join(letters), starts, ends, {})
    for head in reversed(heads):
        _join_phrase(line, head, table)
    return line


def _join_phrase(line: Line, head: int, table: Lexicon) -> None:
    """Makes one word of the words from `head` on, where they are a phrase of the table."""
    for phrase, entry in table.phrases[line.word(head)]:
        end = head + len(phrase)
        if end <= len(line.starts) and all(line.word(head + at) == part for at, part in enumerate(phrase)):
            line.letters = line.letters[:head] + entry.letter + line.letters[end:]
            line.starts[head + 1 : end] = []
            line.ends[head:end] = [line.ends[end - 1]]
            return


def _letter(word: str) -> str:
    first = word[0]
    if first.isalpha():
        return "^" if first.isupper() else "_"
    if first.isdigit():
        return _number_letter(word)
    if first.isspace():
        return BREAK
    if len(word) == 1:
        return PUNCTUATION.get(word, ";")
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
