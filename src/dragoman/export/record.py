"""The published record of a claim, as codebook/OUTPUT.md lays it down. Every other format is made from it.

Keys stand in the contract's order, fields beyond it after those; numbers are rounded to four places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.claims import Attribution, Claim, Mention
from dragoman.document import Document
from dragoman.events import Actor, Place, TimeInterval
from dragoman.ontology import Ontology, load_ontology
from dragoman.span import Span

Record = dict[str, Any]

N_PLACES = 4
"""Decimal places of probabilities and degrees; four of a degree are about ten metres."""


def claim_records(document: Document) -> list[Record]:
    """The records of a document's claims, by place in the text."""
    ontology, versions = load_ontology(), dict(document.versions)
    return [claim_record(claim, document, versions, ontology) for claim in in_text_order(document.claims)]


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by trigger, then by id."""
    return sorted(claims, key=lambda claim: (claim.mention.trigger, claim.id))


def claim_record(claim: Claim, document: Document, versions: Mapping[str, str], ontology: Ontology) -> Record:
    """One claim as a record of plain values.

    Beyond OUTPUT.md: `rules` says what decided type, mode and status, `runners_up` which readings of an
    argument were passed over, `confidence` has the mode's.
    """
    mention, text = claim.mention, document.text
    return {
        "id": claim.id,
        "document": document_head(document),
        "sentence": document.sentences[mention.sentence].to_dict(text),
        "trigger": mention.trigger.to_dict(text),
        **_coding(claim, ontology),
        "actors": [actor_record(actor, text) for actor in mention.actors],
        "recipients": [actor_record(recipient, text) for recipient in mention.recipients],
        "places": [place_record(place, text) for place in mention.places],
        "times": [time_record(time, text) for time in mention.times],
        "attribution": [link_record(link, text) for link in claim.chain],
        "confidence": _confidence(claim),
        "versions": dict(versions),
        "rules": dict(mention.rules),
    }


def document_head(document: Document) -> Record:
    """What names a report: id, title, publisher, url, date."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
    }


def actor_record(mention: Mention[Actor], text: str) -> Record:
    """Who: the words, and what they were resolved to."""
    actor = mention.resolved or Actor(code=None)
    return {
        **mention.span.to_dict(text),
        "code": actor.code,
        "country": actor.country,
        "sector": actor.sector,
        "name": actor.name,
        "role": actor.role,
        **_found_by(mention),
    }


def place_record(mention: Mention[Place], text: str) -> Record:
    """Where: the words, and the place in the gazetteer."""
    place = mention.resolved
    return {
        **mention.span.to_dict(text),
        "name": place.name if place else None,
        "country": place.country if place else None,
        "latitude": rounded(place.latitude) if place else None,
        "longitude": rounded(place.longitude) if place else None,
        "geonames_id": place.geonames_id if place else None,
        **_found_by(mention),
    }


def time_record(mention: Mention[TimeInterval], text: str) -> Record:
    """When: the words, and the days they stand for, both ends inclusive."""
    interval = mention.resolved or TimeInterval(first=None, last=None, granularity="unknown", date=None)
    return {
        **mention.span.to_dict(text),
        "date": interval.date,
        "from": interval.first.isoformat() if interval.first else None,
        "to": interval.last.isoformat() if interval.last else None,
        "granularity": interval.granularity,
        **_found_by(mention),
    }


def link_record(link: Attribution, text: str) -> Record:
    """One link of a chain of attribution; its words are null where the text names no source."""
    nobody = {"start": None, "end": None, "text": None, "code": None, "name": None}
    who = actor_record(link.source, text) if link.source else nobody
    return {
        **{key: who[key] for key in nobody},
        "kind": link.kind,
        "cue": span_record(link.cue, text),
        "quoted": link.quoted,
        "rule": link.rule,
    }


def span_record(span: Span | None, text: str) -> Record | None:
    """`{"start", "end", "text"}`, or null."""
    return span.to_dict(text) if span else None


def rounded(number: float | None) -> float | None:
    """The number to four places; null stays null."""
    return None if number is None else round(float(number), N_PLACES)


def _coding(claim: Claim, ontology: Ontology) -> Record:
    mention = claim.mention
    entry = ontology.entry(mention.type, mention.mode)
    return {
        "type": mention.type,
        "mode": mention.mode,
        "quad": ontology.types[mention.type].quad,
        "score": rounded(entry.score),
        "cameo": entry.cameo,
        "goldstein": rounded(entry.goldstein),
        "contexts": list(claim.contexts),
        "status": mention.status,
    }


def _confidence(claim: Claim) -> Record:
    confidence = claim.mention.confidence
    return {
        "event": rounded(confidence.event),
        "status": rounded(confidence.status),
        "mode": rounded(confidence.mode),
    }


def _found_by(mention: Mention[Any]) -> Record:
    runners_up = {"runners_up": list(mention.runners_up)} if mention.runners_up else {}
    return {"rule": mention.rule, **runners_up}
