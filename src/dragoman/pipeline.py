"""The order of work on one report, and on many.

segment → read → actors, places, times → code → attribute → claims
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.document import Document
from dragoman.errors import InputError, InstallationError, ModelError
from dragoman.ontology import Ontology, load_ontology
from dragoman.stages import (
    Stage,
    attribute,
    claim,
    code_events,
    read,
    resolve_actors,
    resolve_places,
    resolve_times,
    segment,
)

if TYPE_CHECKING:
    from dragoman.encoder import Encoder, Labels
    from dragoman.knowledge import Knowledge

STAGES: list[Stage] = [
    segment.STAGE,
    read.STAGE,
    resolve_times.STAGE,
    resolve_places.STAGE,
    resolve_actors.STAGE,
    code_events.STAGE,
    attribute.STAGE,
    claim.STAGE,
]


@dataclass(frozen=True)
class Resources:
    """What the stages need beside the document: model, tables of knowledge, codebook."""

    encoder: Encoder
    knowledge: Knowledge
    ontology: Ontology

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions that made a record: of the program, the model and the knowledge."""
        from dragoman import __version__

        return {
            "dragoman": __version__,
            "model": f"sha256:{self.encoder.labels.sha256[:16]}",
            "knowledge": f"sha256:{self.knowledge.sha256[:16]}",
        }


def load_resources(model: Path | None = None) -> Resources:
    """The shipped model (or the one in the folder `model`) and tables.

    Raises `InstallationError` where a file is missing or does not hold together.
    """
    from dragoman.encoder import OnnxEncoder
    from dragoman.knowledge import load_knowledge
    from dragoman.times.lexicon import lexicon
    from dragoman.times.tense import tense_words

    resources = Resources(OnnxEncoder(model), load_knowledge(), load_ontology())
    check_labels(resources.encoder.labels, resources.ontology)
    # Kept where they are used; read here, so that a damaged one stops the program before the first report.
    lexicon(), tense_words()
    return resources


def check_labels(labels: Labels, ontology: Ontology) -> None:
    """Raise `ModelError` where the model knows a type, mode or status that the codebook lacks."""
    known = {f"{name}/{mode}" for name, row in ontology.types.items() for mode in row.modes}
    unknown = [
        *(f"type {name}" for name in labels.tags[1:] if name not in ontology.types),
        *(f"mode {name}" for name in labels.modes if name not in known | {"none"}),
        *(f"status {name}" for name in labels.statuses if name not in ontology.statuses),
    ]
    if unknown:
        raise ModelError(f"labels.json has what the codebook lacks: {', '.join(unknown)}; use a model of this version")
    if "none" not in labels.modes:
        raise ModelError('labels.json lacks the mode "none"; use a model of this version')


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be coded: where it came from, and why; `error` is what Python calls raise for it."""

    source: str
    reason: str
    error: type[InputError] = field(default=InputError, repr=False, compare=False)

    @classmethod
    def of(cls, source: str, error: InputError) -> Failure:
        """The failure that an error makes of a report."""
        return cls(source, str(error), type(error))


def code_document(document: Document, resources: Resources) -> Document:
    """The document with every layer filled. The same document gives the same layers, alone or among others."""
    for stage in STAGES:
        document = stage.run(document, resources)
    return replace(document, versions=tuple(resources.versions.items()))


def code_documents(
    documents: Iterable[Document | Failure],
    *,
    model: Path | None = None,
    jobs: int = 1,
    resources: Resources | None = None,
) -> Iterator[Document | Failure]:
    """Each report coded, in order; what is already a failure, or fails here, comes out as one.

    With `jobs` above 1 that many processes read, each with its own model; else `resources`, where given, are
    used instead of those of `model`. Raises `InstallationError`.
    """
    if jobs == 1:
        resources = resources or load_resources(model)
        yield from (_code_safely(document, resources) for document in documents)
        return
    yield from _code_in_processes(documents, model, jobs)


def _code_safely(document: Document | Failure, resources: Resources) -> Document | Failure:
    """The one place where an error of a report is caught."""
    if isinstance(document, Failure):
        return document
    source = document.origin or document.id
    try:
        return code_document(document, resources)
    except InstallationError:
        raise
    except InputError as error:
        return Failure.of(source, error)
    except Exception as error:
        return Failure(source, f"the program failed on this report: {error!r}; please report it")


_worker_resources: Resources | InstallationError | None = None


def _start_worker(model: Path | None) -> None:
    """Load the model; what fails is kept for `_work`, since an error here would only break the pool of processes."""
    global _worker_resources
    try:
        _worker_resources = load_resources(model)
    except InstallationError as error:
        _worker_resources = error


def _work(document: Document | Failure) -> Document | Failure:
    assert _worker_resources is not None, "_start_worker has run in this process"
    if isinstance(_worker_resources, InstallationError):
        raise _worker_resources
    return _code_safely(document, _worker_resources)


def _code_in_processes(
    documents: Iterable[Document | Failure], model: Path | None, jobs: int
) -> Iterator[Document | Failure]:
    """As many reports in flight as keep the workers busy, so that an endless input takes bounded memory."""
    import multiprocessing
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(jobs, context, _start_worker, (model,)) as executor:
            waiting: deque[Future[Document | Failure]] = deque()
            for document in documents:
                waiting.append(executor.submit(_work, document))
                if len(waiting) >= 8 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise InstallationError(
            f"one of the {jobs} processes ended before its work was done, perhaps for want of memory; "
            "try fewer, or reinstall dragoman"
        ) from error
