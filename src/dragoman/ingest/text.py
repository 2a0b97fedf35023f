"""Plain text: the report is the input, character by character."""

from __future__ import annotations

from datetime import date

from dragoman.document import Document
from dragoman.ingest.report import new_document


def read_text(content: str, *, origin: str, given: date | None) -> Document:
    """A report of plain text. `given` is the user's date, for a report without one."""
    return new_document(content, origin=origin, given=given)
