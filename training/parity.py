"""Holds an exported model against the checkpoint it came from: argmax agreement, probabilities, speed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from dragoman.words import WordPieces
from training.batches import Batch, collate, cut
from training.corpora.coded import read_coded
from training.examples import Example, prepare
from training.export import load
from training.labels import load_label_sets
from training.model import Reader
from training.train import ROOT

Outputs = dict[str, NDArray[Any]]
GROUP_PIECES = 256
THRESHOLD = 0.4


def open_session(path: Path) -> Any:
    """The exported model on one thread, with the fusions that the program leaves on."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_session(session: Any, batch: Batch) -> Outputs:
    """Outputs of the exported model, by name."""
    feeds = {name: getattr(batch, name).numpy() for name in ("pieces", "shapes", "first", "word_counts")}
    feeds["lengths"] = batch.lengths.numpy().astype(np.int32)
    feeds |= {f"{kind}_threshold": np.array(THRESHOLD, np.float32) for kind in ("event", "cue")}
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, feeds), strict=True))


def run_torch(model: Reader, batch: Batch, events: NDArray[np.int64]) -> Outputs:
    """The same outputs from torch, for words and for the given event words."""
    with torch.inference_mode():
        vectors = model.word_vectors(batch.pieces, batch.shapes, batch.lengths, batch.first)
        scores = model.score_words(vectors)
        rows, words = torch.from_numpy(events).T
        types = scores.tags[rows, words, 1:].argmax(-1)
        roles = model.pairs(vectors, rows, words, "event", types)
        arcs = model.arcs(vectors, batch.word_counts)
    found = {"tags": scores.tags, "upos": scores.upos, "ner": scores.ner, "arcs": arcs, "roles": roles}
    return {name: value.numpy() for name, value in found.items()}


def agreements(exported: Outputs, reference: Outputs, batch: Batch) -> Iterator[tuple[str, int, int]]:
    """Name of an output, how many of its decisions agree, how many there are."""
    real = np.arange(batch.first.shape[1])[None] < batch.word_counts.numpy()[:, None]
    best = {name: value.argmax(-1) for name, value in reference.items()}
    ours = {name: exported[name].argmax(-1) for name in ("tags", "ner", "arcs")}
    ours |= {"upos": exported["upos"], "roles": exported["event_roles"].argmax(-1)}
    for name, decisions in ours.items():
        mask = real[exported["event_index"][:, 0]] if name == "roles" else real
        yield name, int((decisions == best[name])[mask].sum()), int(mask.sum())


def compare(model: Reader, session: Any, examples: Sequence[Example]) -> None:
    """Print the share of decisions that agree and the speed of the exported model."""
    totals, seconds, pieces = dict[str, tuple[int, int]](), 0.0, 0
    for group in cut(examples, GROUP_PIECES):
        batch = collate([examples[index] for index in group])
        began = time.process_time()
        exported = run_session(session, batch)
        seconds += time.process_time() - began
        pieces += int(batch.lengths.sum())
        reference = run_torch(model, batch, exported["event_index"])
        for name, same, count in agreements(exported, reference, batch):
            before = totals.get(name, (0, 0))
            totals[name] = before[0] + same, before[1] + count
    for name, (same, count) in totals.items():
        print(f"{name}: {100 * same / max(1, count):.2f} % of {count} decisions agree")
    print(f"{pieces / seconds:.0f} pieces a second of processor time on one thread")


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, help="folder of model.onnx and tokenizer.json")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus" / "news")
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--layers", type=int, default=4)
    options = parser.parse_args()
    labels = load_label_sets()
    sentences = read_coded(options.corpus)[: options.sentences]
    for sentence in sentences:
        sentence.predicates = None
    examples = prepare(sentences, labels, WordPieces(options.folder / "tokenizer.json"))
    torch.set_num_threads(1)
    model = load(options.checkpoint, options.layers, labels)
    compare(model, open_session(options.folder / "model.onnx"), examples)


if __name__ == "__main__":
    main()
