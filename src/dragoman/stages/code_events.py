"""Event mentions with their arguments. Reads readings and what was resolved, writes `event_mentions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from dragoman.claims import Confidence, EventMention, Mention, Status
from dragoman.document import Document
from dragoman.events import Actor, Place, TimeInterval
from dragoman.knowledge.actors import FORCES, Country, actor_code
from dragoman.ontology import Ontology
from dragoman.reading import EventRole, Trigger
from dragoman.sentence import ParsedSentence
from dragoman.span import Span
from dragoman.stages import Stage
from dragoman.status import status_of
from dragoman.trees import is_below

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

# Words that head no phrase: a role on one of them ("the", "'s") is the model's slip.
_NO_HEADS = frozenset("DET PUNCT ADP PART AUX CCONJ SCONJ SYM".split())


@dataclass(frozen=True, slots=True)
class _Layers:
    """What the document's earlier stages found, ready to look up by offset."""

    mentions: dict[Span, list[Mention[Actor]]]
    places: Sequence[Mention[Place]]
    times: Sequence[Mention[TimeInterval]]
    countries: Mapping[str, Country]

    def described_place(self, span: Span) -> Place | None:
        """What "the country" stands for as a place."""
        actors = [mention.resolved for mention in self.mentions.get(span, ()) if mention.kind == "country"]
        code = next((actor.country for actor in actors if actor and actor.country in self.countries), None)
        if code is None:
            return None
        country = self.countries[code]
        return Place(country.name, code, country.latitude, country.longitude, country.geonames_id)

    @staticmethod
    def of(document: Document, countries: Mapping[str, Country]) -> _Layers:
        mentions: dict[Span, list[Mention[Actor]]] = defaultdict(list)
        for mention in document.mentions:
            mentions[mention.span].append(mention)
        return _Layers(mentions, document.places, document.times, countries)


def _code_sentence(sentence: ParsedSentence, layers: _Layers, ontology: Ontology) -> Iterator[EventMention]:
    for trigger in _one_per_happening(sentence):
        actors = tuple(_actors(sentence, trigger, "actor", layers))
        status, probability, status_rule = status_of(sentence, trigger, ontology.status_cues)
        if ontology.types[trigger.type].armed:
            actors = tuple(_armed(mention) for mention in actors)
        yield EventMention(
            sentence=sentence.reading.sentence,
            trigger=_trigger_span(sentence, trigger.word),
            type=trigger.type,
            mode=trigger.mode,
            status=cast(Status, status),
            actors=actors,
            recipients=tuple(_actors(sentence, trigger, "recipient", layers)),
            places=tuple(_places(sentence, trigger, layers)),
            times=tuple(_times(sentence, trigger, layers)),
            confidence=Confidence(trigger.probability, probability, trigger.mode_probability),
            rules=_rules(trigger, status_rule),
            speakers=tuple(_actors(sentence, trigger, "by", layers)),
        )


def _rules(trigger: Trigger, status_rule: str) -> tuple[tuple[str, str], ...]:
    return (
        ("type", f"model, {trigger.probability:.2f}"),
        ("mode", f"model, {trigger.mode_probability:.2f}"),
        ("status", status_rule),
    )


def _trigger_span(sentence: ParsedSentence, word: int) -> Span:
    """The trigger's word, with the particle that follows it: "pull out"."""
    relations, tags = sentence.reading.relations, sentence.reading.tags
    particle = word + 1
    if (
        particle in sentence.children[word]
        and relations[particle] == "compound:prt"
        and tags[particle] in ("ADP", "ADV")
    ):
        return sentence.reading.span((word, word + 2))
    return sentence.reading.words[word]


def _one_per_happening(sentence: ParsedSentence) -> list[Trigger]:
    """Triggers without the second of two neighbours that tell one happening ("phone call"): the verb is kept.

    Merging words further apart cost half a point of event F1 (corpus/news, four folds), so they stay.
    """
    kept: list[Trigger] = []
    for trigger in sorted(sentence.reading.triggers, key=lambda trigger: _rank(sentence, trigger)):
        if not any(trigger.type == other.type and abs(trigger.word - other.word) == 1 for other in kept):
            kept.append(trigger)
    return sorted(kept, key=lambda trigger: trigger.word)


def _rank(sentence: ParsedSentence, trigger: Trigger) -> tuple[bool, int, int]:
    return (sentence.reading.tags[trigger.word] != "VERB", -len(trigger.roles), trigger.word)


def _heads(sentence: ParsedSentence, trigger: Trigger, name: EventRole) -> Iterator[int]:
    """Heads of the arguments in a role; of two words in one phrase only the higher one."""
    tags = sentence.reading.tags
    words = [role.word for role in trigger.roles if role.name == name and tags[role.word] not in _NO_HEADS]
    for word in words:
        start, end = sentence.phrase(word)
        inside = any(
            other != word
            and _holds(sentence.phrase(other), (start, end))
            and is_below(sentence.reading.heads, word, other)
            for other in words
        )
        if not inside:
            yield word


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _actors(sentence: ParsedSentence, trigger: Trigger, name: EventRole, layers: _Layers) -> Iterator[Mention[Actor]]:
    spans = dict.fromkeys(sentence.reading.span(sentence.phrase(head)) for head in _heads(sentence, trigger, name))
    for span in spans:
        yield from layers.mentions.get(span, ())


def _armed(mention: Mention[Actor]) -> Mention[Actor]:
    """The adjective of a country that does an armed deed is its forces: "an Israeli airstrike"."""
    actor = mention.resolved
    if actor is None or not mention.rule.startswith("country-adjective") or actor.code != actor.country:
        return mention
    return replace(
        mention,
        resolved=replace(actor, sector=FORCES, code=actor_code(actor.country, FORCES), name=None),
        rule=f"{mention.rule}, armed deed",
    )


def _places(sentence: ParsedSentence, trigger: Trigger, layers: _Layers) -> Iterator[Mention[Place]]:
    spans = dict.fromkeys(sentence.reading.span(sentence.phrase(head)) for head in _heads(sentence, trigger, "place"))
    for span in spans:
        found = [mention for mention in layers.places if mention.span.overlaps(span)]
        if found:
            # The phrase is the argument ("northern Syria"), its toponym says where on the map.
            yield replace(found[0], span=span)
        else:
            place = layers.described_place(span)
            yield Mention(span, "place", place, "country told of before" if place else "no-toponym")


def _times(sentence: ParsedSentence, trigger: Trigger, layers: _Layers) -> list[Mention[TimeInterval]]:
    found = {mention.span: mention for mention in _all_times(sentence, trigger, layers)}
    return list(found.values())


def _all_times(sentence: ParsedSentence, trigger: Trigger, layers: _Layers) -> Iterator[Mention[TimeInterval]]:
    for head in _heads(sentence, trigger, "time"):
        span = sentence.reading.words[head]
        found = [mention for mention in layers.times if mention.span.overlaps(span)]
        if found:
            yield found[0]
        else:
            yield Mention(sentence.reading.span(sentence.phrase(head)), "time", None, "not-a-date")


def _run(document: Document, resources: Resources) -> Document:
    layers = _Layers.of(document, resources.knowledge.countries)
    sentences = (ParsedSentence(reading, document.text) for reading in document.readings)
    mentions = [mention for sentence in sentences for mention in _code_sentence(sentence, layers, resources.ontology)]
    return replace(document, event_mentions=tuple(mentions))


STAGE = Stage("code_events", ("sentences", "readings", "mentions", "places", "times"), "event_mentions", _run)
