"""A fake Freshsales: leads, contacts, accounts, deals and tracking, of both API generations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.exchange import Answer
from emulator.declared import schema_beside, template_beside
from emulator.freshsales import errors
from emulator.freshsales.auth import authenticate, forwarder_settings, token_in, tokens_of
from emulator.freshsales.limits import spend_request
from emulator.freshsales.seeding import seed
from emulator.freshsales.showing import SHOWING
from emulator.freshsales.tables import TABLES
from emulator.freshsales.unbuilt import unbuilt
from emulator.vendor import Vendor
from emulator.visit import Visit

if TYPE_CHECKING:
    from flask import Blueprint

    from emulator.account import Account


def _routes() -> Blueprint:
    from emulator.freshsales.routing import all_routes

    return all_routes()


def _catch_up(account: Account) -> None:
    if account.tables["job_statuses"].count("pending", True):
        from emulator.freshsales.jobs import finish_due

        finish_due(account)


def _unknown(_visit: Visit, _status: int) -> Answer:
    return errors.no_route()


def _malformed(_visit: Visit) -> Answer:
    return errors.malformed()


def _headers(_visit: Visit, answer: Answer) -> Mapping[str, str]:
    if answer.body is None:
        return {}
    return {"Content-Type": "application/json; charset=utf-8"}


VENDOR = Vendor(
    name="freshsales",
    title="Freshsales",
    domain="freshsales.io",
    other_domains=("myfreshworks.com", "freshworks.com"),
    port=3,
    prefix="/",
    tables=TABLES,
    first_id=402_012_367_593,
    schema=schema_beside(__file__),
    template=template_beside(__file__),
    seed=seed,
    routes=_routes,
    authenticate=authenticate,
    answer_unknown=_unknown,
    answer_malformed=_malformed,
    credentials=forwarder_settings,
    account_of=token_in,
    keys=tokens_of,
    before=spend_request,
    after=_headers,
    catch_up=_catch_up,
    unbuilt=unbuilt,
    showing=SHOWING,
)
