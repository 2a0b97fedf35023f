"""Who says so: attributions with source, cue and content, nested. Writes `attributions`.

They come from the model's cues; a quotation that runs on over sentences keeps its speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from dragoman.claims import Attribution, Mention, Quoted
from dragoman.document import Document
from dragoman.events import Actor
from dragoman.knowledge.wordlists import Wordlists
from dragoman.quotations import quotations, share_inside
from dragoman.reading import Cue
from dragoman.sentence import ParsedSentence
from dragoman.sources import source_kind
from dragoman.span import Span
from dragoman.stages import Stage

if TYPE_CHECKING:
    from dragoman.pipeline import Resources

_MOSTLY = 0.8
_PARTLY = 0.05


class _Attributor:
    """Finds the attributions of one document."""

    def __init__(self, document: Document, words: Wordlists) -> None:
        self._document = document
        self._words = words
        self._quoted = quotations(document.text)
        self._mentions = {mention.span: mention for mention in reversed(document.mentions)}

    def attributions(self) -> tuple[Attribution, ...]:
        """All attributions by offset of what carries them, parents set."""
        read = [self._of_cue(sentence, cue) for sentence in self._sentences() for cue in sentence.reading.cues]
        found = [attribution for attribution in read if attribution.content]
        found += self._running_on(found)
        ordered = sorted(found, key=_place)
        parents = _parents(ordered)
        return tuple(replace(each, parent=parent) for each, parent in zip(ordered, parents, strict=True))

    def _sentences(self) -> Iterator[ParsedSentence]:
        return (ParsedSentence(reading, self._document.text) for reading in self._document.readings)

    def _of_cue(self, sentence: ParsedSentence, cue: Cue) -> Attribution:
        content = tuple(sentence.reading.span(words) for words in cue.content)
        source = self._source(sentence, cue)
        return Attribution(
            source=source,
            kind=source_kind(source, self._document.text, self._words),
            cue=sentence.reading.span(cue.cue),
            content=content,
            quoted=self._quotedness(content),
            parent=None,
            rule=f"model, {cue.probability:.2f}",
            confidence=cue.probability,
        )

    def _source(self, sentence: ParsedSentence, cue: Cue) -> Mention[Actor] | None:
        if cue.source is None:
            return None
        head = sentence.head_of(cue.source)
        if sentence.reading.tags[head] in ("DET", "PUNCT", "PART"):
            return None
        span = sentence.reading.span(sentence.phrase(head))
        return self._mentions.get(span) or Mention(span, "other", None, "nothing known")

    def _quotedness(self, content: Sequence[Span]) -> Quoted:
        length = sum(span.end - span.start for span in content)
        inside = sum(share_inside(span, self._quoted) * (span.end - span.start) for span in content)
        share = inside / max(1, length)
        return "direct" if share >= _MOSTLY else "mixed" if share > _PARTLY else "indirect"

    def _running_on(self, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Quoted sentences without a cue of their own, given to the speaker of the quotation before them.

        That one speaks on as long as nothing but quoted sentences, and what else is ascribed to him, lies between.
        """
        speakers = deque(sorted((each for each in found if each.source and each.quoted != "indirect"), key=_last))
        ascribed = _Ascribed(found)
        speaking: Attribution | None = None
        for sentence in self._document.sentences:
            speaking = _latest(speakers, sentence.start) or speaking
            if speaking is None:
                continue
            by = ascribed.to(sentence)
            if share_inside(sentence, self._quoted) < _MOSTLY:
                speaking = speaking if any(_is_same(speaking, each) for each in by) else None
            elif not by:
                yield replace(
                    speaking, cue=None, content=(sentence,), quoted="direct", rule="quotation runs on", confidence=None
                )


class _Ascribed:
    """What is ascribed to whom, by where it stands."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._by_start = sorted(((span, index) for index, each in enumerate(found) for span in each.content))
        self._found = found
        self._longest = max((span.end - span.start for span, _ in self._by_start), default=0)

    def to(self, sentence: Span) -> list[Attribution]:
        """The attributions with content in a sentence."""
        first = bisect_left(self._by_start, sentence.start - self._longest, key=_start_of)
        end = bisect_left(self._by_start, sentence.end, key=_start_of)
        return [self._found[index] for span, index in self._by_start[first:end] if span.overlaps(sentence)]


def _start_of(placed: tuple[Span, int]) -> int:
    return placed[0].start


def _latest(speakers: deque[Attribution], place: int) -> Attribution | None:
    """Takes the speakers who have done before a place, and gives the last; the first of two who end together."""
    latest: Attribution | None = None
    while speakers and _last(speakers[0]) <= place:
        speaker = speakers.popleft()
        latest = speaker if latest is None or _last(speaker) > _last(latest) else latest
    return latest


def _is_same(one: Attribution, other: Attribution) -> bool:
    """Whether two speakers are one: the same words, or mentions of the same thing."""
    if one.source is None or other.source is None:
        return False
    return one.source.span == other.source.span or (
        one.source.chain is not None and one.source.chain == other.source.chain
    )


def _last(attribution: Attribution) -> int:
    ends = [span.end for span in attribution.content]
    ends += [attribution.cue.end] if attribution.cue else []
    return max(ends)


def _place(attribution: Attribution) -> tuple[int, int]:
    first = min(span.start for span in attribution.content)
    cue = attribution.cue.start if attribution.cue else first
    return (min(first, cue), cue)


def _parents(ordered: Sequence[Attribution]) -> Iterator[int | None]:
    """The parent of each, out of those that begin before its cue and may reach over it."""
    starts = [_place(each)[0] for each in ordered]
    reach = list(accumulate((_last(each) for each in ordered), max))
    for index, each in enumerate(ordered):
        if each.cue is None:
            yield None
            continue
        first, end = bisect_left(reach, each.cue.end), bisect_right(starts, each.cue.start)
        parent = _parent(index - first, ordered[first:end])
        yield None if parent is None else first + parent


def _parent(index: int, attributions: Sequence[Attribution]) -> int | None:
    """The narrowest attribution whose content holds this one's cue."""
    cue = attributions[index].cue
    if cue is None:
        return None
    holders = [
        (_length(other), position)
        for position, other in enumerate(attributions)
        if position != index
        and any(span.contains(cue) for span in other.content)
        and not _mutual(other, attributions[index])
    ]
    return min(holders)[1] if holders else None


def _mutual(one: Attribution, other: Attribution) -> bool:
    """Whether each of two cues stands in the other's content: then neither holds the other for sure."""
    return (
        one.cue is not None and any(span.contains(one.cue) for span in other.content) and _length(one) <= _length(other)
    )


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _run(document: Document, resources: Resources) -> Document:
    return replace(document, attributions=_Attributor(document, resources.knowledge.wordlists).attributions())


STAGE = Stage("attribute", ("sentences", "readings", "mentions"), "attributions", _run)
