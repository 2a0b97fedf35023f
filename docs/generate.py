"""Writes docs/cli.md from the program itself: `python docs/generate.py`; tests/test_docs.py holds it up to date."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.cli import cli
from dragoman.export.csv import COLUMNS
from dragoman.ingest.folders import SUFFIXES
from dragoman.ingest.report import MAXIMUM_BYTES

PAGE = Path(__file__).parent / "cli.md"
_WIDTH = 96


def page() -> str:
    """The whole page."""
    return "\n".join([_opening(), *_commands(cli, "dragoman"), "", _inputs(), _columns()])


def _opening() -> str:
    return inspect.cleandoc(
        """
        # The command line

        *Made by `python docs/generate.py`; do not edit.*

        Commands write UTF-8. Results go to standard output, errors to standard error, one line each, beginning
        with `dragoman:`. A progress bar appears on standard error, on a terminal only, once the work takes longer
        than a moment. An interrupted command ends with 130, one whose reader has closed the pipe with 141, both
        without a word. With `--output` the work goes into FILE.part beside FILE and takes its name at the end, so that
        what goes wrong leaves an older FILE as it was; an interrupted command leaves FILE.part.
        """
    )


def _commands(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for inner, subcommand in command.commands.items():
            yield from _commands(subcommand, f"{name} {inner}")


def _inputs() -> str:
    suffixes = ", ".join(f"`{suffix}`" for suffix in SUFFIXES)
    return inspect.cleandoc(
        f"""
        ## What is read

        * A folder gives its {suffixes} files and those of the folders below it, by name; hidden ones are
          passed over, links to folders not followed. A file named by itself is read whatever its name.
        * One report is at most {MAXIMUM_BYTES // 1024**2} MB: a file of text or HTML, or one line of JSON Lines.
        * Encoding: a byte order mark decides (and is no part of the text), then UTF-8, then what a page declares,
          then the statistics of the bytes. JSON Lines are UTF-8. PDF, archives, images and whatever holds NUL bytes
          are refused, and so is a report with half a character in any field (a lone surrogate).
        * Plain text and JSON Lines are kept to the letter, line ends included: offsets count their code points. With
          a `title` the text of a JSON Lines record is the title, an empty line, and `text`; so is that of a page.
        * The date of publication is the record's (`record`) or the page's own (`metadata`), else that of
          `--published` (`given`), else a line of its own near the top, or the one after the town
          ("GENEVA, 4 January 2019 —"; `dateline`), else none. None is invented; "04/01/2019" is not
          understood, since it is April to some. A record whose date is not understood is named on standard error
          and read without it, and without that of `--published`.
        """
    )


def _columns() -> str:
    rows = "\n".join(f"| `{column.name}` | {column.description} |" for column in COLUMNS)
    heading = inspect.cleandoc(
        """
        ## Columns of `--format csv`

        One row a claim. Several values of a cell are parted by ` | `, in the same order in sister columns; a bar
        inside a value is doubled. A cell of words that a spreadsheet would run as a formula gets an apostrophe in
        front.
        """
    )
    return f"\n{heading}\n\n| column | holds |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
