"""Names on Universal NER over the English Web Treebank, dev: persons, organisations, locations.

    python -m evaluation.entities FOLDER [--model DIR] [--limit N]

FOLDER holds en_ewt-ud-dev.iob2. The model alone reads the set's own words, so that splitting into words and sentences
plays no part; a name is right when its words and its kind are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.decode import runs
from dragoman.encoder import Encoder, OnnxEncoder
from dragoman.reading import Entity
from evaluation.public import WordSentence, first_documents, line, read_options, readings_of, require
from evaluation.score import Counts

KINDS = ("PER", "ORG", "LOC")


def read_uner(folder: Path) -> Iterator[WordSentence]:
    """Sentences of the dev part with BIO labels. Raises `SystemExit` where the folder lacks it."""
    path = require(folder / "en_ewt-ud-dev.iob2", "UNER dev")
    document = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        named = [row.removeprefix("# newdoc id = ") for row in lines if row.startswith("# newdoc id = ")]
        document = named[-1] if named else document
        rows = [row.split("\t") for row in lines if row and not row.startswith("#")]
        if rows:
            yield WordSentence(document, tuple(row[1] for row in rows), tuple(row[2] for row in rows))


def gold_entities(sentence: WordSentence) -> set[Entity]:
    """The names of a sentence by its labels."""
    found = runs(sentence.labels, lambda label: label[2:] if label != "O" else None)
    return {Entity(words, kind) for kind, words in found if kind in KINDS}


def measure(folder: Path, encoder: Encoder, limit: int | None = None) -> dict[str, Counts]:
    """Counts by kind, and of all."""
    sentences = first_documents(list(read_uner(folder)), limit)
    readings = readings_of(((each.document, each.words) for each in sentences), encoder)
    counts = dict.fromkeys((*KINDS, "all"), Counts())
    for sentence, reading in zip(sentences, readings, strict=True):
        gold, found = gold_entities(sentence), set(reading.entities)
        for kind in counts:
            counts[kind] += _counts(gold, found, kind)
    return counts


def _counts(gold: set[Entity], found: set[Entity], kind: str) -> Counts:
    wanted = {entity for entity in gold if kind in (entity.label, "all")}
    got = {entity for entity in found if kind in (entity.label, "all")}
    return Counts(len(wanted & got), len(got), len(wanted))


def main() -> None:
    """Prints the table."""
    options = read_options(__doc__)
    for kind, counts in measure(options.folder, OnnxEncoder(options.model), options.limit).items():
        print(line(kind, counts.precision, counts.recall, counts.f1, counts.gold))


if __name__ == "__main__":
    main()
