"""Why a claim says what it says: its sentence with the words marked, and the rule behind each field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.claims import Claim
from dragoman.document import Document
from dragoman.export.marks import LABELS, bracketed, claim_marks, marked_sentences, pieces
from dragoman.export.record import Record, claim_record
from dragoman.export.wording import REPORT_ITSELF, event_name, shown
from dragoman.ontology import load_ontology

LABEL_STYLES = {
    "trigger": "bold reverse",
    "actor": "bold green",
    "recipient": "bold blue",
    "place": "yellow",
    "time": "magenta",
    "source": "bold cyan",
    "cue": "underline",
}

Row = tuple[str, str, str, str]
"""Field, value, words, rule."""


def explanation(claim: Claim, document: Document, *, colour: bool) -> RenderableType:
    """The claim's sentences, marked in colour or in brackets, and a row for each of its fields."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    for heading, ratio in (("field", None), ("value", 3), ("words", 3), ("rule", 2)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    record = claim_record(claim, document, dict(document.versions), load_ontology())
    for row in [*rows(record), _published(document)]:
        table.add_row(*(Text(shown(cell)) for cell in row))
    heading_line = Text(f"{event_name(claim)}, {claim.mention.status}  ", "bold").append(claim.id, "dim")
    return Group(heading_line, Text(), *_sentences(claim, document, colour=colour), Text(), table)


def rows(record: Record) -> Iterator[Row]:
    """A row for each field of a record, with the words and the rule it rests on."""
    trigger = record["trigger"]["text"]
    for field, confidence in (("type", "event"), ("mode", "mode"), ("status", "status")):
        rule = record["rules"].get(field) or f"model, {record['confidence'][confidence]:.2f}"
        yield field, record[field] or "none", trigger, rule
    codebook = "codebook"
    yield "quad, score", f"{record['quad']}, {record['score']:g}", "", codebook
    yield "CAMEO, Goldstein", f"{record['cameo']}, {record['goldstein']:g}", "", codebook
    yield "contexts", ", ".join(record["contexts"]) or "none", "", "type, words of the sentence"
    for name, layer in (("actor", "actors"), ("recipient", "recipients")):
        yield from _members(name, record[layer], _actor_value)
    yield from _members("place", record["places"], _place_value)
    yield from _members("time", record["times"], _time_value)
    yield from _members("source", record["attribution"], _source_value)


def _sentences(claim: Claim, document: Document, *, colour: bool) -> Iterator[Text]:
    marks = claim_marks(claim)
    for sentence in marked_sentences(claim, document):
        if not colour:
            yield Text(shown(bracketed(document.text, sentence, marks)))
            continue
        line = Text()
        for span, labels in pieces(sentence, marks):
            words = "".join(" " if character.isspace() else character for character in span.of(document.text))
            line.append(_printable(words), LABEL_STYLES[labels[-1]] if labels else "")
        yield line
    if colour:
        yield Text("  ").join(Text(label, LABEL_STYLES[label]) for label in LABELS)


def _printable(words: str) -> str:
    """As `shown`, with the spaces at the edges kept."""
    left, right = words[:1] == " ", words[-1:] == " " and words.strip() != ""
    return f"{' ' if left else ''}{shown(words)}{' ' if right else ''}"


def _published(document: Document) -> Row:
    day = document.published.isoformat() if document.published else "unknown"
    return "published", day, "", document.published_rule or ""


def _members(name: str, members: list[Record], value: Any) -> Iterator[Row]:
    if not members:
        yield name, REPORT_ITSELF if name == "source" else "none", "", ""
    for member in members:
        passed = member.get("runners_up")
        rule = f"{member['rule']}; passed over: {', '.join(passed)}" if passed else member["rule"]
        yield name, value(member), member["text"] or "", rule


def _actor_value(member: Record) -> str:
    return ", ".join(part for part in (member["code"] or "no code", member["name"], member["role"]) if part)


def _place_value(member: Record) -> str:
    point = f"{member['latitude']:g}, {member['longitude']:g}" if member["latitude"] is not None else None
    return ", ".join(part for part in (member["name"] or "unknown", member["country"], point) if part)


def _time_value(member: Record) -> str:
    return f"{member['date'] or 'cannot be worked out'} ({member['granularity']})"


def _source_value(member: Record) -> str:
    cue = f"“{member['cue']['text']}”" if member["cue"] else None
    said = [member["code"] or "no code", member["kind"], member["quoted"], cue]
    return ", ".join(part for part in said if part)
