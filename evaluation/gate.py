"""The gate: figures of the shipped model on the project's own gold set may not fall below pinned floors.

    python -m evaluation.gate [--model FOLDER]    the table; exit 1 where a figure fell
    python -m evaluation.gate --write             pin new floors, a fixed margin below what is measured now

The whole program reads the raw text of `gold/docs.jsonl`. `floors.json` holds the floor of every measure, the
hashes of the gold files that they were measured on, and the model that was. A changed gold set fails the gate
until its floors are written again, so that lowering one shows in the diff.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.pipeline import Resources, load_resources
from evaluation.crossvalidate import records_of
from evaluation.gold import from_record, read_gold, read_texts
from evaluation.score import FOUND, RIGHT, Scores, score, table

GOLD = Path(__file__).parent / "gold"
FLOORS = Path(__file__).parent / "floors.json"
MEASURES = (*FOUND, *RIGHT)
MARGIN = 0.02
_FILES = ("docs.jsonl", "events.jsonl")
_REWRITE = "run `python -m evaluation.gate --write` and commit the difference"


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned floors, between 0 and 1 by measure; sha256 by gold file; the model that they were set with."""

    gold: dict[str, str]
    model: str
    floors: dict[str, float]


def gold_hashes(gold: Path = GOLD) -> dict[str, str]:
    """Sha256 of each file of the gold set, by name."""
    return {name: hashlib.sha256((gold / name).read_bytes()).hexdigest() for name in _FILES}


def measure(resources: Resources, gold: Path = GOLD) -> Scores:
    """Scores of the whole program on the reports of a gold folder (`docs.jsonl`, `events.jsonl`)."""
    texts = read_texts(gold / "docs.jsonl")
    predicted = [from_record(record) for record in records_of(texts.values(), resources)]
    return score(texts, read_gold(gold / "events.jsonl", texts), predicted)


def floors_below(scores: Scores, model: str, gold: Path = GOLD) -> Floors:
    """Floors `MARGIN` below the scores, never under nought."""
    floors = {name: round(max(0.0, scores.value(name) - MARGIN), 4) for name in MEASURES}
    return Floors(gold_hashes(gold), model, floors)


def read_floors(path: Path = FLOORS) -> Floors:
    """The pinned floors. Raises `UsageError` where the file does not hold them."""
    try:
        return Floors(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError) as error:
        raise UsageError(f"{path} holds no floors ({error}); {_REWRITE}") from error


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Pin the floors, one a line so that a diff shows each."""
    path.write_text(json.dumps(asdict(floors), indent=1) + "\n", encoding="utf-8")


def complaints(scores: Scores, pinned: Floors, gold: Path = GOLD) -> list[str]:
    """What keeps the gate shut, one line each: a changed gold file, a measure without floor, a measure that fell."""
    changed = [name for name, found in gold_hashes(gold).items() if pinned.gold.get(name) != found]
    found = [f"{gold / name} is not the file that the floors were set on; {_REWRITE}" for name in changed]
    for name in MEASURES:
        value, floor = scores.value(name), pinned.floors.get(name)
        if floor is None:
            found.append(f"{name} has no floor; {_REWRITE}")
        elif value < floor:
            found.append(f"{name} fell to {value:.4f}, below its floor {floor:.4f} (set with model {pinned.model})")
    return found


def rows(gold: Path = GOLD) -> list[tuple[str, float, float, float, int]]:
    """(measure, precision, recall, F1, number of gold items) of the shipped model, for `dragoman bench accuracy`.

    An accuracy stands in all three columns: over items that both sides have, the three are one.
    """
    scores = measure(load_resources(), gold)
    return [_row(name, scores) for name in MEASURES]


def _row(name: str, scores: Scores) -> tuple[str, float, float, float, int]:
    counts = scores.measures[name]
    if name in RIGHT:
        return name, counts.recall, counts.recall, counts.recall, counts.gold
    return name, counts.precision, counts.recall, counts.f1, counts.gold


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table, then writes the floors or holds the figures to them. Gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="pin floors below what is measured now")
    parser.add_argument("--model", type=Path, help="folder of a model [default: the shipped one]")
    options = parser.parse_args(arguments)
    resources = load_resources(options.model)
    scores = measure(resources)
    if options.write:
        write_floors(floors_below(scores, resources.versions["model"]))
    print(table(scores))
    return 0 if options.write else _held(scores)


def _held(scores: Scores) -> int:
    try:
        found = complaints(scores, read_floors())
    except UsageError as error:
        found = [str(error)]
    print("\n".join(found) or "every figure is at or above its floor", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
