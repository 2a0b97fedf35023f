"""From paths to documents: order, laziness, folders, failures in their place."""

import io
import json
import os
import sys
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.document import Document
from dragoman.ingest import count_reports, read_inputs, read_stream
from dragoman.ingest import report as report_module
from dragoman.pipeline import Failure

TEXT = "The envoy met ministers in Geneva.\r\nThey spoke for two hours.\n"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read(*paths, **options):
    return list(read_inputs([str(path) for path in paths], **options))


def reason_of(report):
    assert isinstance(report, Failure), report
    assert "\n" not in report.reason
    return report.reason


def test_text_is_the_input_unchanged(tmp_path):
    (report,) = read(write(tmp_path / "a.txt", "\ufeff" + TEXT))
    assert report.text == TEXT
    assert (report.title, report.published, report.published_rule) == (None, None, None)
    assert report.origin == str(tmp_path / "a.txt")


def test_the_users_date_holds_where_the_report_has_none(tmp_path):
    day = date(2019, 1, 4)
    plain = write(tmp_path / "a.txt", TEXT)
    dated = write(tmp_path / "b.jsonl", json.dumps({"text": TEXT, "published": "2020-02-02"}))
    first, second = read(plain, dated, published=day)
    assert (first.published, first.published_rule) == (day, "given")
    assert (second.published, second.published_rule) == (date(2020, 2, 2), "record")


def test_a_dateline_holds_where_nothing_else_does(tmp_path):
    path = write(tmp_path / "a.txt", f"Headline\n\nThursday, March 28, 2019\n\n{TEXT}")
    (alone,) = read(path)
    (told,) = read(path, published=date(2019, 4, 1))
    assert (alone.published, alone.published_rule) == (date(2019, 3, 28), "dateline")
    assert (told.published, told.published_rule) == (date(2019, 4, 1), "given")


def test_ids_are_of_what_is_said_not_of_where_it_lies(tmp_path):
    first, copy, other = read(
        write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT), write(tmp_path / "c.txt", TEXT + "More.")
    )
    assert first.id == copy.id != other.id
    assert first.id.startswith("d_")
    assert read(tmp_path / "a.txt", published=date(2019, 1, 4))[0].id != first.id


def test_a_failure_stands_in_its_place(tmp_path):
    good, empty = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", " \n")
    reports = read(good, empty, tmp_path / "missing.txt", good)
    assert [type(report) for report in reports] == [Document, Failure, Failure, Document]
    assert "empty" in reason_of(reports[1])
    assert "no such file" in reason_of(reports[2])


def test_reports_are_read_one_by_one(tmp_path):
    reports = read_inputs([write(tmp_path / "a.txt", TEXT), str(tmp_path / "b.txt")])
    next(reports)
    write(tmp_path / "b.txt", "Written after the first was read.")
    assert next(reports).text.startswith("Written after")


def test_folders_are_read_by_name_and_the_rest_is_noted(tmp_path):
    names = ["b/z.txt", "b/a.HTM", "a.txt", "c.jsonl", ".hidden/x.txt", ".y.txt", "d.pdf", "e.md", "b/f.pdf"]
    for name in names:
        body = {"c.jsonl": '{"text": "A."}', "b/a.HTM": "<html><body></body></html>"}.get(name, f"Text of {name}.")
        write(tmp_path / name, body)
    notes = []
    reports = read(tmp_path, note=notes.append)
    origins = [r.origin if isinstance(r, Document) else r.source for r in reports]
    assert [os.path.relpath(o.removesuffix(":1"), tmp_path) for o in origins] == [
        "a.txt",
        "b/a.HTM",
        "b/z.txt",
        "c.jsonl",
    ]
    assert notes == [f"{tmp_path}: passed over what is no report (1 .md, 2 .pdf)"]


def test_a_folder_without_reports_is_a_failure(tmp_path):
    assert "holds no .txt" in reason_of(read(tmp_path)[0])


