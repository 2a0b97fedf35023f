"""Sentences as numbers: word pieces and label targets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.words import Pieces, WordPieces
from training.corpora.sentences import Predicate, Sentence
from training.heads import roles_of
from training.labels import IGNORED, LabelSets

Targets = NDArray[np.int64]
LONGEST = 300
"""Longest sentence in pieces that training takes; longer ones are lists and broken markup."""
CASE_NOISE = 0.03
"""Share of sentences whose case is changed, so that headlines in capitals are read too."""


@dataclass(slots=True)
class PredicateTargets:
    """Targets at one predicate: the role of every word, and for events type, mode and status."""

    word: int
    roles: Targets
    type: int
    mode: int
    status: int


@dataclass(slots=True)
class Example:
    """One sentence ready for a batch; a layer that it lacks is None."""

    words: list[str]
    pieces: Pieces
    layers: dict[str, Targets]
    kind: str
    predicates: list[PredicateTargets]


def prepare(sentences: Sequence[Sentence], labels: LabelSets, pieces: WordPieces) -> list[Example]:
    """Examples of the sentences that are not too long."""
    encoded = pieces.encode([sentence.words for sentence in sentences])
    pairs = zip(sentences, encoded, strict=True)
    return [_example(sentence, cut, labels) for sentence, cut in pairs if len(cut.ids) <= LONGEST]


def _example(sentence: Sentence, cut: Pieces, labels: LabelSets) -> Example:
    predicates = sentence.predicates or []
    kind = predicates[0].kind if predicates else ""
    targets = [_predicate(predicate, sentence, labels) for predicate in predicates]
    return Example(sentence.words, cut, _layers(sentence, labels), kind, targets)


def _layers(sentence: Sentence, labels: LabelSets) -> dict[str, Targets]:
    layers = dict[str, Targets]()
    named = {"tags": sentence.tags, "upos": sentence.upos, "ner": sentence.ner}
    if sentence.gold_tree:
        named["relations"] = sentence.relations
        layers["heads"] = np.array(sentence.heads, np.int64)
    inventories = {
        "tags": labels.tags,
        "upos": labels.upos,
        "ner": labels.ner,
        "relations": labels.relations,
    }
    for layer, values in named.items():
        if values is not None:
            layers[layer] = indices(values, inventories[layer])
    if sentence.cues is not None:
        layers["cues"] = np.array(sentence.cues, np.int64)
    return layers


def indices(values: Sequence[str], inventory: list[str]) -> Targets:
    """Index of each value; a value that the inventory lacks is ignored by the losses."""
    index = {name: position for position, name in enumerate(inventory)}
    return np.array([index.get(value, IGNORED) for value in values], np.int64)


def _predicate(predicate: Predicate, sentence: Sentence, labels: LabelSets) -> PredicateTargets:
    inventory = labels.roles[predicate.kind]
    roles = indices(roles_of(predicate, sentence, set(inventory)), inventory)
    if predicate.kind != "event":
        return PredicateTargets(predicate.word, roles, 0, 0, 0)
    return PredicateTargets(
        predicate.word,
        roles,
        labels.types.index(predicate.type),
        labels.modes.index(predicate.mode),
        labels.statuses.index(predicate.status),
    )


def noisy_case(words: Sequence[str], capitals: bool) -> list[str]:
    """The words in capitals, or each with a capital first letter."""
    return [word.upper() if capitals else word[:1].upper() + word[1:] for word in words]


def with_case_noise(example: Example, pieces: WordPieces, source: random.Random) -> Pieces:
    """Pieces of the sentence, now and then with its case changed."""
    if source.random() >= CASE_NOISE:
        return example.pieces
    return pieces.encode([noisy_case(example.words, source.random() < 0.5)])[0]
