"""``fauxdesk account``: account files, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from contracts.problem import BadInput
from fauxdesk.vendor_names import VENDOR

if TYPE_CHECKING:
    from contracts.exchange import Exchange


@click.group()
def account() -> None:
    """Make account files for the fakes."""


@account.command("from-cassette")
@click.argument("cassette", type=click.Path(exists=True, dir_okay=False))
@click.option("--vendor", type=VENDOR, help="Whose account, where the recording has several.")
def from_cassette(cassette: str, vendor: str | None) -> None:
    """Print the account that a recording shows, as a commented account file.

    It holds the custom fields and the records that were there before the first recorded request;
    pseudonyms stay pseudonyms. HAR files and journals will do too.
    """
    from cassettes.reading import traffic_in
    from emulator.recollection import recollect
    from emulator.vendor import vendors
    from fauxdesk.traffic.account_text import account_text

    told, traffic = traffic_in(cassette)
    name = vendor or _only_vendor(traffic, cassette)
    own = [exchange for exchange in traffic if exchange.vendor == name]
    if not own:
        raise BadInput(f"holds no exchange with {name}", file=cassette)
    whence = f", recorded from {told.recorded_from}" if told.recorded_from else ""
    known = vendors()[name]
    click.echo(account_text(known, recollect(known, own), f"{cassette}{whence}"), nl=False)


def _only_vendor(traffic: Sequence[Exchange], file: str) -> str:
    from emulator.vendor import vendors

    names = sorted({exchange.vendor for exchange in traffic} & vendors().keys())
    if len(names) != 1:
        has = f"exchanges with {', '.join(names)}: name one with --vendor" if names else "none"
        raise BadInput(f"must hold exchanges with one vendor, and holds {has}", file=file)
    return names[0]
