"""What pronouns, short names and definite descriptions stand for inside one report.

Mentions are taken in the order of the text; each either joins something already told of or opens a chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.claims import Kind
from dragoman.events import Actor
from dragoman.knowledge.actors import office_in
from dragoman.knowledge.wordlists import Wordlists

_BODIES = ("organisation", "group", "country")
_PAIR_WITHIN = 4
_UNNAMED_AFTER = 12  # sentences after which something not named again is out of reach of a pronoun


@dataclass(slots=True, eq=False)
class Referent:
    """Something that the report tells of. `nouns` are the common nouns and titles it was called by.

    `sentence` and `relation` are those of its last mention; `spoke`: it has been quoted; `assumed`: its
    country, if any, is that of the context; `rule`: how its actor was found.
    """

    chain: int
    actor: Actor
    kind: Kind
    plural: bool
    surnames: set[str] = field(default_factory=set)
    given: str = ""
    nouns: set[str] = field(default_factory=set)
    places: dict[int, int] = field(default_factory=dict)
    """Offset of the first mention in each sentence that tells of it."""
    sentence: int = 0
    relation: str = ""
    spoke: bool = False
    assumed: bool = False
    rule: str = ""
    gender: str | None = None
    pronoun: tuple[int, str] | None = None
    """Sentence and gender of the last pronoun for it: a second "he" of a sentence is the first one."""


class Referents:
    """All that one report has told of so far, in the order of last mention."""

    def __init__(self, words: Wordlists) -> None:
        self._words = words
        self._all: list[Referent] = []
        self._next = 0

    def open(self, actor: Actor, kind: Kind, *, plural: bool = False) -> Referent:
        """A new referent, told of for the first time."""
        referent = Referent(self._next, actor, kind, plural)
        self._next += 1
        self._all.append(referent)
        return referent

    def touch(self, referent: Referent, sentence: int, offset: int, relation: str, *, speaks: bool) -> None:
        """Notes that the referent was told of again, now, in a dependency relation."""
        # The subject of a sentence stays it, whatever its pronouns do later in the sentence.
        if referent.sentence != sentence or not referent.relation.startswith("nsubj"):
            referent.relation = relation
        referent.sentence = sentence
        referent.places.setdefault(sentence, offset)
        referent.spoke = referent.spoke or speaks
        self._all.remove(referent)
        self._all.append(referent)

    def latest(self) -> Iterator[Referent]:
        """Referents, the one told of last first."""
        return reversed(self._all)

    def known(self, actor: Actor, kind: Kind, noun: str | None) -> Referent | None:
        """The referent of the same named thing, or of the same noun with the same code."""
        alike = (r for r in self.latest() if r.kind == kind and r.actor.code == actor.code)
        if actor.name is not None:
            return next((r for r in alike if r.actor.name == actor.name), None)
        return next((r for r in alike if noun is not None and r.actor.name is None and noun in r.nouns), None)

    def of_name(self, given: str, surname: str) -> Referent | None:
        """The person last called so: the surname alone is anybody's of that name, with other given names nobody's."""
        people = (r for r in self.latest() if r.kind == "person" and surname in r.surnames)
        return next((r for r in people if not given or r.given in ("", given)), None)

    def of_pronoun(self, pronoun: str, sentence: int, *, speaks: bool) -> list[Referent]:
        """What a pronoun stands for, best guess only; none where nothing fits.

        A pronoun that speaks goes back to one who has spoken before, where there is one.
        """
        gender = self._words.gender(pronoun)
        candidates = self._candidates(pronoun, gender, sentence)
        again = [r for r in candidates if gender and r.pronoun == (sentence, gender)]
        if again:
            return again[:1]
        spoken = [referent for referent in candidates if referent.spoke]
        chosen = _preferred(spoken if speaks and spoken else candidates)
        if chosen and gender:
            chosen[0].gender, chosen[0].pronoun = gender, (sentence, gender)
        return chosen

    def _candidates(self, pronoun: str, gender: str | None, sentence: int) -> list[Referent]:
        reachable = self._reachable(sentence)
        if gender is not None:
            return [r for r in reachable if r.kind == "person" and not r.plural and r.gender in (None, gender)]
        if pronoun in self._words.plural_pronouns:
            return [r for r in reachable if r.plural or r.kind in _BODIES]
        if pronoun in self._words.thing_pronouns:
            return [r for r in reachable if not r.plural and r.kind in _BODIES]
        return []

    def _reachable(self, sentence: int) -> list[Referent]:
        return [r for r in self.latest() if sentence - r.sentence <= _UNNAMED_AFTER]

    def of_description(self, noun: str, plural: bool, sentence: int) -> list[Referent]:
        """What "the premier", "the country", "the statement", "the two leaders", "the army" stand for."""
        reachable = self._reachable(sentence)
        if plural:
            pair = self._pair(noun, sentence) if self._words.has("describes_pair", noun) else []
            return pair or _called_so(noun, reachable)
        if self._words.has("describes_speaker", noun):
            return [r for r in reachable if r.spoke][:1]
        wanted = self._words.description_kind(noun)
        if wanted == "country":
            return _other_than_the_doers(reachable, sentence)
        if wanted == "group":
            return [r for r in reachable if r.kind in ("group", "organisation") and r.actor.name][:1]
        named = [r for r in reachable if r.kind == "person" and not r.plural]
        return [r for r in named if _is_called(r, noun)][:1] or _called_so(noun, reachable)

    def _pair(self, noun: str, sentence: int) -> list[Referent]:
        """The first two of a kind in the last sentence that tells of two; people before bodies for "the sides"."""
        wanted = self._words.description_kind(noun)
        tried = {"country": (("country",),), "group": (_BODIES,)}.get(wanted or "", (("person",), _BODIES))
        pairs = (self._two_of(kinds, sentence) for kinds in tried)
        return next((pair for pair in pairs if pair), [])

    def _two_of(self, kinds: tuple[str, ...], sentence: int) -> list[Referent]:
        candidates = [r for r in self._reachable(sentence) if r.kind in kinds and _is_known(r) and not r.plural]
        for earlier in range(sentence, max(-1, sentence - _PAIR_WITHIN - 1), -1):
            told = sorted((r for r in candidates if earlier in r.places), key=lambda r: r.places[earlier])
            other = next((r for r in told[1:] if r.actor.country != told[0].actor.country), None)
            if other is not None:
                return [told[0], other]
        return []


def _preferred(candidates: list[Referent]) -> list[Referent]:
    """The subject last told of among those of the latest sentence that has any, else the latest."""
    if not candidates:
        return []
    latest = candidates[0].sentence
    of_latest = [r for r in candidates if r.sentence == latest]
    return [next((r for r in of_latest if r.relation.startswith("nsubj")), of_latest[0])]


def _other_than_the_doers(reachable: list[Referent], sentence: int) -> list[Referent]:
    """The country told of last that does and owns nothing in this sentence: "the US plans to leave that country"."""
    here = (r for r in reachable if r.sentence == sentence and r.relation.startswith(("nsubj", "nmod:poss")))
    doers = {r.actor.country for r in here}
    countries = [r for r in reachable if r.kind == "country"]
    return ([r for r in countries if r.actor.country not in doers] or countries)[:1]


def _called_so(noun: str, reachable: list[Referent]) -> list[Referent]:
    """What was called by the same noun before, by words that told whose it is: "the army" after "Sudan's army"."""
    return [r for r in reachable if noun in r.nouns and not r.assumed and r.actor.code != r.actor.sector][:1]


def _is_known(referent: Referent) -> bool:
    """Whether it is somebody who may be a side: a body or country with a name, a person with an office."""
    return bool(referent.actor.name) and (referent.kind != "person" or referent.actor.role is not None)


def _is_called(referent: Referent, noun: str) -> bool:
    """Whether somebody has a title: "the president", not "the general" for a Secretary-General."""
    return noun in referent.nouns or f" {noun} " in f" {office_in(referent.actor.role)} "
