"""Batches of one corpus each, cut by length, and the order in which training takes them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dragoman.words import Pieces
from training.examples import Example, PredicateTargets
from training.labels import IGNORED

BATCH_PIECES = 768


@dataclass(frozen=True, slots=True)
class Step:
    """One batch to be: a corpus and its examples."""

    corpus: str
    members: list[int]


@dataclass(slots=True)
class PredicateBatch:
    """All predicates of a batch."""

    kind: str
    rows: Tensor
    words: Tensor
    roles: Tensor
    types: Tensor
    modes: Tensor
    statuses: Tensor


@dataclass(slots=True)
class Batch:
    """Tensors of one batch; `layers` has the word targets that its corpus knows."""

    pieces: Tensor
    shapes: Tensor
    lengths: Tensor
    first: Tensor
    word_counts: Tensor
    layers: dict[str, Tensor]
    predicates: PredicateBatch | None


def cut(examples: Sequence[Example], limit: int, source: random.Random | None = None) -> list[list[int]]:
    """Indices in groups of similar length, at most `limit` pieces a group; shuffled if given a source."""
    noise = source.uniform if source else (lambda low, high: 0.0)
    lengths = [len(example.pieces.ids) for example in examples]
    order = list(range(len(examples)))
    if source:
        source.shuffle(order)
    order.sort(key=lambda index: lengths[index] + noise(-2, 2))
    groups, longest = list[list[int]](), 0
    for index in order:
        longest = max(longest, lengths[index])
        if not groups or longest * (len(groups[-1]) + 1) > limit:
            groups.append([])
            longest = lengths[index]
        groups[-1].append(index)
    return groups


def epochs(corpus: str, examples: Sequence[Example], times: float, source: random.Random) -> list[Step]:
    """Steps that go `times` over a corpus."""
    steps = list[Step]()
    while times > 0:
        groups = cut(examples, BATCH_PIECES, source)
        source.shuffle(groups)
        steps += [Step(corpus, group) for group in groups[: round(len(groups) * min(1.0, times))]]
        times -= 1
    return steps


def endless(corpus: str, examples: Sequence[Example], source: random.Random) -> Iterator[Step]:
    """Steps over a corpus without end."""
    while True:
        yield from epochs(corpus, examples, 1, source)


def collate(examples: Sequence[Example], pieces: Sequence[Pieces] | None = None) -> Batch:
    """Tensors of some examples; `pieces` replaces their own."""
    pieces = pieces or [example.pieces for example in examples]
    size = max(len(example.words) for example in examples)
    names = set[str]().union(*(example.layers for example in examples))
    nothing = np.empty(0, np.int64)
    layers = {
        name: _padded([example.layers.get(name, nothing) for example in examples], size, IGNORED)
        for name in sorted(names)
    }
    return Batch(
        _padded([cut.ids for cut in pieces]),
        _padded([cut.shapes for cut in pieces]),
        torch.tensor([len(cut.ids) for cut in pieces]),
        _padded([cut.first for cut in pieces], size),
        torch.tensor([len(example.words) for example in examples]),
        layers,
        _predicates(examples, size),
    )


def _padded(rows: Sequence[Sequence[int] | np.ndarray], size: int = 0, filler: int = 0) -> Tensor:
    values = np.full((len(rows), size or max(map(len, rows))), filler, np.int64)
    for index, row in enumerate(rows):
        values[index, : len(row)] = row
    return torch.from_numpy(values)


def _predicates(examples: Sequence[Example], size: int) -> PredicateBatch | None:
    found: list[tuple[int, PredicateTargets]] = [
        (row, predicate) for row, example in enumerate(examples) for predicate in example.predicates
    ]
    if not found:
        return None
    every = [predicate for _, predicate in found]
    return PredicateBatch(
        next(example.kind for example in examples if example.kind),
        torch.tensor([row for row, _ in found]),
        torch.tensor([predicate.word for predicate in every]),
        _padded([predicate.roles for predicate in every], size, IGNORED),
        torch.tensor([predicate.type for predicate in every]),
        torch.tensor([predicate.mode for predicate in every]),
        torch.tensor([predicate.status for predicate in every]),
    )
