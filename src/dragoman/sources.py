"""What kind of source a speaker is."""

from __future__ import annotations

import re

from dragoman.claims import Mention, SourceKind
from dragoman.events import Actor
from dragoman.knowledge.actors import PRESS
from dragoman.knowledge.wordlists import Wordlists

_WORD = re.compile(r"\w+")


def source_kind(source: Mention[Actor] | None, text: str, words: Wordlists) -> SourceKind:
    """Kind of a source by its words and by what it was resolved to; `unknown` where neither tells."""
    if source is None:
        return "unknown"
    said = [word.lower() for word in _WORD.findall(source.span.of(text))]
    last = said[-1] if said else ""
    if last in words.classes["witness_sources"]:
        return "witness"
    actor = source.resolved
    if actor is not None and actor.sector == PRESS:
        return "agency" if actor.role == "agency" or words.classes["agency_sources"] & set(said) else "media"
    if last in words.classes["anonymous_sources"] and source.kind != "organisation" and not _is_named(actor):
        return "official" if actor is not None and actor.country and last.startswith("official") else "anonymous"
    return _by_actor(actor, source, words)


def _is_named(actor: Actor | None) -> bool:
    return actor is not None and actor.name is not None


def _by_actor(actor: Actor | None, source: Mention[Actor], words: Wordlists) -> SourceKind:
    if actor is None or actor.code is None:
        return "person" if source.kind == "person" else "unknown"
    sector = actor.sector or ("IGO" if actor.code.startswith("IGO") else None)
    if sector in words.classes["sectors_official"] or (sector is None and source.kind == "country"):
        return "official"
    if source.kind == "person":
        return "person"
    return (
        "group"
        if sector in words.classes["sectors_of_groups"] or source.kind in ("group", "organisation")
        else "unknown"
    )
