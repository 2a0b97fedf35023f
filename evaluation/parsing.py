"""Parts of speech and trees on the English Web Treebank, dev.

    python -m evaluation.parsing FOLDER [--model DIR] [--limit N]

FOLDER holds en_ewt-ud-dev.conllu. The model alone reads the treebank's own words. `UPOS`: the tag is right; `UAS`: the
governing word is; `LAS`: it and the relation are, subtypes apart ("nsubj:pass" is "nsubj"). All over all words,
punctuation too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.corpora.sentences import Sentence
from training.corpora.ud import read_ewt_dev

from dragoman.encoder import Encoder, OnnxEncoder
from dragoman.reading import Reading
from evaluation.public import read_options, readings_of, require

MEASURES = ("UPOS", "UAS", "LAS")


def right_words(gold: Sentence, reading: Reading) -> Iterator[tuple[bool, bool, bool]]:
    """(tag, head, head and relation) right or not, for each word."""
    assert gold.upos is not None, "a treebank has tags"
    assert gold.heads is not None, "a treebank has heads"
    assert gold.relations is not None, "a treebank has relations"
    for index in range(len(gold.words)):
        head = reading.heads[index] == gold.heads[index] - 1
        relation = plain(reading.relations[index]) == plain(gold.relations[index])
        yield reading.tags[index] == gold.upos[index], head, head and relation


def plain(relation: str) -> str:
    """The relation without its subtype."""
    return relation.partition(":")[0]


def measure(folder: Path, encoder: Encoder, limit: int | None = None) -> tuple[dict[str, float], int]:
    """Share of the words that are right by measure, and how many words there are.

    Raises `SystemExit` where the folder lacks the dev part.
    """
    require(folder / "en_ewt-ud-dev.conllu", "EWT dev")
    sentences = _first(read_ewt_dev(folder), limit)
    readings = readings_of(((each.document, each.words) for each in sentences), encoder)
    right, words = Counter[str](), 0
    for gold, reading in zip(sentences, readings, strict=True):
        for found in right_words(gold, reading):
            words += 1
            right.update(name for name, is_right in zip(MEASURES, found, strict=True) if is_right)
    return {name: right[name] / max(1, words) for name in MEASURES}, words


def _first(sentences: list[Sentence], limit: int | None) -> list[Sentence]:
    documents = list(dict.fromkeys(sentence.document for sentence in sentences))[:limit]
    return [sentence for sentence in sentences if sentence.document in set(documents)]


def main() -> None:
    """Prints the figures."""
    options = read_options(__doc__)
    figures, words = measure(options.folder, OnnxEncoder(options.model), options.limit)
    print("  ".join(f"{name} {value:.4f}" for name, value in figures.items()), f" words {words}")


if __name__ == "__main__":
    main()
