"""Web pages: the article without what surrounds it, with the title, date and outlet that the page states."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any

from dragoman.document import Document
from dragoman.errors import EmptyReport, InputError
from dragoman.ingest.report import new_document

_LANGUAGE = re.compile(r"""<html\b[^>]{0,400}?\blang\s*=\s*["']?([A-Za-z]{2,3})""", re.IGNORECASE)


def read_html(content: str, *, origin: str, given: date | None) -> Document:
    """The article of a page. `given` is the user's date, for a page that states none.

    Raises `EmptyReport` where the page holds no article.
    """
    page = _extract(content)
    if page is None or not (page.text or "").strip():
        raise EmptyReport("no article was found in the page; give its text instead")
    title = _one_line(page.title)
    return new_document(
        _without_title(page.text, title),
        origin=origin,
        title=title,
        publisher=_one_line(page.sitename),
        url=_one_line(page.url),
        published=_stated_date(page.date),
        published_rule="metadata",
        given=given,
        language=_stated_language(content),
    )


def _extract(content: str) -> Any:
    from trafilatura import bare_extraction

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        # Keeps its remarks on odd pages from Python's last-resort handler, which prints them to stderr.
        logger.addHandler(logging.NullHandler())
    try:
        return bare_extraction(
            content,
            with_metadata=True,
            include_comments=False,
            # Without these two htmldate makes 1 January of a copyright line, and takes the last change for the date.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # what the libraries below it raise on odd pages is no closed list
        raise InputError(f"the page cannot be read ({type(error).__name__}); give its text instead") from error


def _one_line(words: object) -> str | None:
    """The words on one line; null for none, and for the numbers that some pages state as their title."""
    return " ".join(words.split()) or None if isinstance(words, str) else None


def _without_title(text: str, title: str | None) -> str:
    """The article without its title as first line, which would be read twice."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and _one_line(first) == title and rest.strip() else text


def _stated_date(words: object) -> date | None:
    try:
        return date.fromisoformat(words) if isinstance(words, str) else None
    except ValueError:
        return None


def _stated_language(content: str) -> str | None:
    match = _LANGUAGE.search(content[:4096])
    return match[1].lower() if match else None
