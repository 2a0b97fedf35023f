"""What stops the program and what is the failure of one report; many processes."""

import concurrent.futures
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from types import SimpleNamespace

import pytest

from dragoman import pipeline
from dragoman.document import Document
from dragoman.errors import EmptyReport, InstallationError, KnowledgeError, ModelError
from dragoman.pipeline import Failure, check_labels, code_documents, load_resources
from fakes import FakeEncoder

REPORT = Document("d_1", "Moscow accused Kyiv .", origin="a.txt")


def stages_that_raise(monkeypatch, error):
    def run(document, resources):
        raise error

    monkeypatch.setattr(pipeline, "STAGES", [SimpleNamespace(run=run)])


def test_a_damaged_installation_is_no_failure_of_a_report(monkeypatch, fake_resources):
    stages_that_raise(monkeypatch, KnowledgeError("times/words.tsv cannot be read"))
    with pytest.raises(KnowledgeError, match=r"words\.tsv"):
        list(code_documents([REPORT], resources=fake_resources))


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [(EmptyReport("empty"), EmptyReport, "empty"), (ValueError("x"), None, "please report it")],
)
def test_what_fails_in_one_report_is_its_failure(monkeypatch, fake_resources, error, kind, said):
    stages_that_raise(monkeypatch, error)
    (failure,) = code_documents([REPORT], resources=fake_resources)
    assert isinstance(failure, Failure)
    assert failure.source == "a.txt"
    assert said in failure.reason
    assert kind is None or failure.error is kind


@pytest.fixture
def model(monkeypatch):
    """Stands in for the model and its tables; gives the labels to change."""
    encoder = FakeEncoder()
    monkeypatch.setattr("dragoman.encoder.OnnxEncoder", lambda folder: encoder)
    return encoder


@pytest.mark.parametrize("where", ["dragoman.times.lexicon.lexicon", "dragoman.times.tense.tense_words"])
def test_the_tables_of_times_are_read_at_the_start(model, monkeypatch, where):
    def broken():
        raise KnowledgeError("times table")

    monkeypatch.setattr(where, broken)
    with pytest.raises(KnowledgeError, match="times table"):
        load_resources()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tags": ("O", "DANCE")}, "type DANCE"),
        ({"modes": ("none", "CONSULT/aerial")}, "mode CONSULT/aerial"),
        ({"modes": ("ACCUSE/allege",)}, '"none"'),
        ({"statuses": ("actual", "dreamt")}, "status dreamt"),
    ],
)
def test_a_model_that_the_codebook_does_not_know_is_refused(model, changed, said):
    model.labels = replace(FakeEncoder.labels, **changed)
    with pytest.raises(ModelError, match=said):
        load_resources()


def test_labels_of_the_codebook_are_fine(fake_resources):
    check_labels(FakeEncoder.labels, fake_resources.ontology)


def test_a_process_without_a_model_says_so_with_its_first_report(monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline, "_worker_resources", None)
    pipeline._start_worker(tmp_path)
    with pytest.raises(ModelError, match=r"model\.onnx cannot be read"):
        pipeline._work(REPORT)


def test_a_process_that_dies_is_one_error(monkeypatch):
    class Dying:
        def __init__(self, *_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def submit(self, work, document):
            future = concurrent.futures.Future()
            future.set_exception(BrokenProcessPool("terminated abruptly"))
            return future

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", Dying)
    with pytest.raises(InstallationError, match="fewer"):
        list(code_documents([REPORT], jobs=2))
