"""Records as JSON: one object a line, or one array. The same records give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dragoman.export.record import Record

# Legal inside a JSON string, but taken for the end of a line by many readers of JSON Lines.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_line(record: Record) -> str:
    """The record as one line, without the line feed."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """A line for each record."""
    return (f"{json_line(record)}\n" for record in records)


def json_array(records: Iterable[Record]) -> Iterator[str]:
    """The records as one JSON array, a record a line, in pieces as they come."""
    before = "["
    for record in records:
        yield f"{before}\n{json_line(record)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
