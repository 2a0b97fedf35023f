"""JSON Lines: the contract's fields, and every bad line by its number with the others read."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.ingest import read_stream
from dragoman.pipeline import Failure


def read(*lines):
    content = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(read_stream(io.BytesIO(content), origin="in.jsonl", suffix=".jsonl"))


def test_all_fields():
    record = {
        "id": "r-7",
        "title": "Envoy in Geneva",
        "text": "The envoy spoke.",
        "published": "4 January 2019",
        "publisher": "Example Herald",
        "url": "https://herald.example/1",
        "language": "en",
        "more": [1],
    }
    (report,) = read(record)
    assert report == Document(
        id="r-7",
        text="Envoy in Geneva\n\nThe envoy spoke.",
        title="Envoy in Geneva",
        publisher="Example Herald",
        url="https://herald.example/1",
        published=date(2019, 1, 4),
        published_rule="record",
        language="en",
    )
    assert report.origin == "in.jsonl:1"


def test_text_alone_is_enough_and_nulls_are_nothing():
    first, second = read({"text": "A."}, {"text": "A.", "title": None, "id": None, "published": None, "url": ""})
    assert first == second
    assert first.text == "A."


def test_own_ids_are_kept_even_twice_and_numbers_too():
    assert [
        report.id for report in read({"text": "A.", "id": "x"}, {"text": "B.", "id": "x"}, {"text": "C.", "id": 7})
    ] == [
        "x",
        "x",
        "7",
    ]


def test_the_text_of_a_record_is_kept_to_the_letter():
    text = "One.\r\nTwo\u2028Three\u0085Four\tFive \U0001f54a"
    assert read({"text": text})[0].text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json}", "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        ({"body": "A."}, 'no field "text"'),
        ({"text": None}, '"text" is not a string'),
        ({"text": ["A."]}, '"text" is not a string'),
        ({"text": "  "}, "empty"),
        ({"text": "A.", "title": 7}, '"title" is neither'),
        ({"text": "A.", "id": 1.5}, '"id" is neither'),
        ({"text": "A.", "id": True}, '"id" is neither'),
        ({"text": "A.", "published": 20190104}, '"published" is neither'),
        ({"text": "A\u0000B"}, "NUL"),
        (b'{"text": "half \\ud83d of it"}', "the text holds half a character (a lone surrogate"),
        *(
            (f'{{"text": "A.", "{name}": "half \\ud83d"}}'.encode(), f"the {name} holds half a character")
            for name in ("title", "publisher", "url", "id", "language")
        ),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_others_read(line, reason):
    before, bad, after = read({"text": "A."}, line, {"text": "B."})
    assert (before.text, after.text) == ("A.", "B.")
    assert isinstance(bad, Failure)
    assert bad.source == "in.jsonl:2"
    assert "line 2" not in bad.reason, "the source says it already"
    assert reason in bad.reason


@pytest.mark.parametrize("words", ["2019", "someday", "04/01/2019"])
def test_a_date_that_is_not_understood_is_said_and_the_report_read_without_one(words):
    notes = []
    line = json.dumps({"text": "The envoy spoke.", "published": words}).encode()
    stream, day = io.BytesIO(line), date(2024, 5, 17)
    (report,) = read_stream(stream, origin="in.jsonl", suffix=".jsonl", given=day, note=notes.append)
    assert (report.text, report.published, report.published_rule) == ("The envoy spoke.", None, None)
    assert len(notes) == 1
    assert notes[0].startswith(f'in.jsonl:1: "published": the date {words!r} is not understood')


def test_blank_lines_count_but_are_no_reports():
    first, second = read(b"", {"text": "A."}, b"  ", b"oops")
    assert first.origin == "in.jsonl:2"
    assert second.source == "in.jsonl:4"


def test_json_over_several_lines_is_said_once():
    (failure,) = read(b"[", b'{"text": "A."},', b"]")
    assert "one object a line" in failure.reason


def test_a_file_without_lines_is_a_failure():
    assert "no line" in read(b"")[0].reason


@given(
    st.lists(st.dictionaries(st.sampled_from(["text", "id", "title"]), st.one_of(st.text(), st.integers(), st.none())))
)
def test_every_line_comes_out_once(records):
    assert len(read(*records)) == max(1, len(records))
