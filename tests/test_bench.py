"""The benchmark's own bookkeeping, with stages that do nothing: every stage is timed, failures are not hidden."""

from dataclasses import replace

import pytest

from dragoman import bench
from dragoman.errors import InstallationError, UsageError
from dragoman.pipeline import Failure
from dragoman.stages import Stage


def test_the_article_is_of_about_500_words():
    assert 480 <= len(bench.article().split()) <= 540


def test_articles_differ_so_that_no_cache_helps():
    assert len({document.id for document in bench._articles(bench.article(), 5)}) == 5


@pytest.fixture
def idle(monkeypatch):
    """Stages that do nothing, a start that took two seconds, and a coder that gives back what it gets."""
    seen = []

    def stage(name):
        return Stage(name, (), "sentences", lambda document, _: seen.append(name) or replace(document))

    monkeypatch.setattr(bench, "STAGES", [stage("segment"), stage("read")])
    monkeypatch.setattr(bench, "load_resources", lambda: None)
    monkeypatch.setattr(bench, "_start_seconds", lambda: 2.0)
    monkeypatch.setattr(bench, "code_documents", lambda documents, jobs: iter(documents))
    return seen


def test_speed_times_every_stage_over_every_article(idle):
    measured = bench.measure_speed(n_articles=3, jobs=2)
    assert list(measured.stage_seconds) == ["segment", "read"]
    assert idle == ["segment", "read"] * 4, "three articles and one to warm up"
    assert measured.rate_alone == pytest.approx(3 / sum(measured.stage_seconds.values()))
    assert measured.rate_together > 0
    assert measured.start_seconds == 2.0
    assert measured.peak_megabytes > 1


def test_a_failure_stops_the_measure(idle, monkeypatch):
    monkeypatch.setattr(bench, "code_documents", lambda documents, jobs: iter([Failure("a", "broken")]))
    with pytest.raises(InstallationError, match="broken"):
        bench.measure_speed(n_articles=1, jobs=1)


def test_accuracy_wants_a_gold_set(tmp_path):
    with pytest.raises(UsageError, match="no gold set"):
        bench.accuracy(tmp_path / "none")
