"""The whole document with every layer, as codebook/OUTPUT.md lays it down."""

from __future__ import annotations

from typing import Any

from dragoman.claims import Attribution, Mention
from dragoman.document import Document
from dragoman.export.record import (
    Record,
    actor_record,
    claim_records,
    document_head,
    place_record,
    span_record,
    time_record,
)


def annotation_record(document: Document) -> Record:
    """One object a document: text, sentences, mentions, places, times, attributions and claims, by offset."""
    text = document.text
    return {
        "document": {**document_head(document), "published_rule": document.published_rule},
        "text": text,
        "sentences": [{"start": span.start, "end": span.end} for span in document.sentences],
        "mentions": [_mention(mention, text) for mention in _by_offset(document.mentions)],
        "places": [place_record(place, text) for place in _by_offset(document.places)],
        "times": [time_record(time, text) for time in _by_offset(document.times)],
        "attributions": _attributions(document),
        "claims": claim_records(document),
        "versions": dict(document.versions),
    }


def _by_offset(mentions: tuple[Mention[Any], ...]) -> list[Mention[Any]]:
    return sorted(mentions, key=lambda mention: mention.span)


def _mention(mention: Mention[Any], text: str) -> Record:
    record = actor_record(mention, text)
    words = {key: record.pop(key) for key in ("start", "end", "text")}
    return {**words, "kind": mention.kind, **record, "chain": mention.chain}


def _attributions(document: Document) -> list[Record]:
    """The layer by offset; `parent` counts in the order that is printed."""
    layer = document.attributions
    order = sorted(range(len(layer)), key=lambda index: (_offset(layer[index]), index))
    printed = {index: position for position, index in enumerate(order)}
    return [_attribution(layer[index], document.text, printed) for index in order]


def _offset(attribution: Attribution) -> int:
    spans = [span for span in (attribution.source and attribution.source.span, attribution.cue) if span]
    return min((span.start for span in [*spans, *attribution.content]), default=0)


def _attribution(attribution: Attribution, text: str, printed: dict[int, int]) -> Record:
    parent = attribution.parent
    return {
        "source": actor_record(attribution.source, text) if attribution.source else None,
        "cue": span_record(attribution.cue, text),
        "content": [span.to_dict(text) for span in attribution.content],
        "quoted": attribution.quoted,
        "parent": None if parent is None else printed[parent],
        "kind": attribution.kind,
        "rule": attribution.rule,
    }
