"""Measures of the program itself: time, memory, and how right it is.

The article of the speed measure is the project's own text; each copy opens with another number, so that
no cache of whole reports could help.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from dragoman.document import Document
from dragoman.errors import InstallationError, UsageError
from dragoman.ingest.report import new_document
from dragoman.pipeline import STAGES, Failure, Resources, code_documents, load_resources

_PUBLISHED = date(2024, 5, 17)


@dataclass(frozen=True, slots=True)
class Speed:
    """What `bench speed` found. Rates are articles a second, without the start; `stage_seconds` is the sum
    over all articles, in one process."""

    n_articles: int
    n_words: int
    jobs: int
    start_seconds: float
    rate_alone: float
    rate_together: float
    peak_megabytes: float
    stage_seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One line of `bench accuracy`: the measure, its figures between 0 and 1, and how many it counts."""

    measure: str
    precision: float
    recall: float
    f1: float
    n: int


def measure_speed(*, n_articles: int, jobs: int) -> Speed:
    """Read the packaged article `n_articles` times in one process and in `jobs`."""
    text = article()
    start_seconds = _start_seconds()
    loaded = load_resources()
    documents = list(_articles(text, n_articles))
    stage_seconds = _time_stages(documents, loaded)
    peak = _peak_megabytes()
    return Speed(
        n_articles=n_articles,
        n_words=len(text.split()),
        jobs=jobs,
        start_seconds=start_seconds,
        rate_alone=n_articles / sum(stage_seconds.values()),
        rate_together=_rate_together(documents, jobs),
        peak_megabytes=peak,
        stage_seconds=stage_seconds,
    )


def article() -> str:
    """The text of about 500 words that speed is measured on."""
    return (resources.files("dragoman") / "bench_article.txt").read_text(encoding="utf-8")


def accuracy(gold: Path) -> list[Accuracy]:
    """Score the program on a folder of reports with their coding, by the measures of the repository.

    Raises `UsageError` where the folder holds no such reports, or no repository lies round it.
    """
    for path in (gold / "docs.jsonl", gold / "events.jsonl"):
        if not path.is_file():
            raise UsageError(f"there is no gold set in {gold}: {path.name} is missing; name its folder with --gold")
    return [Accuracy(*row) for row in _gate(gold).rows(gold)]


def _gate(gold: Path) -> Any:
    """The repository's `evaluation.gate`, which no installed package holds, from round us or round the gold set."""
    for root in (Path.cwd(), *gold.resolve().parents):
        if (root / "evaluation" / "gate.py").is_file():
            sys.path.insert(0, str(root))
            return import_module("evaluation.gate")
    raise UsageError("accuracy is measured by the repository's evaluation folder; run this in a checkout of dragoman")


def _articles(text: str, n_articles: int) -> Iterator[Document]:
    for number in range(n_articles):
        yield new_document(f"Report {number}.\n\n{text}", origin=f"article {number}", given=_PUBLISHED)


def _time_stages(documents: list[Document], loaded: Resources) -> dict[str, float]:
    """Seconds that each stage took over all documents; the first document is read once before, to warm up."""
    seconds = dict.fromkeys((stage.name for stage in STAGES), 0.0)
    for index, document in enumerate([documents[0], *documents]):
        for stage in STAGES:
            began = time.perf_counter()
            document = stage.run(document, loaded)
            if index:
                seconds[stage.name] += time.perf_counter() - began
    return seconds


def _rate_together(documents: list[Document], jobs: int) -> float:
    """Articles a second from the first that comes out to the last, which leaves the start of processes out."""
    coded = code_documents(documents * jobs, jobs=jobs)
    _checked(next(coded))
    began = time.perf_counter()
    n_coded = len([_checked(document) for document in coded])
    return n_coded / (time.perf_counter() - began) if n_coded else 0.0


def _checked(document: Document | Failure) -> Document:
    if isinstance(document, Failure):
        raise InstallationError(f"the packaged article cannot be read: {document.reason}")
    return document


def _start_seconds() -> float:
    """From the start of a new process to its first claim."""
    command = [sys.executable, "-m", "dragoman", "code", "-", "--format", "jsonl"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None, "a pipe"
        assert process.stdout is not None, "a pipe"
        process.stdin.write(article().encode())
        process.stdin.close()
        first = process.stdout.readline()
        seconds = time.perf_counter() - began
        process.stdout.read()
    if not first:
        raise InstallationError("no claim was found in the packaged article; reinstall dragoman")
    return seconds


def _peak_megabytes() -> float:
    """Most memory that this process has held at once; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)
