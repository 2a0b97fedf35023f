"""Words of a sentence and their word pieces: what the encoder reads.

Training and the program share this file, so that a word is the same thing in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

# English as Universal Dependencies splits it: clitics apart, hyphens apart, "U.S." and "Mr." whole.
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|St|Sen|Rep|Gov|Prof|Maj|Brig)\."
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+|\S"
)
# One spelling for the marks that the training corpora print in several ways.
_PLAIN = str.maketrans("‘’‚“”„«»–—−", '\'\'\'"""""---')

N_SHAPES = 16
"""Number of shape classes: eight for a word's first piece, eight for its further pieces."""


def split_words(text: str) -> list[tuple[int, int]]:
    """Half-open code-point offsets of the words of `text`, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def word_shape(word: str) -> int:
    """Shape class of a word, 1 to 7: lower, Title, UPPER, single capital, mixed, with digit, no letter."""
    if any(character.isdigit() for character in word):
        return 6
    if not any(character.isalpha() for character in word):
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 2 if word[0].isupper() and word[1:].islower() else 5


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence as the encoder takes it.

    `ids` and `shapes` have one entry a word piece, the opening and closing marks included; `first`
    holds for each word the index of its first piece.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]


class WordPieces:
    """The tokenizer of the encoder over words that are already split."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        # The published file truncates and pads to 128 pieces.
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """Pieces of each sentence, given as its words."""
        plain = [[word.translate(_PLAIN) for word in words] for words in sentences]
        encodings = self._tokenizer.encode_batch(plain, is_pretokenized=True)
        return [
            _pieces(encoding.ids, encoding.word_ids, words)
            for encoding, words in zip(encodings, sentences, strict=True)
        ]


def _pieces(ids: list[int], word_ids: list[int | None], words: Sequence[str]) -> Pieces:
    shapes, first = [0] * len(ids), [0] * len(words)
    seen = -1
    for index, word in enumerate(word_ids):
        if word is None:
            continue
        shape = word_shape(words[word])
        if word != seen:
            first[word], seen = index, word
        else:
            shape += 8
        shapes[index] = shape
    for index in range(len(first)):
        # A word of characters that the vocabulary lacks has no piece: it borrows its neighbour's.
        if first[index] == 0:
            first[index] = first[index - 1] if index else min(1, len(ids) - 1)
    return Pieces(ids, shapes, first)
