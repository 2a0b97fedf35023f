"""The stages of reading: each takes a document and adds one layer to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.document import Document

if TYPE_CHECKING:
    from dragoman.pipeline import Resources


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work: which layers of the document it reads, and the one that it writes.

    `run` gives the document back with that layer filled, all else unchanged (tests/test_stages.py).
    """

    name: str
    reads: tuple[str, ...]
    writes: str
    run: Callable[[Document, Resources], Document]
