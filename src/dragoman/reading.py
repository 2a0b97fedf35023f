"""What the model read out of one sentence, before anything is resolved.

Word indices count the words of the sentence from 0; ranges of words are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.span import Span

EventRole = Literal["actor", "recipient", "place", "time", "by"]
WordRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """An argument of a trigger, given by its head word."""

    name: EventRole
    word: int
    probability: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. Probabilities are those of the model, between 0 and 1; `probability` is that
    of an event of this type."""

    word: int
    type: str
    probability: float
    mode: str | None
    mode_probability: float
    status: str
    status_probability: float
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes something to a source ("said", "according"), with its parts."""

    word: int
    probability: float
    cue: WordRange
    source: WordRange | None
    content: tuple[WordRange, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: `label` is `PER`, `ORG` or `LOC`."""

    words: WordRange
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the model sees it.

    `words`, `tags` (universal parts of speech), `heads` (index of the governing word, -1 for the root) and
    `relations` (Universal Dependencies) have one entry a word.
    """

    sentence: int
    words: tuple[Span, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    entities: tuple[Entity, ...]
    triggers: tuple[Trigger, ...]
    cues: tuple[Cue, ...]

    def span(self, words: WordRange) -> Span:
        """Offsets in the document of a range of words."""
        return Span(self.words[words[0]].start, self.words[words[1] - 1].end)
