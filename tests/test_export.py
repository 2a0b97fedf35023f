"""The published record, the annotation, and the formats made from them."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.api import bound
from dragoman.errors import UsageError
from dragoman.export.csv import COLUMNS, csv_rows
from dragoman.export.json import json_array, json_line, json_lines
from hand_coded import TEXT, coded_report

# The keys of codebook/OUTPUT.md, in its order.
CONTRACT = (
    "id document sentence trigger type mode quad score cameo goldstein contexts status"
    " actors recipients places times attribution confidence versions"
).split()


@pytest.fixture
def report():
    return bound(coded_report())


@pytest.fixture
def meeting(report):
    return report.to_dicts()[0]


def spans(value):
    """All objects of a record that have a place in the text."""
    if isinstance(value, list):
        return [span for member in value for span in spans(member)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"start", "end", "text"} <= set(value) else []
    return own + spans(list(value.values()))


def test_the_record_has_the_contracts_keys_in_its_order(meeting):
    assert list(meeting)[: len(CONTRACT)] == CONTRACT


def test_the_record_of_a_meeting(meeting):
    assert meeting["document"] == {
        "id": "d_1",
        "title": "Envoy denies plan",
        "publisher": "Example Herald",
        "url": "https://herald.example/1",
        "published": "2019-01-04",
    }
    assert [meeting[key] for key in ("type", "mode", "quad", "score", "cameo", "goldstein", "contexts", "status")] == [
        "CONSULT",
        "third-party",
        1,
        1.0,
        "044",
        2.5,
        ["diplomatic"],
        "actual",
    ]
    assert meeting["confidence"] == {"event": 0.9712, "status": 0.99, "mode": 0.5}
    assert meeting["rules"] == {"mode": "third place"}


def test_actors_places_and_times(meeting):
    assert meeting["actors"] == [
        {
            "start": 19,
            "end": 46,
            "text": "Foreign Minister Ilse Varga",
            "code": "HUNGOV",
            "country": "HUN",
            "sector": "GOV",
            "name": "Ilse Varga",
            "role": "Foreign Minister of Hungary",
            "rule": "name, dated role",
            "runners_up": ["Ilse Varga, AUTGOV"],
        }
    ]
    (place,), (time,) = meeting["places"], meeting["times"]
    assert (place["country"], place["latitude"], place["geonames_id"]) == ("CHE", 46.2022, 2660646)
    assert (time["date"], time["from"], time["to"], time["granularity"]) == (
        "2019-01-04",
        "2019-01-04",
        "2019-01-04",
        "day",
    )


def test_the_chain_is_told_outermost_first(meeting):
    said = [
        (link["text"], link["code"], link["kind"], link["cue"]["text"], link["quoted"])
        for link in meeting["attribution"]
    ]
    assert said == [
        ("TASS", "RUSJRN", "agency", "according to", "indirect"),
        ("the Kremlin", "RUSGOV", "official", "said", "indirect"),
    ]


def test_every_span_is_the_words_it_points_at(report):
    found = spans(report.to_dict())
    assert len(found) > 20
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)


def test_claims_stand_in_the_order_of_the_text(report):
    starts = [record["trigger"]["start"] for record in report.to_dicts()]
    assert starts == sorted(starts)


def test_what_was_not_resolved_is_null(report):
    nameless = replace(report.claims[1].mention.actors[0], resolved=None, runners_up=())
    mention = replace(report.claims[1].mention, actors=(nameless,))
    unsourced = replace(report.claims[1].chain[0], source=None, cue=None)
    claim = replace(report.claims[1], mention=mention, chain=(unsourced,))
    record = claim.to_dict()
    assert [record["actors"][0][key] for key in ("code", "country", "sector", "name", "role")] == [None] * 5
    assert "runners_up" not in record["actors"][0]
    assert [record["attribution"][0][key] for key in ("start", "end", "text", "code", "cue")] == [None] * 5


def test_a_claim_without_its_report_says_where_to_take_it():
    with pytest.raises(UsageError, match=r"dragoman\.code"):
        coded_report().claims[0].to_dict()


def test_the_annotation(report):
    layers = report.to_dict()
    assert list(layers)[:8] == "document text sentences mentions places times attributions claims".split()
    assert layers["document"]["published_rule"] == "given"
    assert [mention["start"] for mention in layers["mentions"]] == sorted(
        mention["start"] for mention in layers["mentions"]
    )
    assert {mention["chain"] for mention in layers["mentions"]} == {0}
    assert layers["claims"] == report.to_dicts()


def test_parents_follow_the_printed_order(report):
    first, second, third = report.attributions
    turned = replace(report, attributions=(replace(second, parent=2), third, first))
    layer = turned.to_dict()["attributions"]
    children = [link for link in layer if link["parent"] is not None]
    assert [link["source"]["text"] for link in children] == ["the Kremlin"]
    assert layer[children[0]["parent"]]["source"]["text"] == "TASS"


def test_json_is_one_line_and_the_same_every_time(report):
    line = json_line(report.to_dict())
    assert line == json_line(bound(coded_report()).to_dict())
    assert json.loads(line) == report.to_dict()


@given(st.text(st.characters(codec="utf-8")))
def test_a_line_of_json_is_one_line_to_every_reader(text):
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


@pytest.mark.parametrize("n_records", [0, 1, 3])
def test_json_array(n_records):
    records = [{"id": number} for number in range(n_records)]
    assert json.loads("".join(json_array(records))) == records
    assert [json.loads(line) for line in json_lines(records)] == records


def rows(records):
    return list(csv.DictReader(io.StringIO("".join(csv_rows(records)), newline="")))


def test_csv_is_one_row_a_claim(report):
    first, second = rows(report.to_dicts())
    assert list(first) == [column.name for column in COLUMNS]
    assert first["sources"] == "TASS | the Kremlin"
    assert first["cameo"] == "044"
    assert second["status"] == "negated"
    assert second["score"] == "-6.5"
    assert second["actors"] == ""
    assert all(column.description for column in COLUMNS)


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(report, cell):
    record = report.to_dicts()[0]
    record["trigger"]["text"] = cell
    record["actors"][0]["text"] = cell
    (row,) = rows([record])
    assert row["trigger"] == f"'{cell}"
    assert row["actors"].startswith("'")


def test_numbers_stay_numbers(report):
    record = report.to_dicts()[0]
    record["places"][0]["longitude"] = -0.5
    (row,) = rows([record])
    assert row["longitudes"] == "-0.5"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_csv_is_read_back(words):
    record = bound(coded_report()).to_dicts()[0]
    record["sentence"]["text"] = words
    (row,) = rows([record])
    assert row["sentence"].removeprefix("'") == words.removeprefix("'")
