"""Sentences of a report. Reads the text, writes `sentences`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.document import Document
from dragoman.span import Span
from dragoman.stages import Stage
from dragoman.words import split_words

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

# sentencex's one error on the news torture set: it cuts "at 6 p.m. | Tuesday" (research/stack.md, 6).
_CLOCK = re.compile(r"\b[ap]\.m\.")
_DAY = re.compile(r"\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s*(?:[A-Z]{3,4}|[a-z])")
_LINE = re.compile(r"[^\n\r]+")

# The longest of the corpora's 9,883 sentences has 219 words, the next 158. Every claim carries its sentence: an
# endless one must not stand.
_MAX_WORDS = 220
# A stop is left inside where a quotation mark that never closes hides it.
_CLAUSE_MARKS = (".", ";", ":", ",")
_CLOSING = frozenset("\"'”’»)]")


def segment(text: str) -> tuple[Span, ...]:
    """Sentences of a text as offsets without surrounding space, in order.

    A line break always ends one. One of more than 220 words is cut at a stop, semicolon, colon or comma, at worst
    between two words.
    """
    spans = [span for line in _LINE.finditer(text) for span in _line_sentences(text, line.start(), line.end())]
    return tuple(part for span in spans for part in _bounded(text, span))


def _line_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    from sentencex import get_sentence_boundaries

    pending = start
    line = text[start:end]
    for boundary in get_sentence_boundaries("en", line):
        stop = start + boundary["end_index"]
        if _ends_in_clock(text, pending, stop) and _DAY.match(text, stop, end):
            continue
        yield from _trimmed(text, pending, stop)
        pending = stop
    yield from _trimmed(text, pending, end)


def _ends_in_clock(text: str, start: int, stop: int) -> bool:
    """Whether the stretch ends in "a.m." or "p.m."; looks at its last word only, as the stretch may be long."""
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return _CLOCK.fullmatch(text, max(start, stop - len("p.m.")), stop) is not None


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or its parts where it has too many words."""
    if sentence.end - sentence.start <= _MAX_WORDS:
        yield sentence
        return
    words = [Span(sentence.start + start, sentence.start + end) for start, end in split_words(sentence.of(text))]
    first, start = 0, sentence.start
    while len(words) - first > _MAX_WORDS:
        first = _clause_end(text, words, first)
        yield from _trimmed(text, start, words[first].start)
        start = words[first].start
    yield from _trimmed(text, start, sentence.end)


def _clause_end(text: str, words: Sequence[Span], first: int) -> int:
    """The word before which a part that begins with the word `first` ends, in the later half of what it may have."""
    # A space must follow the mark or the word: "10:30" and "well-known" stay whole.
    ends = [
        index
        for index in range(first + _MAX_WORDS, first + _MAX_WORDS // 2, -1)
        if words[index - 1].end < words[index].start
    ]
    for mark in _CLAUSE_MARKS:
        for index in ends:
            if _last_mark(text, words, index) == mark:
                return index
    return ends[0] if ends else first + _MAX_WORDS


def _last_mark(text: str, words: Sequence[Span], index: int) -> str:
    """The word before another one, or the one before that where it only closes a quotation or bracket."""
    last = words[index - 1].of(text)
    return words[index - 2].of(text) if last in _CLOSING else last


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _run(document: Document, resources: Resources) -> Document:
    from dataclasses import replace

    return replace(document, sentences=segment(document.text))


STAGE = Stage("segment", (), "sentences", _run)
