"""What every reader gives: a sentence with the annotation that its corpus has, and nothing for the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words `start` up to `end` play a role for a predicate."""

    role: str
    start: int
    end: int


@dataclass(slots=True)
class Predicate:
    """A word that anchors an event, an attribution cue or a PropBank frame, with its arguments."""

    kind: str
    word: int
    spans: list[RoleSpan]
    type: str = ""
    mode: str = "none"
    status: str = "actual"


@dataclass(slots=True)
class Sentence:
    """One sentence; a layer that the corpus lacks is None.

    `heads` count words from 1, 0 is the root. `gold_tree` says whether the tree is annotated or only parsed.
    """

    document: str
    number: int
    words: list[str]
    offsets: list[tuple[int, int]] = field(default_factory=list)
    identity: str = ""
    upos: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    gold_tree: bool = False
    ner: list[str] | None = None
    tags: list[str] | None = None
    cues: list[bool] | None = None
    predicates: list[Predicate] | None = None


def require(path: Path, what: str) -> Path:
    """The path, if it is there; else a clear end of the program."""
    if not path.exists():
        raise SystemExit(f"{what} is missing: {path} (see training/README.md for the folder of corpora)")
    return path


def words_between(offsets: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Half-open range of the words that touch the characters `start` up to `end`."""
    touched = [index for index, (left, right) in enumerate(offsets) if left < end and right > start]
    return (touched[0], touched[-1] + 1) if touched else None
