"""``fauxdesk up``: the fakes on fixed ports, until interrupted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from contracts.call import Json
from fauxdesk.address_options import listening
from fauxdesk.ports import FIRST_PORT
from fauxdesk.serving.front import make_front
from fauxdesk.serving.intake import Intake, forwarder_to
from fauxdesk.serving.interruption import interruption
from fauxdesk.serving.stack import Stack
from fauxdesk.tables import table
from fauxdesk.vendor_names import VENDOR


@click.command()
@click.argument("vendors", type=VENDOR, nargs=-1)
@listening(FIRST_PORT, "First port; 0 takes free ones.")
@click.option(
    "--account",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An account file (TOML) for the default account of its vendor; may be repeated.",
)
def up(vendors: tuple[str, ...], host: str, port: int, files: tuple[Path, ...]) -> None:
    """Run the fakes of these VENDORS (default all) until Ctrl-C or SIGTERM.

    The first port shows what is going on; each vendor has the port its line names. The last
    line printed is `ready`.
    """
    stack = Stack(vendors, files=files, host=host, port=port)
    intake = Intake(lambda: forwarder_to(stack), stack.clock.now)
    stack.front = make_front(stack, intake)
    with stack, closing(intake):
        click.echo(f"page and Segment intake {stack.front_url}\n")
        click.echo(table(("vendor", "url", "credentials"), _rows(stack)))
        with interruption() as wait:
            click.echo("ready")
            wait()
        if intake.waiting:
            click.echo(f"forwarding {intake.waiting} calls that wait; interrupt again to drop them")


def _rows(stack: Stack) -> list[tuple[str, str, str]]:
    """A row a vendor, in the order of their ports."""
    fakes = sorted(stack.items(), key=lambda item: item[1].vendor.port)
    return [(name, stack.url(name), _spoken(fake.settings())) for name, fake in fakes]


def _spoken(settings: dict[str, Json]) -> str:
    return "\n".join(f"{key} {value}" for key, value in settings.items())
