"""Reports coded to our codebook: `docs.jsonl` and `events.jsonl` of one folder."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from dragoman.words import split_words
from training.corpora.sentences import Predicate, RoleSpan, Sentence, require, words_between

N_FOLDS = 5
ROLES = ("actor", "recipient", "place", "time", "by")


def fold_of(document: str) -> int:
    """Fold of a document for cross-validation: the same on every machine and for every set of documents."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % N_FOLDS


def locate(phrase: str, text: str) -> tuple[int, int] | None:
    """Characters of `phrase` in `text`; "words@2" is its second occurrence."""
    words, mark, number = phrase.rpartition("@")
    if not (mark and number.isdigit()):
        words, number = phrase, "1"
    at = -1
    for _ in range(int(number)):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def first_of(value: Any) -> Any:
    """The first of several accepted readings."""
    return value[0] if isinstance(value, list) else value


def read_coded(folder: Path) -> list[Sentence]:
    """Every sentence of the folder, in order; one without coded events has none."""
    events = defaultdict[tuple[str, int], list[dict[str, Any]]](list)
    for row in _rows(folder / "events.jsonl"):
        events[row["doc"], row["s"]] += row["events"]
    sentences = list[Sentence]()
    for report in _rows(folder / "docs.jsonl"):
        for number, (start, end) in enumerate(report["sentences"]):
            text = report["text"][start:end]
            sentences.append(_sentence(report["doc"], number, text, events[report["doc"], number]))
    return [sentence for sentence in sentences if sentence.words]


def _rows(path: Path) -> list[Any]:
    lines = require(path, "the coded corpus").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _sentence(document: str, number: int, text: str, events: list[dict[str, Any]]) -> Sentence:
    offsets = split_words(text)
    words = [text[start:end] for start, end in offsets]
    sentence = Sentence(document, number, words, offsets, predicates=[])
    tags = ["O"] * len(words)
    for event in events:
        predicate = _predicate(event, number, text, offsets)
        if predicate and tags[predicate.word] == "O":
            tags[predicate.word] = predicate.type
            sentence.predicates = [*(sentence.predicates or []), predicate]
    sentence.tags = tags
    return sentence


def _predicate(event: dict[str, Any], number: int, text: str, offsets: list[tuple[int, int]]) -> Predicate | None:
    """The event at the first word of its trigger; None if the trigger is not to be found."""
    trigger = _words_of(first_of(event["t"]), text, offsets)
    if trigger is None:
        return None
    spans = list[RoleSpan]()
    for role in ROLES:
        for argument in event.get(role) or []:
            found = _words_of(argument["x"], text, offsets) if argument.get("s", number) == number else None
            if found:
                spans.append(RoleSpan(role, *found))
    type_name, mode = first_of(event["type"]), first_of(event.get("mode"))
    full_mode = f"{type_name}/{mode}" if mode else "none"
    return Predicate("event", trigger[0], spans, type_name, full_mode, first_of(event["status"]))


def _words_of(phrase: str, text: str, offsets: list[tuple[int, int]]) -> tuple[int, int] | None:
    place = locate(phrase, text)
    return words_between(offsets, *place) if place else None
