"""Who a noun phrase names by its own words: names of the tables, common nouns, and what modifies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.claims import Kind
from dragoman.events import Actor
from dragoman.knowledge import Knowledge
from dragoman.knowledge.actors import Agent, Country, Medium, Organisation, Person, actor_code, as_of
from dragoman.knowledge.names import Entry, NameMatch
from dragoman.reading import WordRange
from dragoman.sentence import ParsedSentence
from dragoman.span import Span

# "Russian-backed rebels" are not Russia, "the US-led coalition" is not the US.
_DETACHED = re.compile(
    r"\s?[-‐–]\s?(?:backed|led|linked|allied|aligned|supported|sponsored|funded|trained|made|"
    r"held|controlled|occupied|speaking|born|based|style|era|brokered|mediated|run)\b"
)
_TOWARDS = re.compile(r"\b(?:[Pp]ro|[Aa]nti)\s?[-‐–]\s?$")
_FORMER = frozenset(("former", "ex", "ousted", "deposed", "late", "then", "onetime", "erstwhile"))
_LONGEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class Naming:
    """What a phrase names. `rule` says how it was found; `known` is the name of a known thing, if any.

    `noun` is the common noun that the sector was taken from.
    """

    actor: Actor
    kind: Kind
    rule: str
    noun: str | None = None
    runners_up: tuple[str, ...] = ()

    @property
    def lacks_country(self) -> bool:
        """Whether a sector was found but no country or body."""
        return self.actor.country is None and self.actor.code == self.actor.sector


@dataclass(frozen=True)
class Namer:
    """Names phrases of one document as of its date.

    `mentioned` holds the names of people that the document gives in full somewhere: a surname alone is
    taken for one of them first.
    """

    knowledge: Knowledge
    matches: Sequence[NameMatch]
    day: date | None
    mentioned: frozenset[str]

    def name(self, sentence: ParsedSentence, words: WordRange, head: int) -> Naming | None:
        """What the phrase names, null where its own words do not tell."""
        span = sentence.reading.span(words)
        matches = [match for match in self._matches_in(span) if not self._is_detached(match, sentence, span)]
        head_word = sentence.reading.words[head]
        return (
            self._by_name(sentence, matches, head_word, head)
            or self._by_noun(sentence, words, head, matches)
            or self._by_modifier(matches)
        )

    def _matches_in(self, span: Span) -> list[NameMatch]:
        return [match for match in self.matches if match.span.start < span.end and span.contains(match.span)]

    def _is_detached(self, match: NameMatch, sentence: ParsedSentence, span: Span) -> bool:
        text = sentence.text
        return bool(
            _DETACHED.match(text, match.span.end, match.span.end + 14)
            or _TOWARDS.search(text, max(0, match.span.start - 6), match.span.start)
        )

    def _by_name(
        self, sentence: ParsedSentence, matches: Sequence[NameMatch], head_word: Span, head: int
    ) -> Naming | None:
        for match in matches:
            person = self._person(match, sentence)
            if person is not None:
                return person
        for match in matches:
            if match.span.overlaps(head_word):
                return self._head_name(match, sentence, head)
        return None

    def _person(self, match: NameMatch, sentence: ParsedSentence) -> Naming | None:
        """A known person: by full name, or by surname where the words look like a person's name."""
        people = [entry.thing for entry in match.of_sense("person") if isinstance(entry.thing, Person)]
        if not people and self._looks_like_person(match, sentence):
            people = [entry.thing for entry in match.of_sense("short") if isinstance(entry.thing, Person)]
        if not people or self._is_possessor(match, sentence):
            return None
        ranked = sorted(people, key=self._standing)
        actor, rule = as_of(ranked[0].name, ranked[0].roles, self.day)
        others = tuple(person.name for person in ranked[1:4])
        return Naming(actor, "person", f"known-person, {rule}", runners_up=others)

    def _is_possessor(self, match: NameMatch, sentence: ParsedSentence) -> bool:
        return sentence.text[match.span.end : match.span.end + 2] in ("'s", "’s", "' ", "’ ")

    def _looks_like_person(self, match: NameMatch, sentence: ParsedSentence) -> bool:
        for entity in sentence.reading.entities:
            span = sentence.reading.span(entity.words)
            if span.overlaps(match.span):
                # "Kim Jong Chol" is another Kim: a surname inside a longer unknown name does not count.
                return entity.label == "PER" and (span == match.span or span.end == match.span.end)
        return any(entry.thing.name in self.mentioned for entry in match.of_sense("short"))

    def _standing(self, person: Person) -> tuple[bool, bool, int]:
        """Sort key: named in full in this report, in office on the day, most lately in office."""
        day = self.day or date.max
        in_office = any(role.covers(day) and role.sector != "ELI" for role in person.roles)
        latest = max(min(role.last, day) for role in person.roles)
        return (person.name not in self.mentioned, not in_office, -latest.toordinal())

    def _head_name(self, match: NameMatch, sentence: ParsedSentence, head: int) -> Naming | None:
        for entry in match.entries:
            naming = self._entry(entry, sentence, head)
            if naming is not None:
                return naming
        return None

    def _entry(self, entry: Entry, sentence: ParsedSentence, head: int) -> Naming | None:
        thing = entry.thing
        if isinstance(thing, Organisation):
            actor, rule = as_of(thing.name, thing.roles, self.day)
            return Naming(
                actor,
                "group" if thing.kind in ("armed", "ethnic", "religious") else "organisation",
                f"known-organisation, {rule}",
            )
        if isinstance(thing, Medium):
            actor = Actor(actor_code(thing.country, "JRN"), thing.country, "JRN", thing.name, thing.kind)
            return Naming(actor, "organisation", "known-medium")
        if isinstance(thing, Country):
            return _country_naming(thing, entry.sense)
        return None

    def _by_noun(
        self, sentence: ParsedSentence, words: WordRange, head: int, matches: Sequence[NameMatch]
    ) -> Naming | None:
        """A common noun, with the country or body that its modifiers name."""
        found = self._agent(sentence, words, head)
        if found is None:
            return None
        agent, noun_words = found
        modifiers = [match for match in matches if not match.span.overlaps(sentence.reading.span(noun_words))]
        actor, rule = self._modified(agent, modifiers)
        if actor.sector in ("GOV", "LEG", "MIL") and agent.kind in ("person", "office"):
            before = sentence.lowered[words[0] : noun_words[0]]
            if _FORMER & set(before) - {"then", "late"}:
                actor = replace(actor, sector="ELI", code=actor_code(actor.country, "ELI"))
                rule += ", former"
        kind: Kind = {"person": "person", "office": "person", "organ": "organisation"}.get(
            agent.kind, "group"
        )  # type: ignore[assignment]
        return Naming(actor, kind, rule, noun=agent.noun)

    def _agent(self, sentence: ParsedSentence, words: WordRange, head: int) -> tuple[Agent, WordRange] | None:
        """The longest noun of the table that ends at the head; else one further left, as a title before a name."""
        for end in (head + 1, *range(head, words[0], -1), *range(words[1], head + 1, -1)):
            for start in range(max(words[0], end - _LONGEST_NOUN), end):
                agent = self.knowledge.agents.get(" ".join(sentence.lowered[start:end]))
                if agent is not None:
                    return agent, (start, end)
        return None

    def _modified(self, agent: Agent, modifiers: Sequence[NameMatch]) -> tuple[Actor, str]:
        if agent.code:
            return Actor(agent.code, None, "IGO"), f"noun {agent.noun!r}"
        for match in modifiers:
            owner = self._owner(match, agent)
            if owner is not None:
                return owner, f"noun {agent.noun!r} of {match.entries[0].thing.name}"
        return Actor(agent.sector, None, agent.sector), f"noun {agent.noun!r}"

    def _owner(self, match: NameMatch, agent: Agent) -> Actor | None:
        """The actor that a noun makes with the name that modifies it."""
        for entry in match.entries:
            thing = entry.thing
            if isinstance(thing, Country):
                return Actor(actor_code(thing.code, agent.sector), thing.code, agent.sector)
            if isinstance(thing, Medium):
                return Actor(actor_code(thing.country, "JRN"), thing.country, "JRN")
            actor, _ = as_of(thing.name, thing.roles, self.day)
            if isinstance(thing, Person):
                sector = actor.sector if agent.speaks_for else agent.sector
                return Actor(actor_code(actor.country, sector), actor.country, sector)
            return _of_organisation(thing, actor, agent)
        return None

    def _by_modifier(self, matches: Sequence[NameMatch]) -> Naming | None:
        """A phrase whose head says nothing, but that a country or body modifies: "Syrian anti-aircraft fire"."""
        for match in matches:
            for entry in match.of_sense("adjective", "demonym", "country", "organisation"):
                if isinstance(entry.thing, Country):
                    actor = Actor(entry.thing.code, entry.thing.code)
                    return Naming(actor, "other", f"modifier {entry.thing.name}")
                if isinstance(entry.thing, Organisation):
                    actor, _ = as_of(entry.thing.name, entry.thing.roles, self.day)
                    return Naming(
                        replace(actor, name=None, role=None), "other", f"modifier {entry.thing.name}"
                    )
        return None


