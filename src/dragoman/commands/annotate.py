"""`dragoman annotate`: whole documents with every layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands import options
from dragoman.commands.output import check_apart, write_pieces
from dragoman.commands.work import Work, bar_fits

if TYPE_CHECKING:
    from dragoman.document import Document


@click.command(short_help="Write every layer of each report as one JSON object a line.")
@options.paths
@options.published
@options.output
@options.jobs
@options.model
def annotate(paths: tuple[str, ...], published: date | None, output: Path | None, jobs: int, model: Path | None) -> int:
    """Write one JSON object a report: text, sentences, mentions, places, times, attributions and claims.

    Every span has its place in the text, in code points, and every reading the rule that made it.

    \b
    Examples:
      dragoman annotate report.txt --published 2024-05-17
      dragoman annotate reports/ --output layers.jsonl --jobs 4
    """
    check_apart(output, paths)
    work = Work(paths, published, jobs, model, bar=bar_fits(output))
    write_pieces(_lines(work), output)
    return work.status


def _lines(documents: Iterable[Document]) -> Iterator[str]:
    from dragoman.export.json import json_lines

    return json_lines(document.to_dict() for document in documents)
