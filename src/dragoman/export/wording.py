"""A claim in words for people: who, what, to whom, when, where, and who says so.

The words of the report come first, the reading of them after: "he (Jan Novák, CZEGOV)". A label is never
put as a fact of the world, since a claim is what a report says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from dragoman.claims import Attribution, Claim, Mention
from dragoman.document import Document
from dragoman.events import Actor, Place, TimeInterval

MARKS = {"actual": "●", "planned": "○", "possible": "?", "negated": "✗", "habitual": "↻"}
"""A sign for each status; the word always stands beside all but "actual"."""

NOBODY = "(not said)"
REPORT_ITSELF = "the report itself"

# Format characters turn text round (U+202E) or hide it; surrogates and control characters cannot be shown.
# The two joiners belong to the spelling of Persian and Hindi, and to many signs.
_UNSHOWN = {"Cc", "Cf", "Cs"}
_JOINERS = "\u200c\u200d"


def shown(words: str) -> str:
    """The words on one line, without control characters and marks that turn the direction of writing."""
    line = " ".join(words.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(c for c in line if c in _JOINERS or unicodedata.category(c) not in _UNSHOWN)


def heading(document: Document) -> str:
    """The title of a report, or its first line."""
    opening = document.title or document.text[:2000].strip().partition("\n")[0]
    return shown(opening)


def event_name(claim: Claim) -> str:
    """Type and mode, "CONSULT phone"."""
    return f"{claim.mention.type} {claim.mention.mode or ''}".rstrip()


def actor_words(mention: Mention[Actor], text: str) -> tuple[str, str]:
    """The words of the report, and what they were resolved to ("Jan Novák, CZEGOV"; may be empty)."""
    words, actor = shown(mention.span.of(text)), mention.resolved
    if actor is None:
        return words, ""
    name = actor.name if actor.name and actor.name.lower() not in words.lower() else None
    return words, ", ".join(part for part in (name, actor.code) if part)


def place_words(mention: Mention[Place], text: str) -> str:
    """The words, and the country where they do not say it already."""
    words = shown(mention.span.of(text))
    country = mention.resolved.country if mention.resolved else None
    return f"{words} ({country})" if country else words


def time_words(mention: Mention[TimeInterval], text: str) -> str:
    """The date that was worked out, with the words it comes from."""
    words = shown(mention.span.of(text))
    value = mention.resolved.date if mention.resolved else None
    return f"{value} ({words})" if value and value != words else words


def voices(chain: Sequence[Attribution], text: str) -> list[tuple[str, str]]:
    """The chain of attribution, outermost speaker first, each as `actor_words`."""
    return [actor_words(link.source, text) if link.source else ("somebody unnamed", "") for link in chain]


def parties(mentions: Sequence[Mention[Actor]], text: str) -> str:
    """All who stand on one side, or that the report does not say."""
    return ", ".join(_bracketed(*actor_words(mention, text)) for mention in mentions) or NOBODY


def circumstances(claim: Claim, text: str) -> list[str]:
    """When and where, as far as the report says."""
    times = [time_words(time, text) for time in claim.mention.times]
    return [*times, *(place_words(place, text) for place in claim.mention.places)]


def vouching(claim: Claim, text: str) -> str:
    """Who says so: "says TASS, quoting the Kremlin (RUSGOV)"."""
    names = [_bracketed(*voice) for voice in voices(claim.chain, text)]
    return f"says {', quoting '.join(names)}" if names else f"says {REPORT_ITSELF}"


def claim_line(claim: Claim, text: str) -> str:
    """The claim on one line."""
    mention = claim.mention
    who = parties(mention.actors, text)
    whom = f" → {parties(mention.recipients, text)}" if mention.recipients else ""
    status = "" if mention.status == "actual" else f" {mention.status}"
    said = f"{event_name(claim)}{status} “{shown(mention.trigger.of(text))}”"
    told = ", ".join([said, *circumstances(claim, text)])
    return f"{MARKS[mention.status]} {who}{whom}: {told}; {vouching(claim, text)}"


def _bracketed(words: str, reading: str) -> str:
    return f"{words} ({reading})" if reading else words
