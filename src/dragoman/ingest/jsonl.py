"""JSON Lines: one report a line, as codebook/OUTPUT.md says. A bad line is said with its number, the others read.

A date that is not understood is said and left out: the report is read all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dragoman.document import Document
from dragoman.errors import BadRecord, EmptyReport, InputError, UnknownDate
from dragoman.ingest.dates import parse_date
from dragoman.ingest.folders import Note
from dragoman.ingest.report import MAXIMUM_BYTES, new_document, too_large
from dragoman.pipeline import Failure

_TEXT_FIELDS = ("title", "publisher", "url", "language", "published")


def read_jsonl(
    lines: Iterable[bytes], *, origin: str, given: date | None, note: Note = lambda _: None
) -> Iterator[Document | Failure]:
    """A report or failure for each line that is not blank.

    A line longer than `MAXIMUM_BYTES` may come in pieces, of which only the last ends in a line feed. `note` is
    told of dates that are not understood.
    """
    n_read = 0
    for number, line in _numbered(lines):
        if not line.strip():
            continue
        n_read += 1
        if n_read == 1 and line.strip() in (b"{", b"["):
            yield Failure(origin, "JSON over several lines; give one object a line")
            return
        where = f"{origin}:{number}"
        try:
            yield _read_line(line, origin=where, given=given, note=note)
        except InputError as error:
            yield Failure.of(where, error)
    if not n_read:
        yield Failure.of(origin, EmptyReport("the file holds no line"))


def _numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines from 1; of one that comes in pieces the first piece only, which is too long already."""
    number, in_line = 0, False
    for piece in pieces:
        if not in_line:
            number += 1
            yield number, piece
        in_line = not piece.endswith(b"\n")


def _read_line(line: bytes, *, origin: str, given: date | None, note: Note) -> Document:
    record = _record(line)
    try:
        published = parse_date(record["published"]) if record.get("published") else None
    except UnknownDate as error:
        note(f'{origin}: "published": {error}; read without it')
        # The report has a date of its own, if not a readable one: the user's, for those that state none, is not it.
        published, given = None, None
    return new_document(
        record["text"],
        origin=origin,
        title=record.get("title"),
        publisher=record.get("publisher"),
        url=record.get("url"),
        published=published,
        published_rule="record",
        given=given,
        language=record.get("language"),
        identity=_identity(record.get("id")),
    )


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > MAXIMUM_BYTES:
        raise too_large()
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRecord("not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"not JSON ({_reason(error)})") from error
    if not isinstance(record, dict):
        raise BadRecord("not a JSON object; each line is one report in braces")
    _check_fields(record)
    return record


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"


def _check_fields(record: dict[str, Any]) -> None:
    if "text" not in record:
        raise BadRecord('no field "text"')
    if not isinstance(record["text"], str):
        raise BadRecord('"text" is not a string')
    for name in _TEXT_FIELDS:
        if not isinstance(record.get(name), str | None):
            raise BadRecord(f'"{name}" is neither a string nor null')


def _identity(identity: object) -> str | None:
    if identity is None or isinstance(identity, str):
        return identity or None
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    raise BadRecord('"id" is neither a string nor a whole number')
