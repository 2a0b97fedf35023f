"""Closed classes of words: pronouns, definite descriptions, kinds of sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.knowledge.tables import read_word_classes

_CLASSES = frozenset(
    "masculine feminine plural_pronouns thing_pronouns speaker_pronouns speakers_pronouns relative_pronouns "
    "describes_country describes_group describes_speaker describes_pair definite people titles "
    "anonymous_sources witness_sources agency_sources place_prepositions "
    "former sectors_of_office sectors_official sectors_of_groups sectors_of_context sectors_without_country".split()
)
_GENDERS = ("masculine", "feminine")


@dataclass(frozen=True, slots=True)
class Wordlists:
    """Words by class, lower case."""

    classes: Mapping[str, frozenset[str]]
    pronouns: frozenset[str]

    def has(self, name: str, word: str) -> bool:
        """Whether the word is of the class."""
        return word in self.classes[name]

    @property
    def plural_pronouns(self) -> frozenset[str]:
        """Third person plural."""
        return self.classes["plural_pronouns"]

    @property
    def thing_pronouns(self) -> frozenset[str]:
        """Third person singular of things."""
        return self.classes["thing_pronouns"]

    @property
    def people(self) -> frozenset[str]:
        """Words that stand for people without saying who they are."""
        return self.classes["people"]

    def is_pronoun(self, word: str) -> bool:
        """Whether the word stands for what is named elsewhere."""
        return word in self.pronouns

    def gender(self, pronoun: str) -> Literal["m", "f"] | None:
        """Gender of a pronoun for one person, null for any other word."""
        if pronoun in self.classes["masculine"]:
            return "m"
        return "f" if pronoun in self.classes["feminine"] else None

    def description_kind(self, noun: str) -> Literal["country", "group"] | None:
        """What a definite description with this noun stands for; null for people by their title."""
        if noun in self.classes["describes_country"]:
            return "country"
        return "group" if noun in self.classes["describes_group"] else None


def load_wordlists(path: Path) -> Wordlists:
    """The file of word classes. Raises `KnowledgeError` where it is damaged or one is missing."""
    classes = read_word_classes(path, _CLASSES)
    pronouns = [words for name, words in classes.items() if name in _GENDERS or name.endswith("pronouns")]
    return Wordlists(classes, frozenset().union(*pronouns))
