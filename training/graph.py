"""Writes an ONNX graph node by node, with the 8-bit forms that ONNX Runtime runs fastest on a CPU."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, ValueInfoProto, helper, numpy_helper

Floats = NDArray[np.float32]
CONTRIB = "com.microsoft"
STEPS = 63
"""Weights keep 7 bits: without VNNI a CPU adds two 8-bit products in 16 bits, which 8 bits would overflow."""


def quantise(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Symmetric integers of a [inputs, outputs] matrix with one scale a column."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-8) / STEPS
    whole = np.clip(np.rint(weights / scales), -STEPS, STEPS).astype(np.int8)
    return whole, scales.astype(np.float32)


class Graph:
    """Nodes and constants of a graph under construction; values are known by their names."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any) -> str:
        """Name of an array constant."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def whole(self, *values: int) -> str:
        """Name of a one-dimensional int64 constant."""
        return self.constant(np.array(values, np.int64))

    def add(self, kind: str, *inputs: str, name: str = "", domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and give its name."""
        output = name or f"value_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def add_many(self, kind: str, count: int, *inputs: str, **attributes: Any) -> list[str]:
        """Add a node with several outputs and give their names."""
        outputs = [f"value_{len(self.nodes)}_{index}" for index in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs

    def linear(self, value: str, weights: Floats, bias: Floats) -> str:
        """8-bit product with [inputs, outputs] weights; the inputs are quantised as they come."""
        whole, scales = quantise(weights)
        inputs = [value, self.constant(whole), self.constant(scales), "", self.constant(bias)]
        return self.add("DynamicQuantizeMatMul", *inputs, domain=CONTRIB)

    def float_linear(self, value: str, weights: Floats, bias: Floats) -> str:
        """The same in 32-bit floats, which also works on an empty input."""
        return self.add("Add", self.add("MatMul", value, self.constant(weights)), self.constant(bias))

    def attention(self, value: str, weights: Floats, bias: Floats, lengths: str, heads: int) -> str:
        """8-bit self-attention over `lengths` pieces a row, query, key and value projections included."""
        whole, scales = quantise(weights)
        states, scale, zero = self.add_many("DynamicQuantizeLinear", 3, value)
        zeros = self.constant(np.zeros(len(scales), np.int8))
        inputs = [
            states,
            self.constant(whole),
            self.constant(bias),
            scale,
            self.constant(scales),
            lengths,
            zero,
        ]
        return self.add("QAttention", *inputs, zeros, domain=CONTRIB, num_heads=heads)

    def byte_table(self, table: Floats, index: str) -> str:
        """Rows of a table that is stored as bytes with one scale a row."""
        scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        whole = self.constant(np.rint(table / scales).astype(np.int8))
        rows = self.add("Cast", self.add("Gather", whole, index), to=TensorProto.FLOAT)
        return self.add("Mul", rows, self.add("Gather", self.constant(scales.astype(np.float32)), index))

    def norm(self, value: str, weights: Floats, bias: Floats, epsilon: float) -> str:
        """Layer normalisation."""
        inputs = [value, self.constant(weights), self.constant(bias)]
        return self.add("LayerNormalization", *inputs, epsilon=epsilon, axis=-1)

    def gelu(self, value: str) -> str:
        """The exact gelu."""
        return self.add("Gelu", value, domain=CONTRIB)

    def size(self, value: str, axis: int) -> str:
        """One-dimensional int64 value with the size of an axis."""
        shape = self.add("Shape", value)
        return self.add("Slice", shape, self.whole(axis), self.whole(axis + 1))

    def count_up(self, size: str) -> str:
        """0, 1, … below a one-element value."""
        scalars = [self.constant(np.array(number, np.int64)) for number in (0, 1)]
        return self.add("Range", scalars[0], self.add("Squeeze", size), scalars[1])

    def split(self, value: str, sizes: list[int], axis: int = -1) -> list[str]:
        """Parts of an axis."""
        return self.add_many("Split", len(sizes), value, self.whole(*sizes), axis=axis)

    def drop_first(self, value: str, axis: int) -> str:
        """A value without the first entry of an axis."""
        return self.add("Slice", value, self.whole(1), self.whole(2**62), self.whole(axis))

    def unsqueeze(self, value: str, *axes: int) -> str:
        """A value with new axes of size one."""
        return self.add("Unsqueeze", value, self.whole(*axes))

    def build(self, name: str, inputs: list[ValueInfoProto], outputs: list[ValueInfoProto]) -> ModelProto:
        """The finished model."""
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)
