"""One report, and the layers that the stages add to it. Its text never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.claims import Attribution, Claim, EventMention, Mention
from dragoman.events import Actor, Place, TimeInterval
from dragoman.reading import Reading
from dragoman.span import Span


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its layers, empty until the stage that writes them has run.

    `published_rule` says where the date came from: "given" (by the user), "metadata" (of the page or feed),
    "dateline" (of the text); null where there is no date.
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
