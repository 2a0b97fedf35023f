"""Which files an argument of the command line stands for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.errors import MissingInput
from dragoman.pipeline import Failure

SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
"""What is read out of a folder; a file named by itself is read whatever its name."""

Note = Callable[[str], None]


def find_reports(path: str, note: Note) -> Iterator[Path | Failure]:
    """The file itself, or the reports in a folder and the folders below it, by name.

    Hidden files and folders are passed over, links to folders not followed; `note` is told how many files
    of other kinds a folder holds.
    """
    given = Path(path)
    if given.is_dir():
        yield from _walk(given, note)
    elif not os.path.lexists(path):
        yield Failure.of(shown(path), MissingInput("there is no such file or folder"))
    else:
        yield given


def shown(path: str | os.PathLike[str]) -> str:
    """The path as it can be printed, whatever bytes are in it."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: Path, note: Note) -> Iterator[Path | Failure]:
    skipped: Counter[str] = Counter()
    n_found = 0
    for found in _files(folder):
        if isinstance(found, Path) and found.suffix.lower() not in SUFFIXES:
            skipped[found.suffix or "no suffix"] += 1
            continue
        n_found += 1
        yield found
    if skipped:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(skipped.items()))
        note(f"{shown(folder)}: passed over what is no report ({kinds})")
    if not n_found:
        yield Failure.of(shown(folder), MissingInput(f"the folder holds no {' '.join(SUFFIXES)} file"))


def _files(folder: Path) -> Iterator[Path | Failure]:
    """Files under the folder, each folder's entries by name; a stack of its own, since folders may be deep."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path.is_dir() and (path == folder or not path.is_symlink()):
            entries = _entries(path)
            if isinstance(entries, Failure):
                yield entries
            else:
                waiting.extend(sorted(entries, reverse=True))
        elif path.is_file():
            yield path


def _entries(folder: Path) -> list[Path] | Failure:
    try:
        return [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        return Failure(shown(folder), f"the folder cannot be read ({error.strerror})")
