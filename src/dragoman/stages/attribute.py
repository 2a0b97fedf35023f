"""Who says so: attributions with source, cue and content, nested. Writes `attributions`.

They come from the model's cues; a quotation that runs on over sentences keeps its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
        return tuple(replace(each, parent=_parent(index, ordered)) for index, each in enumerate(ordered))

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
        )

    def _source(self, sentence: ParsedSentence, cue: Cue) -> Mention[Actor] | None:
        if cue.source is None:
            return None
        head = sentence.head_of(cue.source)
        span = sentence.reading.span(sentence.phrase(head))
        return self._mentions.get(span) or Mention(span, "other", None, "nothing known")

    def _quotedness(self, content: Sequence[Span]) -> Quoted:
        length = sum(span.end - span.start for span in content)
        inside = sum(share_inside(span, self._quoted) * (span.end - span.start) for span in content)
        share = inside / max(1, length)
        return "direct" if share >= _MOSTLY else "mixed" if share > _PARTLY else "indirect"

    def _running_on(self, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Quoted sentences without a cue of their own, given to the speaker of the quotation before them."""
        for sentence in self._document.sentences:
            quoted = [quote for quote in self._quoted if quote.overlaps(sentence)]
            if share_inside(sentence, quoted) < _MOSTLY or any(_covers(each, sentence) for each in found):
                continue
            before = self._speaker_before(sentence, found)
            if before is not None:
                yield replace(before, cue=None, content=(sentence,), quoted="direct", rule="quotation runs on")

    def _speaker_before(self, sentence: Span, found: Sequence[Attribution]) -> Attribution | None:
        """The last speaker quoted directly, with nothing but quoted or attributed sentences between."""
        speakers = [
            each for each in found if each.source and _last(each) <= sentence.start and each.quoted != "indirect"
        ]
        if not speakers:
            return None
        latest = max(speakers, key=_last)
        between = [s for s in self._document.sentences if _last(latest) <= s.start and s.end <= sentence.start]
        plain = [s for s in between if share_inside(s, self._quoted) < _MOSTLY]
        return None if plain else latest


def _covers(attribution: Attribution, sentence: Span) -> bool:
    return any(span.overlaps(sentence) for span in attribution.content)


def _last(attribution: Attribution) -> int:
    ends = [span.end for span in attribution.content]
    ends += [attribution.cue.end] if attribution.cue else []
    return max(ends)


def _place(attribution: Attribution) -> tuple[int, int]:
    first = min(span.start for span in attribution.content)
    cue = attribution.cue.start if attribution.cue else first
    return (min(first, cue), cue)


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
