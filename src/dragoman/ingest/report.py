"""What every way in shares: the checks on a report's text, its identity and its date."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

from dragoman.document import Document
from dragoman.errors import EmptyReport, InputError, UndecodableInput
from dragoman.ingest.dates import find_dateline

MAXIMUM_BYTES = 20 * 1024 * 1024
"""Largest report that is read: a file of text or HTML, or one line of JSON Lines."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def new_document(
    body: str,
    *,
    origin: str,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published: date | None = None,
    published_rule: str | None = None,
    given: date | None = None,
    language: str | None = None,
    identity: str | None = None,
) -> Document:
    """A checked report whose text is `title`, an empty line and `body`, or `body` alone.

    `published` is the report's own date, found by `published_rule`; else `given`, the user's, holds; else a
    dateline in the text. `identity` is the report's own id; without one it is a hash of what the report says.
    Raises `EmptyReport` and `UndecodableInput`.
    """
    fields = {"title": title, "publisher": publisher, "url": url, "language": language, "id": identity}
    for name, words in fields.items():
        _check_whole(name, words or "")
    title, publisher, url = title or None, publisher or None, url or None
    text = f"{title}\n\n{body}" if title else body
    check_text(text)
    day, rule = _date(text, published, published_rule, given)
    identity = identity or _hash(text, title, publisher, url, day.isoformat() if day else None)
    return Document(
        id=identity,
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        published=day,
        published_rule=rule,
        language=language or None,
        origin=origin,
    )


def check_text(text: str) -> None:
    """Raise `EmptyReport` or `UndecodableInput` for what cannot be read or written again."""
    if not text.strip():
        raise EmptyReport("the report is empty")
    if "\x00" in text:
        raise UndecodableInput(f"the text holds a NUL character (at {text.index(chr(0))}); it is damaged or binary")
    _check_whole("text", text)


def _check_whole(name: str, words: str) -> None:
    surrogate = _SURROGATE.search(words)
    if surrogate:
        raise UndecodableInput(
            f"the {name} holds half a character (a lone surrogate, at {surrogate.start()}); repair where it was cut"
        )


def too_large() -> InputError:
    """The error for a report above `MAXIMUM_BYTES`."""
    return InputError(f"the report is larger than {MAXIMUM_BYTES // 1024**2} MB; split it")


def _date(text: str, published: date | None, rule: str | None, given: date | None) -> tuple[date | None, str | None]:
    if published is not None:
        return published, rule
    if given is not None:
        return given, "given"
    dateline = find_dateline(text)
    return dateline, "dateline" if dateline else None


def _hash(*parts: str | None) -> str:
    return "d_" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
