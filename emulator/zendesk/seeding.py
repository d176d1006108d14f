"""Filling an account from its file, past the checks that the API makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.zendesk.identity import identify, settle
from emulator.zendesk.writing import blank_user

if TYPE_CHECKING:
    from emulator.account import Account


def seed(account: Account, file: Mapping[str, Json]) -> None:
    """Add the records of an account file, each completed with what it leaves out."""
    for given in file.get("users", ()):
        _seed_user(account, dict(given))


def _seed_user(account: Account, given: dict[str, Json]) -> None:
    identities = given.pop("identities", ())
    user = account.tables["users"].put(
        {**blank_user(account, given.get("role", "end-user")), **given}
    )
    verified = user["verified"]
    if user["email"]:
        identify(account, user["id"], "email", user["email"], verified=verified)
    for identity in identities:
        made = identify(account, user["id"], identity["type"], identity["value"])
        account.tables["identities"].put({**made, **identity})
    settle(account, user["id"])
