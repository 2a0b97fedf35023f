"""Writing what a command made, to the terminal, a pipe or a file."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO, cast

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
    """The file `output`, or standard output. Raises `UsageError` where the file cannot be opened.

    A file is written beside itself and takes its name when all is done: what goes wrong leaves the one of
    yesterday as it was. Interrupting leaves what is done so far, as FILE.part.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    beside = _beside(output)
    try:
        stream = beside.open("wb")
    except OSError as error:
        raise UsageError(f"{click.format_filename(output)} cannot be written ({error.strerror})") from error
    try:
        with stream:
            yield stream
    except KeyboardInterrupt:
        raise
    except BaseException:
        if beside != output:
            beside.unlink(missing_ok=True)
        raise
    if beside != output:
        _replace(output.resolve(), beside)


def _beside(output: Path) -> Path:
    """Where to write at first; a pipe or device, which no file can replace, is written at once."""
    if output.exists() and not output.is_file():
        return output
    target = output.resolve()
    return target.with_name(f"{target.name}.part")


def _replace(target: Path, beside: Path) -> None:
    if target.exists():
        shutil.copymode(target, beside)
    beside.replace(target)


def check_apart(output: Path | None, paths: Sequence[str]) -> None:
    """Raise `UsageError` where writing `output` would destroy a report, or be read as one."""
    from dragoman.ingest.folders import SUFFIXES

    if output is None:
        return
    target = output.resolve()
    is_read = target.suffix.lower() in SUFFIXES
    for path in (Path(path) for path in paths if path != "-"):
        if path.resolve() == target or (path.is_dir() and is_read and target.is_relative_to(path.resolve())):
            name, where = click.format_filename(output), click.format_filename(path)
            raise UsageError(f"--output {name} is among the reports in {where}; write it elsewhere")


@contextmanager
def console_for(output: Path | None) -> Iterator[Console]:
    """A console on `output` or standard output: in colour on a terminal, plain text elsewhere.

    Where the encoding of standard output lacks the signs, plain ones stand for them.
    """
    from rich.console import Console

    if output is None:
        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPED_WIDTH
        utf = sys.stdout.encoding.lower().startswith("utf")
        file = None if utf else cast("IO[str]", _PlainSigns(sys.stdout))
        yield Console(file=file, highlight=False, width=width, soft_wrap=False)
        return
    with binary_output(output) as stream, io.TextIOWrapper(stream, encoding="utf-8") as text:
        yield Console(file=text, highlight=False, width=_PIPED_WIDTH)


class _PlainSigns(io.TextIOBase):
    """Takes any text and writes it in the encoding of a stream that has not all of it."""

    encoding = "utf-8"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        from dragoman.export.terminal import in_encoding

        return self._stream.write(in_encoding(words, self._stream.encoding))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()
