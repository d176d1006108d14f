"""``fauxdesk verify``: recorded or live traffic held against the vendors' documents."""

from __future__ import annotations

import click

from contracts.problem import BadInput
from fauxdesk.serving.live import running_traffic
from fauxdesk.serving.stack import FIRST_PORT, LAST_PORT
from fauxdesk.traffic.inspection import Inspection, inspect, inspect_shapes
from fauxdesk.traffic.reports import FORMATS, report


@click.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False), nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@click.option(
    "--port",
    type=click.IntRange(1, LAST_PORT),
    default=FIRST_PORT,
    show_default=True,
    help="The running stack's port.",
)
@click.pass_context
def verify(ctx: click.Context, files: tuple[str, ...], form: str, port: int) -> None:
    """Check cassettes, HAR files and journals against operations and sender rules.

    Of a shape file the operations are checked: sender rules need values. Without FILES the
    traffic of the running local stack is checked. Exit 1 when anything is broken or not what
    an operation demands.
    """
    inspections = [_of_file(file) for file in files] or _of_stack(port)
    click.echo(report(form, inspections))
    ctx.exit(0 if all(inspection.holds for inspection in inspections) else 1)


def _of_file(file: str) -> Inspection:
    from cassettes.reading import recorded_in

    recorded = recorded_in(file)
    if recorded.exchanges is None:
        return inspect_shapes(file, recorded.shapes)
    return inspect(file, recorded.exchanges)


def _of_stack(port: int) -> list[Inspection]:
    found = [inspect(f"running {name}", traffic) for name, traffic in running_traffic(port)]
    if not found:
        raise BadInput(f"no stack answers on port {port}; start one with `fauxdesk up`")
    return found
