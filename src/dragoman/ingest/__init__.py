"""From files, folders and standard input to documents.

A report that cannot be read comes out as a `Failure` in its place, and the others go on.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO

from dragoman.document import Document
from dragoman.errors import EmptyReport, InputError
from dragoman.ingest.encoding import decode
from dragoman.ingest.folders import Note, find_reports, shown
from dragoman.ingest.html import read_html
from dragoman.ingest.jsonl import read_jsonl
from dragoman.ingest.report import MAXIMUM_BYTES, too_large
from dragoman.ingest.text import read_text
from dragoman.pipeline import Failure

_JSONL = re.compile(rb"""(?:\xef\xbb\xbf)?\s*\{\s*(?:["}]|$)""")
_HTML = re.compile(
    # Atomic, since comments that may end at any later one take exponential time to refuse.
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_inputs(
    paths: Sequence[str], *, published: date | None = None, note: Note = lambda _: None
) -> Iterator[Document | Failure]:
    """The reports of files, folders and "-" (standard input), in order, each read when it is asked for.

    `published` is the date for reports that state none. `note` is told what folders hold beside reports, and
    what of a report is passed over.
    """
    for path in paths:
        if path == "-":
            yield from read_stream(sys.stdin.buffer, origin="standard input", given=published, note=note)
            continue
        for found in find_reports(path, note):
            yield from [found] if isinstance(found, Failure) else _read_file(found, published, note)


def count_reports(paths: Sequence[str]) -> int | None:
    """How many reports `read_inputs` will give; None where only reading tells (JSON Lines, standard input)."""
    n_reports = 0
    for path in paths:
        for found in [] if path == "-" else find_reports(path, lambda _: None):
            n_reports += 1
            if isinstance(found, Path) and found.suffix.lower() == ".jsonl":
                return None
    return None if "-" in paths else n_reports


def read_stream(
    stream: IO[bytes], *, origin: str, suffix: str = "", given: date | None = None, note: Note = lambda _: None
) -> Iterator[Document | Failure]:
    """The reports of an open file; without a known `suffix` its first line tells what it is."""
    head = _head(stream)
    if suffix == ".jsonl" or (suffix not in (".txt", ".html", ".htm") and _JSONL.match(head)):
        yield from read_jsonl(_lines(head, stream), origin=origin, given=given, note=note)
        return
    try:
        yield _read_whole(head + stream.read(MAXIMUM_BYTES + 1), origin=origin, suffix=suffix, given=given)
    except InputError as error:
        yield Failure.of(origin, error)


def _read_file(path: Path, given: date | None, note: Note) -> Iterator[Document | Failure]:
    origin = shown(path)
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, origin=origin, suffix=path.suffix.lower(), given=given, note=note)
    except OSError as error:
        yield Failure(origin, f"the file cannot be read ({error.strerror})")


def _read_whole(raw: bytes, *, origin: str, suffix: str, given: date | None) -> Document:
    if len(raw) > MAXIMUM_BYTES:
        raise too_large()
    if not raw.strip():
        raise EmptyReport("the report is empty")
    markup = suffix in (".html", ".htm")
    text = decode(raw, markup=markup or (suffix != ".txt" and b"<" in raw[:1024]))
    if markup or (suffix != ".txt" and _HTML.match(text)):
        return read_html(text, origin=origin, given=given)
    return read_text(text, origin=origin, given=given)


def _head(stream: IO[bytes]) -> bytes:
    """Lines up to the first that is not blank."""
    lines: list[bytes] = []
    n_bytes = 0
    while n_bytes <= MAXIMUM_BYTES:
        line = stream.readline(MAXIMUM_BYTES + 1)
        lines.append(line)
        n_bytes += len(line)
        if line.strip() or not line:
            break
    return b"".join(lines)


def _lines(head: bytes, stream: IO[bytes]) -> Iterable[bytes]:
    return chain(BytesIO(head), iter(lambda: stream.readline(MAXIMUM_BYTES + 1), b""))
