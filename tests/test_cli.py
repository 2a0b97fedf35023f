"""The command line: formats, exit codes, one-line errors; a coder by word stands in for the model."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import api
from dragoman.cli import cli, run
from dragoman.errors import ModelError
from hand_coded import code_documents_by_word

TEXT = "Envoy met ministers.\nThen Ilse met Arnesen in Geneva."


@pytest.fixture(autouse=True)
def coder(monkeypatch):
    assert api.code_documents is not code_documents_by_word, "the module keeps the real one"
    monkeypatch.setattr("dragoman.pipeline.code_documents", code_documents_by_word)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return str(path)


@pytest.fixture
def dragoman(capsysbinary):
    """Runs a command: exit code, what it wrote to standard output, lines on standard error."""

    def call(*arguments):
        status = run([str(argument) for argument in arguments])
        captured = capsysbinary.readouterr()
        return status, captured.out.decode(), captured.err.decode().splitlines()

    return call


def test_claims_as_lines_of_json_when_piped(dragoman, report):
    status, output, errors = dragoman("code", report, "--published", "4 January 2019")
    records = [json.loads(line) for line in output.splitlines()]
    assert (status, errors) == (0, [])
    assert [record["actors"][0]["text"] for record in records] == ["Envoy", "Ilse"]
    assert records[0]["document"]["published"] == "2019-01-04"
    assert records[0]["versions"]


def test_the_same_input_gives_the_same_bytes_alone_and_among_others(dragoman, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Nobody met anybody.")
    alone = dragoman("code", report)[1]
    assert dragoman("code", report)[1] == alone
    assert dragoman("code", other, report, report)[1].endswith(alone + alone)


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("jsonl", lambda output: [json.loads(line) for line in output.splitlines()]),
        ("json", json.loads),
        ("csv", lambda output: list(csv.DictReader(io.StringIO(output, newline="")))),
    ],
)
def test_formats(dragoman, report, tmp_path, form, read):
    printed = dragoman("code", report, "--format", form)[1]
    assert [record["type"] for record in read(printed)] == ["CONSULT", "CONSULT"]
    file = tmp_path / f"out.{form}"
    assert dragoman("code", report, "--output", file)[:2] == (0, "")
    assert file.read_bytes().decode() == printed


def test_table(dragoman, report):
    status, output, _ = dragoman("code", report, "--format", "table")
    assert status == 0
    assert "Envoy → ministers" in output
    assert "\x1b" not in output


def test_annotation_is_one_object_a_report(dragoman, report):
    status, output, _ = dragoman("annotate", report, report)
    first, second = (json.loads(line) for line in output.splitlines())
    assert status == 0
    assert first == second
    assert first["text"] == TEXT
    assert len(first["claims"]) == 2


def test_standard_input(dragoman, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Ilse met Arnesen.", "id": "x"}\n')))
    status, output, _ = dragoman("code", "-")
    assert status == 0
    assert json.loads(output)["document"]["id"] == "x"


def test_what_fails_is_said_and_the_others_are_coded(dragoman, report, tmp_path):
    lines = tmp_path / "more.jsonl"
    lines.write_text('{"text": "Ilse met Arnesen."}\noops\n')
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n")
    status, output, errors = dragoman(
        "code", report, tmp_path / "no.txt", tmp_path / "empty.txt", lines, tmp_path / "image.txt"
    )
    assert status == 1
    assert len(output.splitlines()) == 3
    assert [line.rsplit("/", 1)[-1] for line in errors[:-1]] == [
        "no.txt: there is no such file or folder",
        "empty.txt: the report is empty",
        "more.jsonl:2: not JSON (Expecting value)",
        "image.txt: this is an image, not text; give the report as text, HTML or JSON Lines",
    ]
    assert errors[-1] == "dragoman: 4 of 6 reports could not be coded"
    assert all(line.startswith("dragoman: ") for line in errors)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["code"], "Missing argument"),
        (["code", "x", "--published", "04/01/2019"], "is not understood; write it as 2019-01-04"),
        (["code", "x", "--format", "xml"], "xml"),
        (["code", "x", "--jobs", "0"], "jobs"),
        (["code", "x", "--output", "/no/such/folder/out.csv"], "cannot be written"),
        (["cod"], "cod"),
        (["--nonsense"], "nonsense"),
        (["codebook", "CONSULTS"], "did you mean CONSULT?"),
        (["codebook", "xyzzy"], "the types are AGREE"),
        (["bench", "accuracy", "--gold", "/no/such"], "no gold set"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(dragoman, arguments, said):
    status, output, errors = dragoman(*arguments)
    assert (status, output) == (2, "")
    assert len(errors) == 1
    assert errors[0].startswith("dragoman: ")
    assert said in errors[0]


def test_a_damaged_installation_is_exit_code_3(dragoman, report, monkeypatch):
    def broken(documents, **_):
        raise ModelError("model.onnx cannot be read (No such file or directory); reinstall dragoman")

    monkeypatch.setattr("dragoman.pipeline.code_documents", broken)
    status, output, errors = dragoman("code", report)
    assert (status, output) == (3, "")
    assert errors == ["dragoman: model.onnx cannot be read (No such file or directory); reinstall dragoman"]


def test_interrupting_is_quiet(dragoman, report, monkeypatch):
    def interrupted(documents, **_):
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.pipeline.code_documents", interrupted)
    assert dragoman("code", report) == (130, "", [""])


def test_output_is_never_written_over_a_report(dragoman, report, tmp_path):
    for paths in ([report], [tmp_path]):
        status, _, errors = dragoman("code", *paths, "--output", report)
        assert status == 2
        assert "write it elsewhere" in errors[0]
    assert Path(report).read_text() == TEXT


def test_a_table_may_be_written_among_the_reports_where_it_is_not_read(dragoman, report, tmp_path):
    file = tmp_path / "claims.csv"
    assert dragoman("code", tmp_path, "--output", file)[0] == 0
    assert dragoman("code", tmp_path, "--output", file)[0] == 0
    assert len(file.read_text().splitlines()) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "report.txt"]
    assert dragoman("code", tmp_path, "--output", tmp_path / "claims.jsonl")[0] == 2


@pytest.mark.parametrize("form", ["csv", "table"])
@pytest.mark.parametrize(("error", "status"), [(ModelError("broken"), 3), (KeyboardInterrupt(), 130)])
def test_what_stops_the_work_leaves_the_file_of_yesterday(dragoman, report, tmp_path, monkeypatch, error, status, form):
    def stopped(documents, **_):
        yield from code_documents_by_word([next(iter(documents))])
        raise error

    monkeypatch.setattr("dragoman.pipeline.code_documents", stopped)
    file = tmp_path / "claims.csv"
    file.write_text("yesterday")
    assert dragoman("code", report, report, "--format", form, "--output", file)[0] == status
    assert file.read_text() == "yesterday"
    part = tmp_path / "claims.csv.part"
    assert part.exists() == (status == 130)
    if part.exists():
        assert "Ilse" in part.read_text()


def test_output_through_a_link_and_into_a_device(dragoman, report, tmp_path):
    file, link = tmp_path / "claims.csv", tmp_path / "link.csv"
    link.symlink_to(file)
    assert dragoman("code", report, "--output", link)[0] == 0
    assert link.is_symlink()
    assert file.read_text().startswith("id,")
    assert dragoman("code", report, "--output", "/dev/null") == (0, "", [])


def test_a_date_that_is_not_understood_is_said(dragoman, tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"text": "Ilse met Arnesen.", "published": "2019"}')
    status, output, errors = dragoman("code", lines)
    assert status == 0
    assert json.loads(output)["document"]["published"] is None
    assert len(errors) == 1
    assert "'2019' is not understood" in errors[0]


def claim_ids(output):
    return [json.loads(line)["id"] for line in output.splitlines()]


def test_explain(dragoman, report):
    first, _ = claim_ids(dragoman("code", report)[1])
    for prefix in (first, first[:9], first[2:9]):
        status, output, _ = dragoman("explain", report, prefix)
        assert status == 0
        assert "[actor Envoy] [trigger met] [recipient ministers.]" in output
        assert "word before" in output


@pytest.mark.parametrize(("prefix", "said"), [("c_", "is the beginning of 2 claims"), ("c_zz", "has no claim c_zz")])
def test_explain_wants_one_claim(dragoman, report, prefix, said):
    status, output, errors = dragoman("explain", report, prefix)
    assert (status, output) == (2, "")
    assert said in errors[0]


def test_explain_of_no_report_says_only_that(dragoman, tmp_path):
    status, output, errors = dragoman("explain", tmp_path / "no.txt", "c_1")
    assert (status, output) == (1, "")
    assert [line.rsplit("/", 1)[-1] for line in errors] == ["no.txt: there is no such file or folder"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", [["codebook"], ["codebook", "CONSULT"], ["explain"], ["code"]])
def test_plain_signs_where_the_encoding_has_no_others(dragoman, report, monkeypatch, encoding, arguments):
    if arguments == ["explain"]:
        arguments = ["explain", report, claim_ids(dragoman("code", report)[1])[0]]
    elif arguments == ["code"]:
        arguments = ["code", report, "--format", "table"]
    narrow = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", narrow)
    assert run(arguments) == 0
    narrow.flush()
    written = narrow.buffer.getvalue().decode(encoding)
    assert "CONSULT" in written
    assert "?  " not in written.replace("?  possible", "")


def test_codebook(dragoman):
    status, output, _ = dragoman("codebook")
    assert status == 0
    for words in ("CONSULT", "ASSAULT", "material conflict", "negated"):
        assert words in output
    status, output, _ = dragoman("codebook", "consult")
    assert status == 0
    for words in ("third-party", "044", "planned"):
        assert words in output


def command_names():
    for name, command in cli.commands.items():
        yield name
        yield from (f"{name} {inner}" for inner in getattr(command, "commands", {}))


@pytest.mark.parametrize("name", list(command_names()))
def test_every_command_has_help_with_an_example(dragoman, name):
    status, output, _ = dragoman(*name.split(), "--help")
    assert status == 0
    assert re.search(rf"Examples:\n(.*\n)*? +(\S.*\| )?dragoman {name.split()[0]}", output)
    assert max(len(line) for line in output.splitlines()) <= 100


def test_help_tells_the_exit_codes(dragoman):
    output = dragoman("--help")[1]
    for words in ("0  all reports", "1  some report", "2  the command", "3  the installation"):
        assert words in output


def test_without_a_command_help_is_shown(dragoman):
    status, output, errors = dragoman()
    assert (status, output) == (2, "")
    assert errors[0].startswith("Usage: dragoman")


def test_a_group_without_a_command_shows_its_help(dragoman):
    status, output, errors = dragoman("bench")
    assert (status, output) == (2, "")
    assert errors[0].startswith("Usage: dragoman bench")
    assert any("dragoman bench speed" in line for line in errors)


PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
import dragoman.pipeline, hand_coded
dragoman.pipeline.code_documents = hand_coded.code_documents_by_word
from dragoman.cli import main
main(sys.argv[1:])
"""


def start(*arguments):
    program = PROGRAM.format(tests=str(Path(__file__).parent))
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stdin=pipe, stdout=pipe, stderr=pipe)


def test_a_closed_pipe_is_quiet(tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text('{"text": "Ilse met Arnesen."}\n' * 5000)
    with start("code", str(lines)) as process:
        assert process.stdout.readline().startswith(b'{"id"')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_control_c_is_quiet():
    with start("code", "-") as process:
        process.stdin.write(b'{"text": "Ilse met Arnesen."}\n')
        process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"id"')
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == b""
    assert process.returncode == 130
