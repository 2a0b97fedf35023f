"""Scores of coded events against gold, as counts that add.

An event is found when a predicted trigger overlaps a gold trigger of the same type. Arguments count end to
end: those of a missed event are misses, those of a false one false alarms; a span is right when it overlaps
by at least half of the union in the right role.

    trigger, event      an event is there; and its type is right
    actor, recipient, place, time    spans
    mode, status, date  accuracy over found events (date: over found gold dates)
    by, by_chain        whole chain of attribution right, over found events; over those that have one
    by_source           single speakers, over found events
    triple, dyad        (actor code, type, recipient code); by country alone
    record              dyads by sentence, triggers not looked at
    *_code, *_code_country    codes of found arguments that gold gives one

Run `python -m evaluation.score DOCUMENTS GOLD PREDICTED` for the table.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.span import Span
from evaluation.gold import Argument, CodedEvent, CodedText, read_gold, read_lines, read_records, read_texts

SPAN_ROLES = ("actor", "recipient", "place", "time")
FOUND = ("trigger", "event", *SPAN_ROLES, "by_source", "triple", "dyad", "record")
RIGHT = (
    "mode", "status", "date", "by", "by_chain",
    "actor_code", "actor_code_country", "recipient_code", "recipient_code_country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, predictions and gold items. Accuracies leave `predicted` at nought."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found (for accuracies: the accuracy)."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.hits / total if total else 0.0


@dataclass
class Scores:
    """Counts by measure, and of found events by type."""

    measures: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def add(self, measure: str, *, hits: int = 0, predicted: int = 0, gold: int = 0) -> None:
        """Adds to a measure."""
        self.measures[measure] += Counts(hits, predicted, gold)

    def value(self, measure: str) -> float:
        """The figure that the measure is reported by: F1, or accuracy."""
        counts = self.measures[measure]
        return counts.recall if measure in RIGHT else counts.f1

    def merge(self, other: Scores) -> None:
        """Adds another's counts."""
        for name, counts in other.measures.items():
            self.measures[name] += counts
        for name, counts in other.types.items():
            self.types[name] += counts


def score(texts: Mapping[str, CodedText], gold: Iterable[CodedEvent], predicted: Iterable[CodedEvent]) -> Scores:
    """Scores of all documents together."""
    gold_by, predicted_by = _by_document(gold), _by_document(predicted)
    total = Scores()
    for name, text in texts.items():
        total.merge(score_document(text, gold_by.get(name, []), predicted_by.get(name, [])))
    return total


def _by_document(events: Iterable[CodedEvent]) -> dict[str, list[CodedEvent]]:
    found: dict[str, list[CodedEvent]] = defaultdict(list)
    for event in events:
        found[event.document].append(event)
    return found


def score_document(text: CodedText, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent]) -> Scores:
    """Scores of one document."""
    scores = Scores()
    _score_records(text, gold, predicted, scores)
    _score_found("trigger", gold, predicted, scores, typed=False)
    pairs, excused = _score_found("event", gold, predicted, scores, typed=True)
    for index, event in enumerate(gold):
        if not event.optional:
            match = predicted[pairs[index]] if index in pairs else None
            _score_type(event, index in pairs, scores)
            _score_arguments(event, match, scores)
            if match is not None:
                _score_match(event, match, scores)
    for index, event in enumerate(predicted):
        if index not in excused:
            _count_predicted(event, scores)
    return scores


def _score_found(
    measure: str, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent], scores: Scores, *, typed: bool
) -> tuple[dict[int, int], set[int]]:
    """Counts found events; gives the pairs, and the predictions that optional gold excuses."""
    pairs = match_events(gold, predicted, typed=typed)
    excused = {predicted_index for index, predicted_index in pairs.items() if gold[index].optional}
    scores.add(
        measure,
        hits=sum(not gold[index].optional for index in pairs),
        gold=sum(not event.optional for event in gold),
        predicted=len(predicted) - len(excused),
    )
    return pairs, excused


def match_events(gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent], *, typed: bool) -> dict[int, int]:
    """Index of the prediction for each gold event that has one: greedy, one to one, required gold first."""
    pairs: dict[int, int] = {}
    order = sorted(range(len(gold)), key=lambda index: gold[index].optional)
    used: set[int] = set()
    for index in order:
        for candidate, event in enumerate(predicted):
            if candidate not in used and _is_match(gold[index], event, typed=typed):
                pairs[index] = candidate
                used.add(candidate)
                break
    return pairs


def _is_match(gold: CodedEvent, predicted: CodedEvent, *, typed: bool) -> bool:
    if typed and not set(gold.types) & set(predicted.types):
        return False
    return any(one.overlaps(other) for one in gold.triggers for other in predicted.triggers)


def _score_type(event: CodedEvent, found: bool, scores: Scores) -> None:
    scores.types[event.types[0]] += Counts(int(found), 0, 1)


def _score_arguments(gold: CodedEvent, match: CodedEvent | None, scores: Scores) -> None:
    for measure, country_only in (("triple", False), ("dyad", True)):
        types = match.types[:1] if match else gold.types
        got = triples(match, country_only=country_only) if match else set()
        wanted = [triples(replace(v, types=types), country_only=country_only) for v in gold.versions]
        best = max(wanted, key=lambda want: len(want & got) / max(len(want | got), 1))
        scores.add(measure, gold=len(best), hits=len(best & got))
    for role in SPAN_ROLES:
        spans = [argument.span for argument in match.arguments[role]] if match else []
        version = max(gold.versions, key=lambda v: 2 * _found(v, role, spans) - len(v.arguments[role]))
        scores.add(role, gold=len(version.arguments[role]), hits=_found(version, role, spans))


