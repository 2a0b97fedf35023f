"""Quotation marks of a text: which stretches stand between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.span import Span

_OPENING = "“„«"
_CLOSING = "”»"
_LONGEST = 2500
_MARK = re.compile(r"[“„«”»\"\r\n]")


def quotations(text: str) -> list[Span]:
    """Stretches between double quotation marks, marks included, in order.

    A mark left open at the end of a paragraph goes on when the next paragraph opens with one (newspaper
    style); else the quotation ends with its paragraph.
    """
    spans: list[Span] = []
    start: int | None = None
    for match in _MARK.finditer(text):
        index, character = match.start(), match.group()
        if start is not None and (character in _CLOSING or (character == '"' and text[start] == '"')):
            spans.append(Span(start, index + 1))
            start = None
        elif character in _OPENING or character == '"':
            start = index if start is None else start
        elif start is not None and character in "\r\n" and not _goes_on(text, index):
            spans.append(Span(start, index))
            start = None
        if start is not None and index - start > _LONGEST:
            start = None
    return [span for span in spans if span.end - span.start <= _LONGEST]


def _goes_on(text: str, line_end: int) -> bool:
    following = text[line_end : line_end + 8].lstrip()
    return following[:1] in (*_OPENING, '"')


def share_inside(span: Span, quoted: Sequence[Span]) -> float:
    """Share of a stretch that stands in quotation marks, 0 to 1."""
    inside = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in quoted)
    return inside / max(1, span.end - span.start)
