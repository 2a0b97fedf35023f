"""The model's reading of every sentence. Reads `sentences`, writes `readings`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.decode import decode
from dragoman.document import Document
from dragoman.span import Span
from dragoman.stages import Stage
from dragoman.words import split_words

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

# The encoder has 512 positions; 160 words of news take about 200, and hostile text some three times that.
_MAX_WORDS = 160
# A "word" of thousands of letters (a link, base64) would fill the encoder by itself: only its start is read.
_MAX_WORD_LENGTH = 60


def _run(document: Document, resources: Resources) -> Document:
    stretches = list(_stretches(document))
    texts = [[span.of(document.text)[:_MAX_WORD_LENGTH] for span in words] for _, words in stretches]
    scores = resources.encoder.score(texts) if texts else []
    labels = resources.encoder.labels
    readings = [
        decode(sentence, words, found, labels) for (sentence, words), found in zip(stretches, scores, strict=True)
    ]
    return replace(document, readings=tuple(readings))


def _stretches(document: Document) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Sentence number and words of each stretch that the model reads at once; a very long sentence has several."""
    for number, sentence in enumerate(document.sentences):
        spans = [
            Span(sentence.start + start, sentence.start + end) for start, end in split_words(sentence.of(document.text))
        ]
        for first in range(0, len(spans), _MAX_WORDS):
            yield number, tuple(spans[first : first + _MAX_WORDS])


STAGE = Stage("read", ("sentences",), "readings", _run)
