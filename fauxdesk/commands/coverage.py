"""``fauxdesk coverage``: what the scenarios exercise of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from contracts.checking import labelled
from contracts.coverage import NOTHING_RECORDED, Coverage
from contracts.covered import CoveredVendor, Recorded
from contracts.scenario import scenarios_of
from contracts.threshold import Threshold, threshold_of
from fauxdesk.coverage.reports import FORMATS, report
from fauxdesk.stories.paths import PATHS
from fauxdesk.tables import BAD, heading, table
from fauxdesk.vendor_names import VENDORS
from forwarder.vendor import vendors

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Least(click.ParamType[Threshold]):
    """A threshold as it is typed: ``80`` or ``sender:80``."""

    name = "[keeper:]pct"

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> Threshold:
        """The threshold; BadParameter says what is wrong."""
        try:
            return threshold_of(str(value))
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error


@click.command()
@click.option("--to", "names", type=VENDORS, default=(), help="Only these vendors.")
@click.option(
    "--min",
    "thresholds",
    type=Least(),
    multiple=True,
    help="Exit 1 below this percentage: 80 of all rules, sender:80 of those senders keep.",
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--cassettes",
    "folders",
    type=FOLDER,
    multiple=True,
    help="Date rules by the recordings in this folder too.",
)
@click.pass_context
def coverage(
    ctx: click.Context,
    names: tuple[str, ...],
    thresholds: tuple[Threshold, ...],
    form: str,
    folders: tuple[Path, ...],
) -> None:
    """Walk every scenario on every path and say which rules that exercises.

    Every form but the table also says when each rule was last seen in a recording, and who
    answered there. Exit 1 when a scenario does not hold, or less than `--min` is exercised.
    """
    covered, troubles = Coverage(), []
    chosen = names or tuple(vendors())
    for name in chosen:
        troubles += _walk(name, covered)
    recorded = NOTHING_RECORDED if form == "table" else _recorded(folders)
    told = [covered.of(name, recorded) for name in chosen]
    click.echo(report(form, told))
    if form == "table":
        _list_missing(told)
    troubles += [line for of in told for least in thresholds if (line := least.missed_by(of))]
    for trouble in troubles:
        click.secho(trouble, fg=BAD, err=True)
    ctx.exit(1 if troubles else 0)


def _walk(name: str, covered: Coverage) -> list[str]:
    troubles = []
    for scenario in scenarios_of(name).values():
        by = scenario.id
        walks = {path: walk(scenario) for path, walk in PATHS.items()}
        for path, walk in walks.items():
            covered.see(name, labelled(name, walk.conversation.exchanges), by, by)
            if walk.conversation.outcome is not None:
                covered.end(walk.conversation.outcome, by, by)
            if not walk.holds:
                troubles.append(f"on the path {path!r}: {scenario.explain(walk.mismatches)}")
        if all(walk.holds for walk in walks.values()):
            covered.cite(scenario.rules, by, by)
    return troubles


def _recorded(folders: Sequence[Path]) -> Mapping[str, Recorded]:
    from fauxdesk.coverage.recorded import SHIPPED, latest_recordings

    return latest_recordings([SHIPPED, *folders])


def _list_missing(told: Sequence[CoveredVendor]) -> None:
    for vendor in told:
        rows = [(c.rule.id, c.rule.kept_by, c.rule.says) for c in vendor.missing]
        if rows:
            heading(f"{vendor.name}: rules that no scenario exercises")
            click.echo(table(("rule", "kept by", "says"), rows, wide="says"))
