"""The gate on the project's own gold set: the set is what its README says, a fall is named, the shipped model holds."""

import re
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation import gate
from evaluation.gold import read_gold, read_texts
from evaluation.score import score

from dragoman.bench import Accuracy, accuracy
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

SECONDS = 20
CODE = re.compile(r"[A-Z]{3}([A-Z]{3})?|IGO[A-Z]{3}")
VALUES = {
    "actor": CODE,
    "recipient": CODE,
    "by": CODE,
    "place": re.compile(r"[A-Z]{3}"),
    "time": re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?"),
}


@pytest.fixture(scope="module")
def texts():
    return read_texts(gate.GOLD / "docs.jsonl")


@pytest.fixture(scope="module")
def gold(texts):
    return read_gold(gate.GOLD / "events.jsonl", texts)


def test_twenty_short_reports(texts):
    assert len(texts) == 20
    assert all(8 <= len(text.sentences) <= 12 and text.published for text in texts.values())


def test_sentences_stand_in_order_and_cover_the_text(texts):
    for text in texts.values():
        ends = [0, *(sentence.end for sentence in text.sentences)]
        gaps = [text.text[end : sentence.start] for end, sentence in zip(ends, text.sentences, strict=False)]
        assert set(gaps) <= {"", " ", "\n\n"}
        assert ends[-1] == len(text.text)


def test_every_type_mode_and_status_is_there(gold):
    ontology = load_ontology()
    types = Counter(event.types[0] for event in gold)
    assert set(types) == set(ontology.types)
    assert min(types.values()) >= 6
    assert {(event.types[0], event.mode) for event in gold if event.mode} == {
        (name, mode) for name, kind in ontology.types.items() for mode in kind.modes
    }
    statuses = Counter(event.statuses[0] for event in gold)
    assert set(statuses) == set(ontology.statuses)
    assert min(statuses.values()) >= 8


def test_codes_are_well_formed(gold):
    for event in gold:
        for role, pattern in VALUES.items():
            for argument in event.arguments[role]:
                assert argument.code is None or pattern.fullmatch(argument.code), (event.document, argument)


def test_chains_of_one_and_two_links_and_a_quotation_that_runs_on(texts, gold):
    chains = Counter(len(event.arguments["by"]) for event in gold)
    assert chains[1] >= 40
    assert chains[2] >= 5
    speakers = [(event, argument) for event in gold for argument in event.arguments["by"]]
    earlier = [
        1
        for event, argument in speakers
        if texts[event.document].sentence_at(argument.span.start)
        < texts[event.document].sentence_at(event.triggers[0].start)
    ]
    assert earlier


def test_some_sentences_have_no_event(texts, gold):
    with_event = {(event.document, texts[event.document].sentence_at(event.triggers[0].start)) for event in gold}
    assert sum(len(text.sentences) for text in texts.values()) - len(with_event) >= 20


@pytest.fixture
def perfect(texts, gold):
    return score(texts, gold, gold)


def test_floors_lie_a_margin_below_what_was_measured(perfect):
    floors = gate.floors_below(perfect, "sha256:00")
    assert set(floors.floors) == set(gate.MEASURES)
    assert set(floors.floors.values()) == {1 - gate.MARGIN}
    assert gate.complaints(perfect, floors) == []


def test_a_fall_is_named(texts, gold, perfect):
    floors = gate.floors_below(perfect, "sha256:00")
    statuses = [replace(event, statuses=("habitual",)) for event in gold]
    (complaint,) = gate.complaints(score(texts, gold, statuses), floors)
    assert complaint.startswith("status fell to 0.0")
    assert complaint.endswith("below its floor 0.9800 (set with model sha256:00)")


def test_floors_never_lie_under_nought(texts, gold):
    assert set(gate.floors_below(score(texts, gold, []), "sha256:00").floors.values()) == {0.0}


def test_a_changed_gold_set_keeps_the_gate_shut(perfect, tmp_path):
    floors = gate.floors_below(perfect, "sha256:00")
    for name in ("docs.jsonl", "events.jsonl"):
        (tmp_path / name).write_bytes((gate.GOLD / name).read_bytes())
    assert gate.complaints(perfect, floors, tmp_path) == []
    with (tmp_path / "events.jsonl").open("a") as events:
        events.write("\n")
    (complaint,) = gate.complaints(perfect, floors, tmp_path)
    assert "events.jsonl is not the file that the floors were set on" in complaint


def test_a_measure_without_floor_keeps_the_gate_shut(perfect):
    floors = gate.floors_below(perfect, "sha256:00")
    del floors.floors["record"]
    assert gate.complaints(perfect, floors) == [
        "record has no floor; run `python -m evaluation.gate --write` and commit the difference"
    ]


def test_floors_are_written_and_read_back(perfect, tmp_path):
    floors = gate.floors_below(perfect, "sha256:00")
    gate.write_floors(floors, tmp_path / "floors.json")
    assert gate.read_floors(tmp_path / "floors.json") == floors


@pytest.mark.parametrize("content", [None, "{}", "not JSON"])
def test_a_missing_or_broken_file_of_floors_is_said(tmp_path, content):
    path = tmp_path / "floors.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json holds no floors .*--write"):
        gate.read_floors(path)


def test_bench_prints_the_same_figures(monkeypatch, perfect, fake_resources):
    monkeypatch.setattr(gate, "load_resources", lambda: fake_resources)
    monkeypatch.setattr(gate, "measure", lambda resources, gold: perfect)
    rows = accuracy(gate.GOLD)
    assert [row.measure for row in rows] == list(gate.MEASURES)
    assert rows[1] == Accuracy("event", 1.0, 1.0, 1.0, perfect.measures["event"].gold)


def test_bench_says_what_a_gold_set_lacks(tmp_path):
    with pytest.raises(UsageError, match=r"docs\.jsonl"):
        accuracy(tmp_path)


def test_bench_says_where_there_is_no_checkout(tmp_path, monkeypatch):
    for name in ("docs.jsonl", "events.jsonl"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="evaluation folder"):
        accuracy(tmp_path)


@pytest.mark.model
def test_the_shipped_model_holds_its_floors(shipped_resources):
    began = time.perf_counter()
    found = gate.complaints(gate.measure(shipped_resources), gate.read_floors())
    assert not found, "\n".join(found)
    assert time.perf_counter() - began < SECONDS
