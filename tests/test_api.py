"""The Python surface: text or a file in, a document out that prints, shows and turns into dicts."""

import json
import pickle
from datetime import date, datetime

import pytest

import dragoman
from dragoman.errors import BadRecord, EmptyReport, InputError, MissingInput, UnknownDate, UsageError

TEXT = "Moscow accused Kyiv ."


@pytest.fixture(autouse=True)
def fake_model(monkeypatch, fake_resources):
    monkeypatch.setattr("dragoman.api.shared_resources", lambda model=None: fake_resources)
    monkeypatch.setattr("dragoman.pipeline.load_resources", lambda model=None: fake_resources)


def test_the_public_names():
    assert dragoman.__all__ == sorted(dragoman.__all__, key=lambda name: (not name[0].isupper(), name))
    assert all(getattr(dragoman, name) is not None for name in dragoman.__all__)
    assert set(dragoman.__all__) <= set(dir(dragoman))
    with pytest.raises(AttributeError, match="it has Claim"):
        dragoman.nonsense  # noqa: B018


@pytest.mark.parametrize("day", ["2019-01-04", "4 January 2019", date(2019, 1, 4), datetime(2019, 1, 4, 10)])
def test_code(day):
    document = dragoman.code(TEXT, published=day)
    (claim,) = document.claims
    assert isinstance(document, dragoman.Document)
    assert isinstance(claim, dragoman.Claim)
    assert (document.published, document.published_rule) == (date(2019, 1, 4), "given")
    assert str(claim) == (
        "● Moscow (Government of Russia, RUSGOV) → Kyiv (Government of Ukraine, UKRGOV): ACCUSE allege “accused”; "
        "says the report itself"
    )
    assert "<mark" in document._repr_html_()
    assert "<mark" in claim._repr_html_()


def test_a_document_turns_into_dicts():
    document = dragoman.code(TEXT, published="2019-01-04")
    (record,) = document.to_dicts()
    assert record == document.claims[0].to_dict()
    assert record["versions"]["dragoman"] == dragoman.__version__
    assert json.loads(json.dumps(document.to_dict()))["claims"] == [json.loads(json.dumps(record))]


def test_a_title_stands_before_the_text():
    document = dragoman.code(TEXT, title="Headline", publisher="Example Herald", url="https://herald.example")
    assert document.text == f"Headline\n\n{TEXT}"
    assert document.publisher == "Example Herald"


def test_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert dragoman.read(path, published="2019-01-04") == dragoman.code(TEXT, published="2019-01-04")
    assert dragoman.read(str(path)).published is None


def test_read_all_gives_failures_in_their_place(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}) + "\noops\n")
    document, failure = dragoman.read_all([tmp_path])
    assert document.claims[0].document.text == TEXT
    assert isinstance(failure, dragoman.Failure)


def test_a_claim_knows_a_report_whose_claims_know_it():
    document = dragoman.code(TEXT)
    (claim,) = document.claims
    assert claim.document is document
    assert claim.document.claims[0].to_dict() == claim.to_dict()
    assert pickle.loads(pickle.dumps(document)).claims[0].to_dict() == claim.to_dict()
    assert hash(claim) == hash(document.claims[0])


def test_one_model_serves_code_and_read_all(tmp_path, monkeypatch):
    def second(model=None):
        raise AssertionError("a second model")

    monkeypatch.setattr("dragoman.pipeline.load_resources", second)
    (tmp_path / "a.txt").write_text(TEXT)
    (document,) = dragoman.read_all([tmp_path])
    assert document.claims


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda folder: dragoman.code("  "), EmptyReport),
        (lambda folder: dragoman.code("half \ud83d"), InputError),
        (lambda folder: dragoman.code(TEXT, published="someday"), UnknownDate),
        (lambda folder: dragoman.read(folder / "no.txt"), MissingInput),
        (lambda folder: dragoman.read(folder / "c.jsonl"), BadRecord),
        (lambda folder: dragoman.read(folder / "d.txt"), EmptyReport),
        (lambda folder: dragoman.read(folder), UsageError),
    ],
)
def test_errors_are_of_one_tree_and_one_line(tmp_path, call, error):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text("oops")
    (tmp_path / "d.txt").write_text("")
    with pytest.raises(error) as caught:
        call(tmp_path)
    assert isinstance(caught.value, dragoman.DragomanError)
    assert "\n" not in str(caught.value)


def test_the_version_is_the_packages():
    import tomllib
    from pathlib import Path

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    assert project["version"] == dragoman.__version__
