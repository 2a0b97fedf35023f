"""The program as it ships, on the example report: what must hold whatever the model reads."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.document import Document
from dragoman.export.annotation import annotation_record
from dragoman.pipeline import code_document, code_documents

pytestmark = pytest.mark.model
TEXT = (Path(__file__).parent.parent / "examples/report.txt").read_text(encoding="utf-8")
OTHER = (
    "Rebels seized a bridge near Goma on Monday, the army said.\n\nThe talks will go on, an official told reporters."
)


def document(text, name="d_test"):
    return Document(name, text, published=date(2024, 5, 17), published_rule="given")


def spans(value):
    """All span objects inside a record."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_every_span_is_the_texts_own_words(shipped_resources):
    coded = code_document(document(TEXT), shipped_resources)
    record = annotation_record(coded)
    found = [span for span in spans(record) if span["text"] is not None]
    assert len(found) > 100
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)


def test_layers_are_in_the_order_of_the_text(shipped_resources):
    coded = code_document(document(TEXT), shipped_resources)
    for layer in (coded.mentions, coded.places, coded.times):
        starts = [mention.span.start for mention in layer]
        assert starts == sorted(starts)


def test_the_example_is_read(shipped_resources):
    """What any reader would sign, without a figure: who accused whom, who denies, what is planned."""
    records = code_document(document(TEXT), shipped_resources).to_dicts()
    by_trigger = {record["trigger"]["text"]: record for record in reversed(records)}
    accused = by_trigger["accused"]
    assert (accused["type"], accused["mode"]) == ("ACCUSE", "allege")
    assert [actor["code"] for actor in accused["actors"]] == ["TCD"]
    assert by_trigger["fired"]["status"] == "negated"
    assert by_trigger["fired"]["attribution"]
    assert {record["status"] for record in records} >= {"actual", "planned", "negated"}


def test_a_report_is_read_the_same_alone_and_among_others(shipped_resources):
    alone = code_document(document(TEXT), shipped_resources)
    many = [document(OTHER, "d_other"), document(TEXT), document(OTHER * 3, "d_third")]
    among = [code_document(each, shipped_resources) for each in many][1]
    assert among == alone
    assert among.to_dicts() == alone.to_dicts()


def test_two_processes_give_what_one_gives():
    reports = [document(TEXT, "d_1"), document(OTHER, "d_2")]
    one, two = (list(code_documents(iter(reports), jobs=jobs)) for jobs in (1, 2))
    assert one == two


@pytest.mark.parametrize(
    "text", ["word " * 3000, "\u202e" * 50, "a" * 20000, "“" * 300, "1. 2. 3.\n" * 100, "😀 kill 😀"]
)
def test_hostile_text_is_read_without_a_word(shipped_resources, text):
    coded = code_document(document(text), shipped_resources)
    assert all(0 <= claim.mention.trigger.start < claim.mention.trigger.end <= len(text) for claim in coded.claims)
