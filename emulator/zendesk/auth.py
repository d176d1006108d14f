"""Who is asking, and what the role lets them do.

Source: developer.zendesk.com, Introduction, Security and Authentication; probes of 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from contracts.credentials import basic_pair
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import forbidden, invalid_token, missing_scope, unauthenticated

if TYPE_CHECKING:
    from emulator.account import Account

ME = "/api/v2/users/me"
SUFFIX = "/token"
"""What follows the email where the password is an API token."""


def authenticate(visit: Visit) -> None:
    """Name the caller; Refusal for wrong credentials, a missing scope, or an end user."""
    header = visit.request.header("Authorization")
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() == "bearer":
        visit.caller = check_bearer(visit, token.strip())
        if visit.request.path == ME:
            return
    else:
        user, password = basic_pair(header) or ("", "")
        visit.caller = _signed_in(visit.account, user, password)
        if visit.caller is None and visit.account.open and user and password:
            visit.caller = administrator(visit.account)
        if visit.request.path == ME:
            show_strangers_themselves(visit, user.endswith(SUFFIX))
            return
    check_credentials(visit)
    check_agent(visit)


@keeps("zendesk.auth.credentials")
def check_credentials(visit: Visit) -> None:
    """Only people of the account are answered: email and password, or email/token and API token."""
    if visit.caller is None:
        raise unauthenticated()


@keeps("zendesk.auth.bearer")
def check_bearer(visit: Visit, token: str) -> Record:
    """An OAuth token is one of the account's, and covers what is asked."""
    account = visit.account
    grants = account.settings["oauth_tokens"]
    grant = next((g for g in grants if g["token"] == token), None)
    if grant is not None:
        check_scope(visit, grant.get("scopes", ["read", "write"]))
        caller = user_of_email(account, grant["email"])
    else:
        caller = administrator(account) if account.open and token else None
    if caller is None:
        raise invalid_token()
    return caller


@keeps("zendesk.auth.scopes")
def check_scope(visit: Visit, scopes: list[str]) -> None:
    """A token reads or writes where one of its scopes says so, for all or for this resource.

    The identities of users are not opened by a scope for users; an export of users is.
    """
    needed = "write" if visit.request.writes else "read"
    steps = visit.request.path.split("/")
    resource = "identities" if "identities" in steps[5:] else steps[3]
    if resource == "incremental":
        resource = steps[4]
    if needed not in scopes and f"{resource}:{needed}" not in scopes:
        raise missing_scope(needed)


@keeps("zendesk.auth.agents-only")
def check_agent(visit: Visit) -> None:
    """The API of the account is for agents and administrators."""
    if visit.caller is not None and visit.caller["role"] == "end-user":
        raise forbidden()


@keeps("zendesk.auth.me-shows-strangers")
def show_strangers_themselves(visit: Visit, by_token: bool) -> bool:
    """``/users/me`` answers a stranger 200 with an anonymous user, and a wrong API token 401."""
    if visit.caller is None and by_token:
        raise unauthenticated()
    return visit.caller is None


@keeps("zendesk.auth.admins-only")
def check_admin(visit: Visit) -> None:
    """What concerns many people at once is for administrators."""
    if not is_admin(visit):
        raise forbidden()


def is_admin(visit: Visit) -> bool:
    """Whether an administrator asks."""
    return visit.caller is not None and visit.caller["role"] == "admin"


def administrator(account: Account) -> Record | None:
    """The account's first administrator, if it has one."""
    return next((user for user in account.tables["users"] if user["role"] == "admin"), None)


def user_of_email(account: Account, email: str) -> Record | None:
    """The user who has this email as primary or as another identity, ignoring case."""
    for identity in account.tables["identities"].find("value", email.casefold()):
        if identity["type"] == "email":
            return account.tables["users"].get(identity["user_id"])
    return None


def credential_in(headers: Mapping[str, str]) -> str | None:
    """What of these headers could belong to one account: the token, or email and password."""
    header = headers.get("Authorization", "")
    if header.lower().startswith("bearer "):
        return header[7:].strip()
    pair = basic_pair(header)
    if pair is None:
        return None
    user, password = pair
    return password if user.endswith(SUFFIX) else f"{user.casefold()}:{password}"


def credentials_of(account: Account) -> Iterator[str]:
    """The credentials that open the account, spelled as ``credential_in`` gives them."""
    yield from account.settings["api_tokens"]
    yield from (grant["token"] for grant in account.settings["oauth_tokens"])
    for login in account.settings["logins"]:
        yield f"{login['email'].casefold()}:{login['password']}"


def forwarder_settings(account: Account) -> Mapping[str, str]:
    """Settings of a forwarder that open this account as its administrator."""
    email = (administrator(account) or {"email": ""})["email"]
    tokens, logins = account.settings["api_tokens"], account.settings["logins"]
    if tokens:
        return {"subdomain": account.name, "email": f"{email}{SUFFIX}", "password": tokens[0]}
    password = next((login["password"] for login in logins if login["email"] == email), "")
    return {"subdomain": account.name, "email": email, "password": password}


def _signed_in(account: Account, user: str, password: str) -> Record | None:
    if user.endswith(SUFFIX):
        known = password in account.settings["api_tokens"]
        return user_of_email(account, user.removesuffix(SUFFIX)) if known else None
    wanted = user.casefold(), password
    logins = account.settings["logins"]
    if not any((login["email"].casefold(), login["password"]) == wanted for login in logins):
        return None
    found = user_of_email(account, user)
    if found and found["role"] != "end-user" and not account.settings["password_access"]:
        return None
    return found
