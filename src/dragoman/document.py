"""One report, and the layers that the stages add to it. Its text never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.claims import Attribution, Claim, EventMention, Mention
from dragoman.events import Actor, Place, TimeInterval
from dragoman.reading import Reading
from dragoman.span import Span


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A report with its layers, empty until the stage that writes them has run.

    `published_rule` says where the date came from: "record" (a field of the input), "metadata" (of the page),
    "given" (by the user), "dateline" (of the text); null where there is no date. `origin` is the file that
    the report was read from, with the line in JSON Lines; it is no part of what the report says.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_rule: str | None = None
    language: str | None = None

    sentences: tuple[Span, ...] = ()
    readings: tuple[Reading, ...] = ()
    mentions: tuple[Mention[Actor], ...] = ()
    places: tuple[Mention[Place], ...] = ()
    times: tuple[Mention[TimeInterval], ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()

    origin: str | None = field(default=None, compare=False)
    versions: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """(what, version) of program, model and knowledge that filled the layers."""

    def to_dicts(self) -> list[dict[str, object]]:
        """The claims as published records, one a claim (codebook/OUTPUT.md), in the order of the text."""
        from dragoman.export.record import claim_records

        return claim_records(self)

    def to_dict(self) -> dict[str, object]:
        """The whole document with every layer, as `dragoman annotate` writes it."""
        from dragoman.export.annotation import annotation_record

        return annotation_record(self)

    def __repr__(self) -> str:
        opening = " ".join((self.title or self.text[:200]).split())
        shown = opening if len(opening) <= 48 else f"{opening[:47]}…"
        return f"<Document {self.id} {shown!r}, {len(self.claims)} claims>"

    def __str__(self) -> str:
        from dragoman.export.terminal import plain_table

        return plain_table(self)

    def _repr_html_(self) -> str:
        from dragoman.export.notebook import document_html

        return document_html(self)
