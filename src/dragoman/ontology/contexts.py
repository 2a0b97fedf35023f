"""PLOVER's contexts of a claim, by the words of its sentence and by its type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[\w-]+")
_STEM = 3  # letters by which the terms with a wildcard are filed


@dataclass(frozen=True, slots=True)
class ContextTerms:
    """Terms by how they are looked up: whole words, beginnings of words, and phrases of several words."""

    names: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, tuple[tuple[str, str], ...]]
    phrases: tuple[tuple[str, str], ...]

    def shown_by(self, sentence: str) -> set[str]:
        """Contexts that the words of a sentence show."""
        lowered = sentence.lower()
        found = {name for phrase, name in self.phrases if phrase in lowered}
        for word in set(_WORD.findall(lowered)):
            found.update(self.words.get(word, ()))
            found.update(name for start, name in self.beginnings.get(word[:_STEM], ()) if word.startswith(start))
        return found


def context_terms(table: Mapping[str, Sequence[str]]) -> ContextTerms:
    """Terms of a table context → terms; `*` at the end of a term stands for the rest of a word."""
    words: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    phrases: list[tuple[str, str]] = []
    for name, terms in table.items():
        for term in terms:
            if " " in term:
                phrases.append((term.rstrip("*"), name))
            elif term.endswith("*"):
                beginnings[term[:_STEM].rstrip("*")].append((term[:-1], name))
            else:
                words[term].append(name)
    return ContextTerms(
        tuple(table),
        {word: tuple(names) for word, names in words.items()},
        {stem: tuple(found) for stem, found in beginnings.items()},
        tuple(phrases),
    )
