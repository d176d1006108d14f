"""``fauxdesk demo``: the example calls, forwarded to the fakes and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import click

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.conversation import Kind
from fauxdesk.stories.demonstration import Demonstration, Row, demonstrate
from fauxdesk.tables import BAD, GOOD, QUIET, coloured, heading, table

COLUMNS = ("call", "in", "outcome", "what happened", "requests", "contract")
COLOUR = {Kind.SENT: GOOD, Kind.SKIPPED: "yellow", Kind.REFUSED: BAD, Kind.FAILED: BAD}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.pass_context
def demo(ctx: click.Context, as_json: bool) -> None:
    """Forward the documents' example calls to the fakes, and check every request.

    Everything runs on free loopback ports and is gone afterwards. Exit 1 if anything broke.
    """
    shown = demonstrate()
    if as_json:
        click.echo(json.dumps(shown.to_json(), indent=2, ensure_ascii=False))
    else:
        _examples(shown)
        _accounts(shown)
        _headlines(shown)
        _totals(shown)
    ctx.exit(0 if shown.holds else 1)


def _examples(shown: Demonstration) -> None:
    calls = len({id(row.example) for row in shown.rows})
    for name, held in shown.vendors.items():
        heading(f"The {calls} example calls of the vendors' documents, forwarded to {held.title}")
        rows = [row for row in shown.rows if row.vendor == name]
        click.echo(table(COLUMNS, map(_line, _alike(rows)), wide=("what happened", "requests")))


def _alike(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows that tell the same story, together, in the order of their first."""
    stories: dict[object, list[Row]] = {}
    for row in rows:
        stories.setdefault((row.example.seed, row.says, row.steps), []).append(row)
    return iter(stories.values())


def _line(rows: list[Row]) -> tuple[str, ...]:
    row = rows[0]
    languages = {r.example.language for r in rows}
    seed, _, call = row.example.seed.partition("#")
    kept = len(set().union(*(r.rules for r in rows)))
    return (
        f"{seed.partition('_')[0]} {call}",
        row.example.language if len(languages) == 1 else f"{len(rows)} languages",
        coloured(row.kind, COLOUR[row.kind]),
        row.says + (f" {coloured('[' + row.rule + ']', QUIET)}" if row.rule else ""),
        "\n".join(row.steps) or coloured("none", QUIET),
        f"{_verdict(all(r.holds for r in rows))}, {kept} rule{'s' * (kept != 1)}",
    )


def _accounts(shown: Demonstration) -> None:
    for vendor in shown.vendors.values():
        heading(f"What the fake {vendor.title} now holds")
        for title, columns in vendor.columns.items():
            records = vendor.holds.get(title, ())
            rows = [[_cell(record.get(column)) for column in columns] for record in records]
            click.echo(f"{title} ({len(records)})")
            click.echo(table(columns, rows, wide=columns[1:]))
        again = "the same records" if vendor.unchanged else coloured("other records", BAD)
        click.echo(f"outbox: {vendor.mails} mails; all calls a second time: {again}")


def _headlines(shown: Demonstration) -> None:
    heading("The headline rules, each on a little story of its own")
    rows = [
        (h.says, "\n".join(h.steps) or coloured("none", QUIET), h.ends, _verdict(h.holds))
        for h in shown.headlines
    ]
    columns = ("story", "requests", "outcome", "contract")
    click.echo(table(columns, rows, wide=("story", "requests", "outcome")))
    for trouble in shown.troubles:
        click.secho(trouble, fg=BAD)


def _totals(shown: Demonstration) -> None:
    heading("In all")
    rows = [_sum(shown, name) for name in shown.vendors]
    columns = ("vendor", "calls", "requests", "scenarios held", "rules exercised")
    click.echo(table(columns, rows))
    click.echo(
        coloured("everything holds", GOOD) if shown.holds else coloured("something broke", BAD)
    )


def _sum(shown: Demonstration, name: str) -> tuple[object, ...]:
    rows = [row for row in shown.rows if row.vendor == name]
    walks = shown.walks[name].values()
    counted = sum(rule.counted for rule in catalogue().of(name).values())
    return (
        name,
        len(rows),
        sum(len(row.steps) for row in rows),
        f"{sum(walk.holds for walk in walks)} of {len(walks)}",
        f"{len(shown.coverage.exercised(name))} of {counted}",
    )


def _verdict(holds: bool) -> str:
    return coloured("holds", GOOD) if holds else coloured("broken", BAD)


def _cell(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        json.dumps(value)
        if isinstance(value, Mapping | list)
        else ""
        if value is None
        else str(value)
    )
