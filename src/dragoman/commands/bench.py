"""`dragoman bench`: how fast, and how right, on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands import options
from dragoman.commands.output import console_for

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.bench import Speed


@click.group(
    short_help="Measure speed and accuracy on this machine.",
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.pass_context
def bench(context: click.Context) -> int:
    """Measure speed and accuracy on this machine.

    \b
    Examples:
      dragoman bench speed
      dragoman bench accuracy
    """
    return options.help_without_command(context)


@bench.command()
@click.option("--articles", type=click.IntRange(min=1), default=40, show_default=True, help="Articles to read.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes of the second measure.  [default: all cores]")
def speed(articles: int, jobs: int | None) -> int:
    """Time the start, each stage, and whole articles of 500 words in one and in several processes.

    \b
    Examples:
      dragoman bench speed
      dragoman bench speed --articles 200 --jobs 8
    """
    from dragoman.bench import measure_speed

    measured = measure_speed(n_articles=articles, jobs=jobs or os.cpu_count() or 1)
    with console_for(None) as console:
        console.print(_speed_table(measured))
        console.print(_stage_table(measured))
    return 0


@bench.command()
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    default=Path("evaluation/gold"),
    show_default=True,
    help="Folder of reports with their coding.",
)
def accuracy(gold: Path) -> int:
    """Code the reports of a gold set and score the claims against its coding.

    \b
    Examples:
      dragoman bench accuracy
      dragoman bench accuracy --gold evaluation/gold
    """
    from rich.table import Table

    from dragoman.bench import accuracy as measure_accuracy

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("measure", "precision", "recall", "F1", "n"):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for row in measure_accuracy(gold):
        table.add_row(row.measure, f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}", str(row.n))
    with console_for(None) as console:
        console.print(table)
    return 0


def _speed_table(measured: Speed) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    several = f"{measured.jobs} process{'' if measured.jobs == 1 else 'es'}"
    for row in (
        ("articles", f"{measured.n_articles} of {measured.n_words} words"),
        ("start to first claim", f"{measured.start_seconds:.2f} s"),
        ("1 process", f"{measured.rate_alone:.1f} articles a second"),
        (several, f"{measured.rate_together:.1f} articles a second, start apart"),
        ("peak memory, 1 process", f"{measured.peak_megabytes:.0f} MB"),
    ):
        table.add_row(*row)
    return table


def _stage_table(measured: Speed) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("stage", "ms an article", "share"):
        table.add_column(heading, justify="left" if heading == "stage" else "right")
    whole = sum(measured.stage_seconds.values()) or 1.0
    for name, seconds in measured.stage_seconds.items():
        table.add_row(name, f"{1000 * seconds / measured.n_articles:.2f}", f"{100 * seconds / whole:.0f} %")
    return table
