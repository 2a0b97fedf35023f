"""Coding the reports of a command: what fails is said and counted, the others come out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands.progress import Progress

if TYPE_CHECKING:
    from dragoman.document import Document


@dataclass
class Work:
    """The reports of one command.

    Iterating codes them; `n_done` and `n_failed` count as it goes. With `bar` a progress bar stands on
    standard error once the work takes longer than a moment.
    """

    paths: Sequence[str]
    published: date | None
    jobs: int = 1
    model: Path | None = None
    bar: bool = False
    n_done: int = 0
    n_failed: int = 0

    def __iter__(self) -> Iterator[Document]:
        from dragoman.api import bound
        from dragoman.ingest import count_reports, read_inputs
        from dragoman.pipeline import Failure, code_documents

        inputs = read_inputs(self.paths, published=self.published, note=_note)
        total = count_reports(self.paths) if self.bar else None
        with Progress(total, shown=self.bar) as progress:
            for document in code_documents(inputs, model=self.model, jobs=self.jobs):
                self.n_done += 1
                progress.step()
                if isinstance(document, Failure):
                    self.n_failed += 1
                    progress.pause()
                    _note(f"{document.source}: {document.reason}")
                else:
                    yield bound(document, self.model)

    @property
    def status(self) -> int:
        """The exit code: 0, or 1 where a report failed. Says how many did, where it is more than one."""
        if self.n_failed > 1:
            _note(f"{self.n_failed} of {self.n_done} reports could not be coded")
        return 1 if self.n_failed else 0


def bar_fits(output: Path | None) -> bool:
    """Whether a bar on standard error would be seen, and not run through a table on the same terminal."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def _note(message: str) -> None:
    click.echo(f"dragoman: {' '.join(message.split())}", err=True)
