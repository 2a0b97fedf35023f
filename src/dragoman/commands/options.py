"""Arguments and options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.errors import UnknownDate

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(context: click.Context, parameter: click.Parameter, words: str | None) -> date | None:
    """The day that `words` names; a usage error where they name none."""
    from dragoman.ingest.dates import parse_date

    try:
        return parse_date(words) if words is not None else None
    except UnknownDate as error:
        raise click.BadParameter(str(error), context, parameter) from error


def help_without_command(context: click.Context) -> int:
    """Show the help of a group of commands that was called with none: a misuse, exit code 2."""
    if context.invoked_subcommand is not None:
        return 0
    click.echo(context.get_help(), err=True)
    return 2


def paths(command: Command) -> Command:
    """The reports to read."""
    return click.argument("paths", nargs=-1, required=True)(command)


def published(command: Command) -> Command:
    """The date for reports without one."""
    words = "Date of publication for reports that state none, e.g. 2019-01-04."
    return click.option("--published", callback=_day, metavar="DATE", help=words)(command)


def model(command: Command) -> Command:
    """Another model than the shipped one."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--model", type=folder, metavar="FOLDER", help="Use the model in this folder.")(command)


def jobs(command: Command) -> Command:
    """How many processes read."""
    words = "Read with N processes."
    return click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", show_default=True, help=words)(
        command
    )


def output(command: Command) -> Command:
    """Where the result goes."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option("--output", "-o", type=file, metavar="FILE", help="Write here, not to the terminal.")(command)
