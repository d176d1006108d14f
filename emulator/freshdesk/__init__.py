"""A fake Freshdesk: contacts, companies, their fields, tickets and conversations of the API v2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.exchange import Answer
from emulator.declared import schema_beside, template_beside
from emulator.freshdesk import errors
from emulator.freshdesk.auth import admit, credential_in, forwarder_settings, keys_of, receive
from emulator.freshdesk.headers import headers_of
from emulator.freshdesk.seeding import seed
from emulator.freshdesk.showing import SHOWING
from emulator.freshdesk.tables import TABLES
from emulator.freshdesk.unbuilt import unbuilt
from emulator.vendor import Vendor
from emulator.visit import Visit

if TYPE_CHECKING:
    from flask import Blueprint

    from emulator.account import Account


def _catch_up(account: Account) -> None:
    if any(account.tables[table].count("pending", True) for table in ("exports", "imports")):
        from emulator.freshdesk.jobs import finish_due

        finish_due(account)


def _routes() -> Blueprint:
    from emulator.freshdesk.routing import all_routes

    return all_routes()


def _unknown(visit: Visit, status: int) -> Answer:
    from emulator.freshdesk.routing import answer_unknown

    return answer_unknown(visit, status)


def _malformed(_visit: Visit) -> Answer:
    return errors.malformed()


VENDOR = Vendor(
    name="freshdesk",
    title="Freshdesk",
    domain="freshdesk.com",
    port=1,
    prefix="/api/v2/",
    tables=TABLES,
    first_id=72_009_500_000,
    schema=schema_beside(__file__),
    template=template_beside(__file__),
    seed=seed,
    routes=_routes,
    authenticate=admit,
    answer_unknown=_unknown,
    answer_malformed=_malformed,
    credentials=forwarder_settings,
    account_of=credential_in,
    keys=keys_of,
    before=receive,
    after=headers_of,
    catch_up=_catch_up,
    unbuilt=unbuilt,
    showing=SHOWING,
)
