"""Losses of a batch: those for which its corpus has targets."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from training.batches import Batch, PredicateBatch
from training.labels import IGNORED
from training.model import Reader

WEIGHTS = {
    "tags": 3.0,
    "cues": 3.0,
    "roles": 3.0,
    "modes": 0.3,
    "statuses": 0.3,
    "upos": 0.5,
    "arcs": 1.0,
    "relations": 1.0,
    "ner": 2.0,
}


def batch_losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """Weighted losses by name."""
    vectors = model.word_vectors(batch.pieces, batch.shapes, batch.lengths, batch.first)
    scores = model.score_words(vectors)
    found = dict[str, Tensor]()
    for layer in ("tags", "upos", "ner"):
        if layer in batch.layers:
            found[layer] = _cross_entropy(getattr(scores, layer), batch.layers[layer])
    if "cues" in batch.layers:
        found["cues"] = _binary(scores.cues, batch.layers["cues"])
    if "heads" in batch.layers:
        found |= _tree_losses(model, vectors, batch)
    if batch.predicates:
        found |= _predicate_losses(model, vectors, batch.predicates)
    return {name: WEIGHTS[name] * loss for name, loss in found.items()}


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, -2), targets.flatten(), ignore_index=IGNORED)


def _binary(scores: Tensor, targets: Tensor) -> Tensor:
    real = targets != IGNORED
    return functional.binary_cross_entropy_with_logits(scores[real], targets[real].float())


def _tree_losses(model: Reader, vectors: Tensor, batch: Batch) -> dict[str, Tensor]:
    heads = batch.layers["heads"]
    relations = model.arcs.score_relations(vectors, heads.clamp(min=0))
    return {
        "arcs": _cross_entropy(model.arcs(vectors, batch.word_counts), heads),
        "relations": _cross_entropy(relations, batch.layers["relations"]),
    }


def _predicate_losses(model: Reader, vectors: Tensor, predicates: PredicateBatch) -> dict[str, Tensor]:
    event = predicates.kind == "event"
    rows, words = predicates.rows, predicates.words
    roles = model.pairs(vectors, rows, words, predicates.kind, predicates.types if event else None)
    found = {"roles": _cross_entropy(roles, predicates.roles)}
    if event:
        modes = model.score_modes(vectors, rows, words, predicates.types + 1)
        found["modes"] = functional.cross_entropy(modes, predicates.modes)
        statuses = model.score_statuses(vectors, rows, words)
        found["statuses"] = functional.cross_entropy(statuses, predicates.statuses)
    return found
