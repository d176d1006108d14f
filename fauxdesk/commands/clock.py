"""``fauxdesk clock``: the virtual time of a running stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contracts.duration import seconds_in
from fauxdesk.address_options import at_stack

if TYPE_CHECKING:
    from fauxdesk.serving.running import RunningStack


@click.command()
@click.argument("order", nargs=-1, metavar="[advance SPAN]")
@at_stack
def clock(stack: RunningStack, order: tuple[str, ...]) -> None:
    """Tell the time of the running stack, or advance it by a SPAN such as 90s, 2m or 1.5h.

    All its fakes share one clock. Jobs, limits, search indexes and expiries go by it.
    """
    if order and (len(order) != 2 or order[0] != "advance"):
        raise click.UsageError("say `fauxdesk clock`, or `fauxdesk clock advance 90s`")
    vendor = stack.names()[0]
    if order:
        span = {"advance": seconds_in(order[1], field="advance")}
        told = stack.ask(vendor, "POST", "clock", span)
    else:
        told = stack.ask(vendor, "GET", "clock")
    click.echo(f"{told['now']}  ({told['ahead']:g} s ahead)")
