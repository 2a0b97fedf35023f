"""PLOVER root types on PLV: what the marked actor does to the marked recipient.

    python -m evaluation.pairs FOLDER [--model DIR] [--limit N]

FOLDER holds PLV_train.tsv (the test half is kept back): a sentence, the same with `<s>` and `<t>` round a pair, and the
type of the event between them (`gold_root`), by an older PLOVER whose YIELD became CONCEDE and RETREAT
(`plv_roots.json`). The program's answer is the type of the claim whose actor and recipient overlap the pair best, else
of the sentence's first claim; none counts as wrong.

This is a weak measure. Each sentence stands without its report and date, has one type where the codebook would often
code several events, gives no trigger, and was partly labelled by rule; the answer is forced to be a type of the
sentence, whoever acts. It shows whether types drift between versions, not how well reports are read. Accuracy is over
all rows, macro-F1 over the types that gold has.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.claims import Claim, Mention
from dragoman.document import Document
from dragoman.events import Actor
from dragoman.pipeline import Resources, code_document, load_resources
from dragoman.span import Span
from evaluation.public import read_options, require
from evaluation.score import Counts

_MARK = re.compile(r"</?([st])>")
_ROOTS = Path(__file__).parent / "plv_roots.json"


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence with the marked actor and recipient (null where the set marks none) and the gold type."""

    name: str
    text: str
    actor: Span | None
    recipient: Span | None
    root: str


def read_pairs(folder: Path) -> Iterator[MarkedPair]:
    """The rows of the train half. Raises `SystemExit` where the folder lacks it."""
    path = require(folder / "PLV_train.tsv", "PLV")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, marks = unmarked(row["marked_sentence"])
            yield MarkedPair(row["sentence_id"], text, marks.get("s"), marks.get("t"), row["gold_root"])


def spread(pairs: Sequence[MarkedPair], limit: int | None) -> Sequence[MarkedPair]:
    """So many rows from all over the set, which lists one type after the other; all without a limit."""
    return pairs[:: max(1, len(pairs) // limit)][:limit] if limit else pairs


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and the span of each mark by its letter."""
    text, begun, spans, end = "", dict[str, int](), dict[str, Span](), 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        end = mark.end()
        if mark.group().startswith("</"):
            spans[mark.group(1)] = Span(begun.get(mark.group(1), 0), len(text))
        else:
            begun[mark.group(1)] = len(text)
    return text + marked[end:], spans


def answer(pair: MarkedPair, claims: Sequence[Claim]) -> str | None:
    """Type of the claim that fits the pair best, of the first where none fits; null without claims."""
    best = max(claims, key=lambda claim: _fit(pair, claim), default=None)
    return best.mention.type if best else None


def _fit(pair: MarkedPair, claim: Claim) -> int:
    return _touches(pair.actor, claim.mention.actors) + _touches(pair.recipient, claim.mention.recipients)


def _touches(marked: Span | None, mentions: Iterable[Mention[Actor]]) -> bool:
    return marked is not None and any(marked.overlaps(mention.span) for mention in mentions)


def count(answers: Iterable[tuple[str, str | None]]) -> dict[str, Counts]:
    """Counts by gold type of (gold, answer)."""
    gold, got, hits = Counter[str](), Counter[str | None](), Counter[str]()
    for wanted, found in answers:
        gold[wanted] += 1
        got[found] += 1
        hits[wanted] += wanted == found
    return {root: Counts(hits[root], got[root], gold[root]) for root in sorted(gold)}


def accuracy(counts: dict[str, Counts]) -> float:
    """Share of the rows whose type is right."""
    return sum(each.hits for each in counts.values()) / max(1, sum(each.gold for each in counts.values()))


def macro_f1(counts: dict[str, Counts]) -> float:
    """Mean of the F1 of the types that gold has."""
    return sum(each.f1 for each in counts.values()) / max(1, len(counts))


def measure(folder: Path, resources: Resources, limit: int | None = None) -> dict[str, Counts]:
    """Counts by gold type."""
    roots: dict[str, str] = json.loads(_ROOTS.read_text(encoding="utf-8"))
    answers = []
    for pair in spread(list(read_pairs(folder)), limit):
        found = answer(pair, code_document(Document(pair.name, pair.text), resources).claims)
        answers.append((pair.root, roots.get(found, found) if found else None))
    return count(answers)


def main() -> None:
    """Prints the table."""
    options = read_options(__doc__)
    counts = measure(options.folder, load_resources(options.model), options.limit)
    for root, each in counts.items():
        print(f"  {root:10} p {each.precision:.3f}  r {each.recall:.3f}  f1 {each.f1:.3f}  gold {each.gold}")
    rows = sum(each.gold for each in counts.values())
    print(f"accuracy {accuracy(counts):.4f}  macro-F1 {macro_f1(counts):.4f}  rows {rows}")


if __name__ == "__main__":
    main()
