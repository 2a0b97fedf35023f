"""Which corpora a training run takes, and how often."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from training.corpora import coded, gum, ner, polnear, propbank, ud
from training.corpora.sentences import Sentence

POLNEAR_LONGEST = 110
POLNEAR_EMPTY = 0.25
"""Share of PolNeAR's sentences without attribution that training keeps."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where corpora and caches lie."""

    shared: Path
    work: Path

    @property
    def public(self) -> Path:
        """Other people's corpora."""
        return self.shared / "data"

    @property
    def coded(self) -> Path:
        """Our coded reports."""
        return self.shared / "corpus"


def read_ewt(folders: Folders, part: str) -> list[Sentence]:
    """The English Web Treebank with its entity and PropBank layers."""
    folder = folders.public / "ud-ewt"
    sentences = ud.read_ewt_train(folder) if part == "train" else ud.read_ewt_dev(folder)
    ner.add_uner(sentences, ner.read_uner(folders.public / "uner-ewt" / f"en_ewt-ud-{part}.iob2"))
    propbank.add_propbank(sentences, propbank.read_propbank(folders.public / "propbank-ewt", part))
    return sentences


def read_treebanks(folders: Folders) -> dict[str, list[Sentence]]:
    """What the quick parser learns from: trees and nothing else."""
    return {
        "ewt": ud.read_ewt_train(folders.public / "ud-ewt"),
        "gum": gum.read_gum_train(folders.public / "gum"),
    }


def read_helpers(folders: Folders) -> dict[str, list[Sentence]]:
    """The corpora of the helper tasks."""
    return {
        "ewt": read_ewt(folders, "train"),
        "gum": gum.read_gum_train(folders.public / "gum"),
        "polnear": _thinned(polnear.read_polnear(folders.public / "polnear", "train")),
        "wikigold": ner.read_wikigold(folders.public / "wikigold"),
    }


def _thinned(sentences: list[Sentence]) -> list[Sentence]:
    source = random.Random(1)
    return [
        sentence
        for sentence in sentences
        if len(sentence.words) <= POLNEAR_LONGEST and (sentence.predicates or source.random() < POLNEAR_EMPTY)
    ]


def read_coded(folders: Folders, name: str) -> list[Sentence]:
    """One of our coded corpora, `own` or `news`."""
    return coded.read_coded(folders.coded / name)


def outside_fold(sentences: list[Sentence], fold: int | None) -> list[Sentence]:
    """Sentences that a fold trains on; all without a fold."""
    return [sentence for sentence in sentences if fold is None or coded.fold_of(sentence.document) != fold]


def inside_fold(sentences: list[Sentence], fold: int) -> list[Sentence]:
    """Sentences that a fold is measured on."""
    return [sentence for sentence in sentences if coded.fold_of(sentence.document) == fold]
