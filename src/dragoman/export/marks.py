"""Which words of a report a claim stands on, and a text cut at their edges for showing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.claims import Claim
from dragoman.document import Document
from dragoman.span import Span

LABELS = ("trigger", "actor", "recipient", "place", "time", "source", "cue")
"""What a mark can be of, in the order of a legend."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the report that carry a field of a claim; `label` is one of `LABELS`."""

    span: Span
    label: str


def claim_marks(claim: Claim) -> list[Mark]:
    """All spans of a claim, by place in the text, the longer first."""
    mention = claim.mention
    marks = {Mark(mention.trigger, "trigger")}
    for label, members in (
        ("actor", mention.actors),
        ("recipient", mention.recipients),
        ("place", mention.places),
        ("time", mention.times),
        ("source", [link.source for link in claim.chain if link.source]),
    ):
        marks.update(Mark(member.span, label) for member in members)
    marks.update(Mark(link.cue, "cue") for link in claim.chain if link.cue)
    return sorted(marks, key=_outer_first)


def marked_sentences(claim: Claim, document: Document) -> list[Span]:
    """The sentences that the claim's words stand in, in order; its own is always among them."""
    own = document.sentences[claim.mention.sentence]
    marks = claim_marks(claim)
    return [
        sentence
        for sentence in document.sentences
        if sentence == own or any(mark.span.overlaps(sentence) for mark in marks)
    ]


def pieces(span: Span, marks: Iterable[Mark]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The span cut at every edge of a mark, each piece with the labels that cover it, outermost first."""
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    inside.sort(key=_outer_first)
    edges = {span.start, span.end}
    for mark in inside:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if span.start < edge < span.end)
    ordered = sorted(edges)
    waiting, covering = 0, list[Mark]()
    for start, end in pairwise(ordered):
        covering = [mark for mark in covering if mark.span.end > start]
        while waiting < len(inside) and inside[waiting].span.start <= start:
            covering.append(inside[waiting])
            waiting += 1
        yield Span(start, end), tuple(mark.label for mark in covering)


def bracketed(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """The span's words with each mark in brackets: "[actor The envoy] will [trigger meet] them"."""
    edges: list[tuple[int, int, int, str]] = []
    for mark in marks:
        if mark.span.overlaps(span):
            start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
            edges.append((start, 1, -end, f"[{mark.label} "))
            edges.append((end, 0, -start, "]"))
    said, at = "", span.start
    for position, _, _, bracket in sorted(edges):
        said += text[at:position] + bracket
        at = position
    return said + text[at : span.end]


def _outer_first(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, LABELS.index(mark.label)
