"""The model behind one small door: words in, scores out.

The graph holds everything that costs time: encoder, heads, and the pair layers of the predicates that it
found. One micro-batch holds sentences of one document only, since dynamic quantisation is per tensor: a
document's scores never depend on what else is read (research/model.md, section 8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.words import N_SHAPES, Pieces, WordPieces

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

# Activations of about 250 word pieces stay in the second-level cache; more is slower (research/model.md, 5).
_BATCH_PIECES = 256
# What a call costs beside its pieces, in pieces: 0.65 ms at 8,600 a second (docs/decisions/0002). A sentence
# joins a batch as long as it adds less padding than that.
_CALL_PIECES = 6
# The encoder has 512 positions. Of hexadecimal, base64 and Chinese "words" the first pieces are enough; of words of
# English news none has as many.
_STRETCH_PIECES = 500
_WORD_PIECES = 12
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the model's outputs, thresholds, and the hash of the model they belong to."""

    tags: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    upos: tuple[str, ...]
    ner: tuple[str, ...]
    relations: tuple[str, ...]
    event_roles: tuple[str, ...]
    cue_roles: tuple[str, ...]
    event_threshold: float
    cue_threshold: float
    sha256: str


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """Scores of one trigger: roles (n_words, n_event_roles) and status (n_statuses) as log probabilities,
    modes (n_modes) as logits."""

    word: int
    roles: Floats
    modes: Floats
    status: Floats


