"""Reading reports from Python: text or a file in, a coded document out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from dragoman.document import Document
from dragoman.errors import UsageError
from dragoman.ingest import read_inputs
from dragoman.ingest.dates import parse_date
from dragoman.ingest.report import new_document
from dragoman.pipeline import Failure, Resources, code_document, code_documents, load_resources

Day = date | str | None
"""A day, or words for one ("2019-01-04", "4 January 2019")."""


def code(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    resources: Resources | None = None,
) -> Document:
    """The coded report. With a `title` its text is the title, an empty line and `text`.

    The model is loaded at the first call and kept; pass `resources` to use another. Raises `InputError`
    for a report or date that cannot be read, `InstallationError` where the program's files are damaged.
    """
    document = new_document(text, origin="text", title=title, publisher=publisher, url=url, given=_day(published))
    return _coded(document, resources)


def read(path: str | os.PathLike[str], *, published: Day = None, resources: Resources | None = None) -> Document:
    """The coded report of a file of text, HTML or one line of JSON Lines.

    `published` is the date for a report that states none. Raises as `code` does, and `UsageError` for a path
    that holds several reports: `read_all` is for those.
    """
    found = list(islice(read_inputs([os.fspath(path)], published=_day(published)), 2))
    if len(found) > 1:
        raise UsageError(f"{os.fspath(path)} holds several reports; read them with dragoman.read_all([path])")
    report = found[0]
    if isinstance(report, Failure):
        raise report.error(f"{report.source}: {report.reason}")
    return _coded(report, resources)


def read_all(
    paths: Sequence[str | os.PathLike[str]], *, published: Day = None, jobs: int = 1
) -> Iterator[Document | Failure]:
    """The coded reports of files and folders, in order, each as it is done.

    A report that cannot be read comes out as a `Failure` in its place. With `jobs` above 1 as many processes
    read; the calling script then needs its `if __name__ == "__main__":`.
    """
    documents = read_inputs([os.fspath(path) for path in paths], published=_day(published))
    resources = shared_resources() if jobs == 1 else None
    for document in code_documents(documents, jobs=jobs, resources=resources):
        yield document if isinstance(document, Failure) else bound(document)


def bound(document: Document, model: Path | None = None) -> Document:
    """The coded document with the versions that made it, and with claims that know it.

    Such claims print, show and turn into records by themselves. `model` is the folder of another model.
    """
    versions = document.versions or tuple(shared_resources(model).versions.items())
    whole = replace(document, versions=versions)
    # The report and its claims know each other, which no two frozen values can without this.
    object.__setattr__(whole, "claims", tuple(replace(claim, document=whole) for claim in whole.claims))
    return whole


@lru_cache(maxsize=1)
def shared_resources(model: Path | None = None) -> Resources:
    """The model and tables, loaded at the first call and kept."""
    return load_resources(model)


def _coded(document: Document, resources: Resources | None) -> Document:
    resources = resources or shared_resources()
    coded = code_document(document, resources)
    return bound(replace(coded, versions=tuple(resources.versions.items())))


def _day(published: Day) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    return parse_date(published) if isinstance(published, str) else published
