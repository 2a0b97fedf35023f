"""The table of claims that a terminal shows: readable from 60 columns up, with and without colour."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.claims import Claim, Mention
from dragoman.document import Document
from dragoman.events import Actor
from dragoman.export.record import in_text_order
from dragoman.export.wording import (
    MARKS,
    NOBODY,
    REPORT_ITSELF,
    actor_words,
    circumstances,
    event_name,
    heading,
    shown,
    voices,
)
from dragoman.ontology import load_ontology

STATUS_STYLES = {
    "actual": "bold green",
    "planned": "bold blue",
    "possible": "bold yellow",
    "negated": "bold red",
    "habitual": "bold magenta",
}
QUAD_STYLES = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}

# For terminals whose encoding lacks the signs.
_PLAIN = str.maketrans({"●": "*", "○": "o", "✗": "x", "↻": "~", "→": ">", "·": "-", "“": '"', "”": '"', "…": "~"})
_EVENT_WIDTH = 25
"""Columns of "● ASSAULT unconventional", the longest name, with room."""


def document_table(document: Document) -> RenderableType:
    """A report's heading and its claims."""
    quads = {name: row.quad for name, row in load_ontology().types.items()}
    claims = in_text_order(document.claims)
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=_EVENT_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    for claim, short in zip(claims, short_ids([claim.id for claim in claims]), strict=True):
        table.add_row(_event(claim, document.text, quads), _telling(claim, document.text, short))
    found: RenderableType = table if claims else Text("no political events found", style="dim")
    return Group(Text(heading(document), style="bold"), Text(_byline(document), style="dim"), Text(), found, Text())


def print_document(document: Document, console: Console) -> None:
    """Print a report's table: in colour on a terminal, in plain signs where the encoding has no others."""
    utf = console.encoding.lower().startswith("utf")
    if utf and console.is_terminal:
        console.print(document_table(document))
        return
    table = plain_table(document, console.width)
    console.file.write(table if utf else in_encoding(table, console.encoding))


def in_encoding(table: str, encoding: str) -> str:
    """The text with plain signs for those that an encoding may lack, and "?" for what else it lacks."""
    return table.translate(_PLAIN).encode(encoding, "replace").decode(encoding)


def plain_table(document: Document, width: int = 100) -> str:
    """A report's table as text without colour."""
    sheet = io.StringIO()
    console = Console(file=sheet, width=width, color_system=None, legacy_windows=False, force_terminal=False)
    console.print(document_table(document))
    return "".join(f"{line.rstrip()}\n" for line in sheet.getvalue().splitlines())


def short_ids(ids: Sequence[str]) -> list[str]:
    """The shortest beginnings, from eight characters up, that tell the ids apart."""
    n_ids = len(set(ids))
    length = next(length for length in count(8) if len({identity[:length] for identity in ids}) == n_ids)
    return [identity[:length] for identity in ids]


def _byline(document: Document) -> str:
    day = f"{document.published} ({document.published_rule})" if document.published else "no date"
    n_claims = len(document.claims)
    parts = [document.publisher, day, f"{n_claims} claim{'' if n_claims == 1 else 's'}", document.origin or document.id]
    return shown(" · ".join(part for part in parts if part))


def _event(claim: Claim, text: str, quads: dict[str, int]) -> Text:
    """Status, type and mode; below them the words."""
    mention = claim.mention
    status = "" if mention.status == "actual" else f"{mention.status} "
    event = Text(no_wrap=True, overflow="ellipsis")
    event.append(f"{MARKS[mention.status]} ", STATUS_STYLES[mention.status])
    event.append(f"{event_name(claim)}\n", f"bold {QUAD_STYLES[quads[mention.type]]}")
    event.append(f"  {status}", STATUS_STYLES[mention.status])
    event.append(f"“{shown(mention.trigger.of(text))}”", "italic")
    return event


def _telling(claim: Claim, text: str, short: str) -> Text:
    """Who to whom; below it when, where, who says so, and the claim's id."""
    mention = claim.mention
    telling = Text()
    _append_all(telling, _parties(mention.actors, text))
    if mention.recipients:
        telling.append(" → ", "bold")
        _append_all(telling, _parties(mention.recipients, text))
    telling.append("\n")
    for circumstance in circumstances(claim, text):
        telling.append(f"{circumstance} · ")
    _append_all(telling, _voices(claim, text))
    telling.append(f" · {short}", "dim")
    return telling


def _append_all(text: Text, parts: Iterable[tuple[str, str]]) -> None:
    for words, style in parts:
        text.append(words, style)


def _parties(mentions: Sequence[Mention[Actor]], text: str) -> Iterator[tuple[str, str]]:
    if not mentions:
        yield NOBODY, "dim"
    for index, mention in enumerate(mentions):
        words, reading = actor_words(mention, text)
        yield (", " if index else "") + words, "bold"
        if reading:
            yield f" ({reading})", "dim"


def _voices(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    yield "says ", ""
    if not claim.chain:
        yield REPORT_ITSELF, "dim"
    for index, (words, reading) in enumerate(voices(claim.chain, text)):
        yield (", quoting " if index else "") + words, "italic"
        if reading:
            yield f" ({reading})", "dim"
