"""``fauxdesk fault``: what goes wrong in a running stack, on order."""

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


@click.group()
def fault() -> None:
    """Order errors, delays and cut connections from a running stack."""


def _likely(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    if value is not None and not 0 < value <= 1:
        raise click.BadParameter("must be more than 0 and at most 1")
    return value


@fault.command("add")
@click.argument("vendor", type=VENDOR)
@click.option("--status", type=int, help="Answer with this status.")
@click.option("--body", help="The body of that answer: JSON, else text.")
@click.option("--header", "headers", multiple=True, help="A header of that answer: `Name: value`.")
@click.option("--delay", help="Answer only after 500ms, 2s, ... of real time.")
@click.option("--cut", is_flag=True, help="Close the connection without an answer.")
@click.option("--after", is_flag=True, help="First do what the request asks.")
@click.option(
    "--meanwhile",
    metavar="JSON",
    help='Records that somebody adds just before: `{"users": [{"name": "Ann"}]}`.',
)
@click.option("--times", type=click.IntRange(min=1), help="How often; else always.")
@click.option("--method", help="Only requests with this method.")
@click.option("--path", help="Only requests to this path; * stands for anything.")
@click.option("--probability", type=float, callback=_likely, help="How likely, from 0 to 1.")
@at_stack
def add(stack: RunningStack, vendor: str, **order: Json) -> None:
    """Let something go wrong between a client and a VENDOR: a status, a cut or a delay.

    Or let somebody be faster, and add records meanwhile. The first fault that meets a request
    strikes.
    """
    (name,) = stack.names([vendor])
    told = stack.ask(name, "POST", "faults", _order(**order))
    click.echo(f"{name} fault {told['id']}: {_spoken(told)}")


@fault.command("list")
@click.argument("vendors", type=VENDOR, nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the faults by vendor.")
@at_stack
def list_(stack: RunningStack, vendors: tuple[str, ...], as_json: bool) -> None:
    """List the faults that may yet strike, of these VENDORS or all."""
    faults = {name: stack.ask(name, "GET", "faults") for name in stack.names(vendors)}
    if as_json:
        click.echo(json.dumps(faults, indent=2, ensure_ascii=False))
        return
    rows = [
        (name, each["id"], _spoken(each), each["struck"])
        for name, armed in faults.items()
        for each in armed
    ]
    click.echo(table(("vendor", "id", "order", "struck"), rows, wide="order") if rows else "none")


@fault.command("clear")
@click.argument("vendors", type=VENDOR, nargs=-1)
@click.option("--id", "fault_id", type=int, help="One fault of one vendor; else all.")
@at_stack
def clear(stack: RunningStack, vendors: tuple[str, ...], fault_id: int | None) -> None:
    """Call off the faults of these VENDORS, or of all."""
    if fault_id is not None and len(vendors) != 1:
        raise click.UsageError("--id needs the one vendor whose fault it is")
    route = "faults" if fault_id is None else f"faults/{fault_id}"
    for name in stack.names(vendors):
        left = stack.ask(name, "DELETE", route)
        click.echo(f"{name}: {counted(len(left), 'fault')} left")


def _order(
    headers: tuple[str, ...], body: str | None, meanwhile: str | None, **given: Json
) -> dict[str, Json]:
    order = {key: held for key, held in given.items() if held is not None and held is not False}
    if headers:
        order["headers"] = dict(map(_header, headers))
    if body is not None:
        order["body"] = _body(body)
    if meanwhile is not None:
        order["meanwhile"] = _records(meanwhile)
    return order


def _records(written: str) -> Json:
    from emulator.wsgi import json_in

    try:
        return json_in(written)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is not JSON: {error}", field="--meanwhile") from None


def _header(written: str) -> tuple[str, str]:
    name, colon, value = written.partition(":")
    if not colon or not name.strip():
        raise BadInput(f"{written!r} must be written `Name: value`", field="--header")
    return name.strip(), value.strip()


def _body(written: str) -> Json:
    try:
        return json.loads(written)
    except ValueError:
        return written


def _spoken(told: dict[str, Json]) -> str:
    own = {key: held for key, held in told.items() if key not in ("id", "struck")}
    return ", ".join(
        f"{key} {held if isinstance(held, str) else json.dumps(held, ensure_ascii=False)}"
        for key, held in own.items()
    )
