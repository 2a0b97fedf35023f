"""`dragoman explain`: one claim with its words and the rule behind each field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands import options
from dragoman.commands.output import console_for
from dragoman.commands.work import Work
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.claims import Claim
    from dragoman.document import Document


@click.command(short_help="Show the sentence of a claim, and why each field says what it says.")
@click.argument("report")
@click.argument("claim_id")
@options.published
@options.model
def explain(report: str, claim_id: str, published: date | None, model: Path | None) -> int:
    """Show the sentence of the claim CLAIM_ID of REPORT with its words marked, and the rule behind each field.

    The beginning of the id is enough where no other claim begins so. Give the same --published as to code.

    \b
    Examples:
      dragoman explain report.txt c_3f9a1b --published 2024-05-17
    """
    work = Work([report], published, model=model)
    found = _matching(work, claim_id)
    if work.n_failed and work.n_failed == work.n_done:
        return work.status  # nothing was read, which has been said
    claim, document = _the_one(found, claim_id, report)
    _print(claim, document)
    return work.status


def _matching(work: Work, claim_id: str) -> dict[str, tuple[Claim, Document]]:
    """Claims whose id begins so, by id; the search ends where the whole id is found."""
    found: dict[str, tuple[Claim, Document]] = {}
    for document in work:
        for claim in document.claims:
            if claim.id == claim_id:
                return {claim.id: (claim, document)}
            if claim.id.startswith((claim_id, f"c_{claim_id}")):
                found.setdefault(claim.id, (claim, document))
    return found


def _the_one(found: dict[str, tuple[Claim, Document]], claim_id: str, report: str) -> tuple[Claim, Document]:
    if not found:
        raise UsageError(
            f"{report} has no claim {claim_id}; dragoman code {report} lists them (with the same --published)"
        )
    if len(found) > 1:
        some = ", ".join(sorted(found)[:4])
        raise UsageError(f"{claim_id} is the beginning of {len(found)} claims ({some}); give more of it")
    return next(iter(found.values()))


def _print(claim: Claim, document: Document) -> None:
    from dragoman.export.explanation import explanation

    with console_for(None) as console:
        console.print(explanation(claim, document, colour=console.color_system is not None))
