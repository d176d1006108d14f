"""``fauxdesk state``: what the accounts of a running stack hold, kept and brought back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from contracts.call import Json
from contracts.problem import BadInput
from fauxdesk.address_options import at_stack
from fauxdesk.tables import counted, table
from fauxdesk.vendor_names import VENDOR

if TYPE_CHECKING:
    from fauxdesk.serving.running import RunningStack
    from fauxdesk.serving.saved import Difference, States

LONGEST = 200
"""Characters of a value that a table shows."""

FILE = click.Path(dir_okay=False)
SAVED = click.Path(exists=True, dir_okay=False)


@click.group()
def state() -> None:
    """Save, load, compare and reset what the accounts of a running stack hold."""


@state.command("save")
@click.argument("file", type=FILE)
@click.argument("vendors", type=VENDOR, nargs=-1)
@at_stack
def save(stack: RunningStack, file: str, vendors: tuple[str, ...]) -> None:
    """Write what these VENDORS (default all) hold to FILE, as JSON; secrets are masked."""
    from fauxdesk.serving.saved import write_states

    states = _running(stack, vendors)
    write_states(file, states)
    click.echo(f"{file}: {', '.join(states)}")


@state.command("load")
@click.argument("file", type=SAVED)
@at_stack
def load(stack: RunningStack, file: str) -> None:
    """Bring the running stack to the state in FILE, all of it or nothing."""
    from fauxdesk.serving.saved import read_states

    states = read_states(file)
    before = _running(stack, stack.names(states))
    done: list[str] = []
    for name, held in states.items():
        try:
            stack.ask(name, "PUT", "state", held)
        except BadInput as bad:
            for earlier in done:
                stack.ask(earlier, "PUT", "state", before[earlier])
            raise BadInput(f"{name}.{bad}", file) from None
        done.append(name)
    click.echo(f"loaded {', '.join(done)}" if done else "nothing to load")


@state.command("diff")
@click.argument("old", type=SAVED)
@click.argument("new", type=SAVED, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: a list of differences.")
@at_stack
@click.pass_context
def diff(ctx: click.Context, stack: RunningStack, old: str, new: str | None, as_json: bool) -> None:
    """Compare the state in the file OLD with that in NEW, or with the running stack.

    Exit 1 when they differ. The time of day and the ids to come are not compared.
    """
    from fauxdesk.serving.saved import differences, read_states

    before = read_states(old)
    after = _running(stack, stack.names(before)) if new is None else read_states(new)
    found = differences(before, after)
    if as_json:
        told = [difference.to_json() for difference in found]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        click.echo(_table(found))
    ctx.exit(1 if found else 0)


@state.command("reset")
@click.argument("vendors", type=VENDOR, nargs=-1)
@at_stack
def reset(stack: RunningStack, vendors: tuple[str, ...]) -> None:
    """Bring the accounts of these VENDORS (default all) back to what they began with."""
    names = stack.names(vendors)
    for name in names:
        stack.ask(name, "POST", "reset")
    click.echo(f"reset {', '.join(names)}")


def _running(stack: RunningStack, vendors: tuple[str, ...] | list[str]) -> States:
    return {name: stack.ask(name, "GET", "state") for name in stack.names(vendors)}


def _table(found: list[Difference]) -> str:
    if not found:
        return "no difference"
    rows = [(d.vendor, d.where, _shown(d.old), _shown(d.new)) for d in found]
    told = table(("vendor", "where", "old", "new"), rows, wide=("old", "new"))
    return f"{told}\n{counted(len(found), 'difference')}"


def _shown(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        value = {key: held for key, held in value.items() if held not in (None, [], {}, "")}
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
