"""The reader model: one encoder, heads for words, for arcs and for pairs of a predicate and a word."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import WIDTH, SentenceEncoder, SharedDropout
from training.labels import LabelSets

ARC = 256
RELATION = 256
PAIR = 256
PRODUCT = 128
MASKED = -1e4
DISTANCE_EDGES = (0, 1, 2, 3, 4, 5, 7, 10, 15, 25)
"""Lower edge of each distance bucket; ten to the right of the predicate, ten to its left."""
FARTHEST = DISTANCE_EDGES[-1]


def distance_bucket(distance: int) -> int:
    """Bucket, 0 to 19, of a word that stands `distance` words after the predicate."""
    bucket = max(index for index, edge in enumerate(DISTANCE_EDGES) if edge <= abs(distance))
    return bucket + len(DISTANCE_EDGES) if distance < 0 else bucket


@dataclass(slots=True)
class WordScores:
    """Scores of every word; `vectors` keeps the root (column 0) before the words."""

    vectors: Tensor
    tags: Tensor
    cues: Tensor
    upos: Tensor
    ner: Tensor


class Reader(nn.Module):  # type: ignore[misc]
    """Encoder and heads."""

    def __init__(self, labels: LabelSets, n_layers: int) -> None:
        super().__init__()
        self.encoder = SentenceEncoder(n_layers)
        self.tags = nn.Linear(WIDTH, len(labels.tags))
        self.cues = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.ner = nn.Linear(WIDTH, len(labels.ner))
        self.modes = nn.Linear(WIDTH, len(labels.modes))
        self.statuses = nn.Linear(WIDTH, len(labels.statuses))
        self.arcs = ArcHead(len(labels.relations))
        self.pairs = PairHead({kind: len(names) for kind, names in labels.roles.items()}, len(labels.types))
        self.dropout = SharedDropout(0.2)
        fits = [[name == "none" for name in labels.modes], *map(labels.mode_fits, labels.types)]
        self.register_buffer("mode_fits", torch.tensor(fits), persistent=False)

    def word_vectors(self, pieces: Tensor, shapes: Tensor, lengths: Tensor, first: Tensor) -> Tensor:
        """Vectors of the root and of each word's first piece, [B, 1 + W, WIDTH]."""
        states = self.encoder(pieces, shapes, lengths)
        index = functional.pad(first, (1, 0))
        return self.dropout(torch.gather(states, 1, index[:, :, None].expand(-1, -1, WIDTH)))

    def score_words(self, vectors: Tensor) -> WordScores:
        """Scores of the heads that look at one word."""
        words = vectors[:, 1:]
        return WordScores(
            vectors,
            self.tags(words).float(),
            self.cues(words).float().squeeze(-1),
            self.upos(words).float(),
            self.ner(words).float(),
        )

    def score_modes(self, vectors: Tensor, rows: Tensor, words: Tensor, types: Tensor) -> Tensor:
        """Mode scores at triggers whose tag is `types`; modes of other types are masked."""
        scores = self.modes(vectors[rows, words + 1]).float()
        return scores.masked_fill(~self.mode_fits[types], MASKED)

    def score_statuses(self, vectors: Tensor, rows: Tensor, words: Tensor) -> Tensor:
        """Status scores at triggers."""
        return self.statuses(vectors[rows, words + 1]).float()


class ArcHead(nn.Module):  # type: ignore[misc]
    """Biaffine dependency arcs with the root in column 0, and an additive layer for their relation."""

    def __init__(self, n_relations: int) -> None:
        super().__init__()
        self.ends = nn.Linear(WIDTH, 2 * ARC)
        self.product = nn.Parameter(torch.eye(ARC) * 0.1)
        self.head_bias = nn.Parameter(torch.zeros(ARC))
        self.relation_ends = nn.Linear(WIDTH, 2 * RELATION)
        self.relations = nn.Linear(RELATION, n_relations)
        self.dropout = SharedDropout(0.25)

    def forward(self, vectors: Tensor, word_counts: Tensor) -> Tensor:
        """Score of each head for each word, [B, W, 1 + W]; padding and the word itself are masked."""
        ends = self.dropout(functional.gelu(self.ends(vectors)))
        dependents, heads = ends[:, 1:, :ARC], ends[:, :, ARC:]
        scores = (dependents @ self.product.to(ends.dtype)) @ heads.transpose(1, 2)
        scores = (scores + (heads @ self.head_bias.to(ends.dtype))[:, None, :]).float()
        size = vectors.shape[1]
        padding = torch.arange(size)[None, :] > word_counts[:, None]
        itself = torch.eye(size, dtype=torch.bool)[1:]
        return scores.masked_fill(padding[:, None, :] | itself, MASKED)

    def score_relations(self, vectors: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of each word to the head given for it (0 = root)."""
        ends = self.relation_ends(vectors)
        dependents, all_heads = ends[:, 1:, :RELATION], ends[:, :, RELATION:]
        chosen = torch.gather(all_heads, 1, heads[:, :, None].expand(-1, -1, RELATION))
        return self.relations(self.dropout(functional.gelu(dependents + chosen))).float()


class PairHead(nn.Module):  # type: ignore[misc]
    """Role of every word of the sentence for a predicate, with one label set for each kind of predicate."""

    def __init__(self, n_roles: dict[str, int], n_types: int) -> None:
        super().__init__()
        self.predicate = nn.Linear(WIDTH, PAIR)
        self.word = nn.Linear(WIDTH, PAIR)
        self.predicate_product = nn.Linear(WIDTH, PRODUCT)
        self.word_product = nn.Linear(WIDTH, PRODUCT)
        self.distance = nn.Embedding(2 * len(DISTANCE_EDGES), PAIR)
        self.event_type = nn.Embedding(n_types, PAIR)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.zeros_(self.event_type.weight)
        self.roles = nn.ModuleDict({kind: nn.Linear(PAIR + PRODUCT, size) for kind, size in n_roles.items()})
        self.dropout = SharedDropout(0.25)
        buckets = [distance_bucket(distance) for distance in range(-FARTHEST, FARTHEST + 1)]
        self.register_buffer("buckets", torch.tensor(buckets), persistent=False)

    def forward(self, vectors: Tensor, rows: Tensor, words: Tensor, kind: str, types: Tensor | None) -> Tensor:
        """Role scores [N, W, roles of the kind] for N predicates; `types` index the event types."""
        every = vectors[:, 1:]
        predicates = every[rows, words]
        summed = self.predicate(predicates)[:, None] + self.word(every)[rows]
        summed = summed + self.distance(self._buckets_of(words, every.shape[1])).to(summed.dtype)
        if types is not None:
            summed = summed + self.event_type(types)[:, None].to(summed.dtype)
        product = self.predicate_product(predicates)[:, None] * self.word_product(every)[rows]
        return self.roles[kind](self.dropout(torch.cat([functional.gelu(summed), product], -1))).float()

    def _buckets_of(self, words: Tensor, size: int) -> Tensor:
        distances = torch.arange(size)[None, :] - words[:, None]
        return self.buckets[distances.clamp(-FARTHEST, FARTHEST) + FARTHEST]
