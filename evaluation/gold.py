"""Gold codings, a second coder's codings, and the program's records, read into one form.

Documents: JSON Lines, `{"doc", "published", "text", "sentences": [[start, end], …]}`. Gold: JSON Lines,
`{"doc", "s": sentence, "events": […]}` as the codebook writes them; `t`, `type` and `status` may be lists of
alternatives, `opt` marks an event that may be found or not, `alt` holds a second coder's record of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.corpora.coded import locate as find_words

from dragoman.span import Span

ROLES = ("actor", "recipient", "place", "time", "by")
_CODE_KEYS = {"actor": "c", "recipient": "c", "place": "iso", "time": "d", "by": "c"}
_RECORD_KEYS = {
    "actor": ("actors", "code"),
    "recipient": ("recipients", "code"),
    "place": ("places", "country"),
    "time": ("times", "date"),
    "by": ("attribution", "code"),
}


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document that was coded by hand: sentence 0 is the headline where there is one."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    published: str | None

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds an offset, -1 where none does."""
        holding = (i for i, sentence in enumerate(self.sentences) if sentence.start <= offset < sentence.end)
        return next(holding, -1)


@dataclass(frozen=True, slots=True)
class Argument:
    """A span with its code: actor code, country or date by role; null where the coder could not tell."""

    span: Span
    code: str | None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event as coded. `versions` are this record and a second coder's of the same event."""

    document: str
    triggers: tuple[Span, ...]
    types: tuple[str, ...]
    mode: str | None
    statuses: tuple[str, ...]
    optional: bool
    arguments: Mapping[str, tuple[Argument, ...]]
    versions: tuple[CodedEvent, ...] = ()


def read_lines(path: Path) -> Iterator[Any]:
    """Objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_texts(path: Path) -> dict[str, CodedText]:
    """Documents by name."""
    return {
        row["doc"]: CodedText(
            row["doc"], row["text"], tuple(Span(*pair) for pair in row["sentences"]), row.get("published")
        )
        for row in read_lines(path)
    }


def read_gold(path: Path, texts: Mapping[str, CodedText]) -> list[CodedEvent]:
    """Events of a gold file, or of a second coder's file in that form."""
    return [
        _with_versions(texts[row["doc"]], row["s"], event)
        for row in read_lines(path)
        if row["doc"] in texts
        for event in row["events"]
    ]


def _with_versions(text: CodedText, sentence: int, event: dict[str, Any]) -> CodedEvent:
    first = _event(text, sentence, event)
    others = tuple(_event(text, sentence, other) for other in _as_list(event.get("alt") or []))
    return replace(first, versions=(first, *others))


def _event(text: CodedText, sentence: int, event: dict[str, Any]) -> CodedEvent:
    return CodedEvent(
        document=text.name,
        triggers=tuple(locate(words, text, sentence) for words in _as_list(event["t"])),
        types=tuple(_as_list(event["type"])),
        mode=event.get("mode"),
        statuses=tuple(_as_list(event["status"])),
        optional=bool(event.get("opt")),
        arguments={role: _arguments(text, sentence, event, role) for role in ROLES},
    )


def _arguments(text: CodedText, sentence: int, event: dict[str, Any], role: str) -> tuple[Argument, ...]:
    return tuple(
        Argument(locate(entry["x"], text, entry.get("s", sentence)), entry.get(_CODE_KEYS[role]))
        for entry in event.get(role) or []
    )


def locate(words: str, text: CodedText, sentence: int) -> Span:
    """Offsets of "words" or "words@2" (the second occurrence) in a sentence.

    Raises `ValueError` where the sentence lacks them.
    """
    span = text.sentences[sentence]
    inside = span.of(text.text)
    place = find_words(words, inside)
    if place is None:
        raise ValueError(f"{text.name}, sentence {sentence}: {words!r} is not in {inside!r}")
    return Span(span.start + place[0], span.start + place[1])


def read_records(path: Path, texts: Mapping[str, CodedText]) -> list[CodedEvent]:
    """The program's records (codebook/OUTPUT.md); records of other documents are left out."""
    return [from_record(record) for record in read_lines(path) if record["document"]["id"] in texts]


def from_record(record: Mapping[str, Any]) -> CodedEvent:
    """One record of the program."""
    event = CodedEvent(
        document=record["document"]["id"],
        triggers=(Span(record["trigger"]["start"], record["trigger"]["end"]),),
        types=(record["type"],),
        mode=record["mode"],
        statuses=(record["status"],),
        optional=False,
        arguments={role: _recorded(record, *_RECORD_KEYS[role]) for role in ROLES},
    )
    return replace(event, versions=(event,))


def _recorded(record: Mapping[str, Any], key: str, code: str) -> tuple[Argument, ...]:
    return tuple(Argument(Span(entry["start"], entry["end"]), entry.get(code)) for entry in record[key])


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
