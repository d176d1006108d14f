"""``fauxdesk contracts``: what is stated of the vendors, how sharp it is, and other forms of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fauxdesk import __version__
from fauxdesk.tables import BAD, GOOD, coloured, heading, table
from fauxdesk.vendor_names import VENDOR, VENDORS

if TYPE_CHECKING:
    from contracts.call import Json
    from fauxdesk.stories.mutation import Trials

ENOUGH = 99.0
"""The percentage of mutants that has to be caught."""


@click.group()
def contracts() -> None:
    """List the scenarios and operations, try how sharp they are, export and draft them."""


@contracts.command(name="list")
@click.argument("vendor", type=VENDOR, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print them by vendor as JSON.")
def list_(vendor: str | None, as_json: bool) -> None:
    """List the scenarios and operations of each vendor."""
    names = _chosen((vendor,) if vendor else ())
    if as_json:
        told = {name: _entries(name) for name in names}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for name in names:
        entries = _entries(name)
        heading(f"{name}: {len(entries['scenarios'])} scenarios")
        rows = [(s["name"], s["says"], len(s["operations"])) for s in entries["scenarios"]]
        click.echo(table(("scenario", "says", "requests"), rows, wide="says"))
        heading(f"{name}: {len(entries['operations'])} operations")
        ways = [(o["id"], o["method"], o["path"], o["says"]) for o in entries["operations"]]
        click.echo(table(("operation", "method", "path", "says"), ways, wide="says"))


@contracts.command()
@click.option("--to", "names", type=VENDORS, default=(), help="Only these vendors.")
@click.option(
    "--min",
    "least",
    type=click.FloatRange(0, 100),
    default=ENOUGH,
    show_default=True,
    help="Exit 1 below this percentage.",
)
@click.option("--json", "as_json", is_flag=True, help="Print counts and survivors as JSON.")
@click.pass_context
def mutate(ctx: click.Context, names: tuple[str, ...], least: float, as_json: bool) -> None:
    """Put one thing wrong into each scenario's requests at a time, and see who finds it.

    Exit 1 when fewer than `--min` percent are caught, or a check crashes on one.
    """
    from fauxdesk.stories.mutation import Trials, trials_of

    trials = Trials()
    for name in _chosen(names):
        for trial in trials_of(name):
            trials.add(trial)
    if as_json:
        click.echo(json.dumps(trials.to_json(), indent=2, ensure_ascii=False))
    else:
        _show(trials, least)
    ctx.exit(1 if trials.crashes or trials.percent < least else 0)


@contracts.command()
@click.argument("vendor", type=VENDOR)
@click.option(
    "--format",
    "form",
    type=click.Choice(["pact", "openapi"]),
    required=True,
    help="Scenarios as a Pact (4.0), or operations as OpenAPI (3.1).",
)
def export(vendor: str, form: str) -> None:
    """Print a vendor's contracts as JSON for other tools."""
    from contracts.openapi import openapi
    from contracts.pact import pact

    made = pact(vendor) if form == "pact" else openapi(vendor, __version__)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@contracts.command(name="from-cassette")
@click.argument("cassette", type=click.Path(exists=True, dir_okay=False))
@click.option("--vendor", type=VENDOR, help="Only the exchanges of this vendor.")
@click.option(
    "--call",
    "message",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A JSON file: the Segment message that caused them.",
)
def from_cassette(cassette: str, vendor: str | None, message: Path | None) -> None:
    """Print a draft scenario of what a CASSETTE (a HAR file, a journal) recorded.

    Requests are stated whole, answers abbreviated, ids saved where they are used again. What
    a recording cannot tell says FILL IN.
    """
    from cassettes.reading import traffic_of
    from fauxdesk.stories.drafting import draft, message_in, of_one_vendor

    exchanges = of_one_vendor(cassette, traffic_of(cassette), vendor)
    call = None if message is None else message_in(message)
    told = draft(exchanges[0].vendor, exchanges, call)
    click.echo(json.dumps(told, indent=2, ensure_ascii=False))


def _chosen(names: tuple[str, ...]) -> tuple[str, ...]:
    from forwarder.vendor import vendors

    return names or tuple(vendors())


def _entries(vendor: str) -> dict[str, list[dict[str, Json]]]:
    from contracts.operation import operations_of
    from contracts.scenario import scenarios_of

    return {
        "scenarios": [
            {
                "name": scenario.name,
                "says": scenario.says,
                "rules": list(scenario.rules),
                "operations": [expected.operation.id for expected in scenario.exchanges],
            }
            for scenario in scenarios_of(vendor).values()
        ],
        "operations": [
            {"id": o.id, "method": o.method, "path": o.path, "says": o.says, "source": o.source}
            for o in operations_of(vendor).values()
        ],
    }


def _show(trials: Trials, least: float) -> None:
    from fauxdesk.stories.mutation import Finder

    rows = [
        (vendor, count, trials.caught(vendor), *(trials.found[vendor][f] for f in Finder))
        for vendor, count in trials.mutants.items()
    ]
    click.echo(table(("vendor", "mutants", "caught", *(f"by {f}" for f in Finder)), rows))
    colour = GOOD if trials.percent >= least else BAD
    click.echo(coloured(f"{trials.percent:.2f} % caught", colour))
    for title, left in (("survivors", trials.survivors), ("crashes", trials.crashes)):
        if left:
            heading(title)
            told = [trial.to_json() for trial in left]
            lines = [
                (f"{t['vendor']}/{t['scenario']}", t["mutation"], t["where"], t["why"])
                for t in told
            ]
            click.echo(table(("scenario", "mutation", "where", "why"), lines, wide="why"))