def _country_naming(country: Country, sense: str) -> Naming:
    if sense in ("capital", "seat"):
        actor = Actor(actor_code(country.code, "GOV"), country.code, "GOV", f"Government of {country.name}")
        return Naming(actor, "organisation", f"{sense}-as-government")
    kind: Kind = "group" if sense == "demonym" else "country"
    return Naming(Actor(country.code, country.code, None, country.name), kind, f"country-{sense}")


def _of_organisation(organisation: Organisation, actor: Actor, agent: Agent) -> Actor:
    """ "UN officials" are the UN's, "Hezbollah fighters" Hezbollah's, "Congress leaders" the legislature's."""
    own_kind = organisation.kind in ("igo", "armed", "organ", "party", "ngo", "company")
    if own_kind or agent.speaks_for or agent.sector is None:
        return replace(actor, name=None, role=None)
    return Actor(actor_code(actor.country, agent.sector), actor.country, agent.sector)


def full_names(matches: Sequence[NameMatch]) -> Iterator[str]:
    """Names of the people whom a document gives in full."""
    for match in matches:
        for entry in match.of_sense("person"):
            yield entry.thing.name


def country_counts(matches: Sequence[NameMatch]) -> Mapping[str, int]:
    """How often a document names each country, by name, adjective, capital or seat."""
    counts: dict[str, int] = {}
    for match in matches:
        for entry in match.of_sense("country", "adjective", "demonym", "capital", "seat"):
            if isinstance(entry.thing, Country):
                counts[entry.thing.code] = counts.get(entry.thing.code, 0) + 1
                break
    return counts
