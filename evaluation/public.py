"""What the measures of public sets share: command line, missing folders, reading of words that a set has split.

A public set never lies in the project: its folder is an argument (licences in the set's own SOURCE or README).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from dragoman.decode import decode
from dragoman.encoder import Encoder
from dragoman.reading import Reading
from dragoman.span import Span


@dataclass(frozen=True, slots=True)
class Options:
    """Folder of the set, folder of the model (null: the shipped one), how many items to read (null: all)."""

    folder: Path
    model: Path | None
    limit: int | None


@dataclass(frozen=True, slots=True)
class WordSentence:
    """A sentence of a set that gives words: its document, the words, and one gold label a word."""

    document: str
    words: tuple[str, ...]
    labels: tuple[str, ...]


def read_options(description: str | None, arguments: Sequence[str] | None = None) -> Options:
    """`FOLDER [--model DIR] [--limit N]`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the public set")
    parser.add_argument("--model", type=Path, metavar="DIR", help="folder of a model [default: the shipped one]")
    parser.add_argument("--limit", type=int, metavar="N", help="read only N documents (N rows of PLV)")
    parsed = parser.parse_args(arguments)
    return Options(parsed.folder, parsed.model, parsed.limit)


def require(path: Path, what: str) -> Path:
    """The path, if it is there. Raises `SystemExit` with one line that says what is missing and where."""
    if not path.exists():
        raise SystemExit(f"{what} is missing: there is no {path}; give the folder that its files lie in")
    return path


def readings_of(sentences: Iterable[tuple[str, Sequence[str]]], encoder: Encoder) -> Iterator[Reading]:
    """The model's reading of each (document, words), document by document, on the words as the set splits them."""
    for _, group in groupby(sentences, key=lambda sentence: sentence[0]):
        texts = [list(words) for _, words in group]
        for number, (words, scores) in enumerate(zip(texts, encoder.score(texts), strict=True)):
            yield decode(number, _spans(words), scores, encoder.labels)


def _spans(words: Sequence[str]) -> tuple[Span, ...]:
    """Where the words would stand with one blank between them."""
    spans, start = list[Span](), 0
    for word in words:
        spans.append(Span(start, start + len(word)))
        start += len(word) + 1
    return tuple(spans)


def first_documents(sentences: Sequence[WordSentence], limit: int | None) -> list[WordSentence]:
    """The sentences of the first documents; all of them without a limit."""
    groups = (list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.document))
    return [sentence for group in islice(groups, limit) for sentence in group]


def line(name: str, precision: float, recall: float, f1: float, gold: int) -> str:
    """One measure as a line of text."""
    return f"{name:24} p {precision:.4f}  r {recall:.4f}  f1 {f1:.4f}  gold {gold}"
