"""Documents that cannot go stale: the page of commands is the program's own, commands in the README exist."""

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from dragoman.cli import cli
from dragoman.commands.bench import bench

ROOT = Path(__file__).parent.parent


def load_generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_commands_is_up_to_date():
    generator = load_generator()
    assert generator.PAGE.read_text(encoding="utf-8") == generator.page(), "run python docs/generate.py"


def test_every_command_and_column_is_on_the_page():
    page = load_generator().page()
    for name in [*cli.commands, *(f"bench {inner}" for inner in bench.commands)]:
        assert f"## dragoman {name}\n" in page
    assert "| `source_kinds` |" in page


def examples():
    """Command lines of the README and of the help texts."""
    texts = [(ROOT / "README.md").read_text(encoding="utf-8"), load_generator().page()]
    for text in texts:
        yield from re.findall(
            r"^ *(?:\S.* (?:&&|\|) )?dragoman ((?:code|annotate|explain|codebook|bench) .*)$", text, re.M
        )


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_example_commands_can_be_parsed(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(re.split(r" \||#|&&", line)[0])
    command = cli.commands[arguments.pop(0)]
    if command is bench:
        command = bench.commands[arguments.pop(0)]
    command.make_context("example", arguments)


def test_the_readmes_example_report_is_there():
    assert "examples/report.txt" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert 150 <= len((ROOT / "examples/report.txt").read_text(encoding="utf-8").split()) <= 260
