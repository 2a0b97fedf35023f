"""Turns a checkpoint into the files that the package ships: model.onnx, labels.json, tokenizer.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from onnx import ModelProto, TensorProto, ValueInfoProto, helper

from training.encoder import EPSILON, HEADS, POSITIONS, WIDTH, load_minilm, minilm_folder
from training.graph import Floats, Graph
from training.labels import LabelSets, load_label_sets
from training.model import ARC, FARTHEST, MASKED, PAIR, PRODUCT, RELATION, Reader, distance_bucket

FORMAT = 1
DEFAULT_THRESHOLDS = {"event": 0.35, "cue": 0.5}
Weights = dict[str, Floats]


def weights_of(model: Reader) -> Weights:
    """Parameters as arrays, by their torch names."""
    return {name: value.float().numpy() for name, value in model.state_dict().items()}


def build(weights: Weights, n_layers: int, labels: LabelSets) -> ModelProto:
    """The whole graph, of the inputs and outputs that src/dragoman/encoder.py reads."""
    graph = Graph()
    states = _encode(graph, weights, n_layers)
    words = _gather_words(graph, states)
    heads = _word_heads(graph, weights, words, labels)
    _arcs(graph, weights, heads)
    real = _real_words(graph)
    _events(graph, weights, heads, real)
    _cues(graph, weights, heads, real)
    return graph.build("dragoman", _inputs(), _outputs())


def _inputs() -> list[ValueInfoProto]:
    whole, short, real = TensorProto.INT64, TensorProto.INT32, TensorProto.FLOAT
    return [
        helper.make_tensor_value_info("pieces", whole, ["B", "S"]),
        helper.make_tensor_value_info("shapes", whole, ["B", "S"]),
        helper.make_tensor_value_info("lengths", short, ["B"]),
        helper.make_tensor_value_info("first", whole, ["B", "W"]),
        helper.make_tensor_value_info("word_counts", whole, ["B"]),
        helper.make_tensor_value_info("event_threshold", real, []),
        helper.make_tensor_value_info("cue_threshold", real, []),
    ]


def _outputs() -> list[ValueInfoProto]:
    real = ["tags", "cues", "ner", "arcs", "event_roles", "event_modes", "event_status", "cue_roles"]
    whole = ["upos", "relations", "event_index", "cue_index"]
    kinds = [(name, TensorProto.FLOAT) for name in real] + [(name, TensorProto.INT64) for name in whole]
    return [helper.make_tensor_value_info(name, kind, None) for name, kind in kinds]


def _pair(weights: Weights, name: str) -> tuple[Floats, Floats]:
    """Weights [inputs, outputs] and bias of a linear layer."""
    return np.ascontiguousarray(weights[f"{name}.weight"].T), weights[f"{name}.bias"]


def _encode(graph: Graph, weights: Weights, n_layers: int) -> str:
    positions = graph.constant(weights["encoder.positions.weight"][:POSITIONS])
    place = graph.add("Slice", positions, graph.whole(0), graph.size("pieces", 1), graph.whole(0))
    states = graph.add("Add", graph.byte_table(weights["encoder.pieces.weight"], "pieces"), place)
    shapes = graph.add("Gather", graph.constant(weights["encoder.shapes.weight"]), "shapes")
    states = _norm(graph, weights, graph.add("Add", states, shapes), "encoder.norm")
    for index in range(n_layers):
        states = _layer(graph, weights, states, f"encoder.layers.{index}.")
    return states


def _layer(graph: Graph, weights: Weights, states: str, prefix: str) -> str:
    mixed = graph.attention(states, *_pair(weights, prefix + "attention_in"), "lengths", HEADS)
    mixed = graph.linear(mixed, *_pair(weights, prefix + "attention_out"))
    states = _norm(graph, weights, graph.add("Add", states, mixed), prefix + "attention_norm")
    inner = graph.gelu(graph.linear(states, *_pair(weights, prefix + "inner")))
    outer = graph.linear(inner, *_pair(weights, prefix + "outer"))
    return _norm(graph, weights, graph.add("Add", states, outer), prefix + "outer_norm")


def _norm(graph: Graph, weights: Weights, value: str, name: str) -> str:
    return graph.norm(value, weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)


def _gather_words(graph: Graph, states: str) -> str:
    """Vectors of the root and the words, [B, 1 + W, WIDTH]."""
    index = graph.add("Pad", "first", graph.whole(0, 1, 0, 0))
    index = graph.unsqueeze(index, 2)
    wide = graph.add("Concat", graph.add("Shape", "first"), graph.whole(WIDTH), axis=0)
    wide = graph.add("Add", wide, graph.whole(0, 1, 0))
    return graph.add("GatherElements", states, graph.add("Expand", index, wide), axis=1)


def _word_heads(graph: Graph, weights: Weights, words: str, labels: LabelSets) -> dict[str, str]:
    """All layers over word vectors in one product; only arcs keep the root."""
    sizes = {
        "tags": len(labels.tags),
        "cues": 1,
        "upos": len(labels.upos),
        "ner": len(labels.ner),
        "modes": len(labels.modes),
        "statuses": len(labels.statuses),
        "pairs.predicate": PAIR,
        "pairs.word": PAIR,
        "pairs.predicate_product": PRODUCT,
        "pairs.word_product": PRODUCT,
        "arcs.ends": 2 * ARC,
        "arcs.relation_ends": 2 * RELATION,
    }
    matrices = [_pair(weights, name) for name in sizes]
    joined = np.concatenate([matrix for matrix, _ in matrices], axis=1)
    value = graph.linear(words, joined, np.concatenate([bias for _, bias in matrices]))
    parts = dict(zip(sizes, graph.split(value, list(sizes.values())), strict=True))
    heads = {name: part if "arcs" in name else graph.drop_first(part, 1) for name, part in parts.items()}
    heads["tags"] = graph.add("LogSoftmax", heads["tags"], name="tags", axis=-1)
    heads["cues"] = graph.add("Sigmoid", graph.add("Squeeze", heads["cues"], graph.whole(2)), name="cues")
    graph.add("ArgMax", heads["upos"], name="upos", axis=-1, keepdims=0)
    graph.add("Identity", heads["ner"], name="ner")
    return heads


def _arcs(graph: Graph, weights: Weights, heads: dict[str, str]) -> None:
    dependents, governors = graph.split(graph.gelu(heads["arcs.ends"]), [ARC, ARC])
    product = graph.add("MatMul", graph.drop_first(dependents, 1), graph.constant(weights["arcs.product"]))
    scores = graph.add("MatMul", product, graph.add("Transpose", governors, perm=[0, 2, 1]))
    bias = graph.add("MatMul", governors, graph.constant(weights["arcs.head_bias"][:, None]))
    scores = graph.add("Add", scores, graph.add("Transpose", bias, perm=[0, 2, 1]))
    masked = graph.constant(np.array(MASKED, np.float32))
    arcs = graph.add("Where", _forbidden_arcs(graph), masked, scores, name="arcs")
    _relations(graph, weights, heads["arcs.relation_ends"], arcs)


def _forbidden_arcs(graph: Graph) -> str:
    """True [B, W, 1 + W] where a head is padding or the word itself."""
    columns = graph.count_up(graph.add("Add", graph.size("first", 1), graph.whole(1)))
    padding = graph.add("Greater", graph.unsqueeze(columns, 0), graph.unsqueeze("word_counts", 1))
    rows = graph.add("Add", graph.count_up(graph.size("first", 1)), graph.whole(1))
    itself = graph.add("Equal", graph.unsqueeze(rows, 1), graph.unsqueeze(columns, 0))
    return graph.add("Or", graph.unsqueeze(padding, 1), graph.unsqueeze(itself, 0))


def _relations(graph: Graph, weights: Weights, ends: str, arcs: str) -> None:
    dependents, governors = graph.split(ends, [RELATION, RELATION])
    dependents = graph.drop_first(dependents, 1)
    best = graph.unsqueeze(graph.add("ArgMax", arcs, axis=-1, keepdims=0), 2)
    index = graph.add("Expand", best, graph.add("Shape", dependents))
    chosen = graph.add("GatherElements", governors, index, axis=1)
    scores = graph.linear(graph.gelu(graph.add("Add", dependents, chosen)), *_pair(weights, "arcs.relations"))
    graph.add("ArgMax", scores, name="relations", axis=-1, keepdims=0)


def _real_words(graph: Graph) -> str:
    """True [B, W] where there is a word."""
    columns = graph.unsqueeze(graph.count_up(graph.size("first", 1)), 0)
    return graph.add("Less", columns, graph.unsqueeze("word_counts", 1))


def _select(graph: Graph, scores: str, threshold: str, real: str, name: str) -> str:
    """Row and word of the real words that score above the threshold, [N, 2]."""
    chosen = graph.add("And", graph.add("Greater", scores, threshold), real)
    return graph.add("Transpose", graph.add("NonZero", chosen), name=name, perm=[1, 0])


def _events(graph: Graph, weights: Weights, heads: dict[str, str], real: str) -> None:
    no_type = graph.add("Squeeze", graph.add("Slice", "tags", *map(graph.whole, (0, 1, 2))), graph.whole(2))
    scores = graph.add("Sub", graph.constant(np.array(1, np.float32)), graph.add("Exp", no_type))
    index = _select(graph, scores, "event_threshold", real, "event_index")
    best = graph.add("ArgMax", graph.drop_first("tags", 2), axis=-1, keepdims=0)
    types = graph.add("GatherND", best, index)
    embedding = graph.add("Gather", graph.constant(weights["pairs.event_type.weight"]), types)
    roles = _pair_scores(graph, weights, heads, index, "event", embedding)
    graph.add("LogSoftmax", roles, name="event_roles", axis=-1)
    graph.add("GatherND", heads["modes"], index, name="event_modes")
    statuses = graph.add("GatherND", heads["statuses"], index)
    graph.add("LogSoftmax", statuses, name="event_status", axis=-1)


def _cues(graph: Graph, weights: Weights, heads: dict[str, str], real: str) -> None:
    index = _select(graph, "cues", "cue_threshold", real, "cue_index")
    roles = _pair_scores(graph, weights, heads, index, "cue", None)
    graph.add("LogSoftmax", roles, name="cue_roles", axis=-1)


def _pair_scores(
    graph: Graph, weights: Weights, heads: dict[str, str], index: str, kind: str, embedding: str | None
) -> str:
    """Role scores [N, W, roles], in floats: the 8-bit product fails on no predicate at all."""
    rows, words = graph.split(index, [1, 1], axis=1)
    row = graph.add("Squeeze", rows, graph.whole(1))
    predicate = graph.add("GatherND", heads["pairs.predicate"], index)
    if embedding:
        predicate = graph.add("Add", predicate, embedding)
    summed = graph.add("Add", graph.unsqueeze(predicate, 1), graph.add("Gather", heads["pairs.word"], row, axis=0))
    summed = graph.gelu(graph.add("Add", summed, _distances(graph, weights, words)))
    product = graph.unsqueeze(graph.add("GatherND", heads["pairs.predicate_product"], index), 1)
    product = graph.add("Mul", product, graph.add("Gather", heads["pairs.word_product"], row, axis=0))
    joined = graph.add("Concat", summed, product, axis=-1)
    return graph.float_linear(joined, *_pair(weights, f"pairs.roles.{kind}"))


def _distances(graph: Graph, weights: Weights, words: str) -> str:
    """Distance vectors [N, W, PAIR], looked up by the distance itself."""
    table = weights["pairs.distance.weight"]
    rows = table[[distance_bucket(distance) for distance in range(-FARTHEST, FARTHEST + 1)]]
    columns = graph.unsqueeze(graph.count_up(graph.size("first", 1)), 0)
    distance = graph.add("Sub", columns, words)
    bounds = [graph.constant(np.array(bound, np.int64)) for bound in (-FARTHEST, FARTHEST)]
    index = graph.add("Add", graph.add("Clip", distance, *bounds), graph.whole(FARTHEST))
    return graph.add("Gather", graph.constant(rows), index)


def write(model: Reader, n_layers: int, labels: LabelSets, thresholds: dict[str, float], folder: Path) -> None:
    """Write the three files of a model; labels.json goes last, so that it never names an older model."""
    folder.mkdir(parents=True, exist_ok=True)
    content = build(weights_of(model), n_layers, labels).SerializeToString()
    shutil.copy(minilm_folder() / "tokenizer.json", folder / "tokenizer.json")
    (folder / "model.onnx").write_bytes(content)
    described = {
        "format": FORMAT,
        "layers": n_layers,
        "tags": labels.tags,
        "modes": labels.modes,
        "statuses": labels.statuses,
        "upos": labels.upos,
        "ner": labels.ner,
        "relations": labels.relations,
        "event_roles": labels.roles["event"],
        "cue_roles": labels.roles["cue"],
        "thresholds": thresholds,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    (folder / "labels.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def load(checkpoint: Path | None, n_layers: int, labels: LabelSets) -> Reader:
    """Model of a checkpoint, or the starting weights with untrained heads."""
    torch.manual_seed(1)
    model = Reader(labels, n_layers)
    if checkpoint:
        model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
    else:
        load_minilm(model.encoder)
    model.eval()
    return model


def main() -> None:
    """Export a checkpoint from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the three files go")
    parser.add_argument("--checkpoint", type=Path, help="without one: untrained heads")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--event-threshold", type=float, default=DEFAULT_THRESHOLDS["event"])
    parser.add_argument("--cue-threshold", type=float, default=DEFAULT_THRESHOLDS["cue"])
    options = parser.parse_args()
    labels = load_label_sets()
    model = load(options.checkpoint, options.layers, labels)
    thresholds = {"event": options.event_threshold, "cue": options.cue_threshold}
    write(model, options.layers, labels, thresholds, options.folder)


if __name__ == "__main__":
    main()
