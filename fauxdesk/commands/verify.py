"""``fauxdesk verify``: recorded or live traffic held against the vendors' documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fauxdesk.address_options import at_stack
from fauxdesk.traffic.inspection import Inspection, inspect, inspect_shapes
from fauxdesk.traffic.reports import FORMATS, report

if TYPE_CHECKING:
    from fauxdesk.serving.running import RunningStack


@click.command()
@click.argument("files", type=click.Path(exists=True, dir_okay=False), nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True
)
@at_stack
@click.pass_context
def verify(ctx: click.Context, stack: RunningStack, files: tuple[str, ...], form: str) -> None:
    """Check cassettes, HAR files and journals against operations and sender rules.

    Of a shape file the operations are checked: sender rules need values. Without FILES the
    traffic of the running local stack is checked. Exit 1 when anything is broken or not what
    an operation demands, and where nothing was judged.
    """
    inspections = [_of_file(file) for file in files] or _of_stack(stack)
    click.echo(report(form, inspections))
    judged = (all if files else any)(inspection.judged for inspection in inspections)
    ctx.exit(0 if judged and all(inspection.holds for inspection in inspections) else 1)


def _of_file(file: str) -> Inspection:
    from cassettes.reading import recorded_in

    recorded = recorded_in(file)
    if recorded.exchanges is None:
        return inspect_shapes(file, recorded.shapes)
    return inspect(file, recorded.exchanges)


def _of_stack(stack: RunningStack) -> list[Inspection]:
    return [inspect(f"running {name}", stack.traffic(name)) for name in stack.names()]
