"""Standing patterns by their words (CODEBOOK.md, habitual)."""

import pytest

from dragoman.ontology import load_ontology
from dragoman.reading import Reading, Trigger
from dragoman.sentence import ParsedSentence
from dragoman.span import Span
from dragoman.status import status_of


def sentence_of(text, tags, heads, relations):
    spans, at = [], 0
    for word in text.split():
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    reading = Reading(0, tuple(spans), tuple(tags.split()), heads, tuple(relations.split()), (), (), ())
    return ParsedSentence(reading, text)


STRIKES = sentence_of(
    "Israel has carried out hundreds of airstrikes",
    "PROPN AUX VERB ADP NOUN ADP NOUN",
    (2, 2, -1, 2, 2, 6, 4),
    "nsubj aux root compound:prt obj case nmod",
)
MEETS = sentence_of("She regularly meets envoys", "PRON ADV VERB NOUN", (2, 2, -1, 2), "nsubj advmod root obj")
ONCE = sentence_of(
    "Jets carried out hundreds of strikes",
    "NOUN VERB ADP NOUN ADP NOUN",
    (1, -1, 1, 1, 5, 3),
    "nsubj root compound:prt obj case nmod",
)


@pytest.mark.parametrize(
    ("sentence", "word", "read", "status", "rule"),
    [
        (STRIKES, 6, "actual", "habitual", "pattern, 'hundreds'"),
        (STRIKES, 2, "actual", "habitual", "pattern, 'hundreds'"),
        (STRIKES, 6, "negated", "negated", "model, 0.90"),
        (MEETS, 2, "actual", "habitual", "pattern, 'regularly'"),
        (ONCE, 5, "actual", "actual", "model, 0.90"),
    ],
)
def test_status(sentence, word, read, status, rule):
    trigger = Trigger(word, "ASSAULT", 0.9, None, 0.9, read, 0.9, ())
    probability = 0.9 if rule.startswith("model") else None
    assert status_of(sentence, trigger, load_ontology().status_cues) == (status, probability, rule)
