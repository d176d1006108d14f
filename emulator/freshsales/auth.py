"""Who is asking: an API token in a header, an application token in a body.

Source: developers.freshworks.com, CRM API and libraries; public test suites of 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from emulator.freshsales.errors import forbidden, sign_in_first, unauthenticated
from emulator.freshsales.rules.tracking import passed_over
from emulator.visit import Visit, keeps
from emulator.wsgi import NotJson

if TYPE_CHECKING:
    from emulator.account import Account

SUITE = "/crm/sales"


def authenticate(visit: Visit) -> None:
    """Name the caller; Refusal for a stranger, or one who is no administrator."""
    if is_tracking(visit.request.path):
        if not isinstance(visit.request.body, NotJson):
            check_app_token(visit)
        return
    show_sign_in(visit)
    check_token(visit)
    check_administrator(visit)


def is_tracking(path: str) -> bool:
    """Whether a path is one of the tracking endpoints."""
    return path.removeprefix(SUITE).startswith("/track/")


@keeps("freshsales.auth.sign-in-page")
def show_sign_in(visit: Visit) -> None:
    """A stranger below /crm/sales who takes anything but JSON is sent to sign in, or refused."""
    if not visit.account.settings["sign_in_page"]:
        return
    accepts = visit.request.header("Accept") or "application/json"
    stranger = visit.request.header("Authorization") is None
    if stranger and visit.request.path.startswith(SUITE) and "json" not in accepts:
        raise sign_in_first()


@keeps("freshsales.auth.token")
def check_token(visit: Visit) -> None:
    """The API answers who signs with a token of the account: Authorization: Token token=..."""
    account, token = visit.account, token_in(visit.request.headers)
    known = {*account.settings["api_tokens"], *account.settings["member_api_tokens"]}
    if not token or (token not in known and not account.open):
        raise unauthenticated()
    visit.caller = next(iter(account.tables["users"]), None)


@keeps("freshsales.auth.administrator")
def check_administrator(visit: Visit) -> None:
    """A request that is signed with the token of somebody who is no administrator is refused."""
    if token_in(visit.request.headers) in visit.account.settings["member_api_tokens"]:
        raise forbidden()


@keeps("freshsales.track.token")
def check_app_token(visit: Visit) -> None:
    """A tracking request without an application token of the account is refused."""
    body, account = visit.request.body, visit.account
    token = body.get("application_token") if isinstance(body, dict) else None
    known = account.settings["app_tokens"]
    if not isinstance(token, str) or not token or (token not in known and not account.open):
        raise passed_over(visit, unauthenticated())


def token_in(headers: Mapping[str, str]) -> str | None:
    """The API token of these headers, None where there is none in Freshsales' own form."""
    header = next((v for k, v in headers.items() if k.lower() == "authorization"), "")
    found = re.fullmatch(r'Token\s+token="?([^"\s]+)"?\s*', header, re.IGNORECASE)
    return found[1] if found else None


def tokens_of(account: Account) -> Iterator[str]:
    """The tokens that open the account."""
    yield from account.settings["api_tokens"]
    yield from account.settings["member_api_tokens"]


def forwarder_settings(account: Account) -> Mapping[str, str]:
    """Settings of a forwarder that open this account."""
    api, app = account.settings["api_tokens"], account.settings["app_tokens"]
    tokens = {"api_token": api[0] if api else "", "app_token": app[0] if app else ""}
    return {"subdomain": account.name, **tokens}
