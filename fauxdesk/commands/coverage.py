"""``fauxdesk coverage``: what the scenarios exercise of the rules."""

from __future__ import annotations

import json

import click

from contracts.catalogue import catalogue
from contracts.checking import labelled
from contracts.coverage import Coverage
from contracts.scenario import scenarios_of
from fauxdesk.paths import PATHS
from fauxdesk.tables import BAD, GOOD, coloured, heading, table
from fauxdesk.vendor_names import VENDORS
from forwarder.vendor import vendors


@click.command()
@click.option("--to", "names", type=VENDORS, default=(), help="Only these vendors.")
@click.option("--min", "least", type=click.FloatRange(0, 100), help="Exit 1 below this percentage.")
@click.option("--json", "as_json", is_flag=True, help="Print rule by rule evidence as JSON.")
@click.pass_context
def coverage(
    ctx: click.Context, names: tuple[str, ...], least: float | None, as_json: bool
) -> None:
    """Walk every scenario on every path and say which rules that exercises.

    Exit 1 when a scenario does not hold, or less than `--min` percent is exercised.
    """
    covered, troubles = Coverage(), []
    chosen = names or tuple(vendors())
    for name in chosen:
        troubles += _walk(name, covered)
    lacking = [name for name in chosen if least is not None and covered.percent(name) < least]
    if as_json:
        told = {name: entry for name, entry in covered.to_json().items() if name in chosen}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        _show(chosen, covered, lacking)
    for trouble in troubles:
        click.secho(trouble, fg=BAD, err=True)
    ctx.exit(1 if troubles or lacking else 0)


def _walk(name: str, covered: Coverage) -> list[str]:
    troubles = []
    for story, scenario in scenarios_of(name).items():
        walks = {path: walk(scenario) for path, walk in PATHS.items()}
        for path, walk in walks.items():
            by = f"{name}/{story}"
            covered.see(name, labelled(name, walk.conversation.exchanges), by)
            if walk.conversation.outcome is not None:
                covered.end(walk.conversation.outcome, by)
            if not walk.holds:
                troubles.append(f"on the path {path!r}: {scenario.explain(walk.mismatches)}")
        if all(walk.holds for walk in walks.values()):
            covered.cite(scenario.rules, f"{name}/{story}")
    return troubles


def _show(chosen: tuple[str, ...], covered: Coverage, lacking: list[str]) -> None:
    rows = []
    for name in chosen:
        rules = catalogue().of(name)
        counted = [rule for rule in rules.values() if rule.counted]
        percent = f"{covered.percent(name):.1f} %"
        colour = BAD if name in lacking else GOOD
        exercised = len(covered.exercised(name))
        stories = len(scenarios_of(name))
        rows.append((name, stories, len(rules), len(counted), exercised, coloured(percent, colour)))
    columns = ("vendor", "scenarios", "rules known", "counted", "exercised", "percent")
    click.echo(table(columns, rows))
    for name in chosen:
        missing = [(i, catalogue()[i].kept_by, catalogue()[i].says) for i in covered.missing(name)]
        if missing:
            heading(f"{name}: rules that no scenario exercises")
            click.echo(table(("rule", "kept by", "says"), missing, wide="says"))
