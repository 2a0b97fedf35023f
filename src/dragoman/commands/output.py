"""Writing what a command made, to the terminal, a pipe or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 100


def write_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """Write text as UTF-8, each piece at once, so that the reader of a pipe need not wait."""
    with binary_output(output) as stream:
        for piece in pieces:
            stream.write(piece.encode())
            stream.flush()


@contextmanager
def binary_output(output: Path | None) -> Iterator[IO[bytes]]:
    """The file `output`, or standard output. Raises `UsageError` where the file cannot be opened."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        stream = output.open("wb")
    except OSError as error:
        raise UsageError(f"{click.format_filename(output)} cannot be written ({error.strerror})") from error
    with stream:
        yield stream


def check_apart(output: Path | None, paths: Sequence[str]) -> None:
    """Raise `UsageError` where writing `output` would destroy a report, or be read as one."""
    if output is None:
        return
    target = output.resolve()
    for path in (Path(path) for path in paths if path != "-"):
        if path.resolve() == target or (path.is_dir() and target.is_relative_to(path.resolve())):
            name, where = click.format_filename(output), click.format_filename(path)
            raise UsageError(f"--output {name} is among the reports in {where}; write it elsewhere")


@contextmanager
def console_for(output: Path | None) -> Iterator[Console]:
    """A console on `output` or standard output: in colour on a terminal, plain text elsewhere."""
    from rich.console import Console

    if output is None:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED_WIDTH
        yield Console(highlight=False, width=width, soft_wrap=False)
        return
    try:
        file = output.open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{click.format_filename(output)} cannot be written ({error.strerror})") from error
    with file:
        yield Console(file=file, highlight=False, width=_PIPED_WIDTH)
