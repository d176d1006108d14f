"""``fauxdesk fidelity``: recorded answers of a vendor held beside those of its fake."""

from __future__ import annotations

import click

from fauxdesk.fidelity.reports import FORMATS, report
from fauxdesk.fidelity.verdicts import fidelities_of


@click.command()
@click.argument("cassettes", type=click.Path(exists=True, dir_okay=False), nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@click.pass_context
def fidelity(ctx: click.Context, cassettes: tuple[str, ...], form: str) -> None:
    """Replay recorded requests against the fake and compare its answers with the recorded ones.

    The fake's account is made from what the recording shows; HAR files and journals will do too.
    Ids, times and people's data are compared by their form. Exit 1 when anything differs.
    """
    found = []
    for path in cassettes:
        told = fidelities_of(path)
        found += told
        if not told:
            click.echo(f"{path}: holds no exchange, so there is nothing to compare", err=True)
    click.echo(report(form, found))
    ctx.exit(0 if all(each.holds for each in found) else 1)
