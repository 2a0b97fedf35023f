"""Sentences of a report. Reads the text, writes `sentences`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.document import Document
from dragoman.span import Span
from dragoman.stages import Stage

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

# sentencex's one error on the news torture set: it cuts "at 6 p.m. | Tuesday" (research/stack.md, 6).
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_DAY = re.compile(r"\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s*(?:[A-Z]{3,4}|[a-z])")
_LINE = re.compile(r"[^\n\r]+")


def segment(text: str) -> tuple[Span, ...]:
    """Sentences of a text as offsets without surrounding space, in order. A line break always ends one."""
    spans = [span for line in _LINE.finditer(text) for span in _line_sentences(text, line.start(), line.end())]
    return tuple(spans)


def _line_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    from sentencex import get_sentence_boundaries

    pending = start
    line = text[start:end]
    for boundary in get_sentence_boundaries("en", line):
        stop = start + boundary["end_index"]
        if _CLOCK.search(text, pending, stop) and _DAY.match(text, stop, end):
            continue
        yield from _trimmed(text, pending, stop)
        pending = stop
    yield from _trimmed(text, pending, end)


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
