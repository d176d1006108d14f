"""A fake Zendesk: users, organizations, custom fields, searches, jobs and tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.exchange import Answer
from contracts.hosts import spelled
from emulator.declared import schema_beside, template_beside
from emulator.vendor import Vendor
from emulator.visit import Visit
from emulator.zendesk.auth import authenticate, credential_in, credentials_of, forwarder_settings
from emulator.zendesk.headers import headers_of
from emulator.zendesk.limits import spend_request
from emulator.zendesk.rules.requests import check_content_type, refuse_malformed, refuse_unknown
from emulator.zendesk.seeding import seed
from emulator.zendesk.showing import SHOWING
from emulator.zendesk.tables import TABLES
from emulator.zendesk.unbuilt import leave_out_sideloads, unbuilt

if TYPE_CHECKING:
    from flask import Blueprint

    from emulator.account import Account


def _routes() -> Blueprint:
    from emulator.zendesk.routing import all_routes

    return all_routes()


def _catch_up(account: Account) -> None:
    if account.tables["job_statuses"].count("pending", True):
        from emulator.zendesk.bulk import WORKS
        from emulator.zendesk.jobs import finish_due

        finish_due(account, WORKS)
    if account.tables["organization_merges"].count("pending", True):
        from emulator.zendesk.organization_merges import finish_merges

        finish_merges(account)


def _before(visit: Visit) -> None:
    spend_request(visit)
    check_content_type(visit)
    leave_out_sideloads(visit)


def _unknown(visit: Visit, _status: int) -> Answer:
    return refuse_unknown(visit)


def _spelled(path: str) -> str:
    return spelled("zendesk", path)


VENDOR = Vendor(
    name="zendesk",
    title="Zendesk",
    domain="zendesk.com",
    port=2,
    prefix="/api/",
    tables=TABLES,
    first_id=6_164_039_664_282,
    schema=schema_beside(__file__),
    template=template_beside(__file__),
    seed=seed,
    routes=_routes,
    authenticate=authenticate,
    answer_unknown=_unknown,
    answer_malformed=refuse_malformed,
    credentials=forwarder_settings,
    account_of=credential_in,
    keys=credentials_of,
    spell=_spelled,
    before=_before,
    after=headers_of,
    catch_up=_catch_up,
    unbuilt=unbuilt,
    showing=SHOWING,
)
