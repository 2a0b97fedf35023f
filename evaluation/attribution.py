"""Attribution on PolNeAR: who is quoted, by which cue, with what content.

    python -m evaluation.attribution FOLDER [--model DIR] [--limit N]

FOLDER holds data/dev/{attributions,text}, in brat's standoff format: a line `T3<tab>Content 115 290<tab>words` for
each part (fragments parted by ";"), a line `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1` for each attribution.
Several annotators read some documents: the first counts. The whole program reads the raw text; its side is
`Document.attributions`.

Spans are compared by part, those of a document as a set, with quotation marks and other signs at their edges cut
off. `exact`: the same offsets. `overlap`: a span is right, or found, that shares a character with one of the
other side (not one to one, since annotators take a quotation over several sentences as one content). `whole`: an
attribution with source whose three parts overlap those of one of the other side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from dragoman.claims import Attribution
from dragoman.document import Document
from dragoman.pipeline import Resources, code_document, load_resources
from dragoman.span import Span
from evaluation.public import line, read_options, require

PARTS = ("source", "cue", "content")
Spans = frozenset[Span]
Parts = dict[str, Spans]
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Matches:
    """Hits counted on each side, since matching is not one to one: `right` of the predictions, `found` of gold."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Matches) -> Matches:
        return Matches(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that is found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_polnear(folder: Path, part: str = "dev") -> Iterator[tuple[str, str, list[Parts]]]:
    """(name, text, attributions) of each document, in the order of their names.

    Raises `SystemExit` where the folder lacks the part.
    """
    source = require(folder / "data" / part, f"PolNeAR {part}")
    seen: set[str] = set()
    for path in sorted((source / "attributions").glob("*.ann")):
        name = _ANNOTATOR.sub("", path.stem)
        text = source / "text" / f"{name}.txt"
        if name not in seen and text.exists():
            seen.add(name)
            # Offsets count every character: no newline may be translated.
            content = text.read_bytes().decode("utf-8")
            yield name, content, read_standoff(path.read_bytes().decode("utf-8"), content)


def read_standoff(standoff: str, text: str) -> list[Parts]:
    """Attributions of a brat file over a text, each with the spans of its parts; a part that it lacks is empty."""
    rows = [row.split("\t") for row in standoff.split("\n")]
    pieces = {row[0]: _piece(row[1], text) for row in rows if row[0].startswith("T") and len(row) > 1}
    links = [row[1].split() for row in rows if row[0].startswith("E") and len(row) > 1]
    return [_linked([pieces[link.partition(":")[2]] for link in names]) for names in links]


def _piece(place: str, text: str) -> tuple[str, Spans]:
    kind, ranges = place.split(" ", 1)
    spans = (Span(*map(int, fragment.split())) for fragment in ranges.split(";"))
    return kind.lower(), trimmed(spans, text)


def _linked(pieces: list[tuple[str, Spans]]) -> Parts:
    return {part: Spans().union(*(spans for kind, spans in pieces if kind == part)) for part in PARTS}


def trimmed(spans: Iterable[Span], text: str) -> Spans:
    """The spans without the signs and blanks at their edges; one of nothing else is left out."""
    cut = (_cut(span, text) for span in spans)
    return frozenset(span for span in cut if span.start < span.end)


def _cut(span: Span, text: str) -> Span:
    words = span.of(text)
    left = re.match(r"\W*", words)
    start = span.start + (left.end() if left else 0)
    return Span(start, max(start, span.start + len(re.sub(r"\W+$", "", words))))


def parts_of(attribution: Attribution, text: str) -> Parts:
    """The program's attribution in the same form."""
    source = [attribution.source.span] if attribution.source else []
    cue = [attribution.cue] if attribution.cue else []
    return {
        "source": trimmed(source, text),
        "cue": trimmed(cue, text),
        "content": trimmed(attribution.content, text),
    }


def compare(gold: list[Parts], predicted: list[Parts]) -> dict[str, Matches]:
    """Counts of one document by measure: `exact` and `overlap` of each part, and `whole`."""
    counts: dict[str, Matches] = {}
    for part in PARTS:
        wanted, got = _all(gold, part), _all(predicted, part)
        counts[f"{part} exact"] = _matches(wanted, got, Span.__eq__)
        counts[f"{part} overlap"] = _matches(wanted, got, Span.overlaps)
    counts["whole overlap"] = _matches(_sourced(gold), _sourced(predicted), _same)
    return counts


def _all(attributions: list[Parts], part: str) -> Spans:
    return Spans().union(*(each[part] for each in attributions))


def _sourced(attributions: list[Parts]) -> list[Parts]:
    return [each for each in attributions if each["source"]]


def _same(one: Parts, other: Parts) -> bool:
    return all(any(a.overlaps(b) for a in one[part] for b in other[part]) for part in PARTS)


def _matches(wanted: Collection[Item], got: Collection[Item], fits: Callable[[Item, Item], bool]) -> Matches:
    right = sum(any(fits(each, other) for other in wanted) for each in got)
    found = sum(any(fits(other, each) for each in got) for other in wanted)
    return Matches(right, len(got), found, len(wanted))


def measure(folder: Path, resources: Resources, limit: int | None = None) -> dict[str, Matches]:
    """Counts by measure over the documents of the dev part."""
    total: dict[str, Matches] = {}
    for name, text, gold in islice(read_polnear(folder), limit):
        document = code_document(Document(name, text), resources)
        counts = compare(gold, [parts_of(attribution, text) for attribution in document.attributions])
        total = {key: total.get(key, Matches()) + found for key, found in counts.items()}
    return total


def main() -> None:
    """Prints the table."""
    options = read_options(__doc__)
    for name, matches in measure(options.folder, load_resources(options.model), options.limit).items():
        print(line(name, matches.precision, matches.recall, matches.f1, matches.gold))


if __name__ == "__main__":
    main()
