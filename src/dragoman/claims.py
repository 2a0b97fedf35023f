"""Mentions, event mentions, attributions, and the claim that is published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from dragoman.errors import UsageError
from dragoman.events import Actor, Place, TimeInterval
from dragoman.span import Span

if TYPE_CHECKING:
    from dragoman.document import Document

Resolved = TypeVar("Resolved", Actor, Place, TimeInterval, covariant=True)

Kind = Literal["person", "organisation", "group", "country", "place", "time", "other"]
SourceKind = Literal["official", "agency", "media", "person", "group", "witness", "anonymous", "unknown"]
Quoted = Literal["direct", "indirect", "mixed"]
Status = Literal["actual", "planned", "possible", "negated", "habitual"]


@dataclass(frozen=True, slots=True)
class Mention(Generic[Resolved]):
    """Words that name an actor, a place or a time, with what they were resolved to and by which rule.

    `chain` is the same number for the mentions of one thing inside a document. `runners_up` are the other
    readings that the rule passed over, best first.
    """

    span: Span
    kind: Kind
    resolved: Resolved | None
    rule: str
    chain: int | None = None
    runners_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """The model's probabilities for what it read, between 0 and 1; null for a status that words decided."""

    event: float
    status: float | None
    mode: float


@dataclass(frozen=True, slots=True)
class EventMention:
    """One trigger with its type and arguments (codebook/CODEBOOK.md)."""

    sentence: int
    trigger: Span
    type: str
    mode: str | None
    status: Status
    actors: tuple[Mention[Actor], ...]
    recipients: tuple[Mention[Actor], ...]
    places: tuple[Mention[Place], ...]
    times: tuple[Mention[TimeInterval], ...]
    confidence: Confidence
    rules: tuple[tuple[str, str], ...] = ()
    """(field, rule) for what the words alone decided: type, mode, status."""
    speakers: tuple[Mention[Actor], ...] = ()
    """Speakers that the model read for this event in its own sentence, in text order."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, the cue that ascribes, and what is ascribed to the source.

    `parent` is the index, in the document's attributions, of the one that this one is nested in. `confidence`
    is the model's probability of the cue, null where there is none.
    """

    source: Mention[Actor] | None
    kind: SourceKind
    cue: Span | None
    content: tuple[Span, ...]
    quoted: Quoted
    parent: int | None
    rule: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An event mention with who vouches for it, outermost speaker first: one published record.

    `document` is the report that the spans point into, set on claims that the API gives out.
    """

    id: str
    mention: EventMention
    chain: tuple[Attribution, ...]
    contexts: tuple[str, ...]
    document: Document | None = field(default=None, repr=False, compare=False)

    def to_dict(self) -> dict[str, object]:
        """The published record (codebook/OUTPUT.md). Raises `UsageError` without a `document`."""
        from dragoman.export.record import claim_record
        from dragoman.ontology import load_ontology

        document = self._bound()
        return claim_record(self, document, dict(document.versions), load_ontology())

    def __str__(self) -> str:
        if self.document is None:
            return repr(self)
        from dragoman.export.wording import claim_line

        return claim_line(self, self.document.text)

    def _repr_html_(self) -> str:
        from dragoman.export.notebook import claim_html

        return claim_html(self, self._bound())

    def _bound(self) -> Document:
        if self.document is None:
            raise UsageError(f"claim {self.id} stands without its report; take it from dragoman.code or read")
        return self.document
