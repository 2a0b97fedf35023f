"""Who a noun phrase names by its own words: names of the tables, common nouns, and what modifies them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dragoman.claims import Kind
from dragoman.context import country_of
from dragoman.events import Actor
from dragoman.knowledge import Knowledge
from dragoman.knowledge.actors import (
    FORMER,
    GOVERNMENT,
    PRESS,
    Agent,
    Country,
    Medium,
    Organisation,
    Person,
    actor_code,
    as_of,
    former,
    office_in,
)
from dragoman.knowledge.names import Entry, NameMatch
from dragoman.reading import WordRange
from dragoman.sentence import ParsedSentence
from dragoman.span import Span

# "Russian-backed rebels" are not Russia, "the US-led coalition" is not the US.
_DETACHED = re.compile(
    r"\s?[-‐–]\s?(?:backed|led|linked|allied|aligned|supported|sponsored|funded|trained|made|"
    r"held|controlled|occupied|speaking|born|based|style|era|brokered|mediated|run)\b"
)
_TOWARDS = re.compile(r"\b(?:[Pp]ro|[Aa]nti|[Cc]ounter)[-‐–\s]{1,3}$")
_LONGEST_NOUN = 4
# "officials in Turkey" are Turkey's; "forces from Syria" may be anybody's that leave it.
_OWNING = ("of", "in")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a phrase names. `rule` says how it was found.

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

    `mentioned` holds the names of people that the document gives in full somewhere: a surname alone is taken
    for one of them first. `countries` are those that the document tells of: they decide between bodies of
    one name.
    """

    knowledge: Knowledge
    matches: Sequence[NameMatch]
    day: date | None
    mentioned: frozenset[str]
    countries: frozenset[str]

    def name(self, sentence: ParsedSentence, words: WordRange, head: int) -> Naming | None:
        """What the phrase names, null where its own words do not tell."""
        span = sentence.reading.span(words)
        matches = [match for match in self._matches_in(span) if not self._is_anothers(match, sentence)]
        head_word = sentence.reading.words[head]
        return (
            self._by_person(sentence, matches, span, head_word)
            or self._by_head_name(matches, head_word)
            or self._by_noun(sentence, words, head, self._owners(sentence, words, head, matches))
            or self._by_modifier(matches)
        )

    def _as_of(self, thing: Person | Organisation) -> tuple[Actor, str]:
        offices = self.knowledge.wordlists.classes["sectors_of_office"]
        return as_of(thing.name, thing.roles, self.day, offices)

    def _matches_in(self, span: Span) -> list[NameMatch]:
        found = self.matches[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [match for match in found if span.contains(match.span)]

    @cached_property
    def _starts(self) -> list[int]:
        return [match.span.start for match in self.matches]

    def _is_anothers(self, match: NameMatch, sentence: ParsedSentence) -> bool:
        """Whether a name only stands inside another: "US-led", "Taylor Swift", "the Lincoln Memorial"."""
        if _is_detached(match, sentence.text):
            return True
        if not all(isinstance(entry.thing, Organisation | Medium) for entry in match.entries):
            return False
        for entity in sentence.reading.entities:
            span = sentence.reading.span(entity.words)
            if span.contains(match.span) and span != match.span:
                return entity.label == "PER" or " " not in match.span.of(sentence.text)
        return False

    def _owners(
        self, sentence: ParsedSentence, words: WordRange, head: int, matches: Sequence[NameMatch]
    ) -> list[NameMatch]:
        """Names that may own the phrase's noun, also behind it: "officials in Turkey"; surnames only if meant."""
        after = [
            child
            for child in sentence.children[head]
            if child >= words[1] and sentence.reading.relations[child] == "nmod" and sentence.case_of(child) in _OWNING
        ]
        spans = [sentence.reading.span(sentence.phrase(child)) for child in after]
        found = [*matches, *(match for span in spans for match in self._matches_in(span))]
        return [match for match in found if not match.is_of_people or self._people(match, sentence)]

    def _by_person(
        self, sentence: ParsedSentence, matches: Sequence[NameMatch], span: Span, head_word: Span
    ) -> Naming | None:
        """A known person whose name is the head of the phrase or ends it: "President Velasco"."""
        for match in matches:
            if match.span.overlaps(head_word) or match.span.end == span.end:
                people = self._people(match, sentence)
                if people:
                    actor, rule = self._as_of(people[0])
                    others = tuple(person.name for person in people[1:4])
                    return Naming(actor, "person", f"known-person, {rule}", runners_up=others)
        return None

    def _people(self, match: NameMatch, sentence: ParsedSentence) -> list[Person]:
        """People of this name, the likeliest first: in full, or by surname where the words look like a person's."""
        people = [entry.thing for entry in match.of_sense("person") if isinstance(entry.thing, Person)]
        if not people:
            short = [entry.thing for entry in match.of_sense("short") if isinstance(entry.thing, Person)]
            people = [person for person in short if self._is_meant(person, match, sentence)]
        return sorted(people, key=self._standing)

    def _is_meant(self, person: Person, match: NameMatch, sentence: ParsedSentence) -> bool:
        """Whether a surname alone means this person: named in full in the report, or in office and read as a name."""
        if person.name in self.mentioned:
            return not self._is_inside_other_name(match, sentence)
        if match.of_sense("country", "capital", "organisation", "medium") or not self._is_read_as_person(
            match, sentence
        ):
            return False
        return self._has_title(person, match, sentence) if self.day is None else self._in_office(person)

    def _has_title(self, person: Person, match: NameMatch, sentence: ParsedSentence) -> bool:
        """Whether the word before the name is of an office that the person is known to have held."""
        before = sentence.text[max(0, match.span.start - 30) : match.span.start].lower().split()[-1:]
        offices = [office_in(role.role).split() for role in person.roles]
        return any(word in office for word in before for office in offices)

    def _is_inside_other_name(self, match: NameMatch, sentence: ParsedSentence) -> bool:
        """ "Kim Jong Chol" is another Kim: a surname inside a longer name that is none of the person's."""
        spans = [sentence.reading.span(entity.words) for entity in sentence.reading.entities]
        return any(span.contains(match.span) and not self._is_title_before(span, match, sentence) for span in spans)

    def _is_read_as_person(self, match: NameMatch, sentence: ParsedSentence) -> bool:
        for entity in sentence.reading.entities:
            span = sentence.reading.span(entity.words)
            if span.contains(match.span):
                return entity.label == "PER" and self._is_title_before(span, match, sentence)
        return False

    def _is_title_before(self, span: Span, match: NameMatch, sentence: ParsedSentence) -> bool:
        """Whether a name is the surname alone, or with nothing but titles before it."""
        before = Span(span.start, match.span.start).of(sentence.text).lower().split()
        titles = self.knowledge.wordlists.classes["titles"]
        bare = all(word.rstrip(".") in titles or word in self.knowledge.agents for word in before)
        return bare and span.end == match.span.end

    def _in_office(self, person: Person) -> bool:
        return any(role.covers(self.day or date.max) and role.sector != FORMER for role in person.roles)

    def _standing(self, person: Person) -> tuple[bool, bool, int]:
        """Sort key: named in full in this report, in office on the day, most lately in office."""
        latest = max(min(role.last, self.day or date.max) for role in person.roles)
        return (person.name not in self.mentioned, not self._in_office(person), -latest.toordinal())

    def _owner_standing(self, entry: Entry) -> tuple[bool, bool, int]:
        """Sort key among things of one name: people by their standing, others as they come."""
        return self._standing(entry.thing) if isinstance(entry.thing, Person) else (False, False, 0)

    def _by_head_name(self, matches: Sequence[NameMatch], head_word: Span) -> Naming | None:
        named = {code for match in matches if (code := country_of(match))}
        for match in matches:
            if match.span.overlaps(head_word):
                entries = [entry for entry in self._ranked(match) if _is_of(entry.thing, named)]
                namings = (self._entry(entry) for entry in entries)
                return next((naming for naming in namings if naming is not None), None)
        return None

    def _ranked(self, match: NameMatch) -> list[Entry]:
        """Entries of a name, those of countries that the report tells of first."""
        shared = sum(isinstance(entry.thing, Organisation) for entry in match.entries) > 1
        entries = [entry for entry in match.entries if self._is_possible(entry.thing, shared)]
        return sorted(entries, key=lambda entry: not self._is_at_home(entry.thing))

    def _is_possible(self, thing: Country | Person | Organisation | Medium, shared: bool) -> bool:
        """Whether a thing can be meant: of bodies that share a name only one whose country the report tells of."""
        return not isinstance(thing, Organisation) or not (shared or thing.needs_country) or self._is_at_home(thing)

    def _is_at_home(self, thing: Country | Person | Organisation | Medium) -> bool:
        if isinstance(thing, Organisation | Person):
            return any(role.country is None or role.country in self.countries for role in thing.roles)
        return True

    def _entry(self, entry: Entry) -> Naming | None:
        thing = entry.thing
        if isinstance(thing, Organisation):
            actor, rule = self._as_of(thing)
            kind: Kind = "group" if thing.kind in ("armed", "ethnic", "religious") else "organisation"
            return Naming(actor, kind, f"known-organisation, {rule}")
        if isinstance(thing, Medium):
            actor = Actor(actor_code(thing.country, PRESS), thing.country, PRESS, thing.name, thing.kind)
            return Naming(actor, "organisation", "known-medium")
        return _country_naming(thing, entry.sense) if isinstance(thing, Country) else None

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
        before = set(sentence.lowered[words[0] : noun_words[0]])
        lists = self.knowledge.wordlists.classes
        if (
            actor.sector in lists["sectors_of_office"]
            and agent.kind in ("person", "office")
            and before & lists["former"]
        ):
            actor, rule = former(actor), f"{rule}, former"
        kind: Kind = {"person": "person", "office": "person", "organ": "organisation"}.get(agent.kind, "group")  # type: ignore[assignment]
        return Naming(actor, kind, rule, noun=agent.noun)

    def _agent(self, sentence: ParsedSentence, words: WordRange, head: int) -> tuple[Agent, WordRange] | None:
        """The longest noun of the table that ends at the head; a title before a name; what "hundreds of" counts."""
        ends = [head + 1]
        entity = sentence.entity_at(head)
        if entity is not None and entity.label == "PER":
            ends += range(head, words[0], -1)
        if sentence.lowered[head] in self.knowledge.wordlists.people or sentence.reading.tags[head] == "NUM":
            ends += range(words[1], head + 1, -1)
        for end in ends:
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
        for entry in sorted(self._ranked(match), key=self._owner_standing):
            thing = entry.thing
            if isinstance(thing, Country):
                return Actor(actor_code(thing.code, agent.sector), thing.code, agent.sector)
            if isinstance(thing, Medium):
                return Actor(actor_code(thing.country, PRESS), thing.country, PRESS)
            actor, _ = self._as_of(thing)
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
                    actor, _ = self._as_of(entry.thing)
                    return Naming(replace(actor, name=None, role=None), "other", f"modifier {entry.thing.name}")
        return None


def _is_of(thing: Country | Person | Organisation | Medium, named: set[str]) -> bool:
    """Whether a body can be the one of the countries that its phrase names: "the United States Supreme Court"."""
    countries = {role.country for role in thing.roles} if isinstance(thing, Organisation) else set()
    return not named or not countries or None in countries or bool(countries & named)


def _is_detached(match: NameMatch, text: str) -> bool:
    """Whether the name only modifies what is somebody else's, or is half of a double name."""
    after, before = match.span.end, match.span.start
    if match.is_of_people and "-" in (
        text[max(0, before - 1) : before],
        text[after : after + 1],
    ):
        return True
    return bool(_DETACHED.match(text, after, after + 14) or _TOWARDS.search(text, max(0, before - 10), before))


def _country_naming(country: Country, sense: str) -> Naming:
    if sense in ("capital", "seat"):
        actor = Actor(actor_code(country.code, GOVERNMENT), country.code, GOVERNMENT, f"Government of {country.name}")
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
