from dataclasses import replace

import pytest

from dragoman.decode import decode, runs
from dragoman.encoder import OnnxEncoder
from dragoman.errors import ModelError
from dragoman.span import Span
from fakes import FakeEncoder


def spans_of(words):
    spans, at = [], 0
    for word in words:
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    return tuple(spans)


def test_reading_of_a_sentence():
    words = "Moscow accused Kyiv".split()
    reading = decode(0, spans_of(words), FakeEncoder().score([words])[0], FakeEncoder.labels)
    (trigger,) = reading.triggers
    assert (trigger.word, trigger.type, trigger.mode, trigger.status) == (1, "ACCUSE", "allege", "actual")
    assert [(role.name, role.word) for role in trigger.roles] == [("actor", 0), ("recipient", 2)]
    assert 0.9 < trigger.probability <= 1
    assert reading.heads == (1, -1, 1)


def test_cue_has_source_and_content():
    words = "Officials said Moscow attacked Kyiv".split()
    reading = decode(0, spans_of(words), FakeEncoder().score([words])[0], FakeEncoder.labels)
    (cue,) = reading.cues
    assert (cue.source, cue.cue, cue.content) == ((0, 1), (1, 2), ((2, 5),))


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-PER I-PER O B-ORG", [("PER", (0, 2)), ("ORG", (3, 4))]),
        ("I-PER I-PER B-PER", [("PER", (0, 2)), ("PER", (2, 3))]),
        ("B-PER I-ORG I-ORG", [("PER", (0, 1)), ("ORG", (1, 3))]),
        ("O O", []),
    ],
)
def test_runs_of_bio_tags(tags, expected):
    assert list(runs(tags.split(), lambda tag: tag[2:] if tag != "O" else None)) == expected


def test_only_the_roles_of_an_event_are_read():
    """A role that the program does not know ("agent" of a later model) is no role."""
    words = "Moscow accused Kyiv".split()
    labels = replace(FakeEncoder.labels, event_roles=("none", "agent", *FakeEncoder.labels.event_roles[2:]))
    (trigger,) = decode(0, spans_of(words), FakeEncoder().score([words])[0], labels).triggers
    assert [(role.name, role.word) for role in trigger.roles] == [("recipient", 2)]


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"model\.onnx cannot be read"):
        OnnxEncoder(tmp_path)
