"""Who acts, speaks and is acted upon. Reads `sentences`, `readings` and `places`, writes `mentions`.

Every phrase that carries an argument, speaks, is a name, or is a common noun for an actor becomes a mention:
named by its own words (naming.py), else joined to what was told of before (coreference.py), and given the
country of its context where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.claims import Kind, Mention
from dragoman.context import CountryContext, country_of
from dragoman.coreference import Referent, Referents
from dragoman.document import Document
from dragoman.events import Actor
from dragoman.knowledge import Knowledge
from dragoman.knowledge.actors import PEOPLE, actor_code
from dragoman.naming import Namer, Naming, full_names
from dragoman.quotations import quotations, share_inside
from dragoman.reading import WordRange
from dragoman.sentence import ParsedSentence
from dragoman.span import Span
from dragoman.stages import Stage

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

_UNKNOWN = Actor(None)
_BESIDE = ("appos", "flat", "nmod:desc")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase that may name an actor. `needed`: an argument or source, kept even when nothing is known of it."""

    sentence: ParsedSentence
    head: int
    words: WordRange
    needed: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase with the referent it was joined to, whose actor may still be told of better later on."""

    span: Span
    referent: Referent
    rule: str
    runners_up: tuple[str, ...]

    def mention(self) -> Mention[Actor]:
        """The mention, once the whole report has been read."""
        referent = self.referent
        return Mention(self.span, referent.kind, referent.actor, self.rule, referent.chain, self.runners_up)


def candidate_heads(sentence: ParsedSentence, knowledge: Knowledge) -> dict[int, bool]:
    """Head words of the phrases to resolve; true for those that carry an argument or speak."""
    reading, heads = sentence.reading, {}
    for word, tag in enumerate(reading.tags):
        noun = tag in ("NOUN", "PROPN") and reading.relations[word] not in ("compound", "flat", "nmod:desc")
        if tag == "PRON" or (noun and sentence.lowered[word] in knowledge.agents):
            heads[word] = False
    for entity in reading.entities:
        heads[sentence.head_of(entity.words)] = False
    for trigger in reading.triggers:
        heads.update({role.word: True for role in trigger.roles if role.name in ("actor", "recipient", "by")})
        places = (role.word for role in trigger.roles if role.name == "place")
        described = knowledge.wordlists.classes["describes_country"]
        heads.update({word: True for word in places if sentence.lowered[word] in described})
    for cue in reading.cues:
        if cue.source:
            heads[sentence.head_of(cue.source)] = True
    return heads


class _Resolver:
    """Resolves the phrases of one document in the order of its text."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._words = knowledge.wordlists
        matches = [match.as_of(document.published) for match in knowledge.names.find(document.text)]
        self._document = document
        named = frozenset(full_names(matches))
        places = (place.resolved.country for place in document.places if place.resolved)
        countries = frozenset(code for code in (*map(country_of, matches), *places) if code)
        self._namer = Namer(knowledge, matches, document.published, named, countries)
        self._context = CountryContext(document, matches)
        self._quoted = quotations(document.text)
        self._referents = Referents(knowledge.wordlists)
        self._found: dict[tuple[int, WordRange], list[_Found]] = {}
        self._open: set[tuple[int, WordRange]] = set()

    @cached_property
    def sentences(self) -> list[ParsedSentence]:
        """All sentences with their trees."""
        return [ParsedSentence(reading, self._document.text) for reading in self._document.readings]

    def mentions(self) -> Iterator[Mention[Actor]]:
        """All mentions, by offset."""
        found = {
            (each.span, each.referent.chain): each for candidate in self._candidates() for each in self._once(candidate)
        }
        return (each.mention() for each in found.values())

    def _candidates(self) -> Iterator[_Candidate]:
        """One candidate a phrase, in the order of the text."""
        for sentence in self.sentences:
            heads = candidate_heads(sentence, self._knowledge)
            by_phrase: dict[WordRange, bool] = {}
            for head, needed in heads.items():
                words = sentence.phrase(head)
                by_phrase[words] = needed or by_phrase.get(words, False)
            for words in sorted(by_phrase):
                yield _Candidate(sentence, _head_in(sentence, words, heads), words, by_phrase[words])

    def _once(self, candidate: _Candidate) -> list[_Found]:
        """The phrase resolved, at its turn or when an earlier one asks for it; nothing while that is going on."""
        key = (id(candidate.sentence), candidate.words)
        if key in self._open:
            return []
        if key not in self._found:
            self._open.add(key)
            self._found[key] = self._resolve(candidate)
            self._open.discard(key)
        return self._found[key]

    def _resolve(self, candidate: _Candidate) -> list[_Found]:
        sentence, head = candidate.sentence, candidate.head
        if self._is_pronoun(candidate):
            return self._pronoun(candidate)
        naming = self._namer.name(sentence, candidate.words, head)
        if self._is_unknown_person(candidate, naming):
            return [self._person(candidate, naming)]
        if naming is None or naming.lacks_country:
            described = self._description(candidate, naming)
            if described:
                return described
        if naming is None or self._is_only_a_place(candidate, naming):
            return self._unnamed(candidate)
        return [self._named(candidate, self._told_by_apposition(candidate, naming))]

    def _is_only_a_place(self, candidate: _Candidate, naming: Naming) -> bool:
        """Whether a capital is where something is, and not who does it: "met in Cairo"."""
        if candidate.needed or naming.rule != "capital-as-government":
            return False
        return self._words.has("place_prepositions", candidate.sentence.case_of(candidate.head) or "")

    def _told_by_apposition(self, candidate: _Candidate, naming: Naming) -> Naming:
        """A noun without a country, with the one of the name beside it: "the state news agency SUNA"."""
        beside = self._apposition(candidate) if naming.lacks_country else None
        if beside is None or beside.actor.country is None or not beside.rule.startswith("known-"):
            return naming
        return replace(beside, rule=f"{naming.rule}, apposition {beside.rule}", noun=naming.noun)

    def _is_pronoun(self, candidate: _Candidate) -> bool:
        """Whether the phrase is a pronoun: "us", but not "US"."""
        word = candidate.sentence.words[candidate.head]
        if len(word) > 1 and word.isupper():
            return False
        return candidate.sentence.reading.tags[candidate.head] == "PRON" or self._words.is_pronoun(word.lower())

    def _mention(
        self, candidate: _Candidate, referent: Referent, rule: str, runners_up: tuple[str, ...] = ()
    ) -> _Found:
        sentence = candidate.sentence
        span = sentence.reading.span(candidate.words)
        relation = sentence.reading.relations[candidate.head]
        self._referents.touch(referent, sentence.reading.sentence, span.start, relation, speaks=_speaks(candidate))
        return _Found(span, referent, rule, runners_up)

    def _pronoun(self, candidate: _Candidate) -> list[_Found]:
        sentence, pronoun = candidate.sentence, candidate.sentence.lowered[candidate.head]
        if self._words.has("speaker_pronouns", pronoun) or self._words.has("speakers_pronouns", pronoun):
            referents, rule = self._speaker(candidate), "pronoun of the speaker"
        elif self._words.has("relative_pronouns", pronoun):
            referents, rule = self._relative(candidate), "relative pronoun"
        else:
            number = sentence.reading.sentence
            referents = self._referents.of_pronoun(pronoun, number, speaks=_speaks(candidate))
            rule = "pronoun, subject told of last"
        if referents:
            return [self._mention(candidate, referent, rule) for referent in referents]
        return self._unnamed(candidate)

    def _speaker(self, candidate: _Candidate) -> list[Referent]:
        sentence = candidate.sentence
        for cue in sentence.reading.cues:
            if cue.source and any(first <= candidate.head < last for first, last in cue.content):
                return self._referents_at(sentence, sentence.head_of(cue.source))
        if share_inside(sentence.reading.words[candidate.head], self._quoted):
            return [referent for referent in self._referents.latest() if referent.spoke][:1]
        return []

    def _referents_at(self, sentence: ParsedSentence, head: int) -> list[Referent]:
        """Referents of a phrase, which may stand later in the sentence than what asks for it."""
        found = self._once(_Candidate(sentence, head, sentence.phrase(head), True))
        return [each.referent for each in found]

    def _told_at(self, sentence: ParsedSentence, head: int) -> list[Referent]:
        """Referents of a phrase that has had its turn."""
        return [each.referent for each in self._found.get((id(sentence), sentence.phrase(head)), ())]

    def _relative(self, candidate: _Candidate) -> list[Referent]:
        sentence, word = candidate.sentence, candidate.head
        while word >= 0 and not sentence.reading.relations[word].startswith("acl"):
            word = sentence.reading.heads[word]
        antecedent = sentence.reading.heads[word] if word >= 0 else -1
        return self._told_at(sentence, antecedent) if antecedent >= 0 else []

    def _is_unknown_person(self, candidate: _Candidate, naming: Naming | None) -> bool:
        if naming is not None and (naming.rule.startswith("known-") or naming.actor.name):
            return False
        return self._person_name(candidate) is not None

    def _person_name(self, candidate: _Candidate) -> str | None:
        """The name that the model read as a person's, where the phrase's head stands in it."""
        reading = candidate.sentence.reading
        for entity in reading.entities:
            inside = entity.words[0] <= candidate.head < entity.words[1]
            last = entity.words[1] == candidate.words[1] and entity.words[0] >= candidate.words[0]
            if entity.label == "PER" and (inside or last):
                return reading.span(entity.words).of(candidate.sentence.text)
        return None

    def _person(self, candidate: _Candidate, naming: Naming | None) -> _Found:
        """Somebody whom no table knows: named before, or told of by title or apposition."""
        name = self._person_name(candidate) or ""
        given, _, surname = self._without_titles(name).rpartition(" ")
        told = naming or self._apposition(candidate)
        actor = replace(told.actor, name=name) if told else Actor(None, name=name)
        rule = f"unknown person, {told.rule}" if told else "unknown person"
        actor, rule = self._in_context(candidate, actor, rule)
        referent = self._referents.of_name(given, surname)
        if referent is None:
            referent = self._referents.open(actor, "person")
            referent.assumed, referent.rule = told is None or told.lacks_country, rule
            referent.surnames.add(surname)
        else:
            self._told_more(referent, told, actor, rule)
            rule = f"same name, {referent.rule}"
        referent.given = referent.given or given
        if told and told.noun:
            referent.nouns.add(told.noun)
        return self._mention(candidate, referent, rule)

    def _told_more(self, referent: Referent, told: Naming | None, actor: Actor, rule: str) -> None:
        """What a later mention says of somebody of whom nothing, or only a country of the context, was known."""
        if told and actor.code and (referent.actor.code is None or (referent.assumed and not told.lacks_country)):
            referent.actor = replace(actor, name=max(actor.name or "", referent.actor.name or "", key=len))
            referent.assumed, referent.rule = told.lacks_country, rule

    def _without_titles(self, name: str) -> str:
        words = name.split()
        while len(words) > 1 and self._words.has("titles", words[0].lower().rstrip(".")):
            words = words[1:]
        return " ".join(words)

    def _apposition(self, candidate: _Candidate) -> Naming | None:
        """What the apposition of a name says: "X, a Syrian activist", "the activist, X"."""
        sentence, head = candidate.sentence, candidate.head
        others = [word for word in sentence.children[head] if sentence.reading.relations[word] in _BESIDE]
        if sentence.reading.relations[head] in _BESIDE and sentence.reading.heads[head] >= 0:
            others.append(sentence.reading.heads[head])
        for other in others:
            naming = self._namer.name(sentence, sentence.phrase(other), other)
            if naming is not None:
                return naming
        return None

    def _description(self, candidate: _Candidate, naming: Naming | None) -> list[_Found]:
        """ "The premier", "the two leaders", "the country": back to what was told of before."""
        sentence, head = candidate.sentence, candidate.head
        first = sentence.lowered[candidate.words[0]]
        if not (self._words.has("definite", first) or first == "two") or sentence.reading.tags[head] == "PROPN":
            return []
        noun = sentence.lowered[head]
        plural = is_plural(noun)
        if naming and naming.noun and not plural:
            noun = naming.noun
        referents = self._referents.of_description(noun, plural, sentence.reading.sentence)
        return [self._mention(candidate, referent, f"description {noun!r}") for referent in referents]

    def _named(self, candidate: _Candidate, naming: Naming) -> _Found:
        actor, rule = self._in_context(candidate, naming.actor, naming.rule)
        referent = self._referents.known(actor, naming.kind, naming.noun)
        if referent is None:
            plural = is_plural(candidate.sentence.lowered[candidate.head]) and actor.name is None
            referent = self._referents.open(actor, naming.kind, plural=plural)
            referent.assumed, referent.rule = naming.lacks_country, rule
        if naming.kind == "person" and actor.name:
            referent.given, _, surname = actor.name.rpartition(" ")
            referent.surnames.update({candidate.sentence.words[candidate.head], surname})
        referent.nouns.update(filter(None, (naming.noun, candidate.sentence.lowered[candidate.head])))
        return self._mention(candidate, referent, rule, naming.runners_up)

    def _in_context(self, candidate: _Candidate, actor: Actor, rule: str) -> tuple[Actor, str]:
        """The actor with the country of its context where its words give only a sector."""
        if actor.sector is None or actor.country or actor.code != actor.sector:
            return actor, rule
        if self._words.has("sectors_without_country", actor.sector):
            return actor, rule
        country, how = next(((c, how) for c, how in self._assumed_countries(candidate, actor.sector) if c), (None, ""))
        if country is None:
            return actor, rule
        return replace(actor, country=country, code=actor_code(country, actor.sector)), f"{rule}, {how}"

    def _assumed_countries(self, candidate: _Candidate, sector: str) -> Iterator[tuple[str | None, str]]:
        """Countries that a phrase without one may be of, the surest first, with the rule for each."""
        yield self._owners_country(candidate), "country of the owner"
        yield self._speakers_country(candidate), "country of the speaker"
        yield self._context.place_in(candidate.sentence.reading.span(candidate.words)), "place in the phrase"
        if self._words.has("sectors_of_context", sector):
            yield self._context.country(candidate.sentence.reading.sentence)
        yield self._context.only_country, "only country of the report"

    def _owners_country(self, candidate: _Candidate) -> str | None:
        """Of "its forces", "their leader"."""
        sentence = candidate.sentence
        owners = (w for w in sentence.children[candidate.head] if sentence.reading.relations[w] == "nmod:poss")
        found = (referent for owner in owners for referent in self._told_at(sentence, owner))
        return next((referent.actor.country for referent in found), None)

    def _speakers_country(self, candidate: _Candidate) -> str | None:
        """Of "our troops", "this administration" in somebody's mouth."""
        first = candidate.sentence.lowered[candidate.words[0]]
        if not (self._words.has("speakers_pronouns", first) or first in ("my", "this")):
            return None
        return next((speaker.actor.country for speaker in self._speaker(candidate)), None)

    def _unnamed(self, candidate: _Candidate) -> list[_Found]:
        """A phrase that says nothing of its actor: kept where it is an argument, or names a place or thing."""
        sentence, head = candidate.sentence, candidate.head
        entity = sentence.entity_at(head)
        if entity is None and not candidate.needed:
            return []
        if sentence.lowered[head] in self._words.people or (entity is None and sentence.reading.tags[head] == "NUM"):
            return [self._named(candidate, Naming(Actor(PEOPLE, None, PEOPLE), "group", "people without a name"))]
        kind: Kind = "other"
        if entity is not None:
            kind = {"PER": "person", "ORG": "organisation", "LOC": "place"}[entity.label]  # type: ignore[assignment]
        referent = self._same_words(candidate, kind) or self._referents.open(self._of_place(candidate), kind)
        referent.nouns.add(sentence.lowered[head])
        known = "place" if referent.actor.code or kind == "place" else "name unknown" if entity else "nothing known"
        return [self._mention(candidate, referent, known)]

    def _of_place(self, candidate: _Candidate) -> Actor:
        """A town or region that is done something to stands for its country: "Israel attacked Gaza"."""
        country = self._context.place_in(candidate.sentence.reading.span(candidate.words)) if candidate.needed else None
        return Actor(country, country) if country else _UNKNOWN

    def _same_words(self, candidate: _Candidate, kind: Kind) -> Referent | None:
        noun = candidate.sentence.lowered[candidate.head]
        if kind == "other":
            return None
        return next((r for r in self._referents.latest() if r.kind == kind and noun in r.nouns), None)


def _head_in(sentence: ParsedSentence, words: WordRange, heads: Mapping[int, bool]) -> int:
    """The head of a phrase, which may be asked for by several of its words."""
    head = sentence.head_of(words)
    return head if head in heads else next(word for word in heads if sentence.phrase(word) == words)


def _speaks(candidate: _Candidate) -> bool:
    """Whether the phrase is the source of an attribution."""
    cues = candidate.sentence.reading.cues
    return any(cue.source and cue.source[0] <= candidate.head < cue.source[1] for cue in cues)


def is_plural(noun: str) -> bool:
    """Whether an English noun looks plural."""
    return noun in ("people", "men", "women", "police", "troops") or (
        noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    )


def _run(document: Document, resources: Resources) -> Document:
    resolver = _Resolver(document, resources.knowledge)
    mentions = sorted(resolver.mentions(), key=lambda mention: (mention.span, mention.chain or 0))
    return replace(document, mentions=tuple(mentions))


STAGE = Stage("resolve_actors", ("sentences", "readings", "places"), "mentions", _run)
