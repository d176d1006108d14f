"""Who is asking, and what the role lets them do.

Source: developers.freshdesk.com/api, Authentication; errors that clients compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from contracts.credentials import basic_pair
from contracts.exchange import Request
from emulator.freshdesk.errors import access_denied, sign_in_refused, suspended, unauthenticated
from emulator.freshdesk.limits import check_limits, count_request
from emulator.freshdesk.rules.requests import check_accept, check_content_type, check_tls
from emulator.table import Record
from emulator.visit import Visit, keeps

if TYPE_CHECKING:
    from emulator.account import Account

_ADDRESS = re.compile("/api/v2/downloads/[^/]+")


def receive(visit: Visit) -> None:
    """Count a request, whoever sent it; Refusal for one that came unencrypted."""
    check_tls(visit)
    count_request(visit)


def admit(visit: Visit) -> None:
    """Let in who may ask, for what is JSON, and whoever knows the address of a file."""
    if is_download(visit.request):
        return
    identify(visit)
    check_accept(visit)
    check_content_type(visit)


def identify(visit: Visit) -> None:
    """Name the caller; Refusal for strangers, a suspended account, and who asks too often."""
    visit.caller = check_key(visit, credential_in(visit.request.headers))
    check_sign_in(visit)
    check_account_active(visit)
    check_limits(visit)


@keeps("freshdesk.auth.api-key")
def check_key(visit: Visit, key: str | None) -> Record:
    """The Basic user name is the API key of an agent; the password is not looked at."""
    account = visit.account
    found = account.tables["agents"].find("api_key", key) if key else []
    caller = found[0] if found else None
    if caller is None and account.open and key:
        caller = administrator(account)
    if caller is None:
        raise unauthenticated()
    return caller


@keeps("freshdesk.auth.sign-in")
def check_sign_in(visit: Visit) -> None:
    """Nobody is answered whose password is locked out or has expired."""
    code = visit.account.settings["sign_in"]
    if code != "open":
        raise sign_in_refused(code)


@keeps("freshdesk.auth.account-active")
def check_account_active(visit: Visit) -> None:
    """A suspended account is not answered for."""
    if visit.account.settings["suspended"]:
        raise suspended()


@keeps("freshdesk.auth.fields-for-admins")
def check_admin(visit: Visit) -> None:
    """The fields of contacts and companies are for administrators."""
    reads = not visit.request.writes and visit.account.settings["agents_list_fields"]
    if visit.caller is None or (visit.caller["role"] != "admin" and not reads):
        raise access_denied()


@keeps("freshdesk.auth.agents-by-admins")
def check_admin_writes(visit: Visit) -> None:
    """Administrators alone make agents."""
    if visit.caller is None or visit.caller["role"] != "admin":
        raise access_denied()


def is_download(request: Request) -> bool:
    """Whether the address of a file is read, for which nobody has to sign."""
    return request.method == "GET" and _ADDRESS.fullmatch(request.path) is not None


def administrator(account: Account) -> Record | None:
    """The account's first administrator who has an API key, if there is one."""
    return next(
        (a for a in account.tables["agents"] if a["role"] == "admin" and a["api_key"]), None
    )


def credential_in(headers: Mapping[str, str]) -> str | None:
    """The API key in these headers; None where there is none."""
    header = next((v for k, v in headers.items() if k.lower() == "authorization"), None)
    pair = basic_pair(header)
    return pair[0] or None if pair else None


def keys_of(account: Account) -> Iterator[str]:
    """The API keys that open the account."""
    yield from (agent["api_key"] for agent in account.tables["agents"] if agent["api_key"])


def forwarder_settings(account: Account) -> Mapping[str, str]:
    """Settings of a forwarder that open this account as its administrator."""
    found = administrator(account)
    return {"domain": account.name, "api_key": found["api_key"] if found else ""}
