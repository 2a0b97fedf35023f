"""The codebook as data: types, modes, scores, CAMEO codes, statuses, sectors and contexts.

The tables are the YAML files beside this module; they are checked on load, and a table that does not hold
together stops the program with an `OntologyError` that names the entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import OntologyError, UsageError
from dragoman.ontology.contexts import ContextTerms, context_terms
from dragoman.yaml_table import read_yaml

TABLES = Path(__file__).parent
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type is done. `score` is PLOVER's (-10 to +10), `goldstein` the CAMEO code's weight."""

    name: str
    score: float
    cameo: str
    goldstein: float
    description: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen types. `quad` is 1 to 4 (see `QUADS`); scores as in `Mode`.

    `armed`: a country's adjective that does it stands for its forces ("an Israeli airstrike").
    """

    name: str
    quad: int
    score: float
    cameo: str
    goldstein: float
    description: str
    modes: Mapping[str, Mode]
    armed: bool


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Words that show a standing pattern, lower case: adverbs, and quantities with the auxiliaries of a perfect."""

    adverbs: frozenset[str]
    quantities: frozenset[str]
    perfect: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole codebook, read-only."""

    types: Mapping[str, EventType]
    statuses: Mapping[str, str]
    sectors: Mapping[str, str]
    context_terms: ContextTerms
    context_types: Mapping[str, tuple[str, ...]]
    status_cues: StatusCues

    def entry(self, type_name: str, mode: str | None) -> EventType | Mode:
        """The row that scores an event: its mode's where it has one, else its type's.

        Raises `UsageError` for a type or mode that the codebook lacks.
        """
        if type_name not in self.types:
            raise UsageError(f"no event type {type_name!r}; the types are {', '.join(self.types)}")
        event_type = self.types[type_name]
        if mode is None:
            return event_type
        if mode not in event_type.modes:
            raise UsageError(f"{type_name} has no mode {mode!r}; its modes are {', '.join(event_type.modes) or 'none'}")
        return event_type.modes[mode]

    def contexts(self, sentence: str, type_name: str, mode: str | None) -> tuple[str, ...]:
        """Contexts of a claim in the table's order: those of its type and mode and those its sentence shows."""
        return self.contexts_among(self.context_terms.shown_by(sentence), type_name, mode)

    def contexts_among(self, shown: Set[str], type_name: str, mode: str | None) -> tuple[str, ...]:
        """Contexts of a claim whose sentence shows these: several claims may share a sentence."""
        carried = {*self.context_types.get(type_name, ()), *self.context_types.get(f"{type_name}/{mode}", ())}
        return tuple(name for name in self.context_terms.names if name in carried or name in shown)


@lru_cache(maxsize=1)
def load_ontology() -> Ontology:
    """The shipped codebook. Raises `OntologyError` where a table does not hold together."""
    types = {name: _event_type(name, row) for name, row in _table("types.yaml").items()}
    terms, carried = _contexts()
    _check_carried(carried, types, terms)
    return Ontology(types, _table("statuses.yaml"), _table("sectors.yaml"), terms, carried, _status_cues())


def _contexts() -> tuple[ContextTerms, dict[str, tuple[str, ...]]]:
    table = _table("contexts.yaml")
    try:
        return context_terms(table["terms"]), {key: tuple(names) for key, names in table["types"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"ontology/contexts.yaml: {error!r}; reinstall dragoman") from error


def _status_cues() -> StatusCues:
    table = _table("status_cues.yaml")
    try:
        names = ("habitual_adverbs", "habitual_quantities", "perfect")
        return StatusCues(*(frozenset(table[name]) for name in names))
    except (KeyError, TypeError) as error:
        raise OntologyError(f"ontology/status_cues.yaml: {error!r}; reinstall dragoman") from error


def _table(name: str) -> dict[str, Any]:
    return read_yaml(TABLES / name, OntologyError)


def _event_type(name: str, row: dict[str, Any]) -> EventType:
    try:
        modes = {mode: _mode(mode, entry) for mode, entry in row.get("modes", {}).items()}
        event_type = EventType(
            name,
            row["quad"],
            float(row["score"]),
            row["cameo"],
            float(row["goldstein"]),
            row["says"],
            modes,
            row.get("armed", False),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OntologyError(f"ontology/types.yaml: {name}: {error!r}") from error
    _check_scores(event_type)
    return event_type


def _mode(name: str, entry: dict[str, Any]) -> Mode:
    if set(entry) != {"score", "cameo", "goldstein", "says"}:
        raise ValueError(f"mode {name} has the entries {sorted(entry)}")
    return Mode(name, float(entry["score"]), entry["cameo"], float(entry["goldstein"]), entry["says"])


def _check_scores(event_type: EventType) -> None:
    if event_type.quad not in QUADS:
        raise OntologyError(f"ontology/types.yaml: {event_type.name}: quad {event_type.quad} is not 1 to 4")
    rows: list[EventType | Mode] = [event_type, *event_type.modes.values()]
    for row in rows:
        if not (-10 <= row.score <= 10 and -10 <= row.goldstein <= 10):
            raise OntologyError(f"ontology/types.yaml: {event_type.name}: score of {row.name} is not within 10")
        if not re.fullmatch(r"[0-2]\d\d\d?", row.cameo):
            raise OntologyError(f"ontology/types.yaml: {event_type.name}: CAMEO code of {row.name} is {row.cameo!r}")


def _check_carried(carried: Mapping[str, tuple[str, ...]], types: Mapping[str, EventType], terms: ContextTerms) -> None:
    for key, names in carried.items():
        type_name, _, mode = key.partition("/")
        known = type_name in types and (not mode or mode in types[type_name].modes)
        if not known or not set(names) <= set(terms.names):
            raise OntologyError(f"ontology/contexts.yaml: {key}: unknown type, mode or context in {list(names)}")
