"""Named entities: UNER over the English Web Treebank, and Wikigold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from training.corpora.sentences import Sentence, require

KINDS = {"PER", "ORG", "LOC"}


def plain_label(label: str) -> str:
    """The label without the kinds that the model does not know."""
    return label if label[2:] in KINDS else "O"


def begin_spans(labels: list[str]) -> list[str]:
    """BIO from labels that mark a beginning only between two spans of a kind, or not at all."""
    fixed, before = list[str](), "O"
    for label in labels:
        if label.startswith("I-") and before[2:] != label[2:]:
            label = "B-" + label[2:]
        fixed.append(label)
        before = label
    return fixed


def read_uner(path: Path) -> dict[str, list[str]]:
    """BIO labels of each sentence, by its identity."""
    labels = dict[str, list[str]]()
    current = list[str]()
    with require(path, "UNER").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                current = labels.setdefault(line.removeprefix("# sent_id = ").strip(), [])
            elif line[0].isdigit():
                current.append(plain_label(line.split("\t")[2].strip()))
    return {identity: begin_spans(found) for identity, found in labels.items()}


def add_uner(sentences: Iterable[Sentence], labels: dict[str, list[str]]) -> None:
    """Write entity labels into the sentences that UNER split into the same number of words."""
    for sentence in sentences:
        found = labels.get(sentence.identity)
        if found and len(found) == len(sentence.words):
            sentence.ner = found


def read_wikigold(folder: Path) -> list[Sentence]:
    """Sentences of Wikigold, with MISC left out."""
    path = folder / "data" / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
    blocks = require(path, "Wikigold").read_text(encoding="utf-8").split("\n\n")
    sentences = list[Sentence]()
    for block in blocks:
        rows = [line.split() for line in block.splitlines() if line and "-DOCSTART-" not in line]
        if rows:
            labels = begin_spans([plain_label(row[-1]) for row in rows])
            sentences.append(Sentence("wikigold", len(sentences), [row[0] for row in rows], ner=labels))
    return sentences
