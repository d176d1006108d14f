"""A fake User.com: users, companies, events and page views of the public REST API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulator.declared import schema_beside, template_beside
from emulator.usercom.auth import (
    authenticate,
    credential_in,
    credentials_of,
    forwarder_settings,
)
from emulator.usercom.headers import PREFIX, headers_of
from emulator.usercom.seeding import seed
from emulator.usercom.showing import SHOWING
from emulator.usercom.tables import TABLES
from emulator.usercom.unbuilt import unbuilt
from emulator.usercom.unknown import answer_unknown, spelled
from emulator.vendor import Vendor

if TYPE_CHECKING:
    from flask import Blueprint


def _routes() -> Blueprint:
    from emulator.usercom.routing import all_routes

    return all_routes()


VENDOR = Vendor(
    name="usercom",
    title="User.com",
    domain="user.com",
    port=4,
    prefix=PREFIX,
    tables=TABLES,
    first_id=129_715_553,
    schema=schema_beside(__file__),
    template=template_beside(__file__),
    seed=seed,
    routes=_routes,
    authenticate=authenticate,
    answer_unknown=answer_unknown,
    answer_malformed=None,
    credentials=forwarder_settings,
    account_of=credential_in,
    keys=credentials_of,
    after=headers_of,
    spell=spelled,
    unbuilt=unbuilt,
    showing=SHOWING,
)
