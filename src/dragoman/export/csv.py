"""Claims as a flat table, one row a claim, safe to open in a spreadsheet.

Several values of one cell are parted by " | " (a bar inside a value is doubled); a cell of words that a
spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.export.record import Record

# A spreadsheet runs what begins so; the wide forms are taken for the narrow ones in East Asian locales.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and how it is taken from the record."""

    name: str
    description: str
    value: Callable[[Record], object]


def _within(*keys: str) -> Callable[[Record], object]:
    def value(record: Record) -> object:
        found: object = record
        for key in keys:
            found = found[key]  # type: ignore[index]
        return found

    return value


def _each(layer: str, key: str) -> Callable[[Record], object]:
    return lambda record: [member[key] for member in record[layer]]


def _versions(record: Record) -> object:
    return [f"{name} {version}" for name, version in record["versions"].items()]


COLUMNS = (
    Column("id", "id of the claim", _within("id")),
    Column("document_id", "id of the report", _within("document", "id")),
    Column("title", "its title", _within("document", "title")),
    Column("publisher", "its outlet", _within("document", "publisher")),
    Column("url", "its address", _within("document", "url")),
    Column("published", "its date", _within("document", "published")),
    Column("sentence_start", "where the sentence begins, in code points of the text", _within("sentence", "start")),
    Column("sentence_end", "where it ends, exclusive", _within("sentence", "end")),
    Column("sentence", "the sentence", _within("sentence", "text")),
    Column("trigger_start", "where the word that tells the event begins", _within("trigger", "start")),
    Column("trigger_end", "where it ends, exclusive", _within("trigger", "end")),
    Column("trigger", "that word", _within("trigger", "text")),
    Column("type", "PLOVER type", _within("type")),
    Column("mode", "PLOVER mode", _within("mode")),
    Column("quad", "1 verbal cooperation to 4 material conflict", _within("quad")),
    Column("score", "PLOVER's score, -10 to 10", _within("score")),
    Column("cameo", "CAMEO code that says the same", _within("cameo")),
    Column("goldstein", "that code's Goldstein weight", _within("goldstein")),
    Column("contexts", "PLOVER contexts", _within("contexts")),
    Column("status", "actual, planned, possible, negated or habitual", _within("status")),
    Column("actors", "who does it, in the words of the report", _each("actors", "text")),
    Column("actor_codes", "their codes", _each("actors", "code")),
    Column("actor_names", "their names", _each("actors", "name")),
    Column("recipients", "to whom, in the words of the report", _each("recipients", "text")),
    Column("recipient_codes", "their codes", _each("recipients", "code")),
    Column("recipient_names", "their names", _each("recipients", "name")),
    Column("places", "where, in the words of the report", _each("places", "text")),
    Column("place_names", "names in the gazetteer", _each("places", "name")),
    Column("place_countries", "ISO alpha-3 countries", _each("places", "country")),
    Column("latitudes", "degrees north", _each("places", "latitude")),
    Column("longitudes", "degrees east", _each("places", "longitude")),
    Column("geonames_ids", "GeoNames ids", _each("places", "geonames_id")),
    Column("times", "when, in the words of the report", _each("times", "text")),
    Column("dates", "the days that stands for", _each("times", "date")),
    Column("sources", "who vouches for it, outermost first; empty: the report itself", _each("attribution", "text")),
    Column("source_codes", "their codes", _each("attribution", "code")),
    Column("source_kinds", "what they are: official, agency, media, person …", _each("attribution", "kind")),
    Column("quoted", "direct, indirect or mixed, for each source", _each("attribution", "quoted")),
    Column("event_confidence", "the model's probability of the event, 0 to 1", _within("confidence", "event")),
    Column("status_confidence", "the model's probability of the status, 0 to 1", _within("confidence", "status")),
    Column("versions", "what made the row", _versions),
)


def csv_rows(records: Iterable[Record]) -> Iterator[str]:
    """The heading, then a row for each record, each as a line of RFC 4180 with its line end."""
    yield _line([column.name for column in COLUMNS])
    for record in records:
        yield _line([_cell(column.value(record)) for column in COLUMNS])


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _safe(" | ".join(_member(member) for member in value)) if value else ""
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else _safe(str(value))


def _member(value: object) -> str:
    return "" if value is None else str(value).replace("|", "||")


def _safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula; a list of numbers alone stays as it is."""
    return f"'{words}" if words.startswith(_FORMULA) and not _is_number(words) else words


def _is_number(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return words.isascii()
