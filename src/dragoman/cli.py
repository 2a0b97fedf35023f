"""The command `dragoman`: parse, call, print. Its commands stand in `commands/`, one file each."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from dragoman import __version__
from dragoman.commands import options
from dragoman.commands.annotate import annotate
from dragoman.commands.bench import bench
from dragoman.commands.code import code
from dragoman.commands.codebook import codebook
from dragoman.commands.explain import explain
from dragoman.errors import DragomanError, InstallationError

FAILED, MISUSED, BROKEN = 1, 2, 3
_INTERRUPTED, _PIPE_CLOSED = 130, 141


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="dragoman %(version)s")
@click.pass_context
def cli(context: click.Context) -> int:
    """Read news reports and write down who did what to whom, when, where, and who says so.

    It reports what reports say: each line is a claim with its sentence and its source.

    \b
    Examples:
      dragoman code report.txt --published 2024-05-17
      dragoman code reports/ --format csv --output claims.csv --jobs 4
      dragoman explain report.txt c_3f9a1b

    \b
    Exit codes:
      0  all reports were coded
      1  some report could not be read; the others were coded
      2  the command was not understood
      3  the installation is damaged
    """
    return options.help_without_command(context)


for command in (code, annotate, explain, codebook, bench):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code."""
    status = run(arguments)
    try:
        sys.stdout.flush()
    except OSError:
        status = _close_pipe()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code. What went wrong is said in one line on standard error."""
    try:
        return int(cli.main(arguments, prog_name="dragoman", standalone_mode=False) or 0)
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        return _say(f"{error.format_message()}{where}", MISUSED)
    except InstallationError as error:
        return _say(str(error), BROKEN)
    except DragomanError as error:
        return _say(str(error), MISUSED)
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click and rich turn a closed pipe into SystemExit(1); nothing else leaves that way (standalone_mode=False).
        return _close_pipe()
    except OSError as error:
        return _say(f"the output cannot be written ({error.strerror or error})", MISUSED)


def _say(message: str, status: int) -> int:
    click.echo(f"dragoman: {' '.join(message.split())}", err=True)
    return status


def _close_pipe() -> int:
    """The reader of our output has gone: leave without a word, here and when Python flushes at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return _PIPE_CLOSED