def _found(event: CodedEvent, role: str, spans: Sequence[Span]) -> int:
    return sum(any(half(argument.span, span) for span in spans) for argument in event.arguments[role])


def half(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of their union."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared / (max(one.end, other.end) - min(one.start, other.start)) >= 0.5


def _score_match(gold: CodedEvent, match: CodedEvent, scores: Scores) -> None:
    modes = {version.mode for version in gold.versions}
    scores.add(
        "mode",
        gold=int(modes != {None} or match.mode is not None),
        hits=int(match.mode is not None and match.mode in modes),
    )
    statuses = {status for version in gold.versions for status in version.statuses}
    scores.add("status", gold=1, hits=int(bool(set(match.statuses) & statuses)))
    dates = {argument.code for version in gold.versions for argument in version.arguments["time"] if argument.code}
    got = {argument.code for argument in match.arguments["time"]}
    scores.add("date", gold=int(bool(dates)), hits=int(bool(dates & got)))
    _score_chain(gold, match, scores)
    for role in ("actor", "recipient"):
        _score_codes(gold, match, role, scores)


def _score_chain(gold: CodedEvent, match: CodedEvent, scores: Scores) -> None:
    got = match.arguments["by"]
    same = next((version for version in gold.versions if _same_chain(version.arguments["by"], got)), None)
    chain = (same or gold.versions[0]).arguments["by"]
    scores.add("by", gold=1, hits=int(same is not None))
    scores.add("by_chain", gold=int(bool(chain)), hits=int(bool(chain) and same is not None))
    found = sum(any(link.span.overlaps(other.span) for other in got) for link in chain)
    scores.add("by_source", gold=len(chain), predicted=len(got), hits=found)


def _same_chain(one: Sequence[Argument], other: Sequence[Argument]) -> bool:
    return len(one) == len(other) and all(a.span.overlaps(b.span) for a, b in zip(one, other, strict=True))


def _score_codes(gold: CodedEvent, match: CodedEvent, role: str, scores: Scores) -> None:
    arguments = [argument for version in gold.versions for argument in version.arguments[role]]
    for found in match.arguments[role]:
        codes = {argument.code for argument in arguments if argument.code and half(argument.span, found.span)}
        if codes:
            scores.add(f"{role}_code", gold=1, hits=int(found.code in codes))
            countries = {code[:3] for code in codes}
            scores.add(f"{role}_code_country", gold=1, hits=int((found.code or "")[:3] in countries))


def _count_predicted(event: CodedEvent, scores: Scores) -> None:
    scores.types[event.types[0]] += Counts(0, 1, 0)
    scores.add("triple", predicted=len(triples(event, country_only=False)))
    scores.add("dyad", predicted=len(triples(event, country_only=True)))
    for role in SPAN_ROLES:
        scores.add(role, predicted=len(event.arguments[role]))


def triples(event: CodedEvent, *, country_only: bool) -> set[tuple[str, str, str]]:
    """The classic records (who, what, whom) of an event; "-" for nobody, "?" for an unknown code."""
    size = 3 if country_only else None
    actors = {(argument.code or "?")[:size] for argument in event.arguments["actor"]} or {"-"}
    recipients = {(argument.code or "?")[:size] for argument in event.arguments["recipient"]} or {"-"}
    return {(actor, event.types[0], recipient) for actor in actors for recipient in recipients}


def _score_records(
    text: CodedText, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent], scores: Scores
) -> None:
    """Dyads by sentence; those of optional gold neither help nor hurt."""
    got: set[tuple[int, str, str, str]] = set().union(*(_records(text, event) for event in predicted))
    wanted: set[tuple[int, str, str, str]] = set()
    hits: set[tuple[int, str, str, str]] = set()
    fine: set[tuple[int, str, str, str]] = set()
    for event in gold:
        fine |= set().union(*(_records(text, version, all_types=True) for version in event.versions))
        if not event.optional:
            of_first = [_records(text, replace(version, types=event.types)) for version in event.versions]
            best = max(of_first, key=lambda records: len(records & got))
            wanted |= best
            hits |= best & got
    scores.add("record", gold=len(wanted), hits=len(hits), predicted=len(hits) + len(got - fine))


def _records(text: CodedText, event: CodedEvent, *, all_types: bool = False) -> set[tuple[int, str, str, str]]:
    sentence = text.sentence_at(event.triggers[0].start)
    types = event.types if all_types else event.types[:1]
    return {
        (sentence, *triple) for name in types for triple in triples(replace(event, types=(name,)), country_only=True)
    }


def table(scores: Scores) -> str:
    """The figures as lines of text."""
    lines = []
    for name in FOUND:
        c = scores.measures[name]
        lines.append(f"{name:24} p {c.precision:.4f}  r {c.recall:.4f}  f1 {c.f1:.4f}  gold {c.gold}")
    for name in RIGHT:
        c = scores.measures[name]
        lines.append(f"{name:24} accuracy {c.recall:.4f}  n {c.gold}")
    for name, c in sorted(scores.types.items()):
        lines.append(f"  {name:10} p {c.precision:.3f}  r {c.recall:.3f}  f1 {c.f1:.3f}  gold {c.gold}")
    return "\n".join(lines)


def read_predicted(path: Path, texts: Mapping[str, CodedText]) -> list[CodedEvent]:
    """The program's records, or a second coder's file in the form of gold."""
    first: dict[str, object] = next(read_lines(path), {})
    return read_gold(path, texts) if "events" in first else read_records(path, texts)


def main() -> None:
    """Prints the table for three files."""
    documents, gold, predicted = (Path(argument) for argument in sys.argv[1:4])
    texts = read_texts(documents)
    print(table(score(texts, read_gold(gold, texts), read_predicted(predicted, texts))))


if __name__ == "__main__":
    main()
