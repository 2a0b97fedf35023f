"""The model's reading of every sentence. Reads `sentences`, writes `readings`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from dragoman.decode import decode
from dragoman.document import Document
from dragoman.span import Span
from dragoman.stages import Stage
from dragoman.words import split_words

if TYPE_CHECKING:
    from dragoman.encoder import Encoder
    from dragoman.pipeline import Resources

Stretch = tuple[int, tuple[Span, ...]]
"""Sentence number and words."""

# A table of arcs grows with the square of the words; the encoder cuts further where these have many pieces.
_MAX_WORDS = 160
# A "word" of thousands of letters (a link, base64) would fill the encoder by itself: only its start is read.
_MAX_WORD_LENGTH = 60


def _run(document: Document, resources: Resources) -> Document:
    stretches = list(_fitting(document, resources.encoder))
    texts = [_printed(words, document.text) for _, words in stretches]
    scores = resources.encoder.score(texts) if texts else []
    labels = resources.encoder.labels
    readings = [
        decode(sentence, words, found, labels) for (sentence, words), found in zip(stretches, scores, strict=True)
    ]
    return replace(document, readings=tuple(readings))


def _stretches(document: Document) -> Iterator[Stretch]:
    """Sentence number and words of each stretch of at most `_MAX_WORDS`; a very long sentence has several."""
    for number, sentence in enumerate(document.sentences):
        spans = [
            Span(sentence.start + start, sentence.start + end) for start, end in split_words(sentence.of(document.text))
        ]
        for first in range(0, len(spans), _MAX_WORDS):
            yield number, tuple(spans[first : first + _MAX_WORDS])


def _fitting(document: Document, encoder: Encoder) -> Iterator[Stretch]:
    """The stretches that the model reads at once: those that are too long for the encoder are cut again."""
    stretches = list(_stretches(document))
    lengths = encoder.stretches([_printed(words, document.text) for _, words in stretches])
    for (number, words), parts in zip(stretches, lengths, strict=True):
        for end, length in zip(accumulate(parts), parts, strict=True):
            yield number, words[end - length : end]


def _printed(words: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text)[:_MAX_WORD_LENGTH] for span in words]


STAGE = Stage("read", ("sentences",), "readings", _run)
