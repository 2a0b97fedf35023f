"""Trees of the coded corpora, parsed once by the quick parser and kept in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch

from training.batches import collate, cut
from training.corpora.sentences import Sentence, require
from training.examples import Example
from training.labels import LabelSets
from training.model import Reader

Tree = tuple[list[int], list[str]]


def parse(model: Reader, examples: Sequence[Example], labels: LabelSets) -> list[Tree]:
    """Best head and relation of each word of each example."""
    trees: list[Tree] = [([], [])] * len(examples)
    with torch.inference_mode():
        for group in cut(examples, 2048):
            batch = collate([examples[index] for index in group])
            vectors = model.word_vectors(batch.pieces, batch.shapes, batch.lengths, batch.first)
            heads = model.arcs(vectors, batch.word_counts).argmax(-1)
            relations = model.arcs.score_relations(vectors, heads).argmax(-1)
            for row, index in enumerate(group):
                size = len(examples[index].words)
                names = [labels.relations[number] for number in relations[row, :size].tolist()]
                trees[index] = (heads[row, :size].tolist(), names)
    return trees


def write_trees(path: Path, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> None:
    """Keep the trees, one sentence a line."""
    with path.open("w", encoding="utf-8") as lines:
        for sentence, (heads, relations) in zip(sentences, trees, strict=True):
            row = {"doc": sentence.document, "s": sentence.number, "heads": heads, "relations": relations}
            lines.write(json.dumps(row) + "\n")


def add_trees(path: Path, sentences: Sequence[Sentence]) -> None:
    """Give the sentences their kept trees; a tree of other words means that the cache is old."""
    with require(path, "the cache of trees (run `training.train parser`)").open(encoding="utf-8") as lines:
        rows = {(row["doc"], row["s"]): row for row in map(json.loads, lines)}
    for sentence in sentences:
        row = rows.get((sentence.document, sentence.number))
        if row is None or len(row["heads"]) != len(sentence.words):
            raise SystemExit(f"{path} does not fit the corpus: run `training.train parser` again")
        sentence.heads, sentence.relations = row["heads"], row["relations"]