@dataclass(frozen=True, slots=True)
class CueScores:
    """Scores of one attribution cue: roles (n_words, n_cue_roles) as log probabilities."""

    word: int
    roles: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one sentence of n words.

    `tags` (n, n_tags) log probabilities, `cues` (n) probabilities, `upos` (n) and `relations` (n) label
    indices, `ner` (n, n_ner) logits, `arcs` (n, n + 1) scores of each head with the root in column 0.
    """

    tags: Floats
    cues: Floats
    upos: Integers
    ner: Floats
    arcs: Floats
    relations: Integers
    triggers: tuple[TriggerScores, ...]
    cue_scores: tuple[CueScores, ...]


class Encoder(Protocol):
    """What the reading stage needs of a model; tests pass a fake."""

    @property
    def labels(self) -> Labels:
        """Names of the outputs."""

    def stretches(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Lengths in words of the stretches that each sentence must be cut into, one length where it fits."""

    def score(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """Scores of each sentence of one document, given as its words."""


class OnnxEncoder:
    """The shipped model, or one in a folder of the same form (model.onnx, labels.json, tokenizer.json)."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        folder = folder or Path(str(resources.files("dragoman") / "model"))
        graph = _read_bytes(folder / "model.onnx")
        self.labels = _load_labels(folder / "labels.json", graph)
        self._pieces = _load_pieces(folder / "tokenizer.json")
        self._session = _session(graph, threads, folder)
        self._outputs = [output.name for output in self._session.get_outputs()]

    def stretches(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Lengths in words of the stretches of at most 500 pieces that each sentence is cut into."""
        # No word has more pieces than bytes, which spares nearly all sentences a second look.
        n_bytes = [sum(len(word.encode()) for word in words) for words in sentences]
        long = [index for index, size in enumerate(n_bytes) if size > _STRETCH_PIECES - 2]
        lengths = [[len(words)] for words in sentences]
        for index, pieces in zip(long, self._encode([sentences[index] for index in long]), strict=True):
            lengths[index] = _stretch_lengths(pieces)
        return lengths

    def _encode(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        return [_capped(pieces) for pieces in self._pieces.encode(sentences)] if sentences else []

    def score(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """Scores of each sentence of one document, given as its words.

        No sentence may be empty or have more than 500 pieces (`stretches`).
        """
        pieces = self._encode(sentences)
        found: dict[int, Scores] = {}
        for batch in _micro_batches(pieces):
            feeds = _feeds([pieces[index] for index in batch], self.labels)
            outputs = dict(zip(self._outputs, self._session.run(None, feeds), strict=True))
            for row, index in enumerate(batch):
                found[index] = _sentence_scores(outputs, row, len(sentences[index]))
        return [found[index] for index in range(len(sentences))]


def _session(graph: bytes, threads: int, folder: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 4  # what goes wrong is raised; the library would print it besides
    # Full optimisation fuses Add + LayerNormalization into a kernel that is a third slower (research/model.md, 5).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{folder / 'model.onnx'} cannot be run: {error}; reinstall dragoman") from error


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); reinstall dragoman") from error


def _load_pieces(path: Path) -> WordPieces:
    try:
        return WordPieces(path)
    except Exception as error:
        raise ModelError(f"{path} is no tokenizer: {error}; reinstall dragoman") from error


def _load_labels(path: Path, graph: bytes) -> Labels:
    try:
        table = json.loads(_read_bytes(path))
        names = {key: tuple(table[key]) for key in Labels.__dataclass_fields__ if key in table and key != "sha256"}
        labels = Labels(
            **names,
            event_threshold=float(table["thresholds"]["event"]),
            cue_threshold=float(table["thresholds"]["cue"]),
            sha256=table["sha256"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path} does not describe a model: {error!r}; reinstall dragoman") from error
    if table.get("format") != _FORMAT or hashlib.sha256(graph).hexdigest() != labels.sha256:
        raise ModelError(f"{path} belongs to another model.onnx; put the two files of one export together")
    return labels


def _capped(pieces: Pieces) -> Pieces:
    """The pieces without those of a word beyond its first `_WORD_PIECES`."""
    kept: list[int] = []
    run = 0
    for index, shape in enumerate(pieces.shapes):
        run = run + 1 if shape > N_SHAPES // 2 else 0
        if run < _WORD_PIECES:
            kept.append(index)
    if len(kept) == len(pieces.ids):
        return pieces
    place = {old: new for new, old in enumerate(kept)}
    return Pieces(
        [pieces.ids[index] for index in kept],
        [pieces.shapes[index] for index in kept],
        [place[index] for index in pieces.first],
    )


def _stretch_lengths(pieces: Pieces) -> list[int]:
    """Words of each stretch, as many as fit."""
    first, n_words = pieces.first, len(pieces.first)
    # A word that borrows its neighbour's piece ends with it.
    ends, end = [0] * n_words, len(pieces.ids) - 1
    for word in reversed(range(n_words)):
        if word + 1 < n_words and first[word + 1] > first[word]:
            end = first[word + 1]
        ends[word] = end
    cuts = [0]
    for word in range(1, n_words):
        if ends[word] - first[cuts[-1]] > _STRETCH_PIECES - 2:
            cuts.append(word)
    return [after - before for before, after in pairwise([*cuts, n_words])]


def _micro_batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Sentence indices in batches of similar length, the same for a document wherever it stands."""
    batch: list[int] = []
    longest = 0
    for index in sorted(range(len(pieces)), key=lambda index: (len(pieces[index].ids), index)):
        length = len(pieces[index].ids)
        padding = (length - longest) * len(batch)
        if batch and (padding > _CALL_PIECES or length * (len(batch) + 1) > _BATCH_PIECES):
            yield batch
            batch = []
        batch.append(index)
        longest = length
    if batch:
        yield batch


def _feeds(pieces: Sequence[Pieces], labels: Labels) -> dict[str, NDArray[Any]]:
    lengths = [len(sentence.ids) for sentence in pieces]
    word_counts = [len(sentence.first) for sentence in pieces]
    return {
        "pieces": _padded([sentence.ids for sentence in pieces], max(lengths)),
        "shapes": _padded([sentence.shapes for sentence in pieces], max(lengths)),
        "first": _padded([sentence.first for sentence in pieces], max(word_counts)),
        "lengths": np.array(lengths, np.int32),
        "word_counts": np.array(word_counts, np.int64),
        "event_threshold": np.array(labels.event_threshold, np.float32),
        "cue_threshold": np.array(labels.cue_threshold, np.float32),
    }


def _padded(rows: Sequence[Sequence[int]], width: int) -> Integers:
    matrix = np.zeros((len(rows), width), np.int64)
    for index, row in enumerate(rows):
        matrix[index, : len(row)] = row
    return matrix


def _sentence_scores(outputs: dict[str, NDArray[Any]], row: int, n_words: int) -> Scores:
    triggers = tuple(
        TriggerScores(
            int(outputs["event_index"][k, 1]),
            outputs["event_roles"][k, :n_words],
            outputs["event_modes"][k],
            outputs["event_status"][k],
        )
        for k in np.flatnonzero(outputs["event_index"][:, 0] == row)
    )
    cues = tuple(
        CueScores(int(outputs["cue_index"][k, 1]), outputs["cue_roles"][k, :n_words])
        for k in np.flatnonzero(outputs["cue_index"][:, 0] == row)
    )
    return Scores(
        tags=outputs["tags"][row, :n_words],
        cues=outputs["cues"][row, :n_words],
        upos=outputs["upos"][row, :n_words],
        ner=outputs["ner"][row, :n_words],
        arcs=outputs["arcs"][row, :n_words, : n_words + 1],
        relations=outputs["relations"][row, :n_words],
        triggers=triggers,
        cue_scores=cues,
    )
