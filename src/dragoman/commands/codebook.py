"""`dragoman codebook`: the types, modes, scores and statuses that claims are coded with."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from dragoman.commands.output import console_for
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.ontology import EventType, Ontology


@click.command(short_help="Show the event types, or one type with its modes, scores and codes.")
@click.argument("type_name", metavar="[TYPE]", required=False)
def codebook(type_name: str | None) -> int:
    """Show the sixteen PLOVER event types, or one TYPE with its modes, scores and CAMEO codes.

    \b
    Examples:
      dragoman codebook
      dragoman codebook CONSULT
    """
    from dragoman.ontology import load_ontology

    ontology = load_ontology()
    with console_for(None) as console:
        if type_name is None:
            for quad, table in _by_quad(ontology):
                console.print(quad, style="bold")
                console.print(table)
            console.print(_statuses(ontology))
            return 0
        event_type = _find(type_name, ontology)
        console.print(f"{event_type.name}: {event_type.description}", style="bold")
        console.print(_one_type(event_type))
        console.print(_statuses(ontology))
    return 0


def _find(name: str, ontology: Ontology) -> EventType:
    found = ontology.types.get(name.upper())
    if found is None:
        near = get_close_matches(name.upper(), ontology.types, n=1)
        advice = f"did you mean {near[0]}?" if near else f"the types are {', '.join(ontology.types)}"
        raise UsageError(f"no event type {name}; {advice}")
    return found


def _table(*headings: str) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        numeric = heading in ("score", "Goldstein")
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    return table


def _by_quad(ontology: Ontology) -> Iterator[tuple[str, Table]]:
    from dragoman.ontology import QUADS

    for quad, name in QUADS.items():
        table = _table("type", "score", "CAMEO", "says", "modes")
        table.expand = True
        for column, width in zip(table.columns, (9, 5, 5), strict=False):
            column.width = width
        table.columns[3].ratio, table.columns[4].ratio = 3, 2
        for row in (row for row in ontology.types.values() if row.quad == quad):
            table.add_row(row.name, f"{row.score:+g}", row.cameo, row.description, ", ".join(row.modes))
        yield f"{quad} {name}", table


def _one_type(event_type: EventType) -> Table:
    from dragoman.ontology import QUADS

    table = _table("mode", "score", "CAMEO", "Goldstein", "says")
    quad = f"quad {event_type.quad}, {QUADS[event_type.quad]}"
    table.add_row("(none)", f"{event_type.score:+g}", event_type.cameo, f"{event_type.goldstein:+g}", quad)
    for mode in event_type.modes.values():
        table.add_row(mode.name, f"{mode.score:+g}", mode.cameo, f"{mode.goldstein:+g}", mode.description)
    return table


def _statuses(ontology: Ontology) -> Table:
    from dragoman.export.wording import MARKS

    table = _table("", "status", "says")
    for name, description in ontology.statuses.items():
        table.add_row(MARKS[name], name, description)
    return table
