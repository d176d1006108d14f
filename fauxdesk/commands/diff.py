"""``fauxdesk diff``: two recordings compared in contract terms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from fauxdesk.tables import BAD, GOOD, cell, coloured, table

if TYPE_CHECKING:
    from fauxdesk.traffic.comparison import Comparison

COUNTS = ("vendor", "operation", "old", "new")
CHANGES = ("vendor", "operation", "in", "where", "says", "old", "new")


@click.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False))
@click.argument("new", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
)
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, form: str) -> None:
    """Compare two recordings: endpoints, statuses, keys, types, headers, error texts, findings.

    Each is a cassette, a HAR file, a journal or a shape file. Exit 1 when they differ.
    """
    from cassettes.reading import recorded_in
    from fauxdesk.traffic.comparison import compared

    comparison = compared(recorded_in(old), recorded_in(new))
    if form == "json":
        told = {"old": old, "new": new, **comparison.to_json()}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo(_markdown(comparison) if form == "markdown" else _table(comparison))
    ctx.exit(1 if comparison.changes else 0)


def _table(comparison: Comparison) -> str:
    parts = [table(COUNTS, comparison.counts)]
    if comparison.changes:
        parts += ["", table(CHANGES, _rows(comparison), wide=("where", "old", "new"))]
    verdict = coloured(_verdict(comparison), BAD if comparison.changes else GOOD)
    return "\n".join([*parts, f"{verdict} ({comparison.compared})"])


def _markdown(comparison: Comparison) -> str:
    lines = [f"**{_verdict(comparison)}** ({comparison.compared})"]
    if comparison.changes:
        lines += ["", _line(CHANGES), _line(["---"] * len(CHANGES))]
        lines += [_line(row) for row in _rows(comparison)]
    return "\n".join(lines)


def _rows(comparison: Comparison) -> list[tuple[str, ...]]:
    return [
        (c.vendor, c.operation, c.part, c.where, c.says, c.old, c.new) for c in comparison.changes
    ]


def _verdict(comparison: Comparison) -> str:
    count = len(comparison.changes)
    return f"{count} change{'' if count == 1 else 's'}" if count else "no change"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"