def test_loops_and_depth_of_folders(tmp_path):
    deep = tmp_path
    for _ in range(150):
        deep = deep / "d"
    write(deep / "a.txt", TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "me.txt").symlink_to(tmp_path / "me.txt")
    assert [type(report) for report in read(tmp_path)] == [Document]
    assert "cannot be read" in reason_of(read(tmp_path / "me.txt")[0])


def test_a_file_named_by_itself_is_read_whatever_its_name(tmp_path):
    plain, page, lines = read(
        write(tmp_path / "a.md", TEXT),
        write(
            tmp_path / "b", f"<!doctype html><html lang=en><body><article><p>{'The envoy spoke. ' * 30}</p></article>"
        ),
        write(tmp_path / "c.ndjson", '\n\n{"text": "The envoy spoke.", "id": "x"}\n'),
    )
    assert plain.text == TEXT
    assert page.text.startswith("The envoy spoke.")
    assert page.language == "en"
    assert lines.id == "x"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b'{"text": "A."}\n{"text": "B."}', 2), (b"Plain {text}.", 1), (b"{{template}} text", 1), (b"\n\n  Text.", 1)],
)
def test_standard_input_tells_what_it_is(monkeypatch, content, kind):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    reports = read("-")
    assert [type(report) for report in reports] == [Document] * kind
    assert reports[0].origin.startswith("standard input")


def test_a_zip_that_calls_itself_text_is_refused(tmp_path):
    assert "zip" in reason_of(read(write(tmp_path / "a.txt", b"PK\x03\x04rest"))[0])


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
def test_a_report_above_the_size_is_refused(monkeypatch, suffix):
    monkeypatch.setattr("dragoman.ingest.MAXIMUM_BYTES", 1000)
    monkeypatch.setattr("dragoman.ingest.jsonl.MAXIMUM_BYTES", 1000)
    line = json.dumps({"text": "x" * 5000}).encode() if suffix == ".jsonl" else b"x" * 5000
    after = b'\n{"text": "After."}' if suffix == ".jsonl" else b""
    reports = list(read_stream(io.BytesIO(line + after), origin="a", suffix=suffix))
    assert f"larger than {report_module.MAXIMUM_BYTES // 1024**2} MB" in reason_of(reports[0])
    assert [report.text for report in reports[1:]] == (["After."] if after else [])


def test_a_line_of_a_megabyte_is_read(tmp_path):
    text = "word " * 200_000
    (report,) = read(write(tmp_path / "a.txt", text))
    assert report.text == text


def test_right_to_left_text_is_kept(tmp_path):
    text = "قال الوزير \u202eabc\u202c وزير الخارجية"
    (report,) = read(write(tmp_path / "a.txt", text))
    assert report.text == text


def seconds_to_read(content):
    began = time.process_time()
    reports = list(read_stream(io.BytesIO(content), origin="a"))
    assert len(reports) == 1
    return time.process_time() - began


@pytest.mark.parametrize(
    "content",
    [b"<!-- a --> " * 40 + b"text", b"<!--" * 5000, b"\n" * 400_000 + b"text", b"AAA," + b" " * 3900 + b"x"],
    ids=["comments", "open comments", "line feeds", "spaces after a town"],
)
def test_hostile_openings_take_no_time(content):
    assert seconds_to_read(content) < 1


def test_a_page_after_comments_is_still_a_page():
    page = b"<!-- a --><!-- b -->\n<!-- c --> <html><body><article><p>" + b"The envoy spoke. " * 30
    (report,) = read_stream(io.BytesIO(page), origin="a")
    assert report.text.startswith("The envoy spoke.")


def test_count_is_known_for_files_only(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.html", TEXT)
    assert count_reports([str(tmp_path)]) == 2
    assert count_reports([str(tmp_path), "-"]) is None
    write(tmp_path / "c.jsonl", "{}")
    assert count_reports([str(tmp_path)]) is None


@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".html", ".jsonl"]))
def test_whatever_comes_in_a_document_or_a_failure_comes_out(content, suffix):
    reports = list(read_stream(io.BytesIO(content), origin="a", suffix=suffix))
    assert reports
    for report in reports:
        if isinstance(report, Document):
            report.text.encode()
            assert "\x00" not in report.text
            assert report.text.strip()
        else:
            reason_of(report)
