"""``fauxdesk fidelity``: recorded answers of a vendor held beside those of its fake."""

from __future__ import annotations

import click

from fauxdesk.traffic.fidelity.reports import FORMATS, report
from fauxdesk.traffic.fidelity.verdicts import Fidelity, fidelities_of


@click.command()
@click.argument("cassettes", type=click.Path(exists=True, dir_okay=False), nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@click.pass_context
def fidelity(ctx: click.Context, cassettes: tuple[str, ...], form: str) -> None:
    """Replay recorded requests against the fake and compare its answers with the recorded ones.

    The fake's account is made from what the recording shows; HAR files and journals will do too.
    Ids, times and people's data are compared by their form. Exit 1 when anything differs, or
    nothing of a recording could be compared.
    """
    by_path = {path: fidelities_of(path) for path in cassettes}
    found = [fidelity for fidelities in by_path.values() for fidelity in fidelities]
    click.echo(report(form, found))
    empty = [path for path, fidelities in by_path.items() if not any(map(_says, fidelities))]
    for path in empty:
        click.echo(f"fauxdesk: {path}: nothing was compared", err=True)
    ctx.exit(0 if not empty and all(each.holds for each in found) else 1)


def _says(fidelity: Fidelity) -> bool:
    """Whether anything was compared."""
    return any(each.compared for each in fidelity.replayed)
