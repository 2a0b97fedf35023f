"""Quick figures on held-out sentences while training; the real measure is in evaluation/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.batches import Batch, collate, cut
from training.corpora.sentences import RoleSpan
from training.examples import Example
from training.labels import IGNORED, LabelSets
from training.model import Reader

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(slots=True)
class Score:
    """Counts that add."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        """Count some more."""
        self.hits, self.predicted, self.gold = self.hits + hits, self.predicted + predicted, self.gold + gold

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return round(200 * self.hits / max(1, self.predicted + self.gold), 1)


def scored_batches(model: Reader, examples: Sequence[Example]) -> Iterator[tuple[list[Example], Batch, Tensor]]:
    """Examples in batches, with the vectors of their words."""
    model.eval()
    with torch.inference_mode():
        for group in cut(examples, 2048):
            members = [examples[index] for index in group]
            batch = collate(members)
            yield members, batch, model.word_vectors(batch.pieces, batch.shapes, batch.lengths, batch.first)
    model.train()


def measure_syntax(model: Reader, examples: Sequence[Example], labels: LabelSets) -> dict[str, float]:
    """UPOS, UAS, LAS (subtypes apart) in percent of words, and entity F1."""
    names = ("upos", "uas", "las")
    counts, words, entities = dict.fromkeys(names, 0), 0, Score()
    for _, batch, vectors in scored_batches(model, examples):
        scores = model.score_words(vectors)
        real = batch.layers["upos"] != IGNORED
        heads = model.arcs(vectors, batch.word_counts).argmax(-1)
        relations = model.arcs.score_relations(vectors, heads).argmax(-1)
        right = heads == batch.layers["heads"]
        words += int(real.sum())
        counts["upos"] += int(((scores.upos.argmax(-1) == batch.layers["upos"]) & real).sum())
        counts["uas"] += int((right & real).sum())
        counts["las"] += int((right & (relations == batch.layers["relations"]) & real).sum())
        if "ner" in batch.layers:
            _count_entities(entities, scores.ner.argmax(-1), batch.layers["ner"], labels.ner)
    figures = {name: round(100 * count / max(1, words), 2) for name, count in counts.items()}
    return figures | {"ner": entities.f1}


def _count_entities(score: Score, found: Tensor, gold: Tensor, names: list[str]) -> None:
    for row in range(len(gold)):
        size = int((gold[row] != IGNORED).sum())
        predicted = spans_of([names[index] for index in found[row, :size].tolist()])
        wanted = spans_of([names[index] for index in gold[row, :size].tolist()])
        score.add(len(predicted & wanted), len(predicted), len(wanted))


def spans_of(labels: Sequence[str]) -> set[RoleSpan]:
    """Spans of BIO labels; an I that continues nothing begins a span."""
    spans, start = set[RoleSpan](), 0
    for index, label in enumerate([*labels, "O"]):
        before = labels[index - 1] if index else "O"
        continues = label.startswith("I-") and before[2:] == label[2:]
        if before != "O" and not continues:
            spans.add(RoleSpan(before[2:], start, index))
        if not continues:
            start = index
    return spans


def measure_cues(model: Reader, examples: Sequence[Example], labels: LabelSets) -> dict[str, float]:
    """F1 of cue anchors, and of whole source and content spans at gold cues."""
    cues, parts = Score(), {"source": Score(), "content": Score()}
    for _, batch, vectors in scored_batches(model, examples):
        gold = batch.layers["cues"] == 1
        found = (model.score_words(vectors).cues > 0) & (batch.layers["cues"] != IGNORED)
        cues.add(int((gold & found).sum()), int(found.sum()), int(gold.sum()))
        if batch.predicates:
            _count_cue_roles(parts, model, vectors, batch, labels)
    return {"cue": cues.f1} | {f"{name} at gold cue": score.f1 for name, score in parts.items()}


def _count_cue_roles(parts: dict[str, Score], model: Reader, vectors: Tensor, batch: Batch, labels: LabelSets) -> None:
    predicates = batch.predicates
    assert predicates is not None
    found = model.pairs(vectors, predicates.rows, predicates.words, "cue", None).argmax(-1)
    names = labels.roles["cue"]
    for row, (predicted, gold) in enumerate(zip(found.tolist(), predicates.roles.tolist(), strict=True)):
        size = int((predicates.roles[row] != IGNORED).sum())
        ours = spans_of([names[index] for index in predicted[:size]])
        wanted = spans_of([names[index] for index in gold[:size]])
        for role, score in parts.items():
            mine, theirs = ({span for span in spans if span.role == role} for spans in (ours, wanted))
            score.add(len(mine & theirs), len(mine), len(theirs))


def measure_events(model: Reader, examples: Sequence[Example], labels: LabelSets) -> dict[str, float]:
    """F1 by argmax of triggers, typed events and, end to end, of the head word of each role."""
    scores = {name: Score() for name in ("trigger", "event", *labels.roles["event"][1:])}
    attributes = {"mode": Score(), "status": Score()}
    for _, batch, vectors in scored_batches(model, examples):
        gold = batch.layers["tags"].clamp(min=0)
        found = model.score_words(vectors).tags.argmax(-1) * (batch.layers["tags"] != IGNORED)
        positives = int((found > 0).sum()), int((gold > 0).sum())
        scores["trigger"].add(int(((found > 0) & (gold > 0)).sum()), *positives)
        scores["event"].add(int(((found == gold) & (gold > 0)).sum()), *positives)
        _count_roles(scores, attributes, model, vectors, found, batch, labels)
    return {name: score.f1 for name, score in (scores | attributes).items()}


def _count_roles(
    scores: dict[str, Score],
    attributes: dict[str, Score],
    model: Reader,
    vectors: Tensor,
    found: Tensor,
    batch: Batch,
    labels: LabelSets,
) -> None:
    names = labels.roles["event"]
    ours, wanted = set[tuple[int, ...]](), set[tuple[int, ...]]()
    rows, words = found.nonzero(as_tuple=True)
    if len(rows):
        tags = found[rows, words]
        roles = model.pairs(vectors, rows, words, "event", tags - 1).argmax(-1)
        ours = _triples(rows, words, tags, roles, batch.word_counts)
    predicates = batch.predicates
    if predicates:
        tags = predicates.types + 1
        wanted = _triples(predicates.rows, predicates.words, tags, predicates.roles, batch.word_counts)
        modes = model.score_modes(vectors, predicates.rows, predicates.words, tags).argmax(-1)
        statuses = model.score_statuses(vectors, predicates.rows, predicates.words).argmax(-1)
        count = len(modes)
        attributes["mode"].add(int((modes == predicates.modes).sum()), count, count)
        attributes["status"].add(int((statuses == predicates.statuses).sum()), count, count)
    for index, name in enumerate(names[1:], 1):
        mine, theirs = ({item for item in items if item[-1] == index} for items in (ours, wanted))
        scores[name].add(len(mine & theirs), len(mine), len(theirs))


def _triples(rows: Tensor, words: Tensor, tags: Tensor, roles: Tensor, word_counts: Tensor) -> set[tuple[int, ...]]:
    """(row, trigger, tag, word, role) of every argument."""
    numbers = zip(rows.tolist(), words.tolist(), tags.tolist(), roles.tolist(), strict=True)
    return {
        (row, word, tag, place, role)
        for row, word, tag, line in numbers
        for place, role in enumerate(line[: int(word_counts[row])])
        if role > 0
    }


def best_threshold(model: Reader, examples: Sequence[Example]) -> tuple[float, dict[float, float]]:
    """Threshold on 1 - P(O) with the best typed F1, and the F1 of each tried."""
    scores = {threshold: Score() for threshold in THRESHOLDS}
    for _, batch, vectors in scored_batches(model, examples):
        chances = torch.softmax(model.score_words(vectors).tags, -1)
        real, gold = batch.layers["tags"] != IGNORED, batch.layers["tags"].clamp(min=0)
        types = chances[:, :, 1:].argmax(-1) + 1
        for threshold, score in scores.items():
            found = types * ((1 - chances[:, :, 0] > threshold) & real)
            hits = int(((found == gold) & (gold > 0)).sum())
            score.add(hits, int((found > 0).sum()), int((gold > 0).sum()))
    figures = {threshold: score.f1 for threshold, score in scores.items()}
    return max(figures, key=lambda threshold: figures[threshold]), figures
