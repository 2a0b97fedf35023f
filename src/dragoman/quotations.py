"""Quotation marks of a text: which stretches stand between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.span import Span

_CLOSING_OF = {"“": "”»", "„": "“”»", "«": "”»", '"': '"”»'}
"""For each mark that opens a quotation those that close it: “…”, „…“ and „…”, «…»; texts mix some."""
_LONGEST = 2500
_MARK = re.compile(r"[“„«”»\"\r\n]")


def quotations(text: str) -> list[Span]:
    """Stretches between double quotation marks, marks included, in order and without overlaps.

    A mark left open at the end of a paragraph goes on when the next paragraph opens with one (newspaper
    style); else the quotation ends with its paragraph. A straight mark after a digit opens none: 6" is inches.
    """
    spans: list[Span] = []
    start: int | None = None
    for match in _MARK.finditer(text):
        index, character = match.start(), match.group()
        if start is None:
            start = index if _opens(text, index) else None
        elif character in _CLOSING_OF[text[start]] and not _opens_line(text, index):
            spans.append(Span(start, index + 1))
            start = None
        elif character in "\r\n" and not _goes_on(text, index):
            spans.append(Span(start, index))
            start = None
        if start is not None and index - start > _LONGEST:
            start = None
    return [span for span in spans if span.end - span.start <= _LONGEST]


def _opens(text: str, index: int) -> bool:
    inches = text[index] == '"' and text[index - 1 : index].isdecimal()
    return text[index] in _CLOSING_OF and not inches


def _opens_line(text: str, index: int) -> bool:
    """Whether a mark that may open or close stands where a line begins: there it goes on with a quotation."""
    before = text[max(0, index - 8) : index].rstrip(" \t")
    return text[index] in _CLOSING_OF and before[-1:] in ("\r", "\n")


def _goes_on(text: str, line_end: int) -> bool:
    following = text[line_end : line_end + 8].lstrip()
    return following[:1] in _CLOSING_OF


def share_inside(span: Span, quoted: Sequence[Span]) -> float:
    """Share of a stretch that stands in quotation marks, 0 to 1. `quoted` are in order and without overlaps."""
    inside = 0
    for index in range(bisect_right(quoted, span.start, key=lambda other: other.end), len(quoted)):
        other = quoted[index]
        if other.start >= span.end:
            break
        inside += min(span.end, other.end) - max(span.start, other.start)
    return inside / max(1, span.end - span.start)
