"""Targets, batches, losses and the exported graph of the training code."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.batches import collate, cut, epochs  # noqa: E402
from training.corpora.sentences import Predicate, RoleSpan, Sentence  # noqa: E402
from training.examples import Example, PredicateTargets, noisy_case  # noqa: E402
from training.graph import STEPS, quantise  # noqa: E402
from training.heads import bio_roles, head_of_span, roles_of  # noqa: E402
from training.labels import IGNORED, load_label_sets  # noqa: E402
from training.losses import batch_losses  # noqa: E402
from training.measure import spans_of  # noqa: E402
from training.model import Reader, distance_bucket  # noqa: E402
from training.run import decay, warm_up  # noqa: E402

from dragoman.words import Pieces  # noqa: E402

# "Russian President Putin met him": Putin heads the name.
HEADS = [3, 3, 4, 0, 4]


def test_head_word_of_a_span():
    assert head_of_span(0, 3, HEADS) == 2
    assert head_of_span(0, 1, HEADS) == 0
    assert head_of_span(0, 2, [2, 1]) == 1


def test_roles_on_head_words_and_in_bio():
    sentence = Sentence("d", 0, ["Russian", "President", "Putin", "met", "him"], heads=HEADS)
    spans = [RoleSpan("actor", 0, 3), RoleSpan("recipient", 4, 5), RoleSpan("C1", 3, 4)]
    known = {"actor", "recipient"}
    assert roles_of(Predicate("event", 3, spans), sentence, known) == [
        "none",
        "none",
        "actor",
        "none",
        "recipient",
    ]
    spans = [RoleSpan("cue", 3, 4), RoleSpan("source", 0, 3), RoleSpan("content", 2, 5)]
    assert bio_roles(spans, 5) == ["B-source", "I-source", "I-source", "B-cue", "O"]


def test_an_event_without_a_tree_is_refused():
    with pytest.raises(ValueError, match="has no tree"):
        roles_of(Predicate("event", 0, []), Sentence("d", 0, ["a"]), set())


def test_spans_of_bio_labels():
    assert spans_of(["B-PER", "I-PER", "O", "I-LOC", "B-LOC"]) == {
        RoleSpan("PER", 0, 2),
        RoleSpan("LOC", 3, 4),
        RoleSpan("LOC", 4, 5),
    }


def test_case_noise_keeps_the_words():
    assert noisy_case(["Rebels", "left", "eBay"], capitals=True) == ["REBELS", "LEFT", "EBAY"]
    assert noisy_case(["Rebels", "left", "eBay"], capitals=False) == ["Rebels", "Left", "EBay"]


def test_distance_buckets_are_signed():
    assert [distance_bucket(distance) for distance in (0, 4, 6, 9, 14, 24, 25, 400)] == [
        0,
        4,
        5,
        6,
        7,
        8,
        9,
        9,
    ]
    assert distance_bucket(-1) == 11
    assert distance_bucket(-400) == 19


def test_rates():
    assert [warm_up(4)(step) for step in (0, 3, 9)] == [0.25, 1.0, 1.0]
    assert decay(10)(0) == 1.0
    assert decay(10)(10) == pytest.approx(0.01)


def test_seven_bits_keep_the_product_from_saturating():
    weights = np.array([[1.0, -0.5], [-2.0, 0.25]], np.float32)
    whole, scales = quantise(weights)
    assert np.abs(whole).max() == STEPS
    assert 255 * STEPS * 2 < 2**15
    np.testing.assert_allclose(whole * scales, weights, atol=float(scales.max()) / 2)


def _example(size: int, kind: str, layers: dict[str, list[int]], predicates: list[PredicateTargets]) -> Example:
    pieces = Pieces([101, *range(1000, 1000 + size), 102], [0] * (size + 2), list(range(1, size + 1)))
    arrays = {name: np.array(values, np.int64) for name, values in layers.items()}
    return Example(["word"] * size, pieces, arrays, kind, predicates)


def _event(size: int) -> Example:
    roles = np.array([1] + [0] * (size - 1), np.int64)
    return _example(size, "event", {"tags": [0, 16] + [0] * (size - 2)}, [PredicateTargets(1, roles, 15, 0, 0)])


def _quiet(size: int) -> Example:
    return _example(size, "", {"tags": [0] * size}, [])


def test_batches_cover_every_example_once():
    examples = [_quiet(size) for size in (3, 9, 4, 12, 2, 2)]
    groups = cut(examples, 24, random.Random(1))
    assert sorted(index for group in groups for index in group) == list(range(6))
    assert all(max(len(examples[i].pieces.ids) for i in group) * len(group) <= 24 for group in groups)
    assert len(epochs("own", examples, 2, random.Random(1))) == 2 * len(epochs("own", examples, 1, random.Random(1)))


def test_targets_are_padded_with_the_ignored_label():
    batch = collate([_event(4), _quiet(2)])
    assert batch.layers["tags"].tolist() == [[0, 16, 0, 0], [0, 0, IGNORED, IGNORED]]
    assert batch.predicates is not None
    assert batch.predicates.roles.tolist() == [[1, 0, 0, 0]]


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(1)
    return Reader(load_label_sets(), n_layers=1).eval()


def test_a_batch_has_the_losses_of_its_corpus(reader):
    events = batch_losses(reader, collate([_event(4), _quiet(2)]))
    assert set(events) == {"tags", "roles", "modes", "statuses"}
    tree = _example(3, "", {"upos": [0, 1, 2], "heads": [2, 0, 2], "relations": [0, 1, 2]}, [])
    assert set(batch_losses(reader, collate([tree]))) == {"upos", "arcs", "relations"}
    assert all(loss.isfinite() for loss in events.values())


def test_the_exported_graph_agrees_with_torch(reader):
    runtime = pytest.importorskip("onnxruntime")
    from training.export import build, weights_of

    labels = load_label_sets()
    options = runtime.SessionOptions()
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    content = build(weights_of(reader), 1, labels).SerializeToString()
    session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    batch = collate([_event(4), _quiet(2)])
    feeds = {
        "pieces": batch.pieces.numpy(),
        "shapes": batch.shapes.numpy(),
        "lengths": batch.lengths.numpy().astype(np.int32),
        "first": batch.first.numpy(),
        "word_counts": batch.word_counts.numpy(),
    }
    names = [output.name for output in session.get_outputs()]

    def run(threshold: float) -> dict[str, np.ndarray]:
        limits = {f"{kind}_threshold": np.array(threshold, np.float32) for kind in ("event", "cue")}
        return dict(zip(names, session.run(None, feeds | limits), strict=True))

    with torch.inference_mode():
        vectors = reader.word_vectors(batch.pieces, batch.shapes, batch.lengths, batch.first)
        scores = reader.score_words(vectors)
        arcs = reader.arcs(vectors, batch.word_counts)
    every, nothing = run(-1.0), run(2.0)
    assert every["event_index"].tolist() == [[0, 0], [0, 1], [0, 2], [0, 3], [1, 0], [1, 1]]
    np.testing.assert_allclose(torch.log_softmax(scores.tags, -1)[0].numpy(), every["tags"][0], atol=0.1)
    np.testing.assert_allclose(arcs[1, :2].numpy(), every["arcs"][1, :2], atol=0.1)
    assert (every["arcs"][1, 0] == -1e4).tolist() == [False, True, False, True, True]
    assert nothing["event_roles"].shape == (0, 4, len(labels.roles["event"]))
    assert nothing["cue_roles"].shape == (0, 4, len(labels.roles["cue"]))
