"""Who is asking: the key, and the domain that the request is from.

Source: apidocs.user.com, Authentication; answers recorded in 2018; seed 004, Troubleshooting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from emulator.usercom.errors import (
    EMPTY_KEY,
    NO_KEY,
    SPACED_KEY,
    UNKNOWN_KEY,
    forbidden,
    unauthenticated,
)
from emulator.usercom.limits import spend_request
from emulator.usercom.version import check_version, speak_version_one
from emulator.visit import Visit, keeps

if TYPE_CHECKING:
    from emulator.account import Account

_PLACES = ("current_url", "page_domain")
"""Keys of a body that name the page a request is from."""


def authenticate(visit: Visit) -> None:
    """Let in who holds a valid key and asks from a trusted domain, in the order of the checks."""
    check_version(visit)
    speak_version_one(visit)
    key = key_in(visit)
    check_generated(visit, key)
    check_not_revoked(visit, key)
    check_domain(visit)
    spend_request(visit)


@keeps("usercom.auth.token")
def key_in(visit: Visit) -> str:
    """A request is signed ``Authorization: Token`` and a key without blanks."""
    scheme, *keys = visit.request.headers.get("Authorization", "").split() or [""]
    if scheme.lower() != "token":
        raise unauthenticated(NO_KEY)
    if len(keys) != 1:
        raise unauthenticated(SPACED_KEY if keys else EMPTY_KEY)
    return keys[0]


@keeps("usercom.auth.key-generate-revoke")
def check_generated(visit: Visit, key: str) -> None:
    """Any key that the account has generated opens it, and no other."""
    if key not in credentials_of(visit.account) and not visit.account.open:
        raise unauthenticated(UNKNOWN_KEY)


@keeps("usercom.error.403-revoked-key")
def check_not_revoked(visit: Visit, key: str) -> None:
    """A key that was revoked opens nothing any more."""
    if key in visit.account.settings["revoked_keys"]:
        raise forbidden()


@keeps("usercom.error.403-untrusted-domain")
def check_domain(visit: Visit) -> None:
    """Where an account trusts domains, a request from another one is refused."""
    domain = domain_of(visit) if visit.account.settings["trusted_domains"] else None
    if domain and not trust(visit, domain):
        raise forbidden()


@keeps("usercom.domains.editable")
def trust(visit: Visit, domain: str) -> bool:
    """A domain is trusted, and those below it, from when it is on the list."""
    names = [name.lower() for name in visit.account.settings["trusted_domains"]]
    return any(domain == name or domain.endswith(f".{name}") for name in names)


def domain_of(visit: Visit) -> str | None:
    """The domain a request is from, None where nothing tells.

    Nobody says how User.com knows: Origin counts first, then Referer, then a page that the body
    names where the account's ``domain_from`` says so.
    """
    for name in ("Origin", "Referer"):
        host = _host(visit.request.headers.get(name))
        if host:
            return host
    body = visit.request.body
    if visit.account.settings["domain_from"] == "headers" or not isinstance(body, dict):
        return None
    return next((host for key in _PLACES if (host := _host(body.get(key)))), None)


def credential_in(headers: Mapping[str, str]) -> str | None:
    """The key in these headers."""
    scheme, _, key = headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "token" else None


def credentials_of(account: Account) -> Iterator[str]:
    """The keys of the account, also the revoked ones."""
    yield from account.settings["api_keys"]
    yield from account.settings["revoked_keys"]


def forwarder_settings(account: Account) -> Mapping[str, str]:
    """Settings of a forwarder that open this account."""
    key = next(iter(account.settings["api_keys"]), "")
    return {"subdomain": account.name, "api_key": key}


def _host(written: object) -> str | None:
    if not isinstance(written, str):
        return None
    try:
        parts = urlsplit(written if "://" in written else f"//{written}")
        return parts.hostname
    except ValueError:
        return None
