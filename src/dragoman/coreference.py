"""What pronouns, short names and definite descriptions stand for inside one report.

Mentions are taken in the order of the text; each either joins something already told of or opens a chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.claims import Kind
from dragoman.events import Actor
from dragoman.knowledge.wordlists import Wordlists

_UNNAMED_AFTER = 12  # sentences after which something not named again is out of reach of a pronoun


@dataclass(slots=True)
class Referent:
    """Something that the report tells of. `nouns` are the common nouns and titles it was called by."""

    chain: int
    actor: Actor
    kind: Kind
    plural: bool
    surnames: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    sentence: int = 0
    subject: bool = False
    gender: str | None = None


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

    def touch(self, referent: Referent, sentence: int, *, subject: bool) -> None:
        """Notes that the referent was told of again, now."""
        referent.sentence, referent.subject = sentence, subject
        self._all.remove(referent)
        self._all.append(referent)

    def latest(self) -> Iterator[Referent]:
        """Referents, the one told of last first."""
        return reversed(self._all)

    def known(self, actor: Actor, kind: Kind) -> Referent | None:
        """The referent of the same named thing."""
        if actor.name is None:
            return None
        return next((r for r in self.latest() if r.actor.name == actor.name and (r.kind == kind)), None)

    def with_surname(self, surname: str) -> Referent | None:
        """The person last called by this surname."""
        return next((r for r in self.latest() if r.kind == "person" and surname in r.surnames), None)

    def of_pronoun(self, pronoun: str, sentence: int) -> list[Referent]:
        """What a pronoun stands for, best guess only; none where nothing fits or the last two are meant by "they"."""
        gender = self._words.gender(pronoun)
        if gender is not None:
            return self._person(gender, sentence)
        if pronoun in self._words.plural_pronouns:
            return self._several(sentence)
        if pronoun in self._words.thing_pronouns:
            return self._thing(sentence)
        return []

    def _reachable(self, sentence: int) -> list[Referent]:
        return [r for r in self.latest() if sentence - r.sentence <= _UNNAMED_AFTER]

    def _person(self, gender: str, sentence: int) -> list[Referent]:
        people = [
            r
            for r in self._reachable(sentence)
            if r.kind == "person" and not r.plural and r.gender in (None, gender)
        ]
        chosen = _preferred(people)
        if chosen:
            chosen[0].gender = gender
        return chosen

    def _several(self, sentence: int) -> list[Referent]:
        groups = [
            r for r in self._reachable(sentence) if r.plural or r.kind in ("group", "organisation", "country")
        ]
        return _preferred(groups)

    def _thing(self, sentence: int) -> list[Referent]:
        things = [
            r
            for r in self._reachable(sentence)
            if not r.plural and r.kind in ("organisation", "group", "country")
        ]
        return _preferred(things)

    def of_description(self, noun: str, plural: bool, sentence: int) -> list[Referent]:
        """What "the premier", "the country", "the group", "the two leaders" stand for."""
        if plural:
            return self._pair(noun, sentence)
        wanted = self._words.description_kind(noun)
        reachable = self._reachable(sentence)
        if wanted == "country":
            return [r for r in reachable if r.kind == "country"][:1]
        if wanted == "group":
            return [r for r in reachable if r.kind in ("group", "organisation") and r.actor.name][:1]
        named = [r for r in reachable if r.kind == "person" and not r.plural]
        return [r for r in named if _is_called(r, noun)][:1]

    def _pair(self, noun: str, sentence: int) -> list[Referent]:
        wanted = self._words.description_kind(noun)
        kinds = {"country": ("country",), "group": ("group", "organisation", "country")}.get(
            wanted or "", ("person",)
        )
        pair = [r for r in self._reachable(sentence) if r.kind in kinds and r.actor.name and not r.plural][:2]
        return pair[::-1] if len(pair) == 2 else []


def _preferred(candidates: list[Referent]) -> list[Referent]:
    """The subject last told of among those of the latest sentence that has any, else the latest."""
    if not candidates:
        return []
    latest = candidates[0].sentence
    of_latest = [r for r in candidates if r.sentence == latest]
    return [next((r for r in of_latest if r.subject), of_latest[0])]


def _is_called(referent: Referent, noun: str) -> bool:
    role = (referent.actor.role or "").lower()
    return noun in referent.nouns or noun in role
