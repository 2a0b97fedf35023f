"""A sentence with its words as strings and its tree: what the resolving stages look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.reading import Entity, Reading, WordRange
from dragoman.span import Span
from dragoman.trees import children_of, noun_phrase

_NOUNS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True)
class ParsedSentence:
    """A reading beside the text that it was read from. Word indices are those of the reading."""

    reading: Reading
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as printed."""
        return tuple(span.of(self.text) for span in self.reading.words)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """Dependents of each word."""
        return children_of(self.reading.heads)

    def phrase(self, head: int) -> WordRange:
        """The noun phrase that the word heads, joined with the name that it stands in or titles."""
        if head not in self._phrases:
            self._phrases[head] = self._trimmed(self._joined(head), head)
        return self._phrases[head]

    @cached_property
    def _phrases(self) -> dict[int, WordRange]:
        return {}

    def _trimmed(self, words: WordRange, head: int) -> WordRange:
        """Without marks and words of grammar that a wrong arc left at the edges: "Boris Johnson,"."""
        start, end = words
        while start < head and self._is_loose(start, words):
            start += 1
        while end - 1 > head and self.reading.tags[end - 1] in ("PUNCT", "CCONJ", "ADP", "DET", "PART"):
            end -= 1
        return start, end

    def _is_loose(self, word: int, words: WordRange) -> bool:
        """Whether a word at the edge belongs to what is outside: "at" does, but not in "at least a dozen"."""
        tag = self.reading.tags[word]
        return tag in ("PUNCT", "CCONJ") or (tag == "ADP" and not words[0] <= self.reading.heads[word] < words[1])

    def _joined(self, head: int) -> WordRange:
        start, end = self._widened(self._bare_phrase(head), head)
        for entity in self.reading.entities:
            if entity.label == "PER" and entity.words[0] == end and self._are_one(head, entity.words):
                return start, entity.words[1]
            if entity.label == "PER" and entity.words == (start, end) and start > 0:
                return self._with_title(start, end)
        return start, end

    def _bare_phrase(self, head: int) -> WordRange:
        reading = self.reading
        return noun_phrase(head, self.words, reading.heads, reading.relations, self.children)

    def _widened(self, words: WordRange, head: int) -> WordRange:
        start, end = words
        for entity in self.reading.entities:
            first, last = self._proper(entity.words)
            if first <= head < last:
                start, end = min(start, first), max(end, last)
        return start, end

    def _proper(self, words: WordRange) -> WordRange:
        """A name without the common nouns and verbs that the model took into it: "US withdrawal"."""
        proper = [word for word in range(*words) if self.reading.tags[word] in ("PROPN", "ADJ", "NUM")]
        return (proper[0], proper[-1] + 1) if proper else words

    def _with_title(self, start: int, end: int) -> WordRange:
        """A person's name with the title that stands right before it: "US Secretary of State Mike Pompeo"."""
        title = next(
            (w for w in range(start) if self._bare_phrase(w)[1] == start and self._are_one(w, (start, end))), None
        )
        return (start, end) if title is None else (self._bare_phrase(title)[0], end)

    def _are_one(self, title: int, name: WordRange) -> bool:
        """Whether one of a title and a name governs the other, without a word or comma between them."""
        heads = self.reading.heads
        named = self.head_of(name)
        tied = heads[named] == title or name[0] <= heads[title] < name[1]
        return tied and self.reading.tags[title] in ("NOUN", "PROPN") and self.reading.relations[named] != "conj"

    def head_of(self, words: WordRange) -> int:
        """The word of a range that is governed from outside of it."""
        inside = range(*words)
        outer = [word for word in inside if self.reading.heads[word] not in inside] or [words[1] - 1]
        return next((word for word in outer if self.reading.tags[word] in _NOUNS), outer[0])

    def entity_at(self, word: int) -> Entity | None:
        """The name that a word stands in, null where in none."""
        return next((each for each in self.reading.entities if each.words[0] <= word < each.words[1]), None)

    def case_of(self, word: int) -> str | None:
        """The preposition of a phrase, given by its head; null where it has none."""
        cases = (child for child in self.children[word] if self.reading.relations[child] == "case")
        return next((self.lowered[child] for child in cases), None)

    def words_in(self, span: Span) -> WordRange | None:
        """The range of words that a stretch of the text covers, null where none."""
        found = [index for index, word in enumerate(self.reading.words) if word.overlaps(span)]
        return (found[0], found[-1] + 1) if found else None
