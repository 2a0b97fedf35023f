"""PropBank frames over the English Web Treebank, in the joined form of the data folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.corpora.sentences import Predicate, RoleSpan, Sentence, require


def plain_role(role: str) -> str:
    """R-ARG0 is R, C-ARG0 is C1, ARGM-TMP is TMP."""
    if role.startswith("R-"):
        return "R"
    return "C1" if role.startswith("C-") else role.removeprefix("ARGM-")


def read_propbank(folder: Path, part: str) -> dict[str, list[Predicate]]:
    """Predicates of each sentence of a part (`train`, `dev`), by the sentence's identity."""
    path = require(folder / f"ewt-propbank.{part}.jsonl.gz", "PropBank")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["sent_id"]: [_predicate(entry) for entry in row["preds"] if _counts(entry)] for row in rows}


def _counts(entry: dict[str, Any]) -> bool:
    # A light verb's frame is that of its noun.
    return not entry["sense"].endswith(".LV")


def _predicate(entry: dict[str, Any]) -> Predicate:
    spans = [RoleSpan(plain_role(role), start, last + 1) for role, start, last in entry["args"] if role != "V"]
    return Predicate("propbank", entry["i"], spans)


def add_propbank(sentences: Iterable[Sentence], predicates: dict[str, list[Predicate]]) -> None:
    """Write the predicates into the sentences that PropBank covers."""
    for sentence in sentences:
        if sentence.identity in predicates:
            sentence.predicates = predicates[sentence.identity]
