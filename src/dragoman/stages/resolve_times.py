"""When things happen. Reads `sentences` and `readings`, writes `times`.

Expressions are found in the text (dragoman.times); whether "Friday" is the last or the next one is told by the
verb that governs it, and where the parse says nothing by the words around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.document import Document
from dragoman.reading import Reading
from dragoman.sentence import ParsedSentence
from dragoman.span import Span
from dragoman.stages import Stage
from dragoman.times import find_times, future_by_words
from dragoman.times.tense import is_past, looks_ahead, tense_words

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

_AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
_BE = frozenset(("is", "are", "was", "were", "be", "'s", "’s", "'re", "’re"))
_WILL = frozenset(("will", "'ll", "’ll", "wo"))
_PERFECT = frozenset(("have", "had", "'ve", "’ve", "'d", "’d"))


def future_by_verb(document: Document) -> Callable[[Span], bool]:
    """A judge of the document's times: whether the verb that governs a span speaks of what is to come."""
    by_words = future_by_words(document.text, document.sentences)
    readings = [reading for reading in document.readings if reading.words]
    starts = [reading.words[0].start for reading in readings]

    def is_future(time: Span) -> bool:
        at = bisect_right(starts, time.start) - 1
        said = _told(readings, at, document.text, time) if at >= 0 else None
        return by_words(time) if said is None else said

    return is_future


def _told(readings: Sequence[Reading], at: int, text: str, time: Span) -> bool | None:
    sentence = ParsedSentence(readings[at], text)
    words = sentence.words_in(time)
    if words is None:
        return None
    before, after = sentence.words[: words[0]], sentence.words[words[1] :]
    ahead = looks_ahead(before, sentence.words[words[0] : words[1]], after)
    return ahead if ahead is not None else governed_tense(sentence, sentence.head_of(words))


def governed_tense(sentence: ParsedSentence, time: int) -> bool | None:
    """Whether the words that govern a word, from the nearest on, speak of the future; null where none tells."""
    heads = sentence.reading.heads
    word = heads[time]
    while word >= 0:
        said = _tense_of(sentence, word, time)
        if said is not None:
            return said
        word = heads[word]
    return None


def _tense_of(sentence: ParsedSentence, word: int, time: int) -> bool | None:
    """What one word that governs the time says of tense, with its auxiliaries and infinitives."""
    known = tense_words()
    small = sentence.lowered[word]
    helpers = {sentence.lowered[child] for child in _dependents(sentence, word, _AUXILIARIES)}
    if helpers & known["future"] or helpers & known["possible"]:
        return helpers.isdisjoint(_PERFECT) or not helpers.isdisjoint(_WILL)
    to = _infinitive_mark(sentence, word)
    if to is not None:
        return _intended(sentence, word, to)
    if small in known["planned"] or (small in known["intended"] and _opens_infinitive(sentence, word, time)):
        return True
    if sentence.reading.tags[word] not in ("VERB", "AUX") and not helpers:
        return None
    if helpers & known["past"] or is_past(sentence.words[word]):
        return False
    return True if small in known["present"] else None


def _dependents(sentence: ParsedSentence, word: int, relations: frozenset[str]) -> list[int]:
    return [child for child in sentence.children[word] if sentence.reading.relations[child] in relations]


def _infinitive_mark(sentence: ParsedSentence, word: int) -> int | None:
    """The "to" of an infinitive, also where the parse hangs it on "due" ("due to stand down")."""
    marks = [child for child in sentence.children[word] if child < word]
    return next((to for to in (word - 1, *marks) if to >= 0 and sentence.lowered[to] == "to"), None)


def _intended(sentence: ParsedSentence, word: int, to: int) -> bool | None:
    """An infinitive: of a headline ("Ministers to meet"), after "is" or "due", or after a word of intention."""
    known = tense_words()
    if to > 0 and (sentence.lowered[to - 1] in _BE or sentence.lowered[to - 1] in known["planned"]):
        return True
    head = sentence.reading.heads[word]
    return True if head < 0 or sentence.lowered[head] in known["intended"] else None


def _opens_infinitive(sentence: ParsedSentence, word: int, time: int) -> bool:
    """Whether an infinitive of the word stands before the time ("intends to leave by Friday")."""
    infinitives = _dependents(sentence, word, frozenset(("xcomp", "advcl")))
    return any(word < child < time and sentence.lowered[child - 1] == "to" for child in infinitives)


def _run(document: Document, resources: Resources) -> Document:
    times = find_times(document.text, document.published, future_by_verb(document), document.sentences)
    return replace(document, times=tuple(times))


STAGE = Stage("resolve_times", ("sentences", "readings"), "times", _run)
