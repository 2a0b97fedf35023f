"""`dragoman code`: the claims of reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands import options
from dragoman.commands.output import check_apart, console_for, write_pieces
from dragoman.commands.work import Work, bar_fits

if TYPE_CHECKING:
    from dragoman.document import Document
    from dragoman.export.record import Record

_FORMATS = ("table", "jsonl", "json", "csv")


@click.command(short_help="Code reports: who did what to whom, when, where, and who says so.")
@options.paths
@options.published
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Default: table on a terminal, else by the suffix of --output, else jsonl.",
)
@options.output
@options.jobs
@options.model
def code(
    paths: tuple[str, ...],
    published: date | None,
    form: str | None,
    output: Path | None,
    jobs: int,
    model: Path | None,
) -> int:
    """Code the reports in PATHS: files of text, HTML or JSON Lines, folders of them, or - for standard input.

    One claim comes out for each event that a report tells: with its type, status, actors, recipients,
    places, times, and the chain of those who say so.

    \b
    Examples:
      dragoman code report.txt --published 2024-05-17
      dragoman code reports/ more.jsonl --format csv --output claims.csv --jobs 4
      cat report.html | dragoman code - --format jsonl | grep ASSAULT
    """
    check_apart(output, paths)
    work = Work(paths, published, jobs, model, bar=bar_fits(output))
    form = form or _default_format(output)
    if form == "table":
        _print_tables(work, output)
    else:
        write_pieces(_writer(form)(_records(work)), output)
    return work.status


def _default_format(output: Path | None) -> str:
    if output is not None:
        suffix = output.suffix.lower().lstrip(".")
        return {"csv": "csv", "json": "json", "txt": "table"}.get(suffix, "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


def _writer(form: str) -> Callable[[Iterable[Record]], Iterator[str]]:
    from dragoman.export.csv import csv_rows
    from dragoman.export.json import json_array, json_lines

    return {"csv": csv_rows, "json": json_array, "jsonl": json_lines}[form]


def _records(documents: Iterable[Document]) -> Iterator[Record]:
    for document in documents:
        yield from document.to_dicts()


def _print_tables(documents: Iterable[Document], output: Path | None) -> None:
    from dragoman.export.terminal import print_document

    with console_for(output) as console:
        for document in documents:
            print_document(document, console)
