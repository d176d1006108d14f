"""Adding identities to users and taking them away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.zendesk.shapes import stamp

if TYPE_CHECKING:
    from emulator.account import Account

_EXAMPLE = re.compile(r".*@(.+\.)?example\.(com|net|org|edu)")


def identities_of(account: Account, user_id: Json) -> list[Record]:
    """A user's identities in the order they were added."""
    return account.tables["identities"].find("user_id", user_id)


def primary_of(account: Account, user_id: Json) -> Record | None:
    """The identity whose value is the user's email."""
    own = identities_of(account, user_id)
    return next((i for i in own if i["type"] == "email" and i["primary"]), None)


def identify(
    account: Account, user_id: Json, kind: str, value: str, *, verified: bool = False
) -> Record:
    """Add an identity, unchecked; the first email of a user is the primary one."""
    now = stamp(account)
    return account.tables["identities"].put(
        {
            "id": account.next_id(),
            "user_id": user_id,
            "type": kind,
            "value": value,
            "verified": verified,
            "primary": kind == "email" and primary_of(account, user_id) is None,
            "created_at": now,
            "updated_at": now,
            "undeliverable_count": 0 if kind == "email" else None,
            "deliverable_state": state_of(value) if kind == "email" else None,
        }
    )


def make_primary(account: Account, identity: Record) -> Record:
    """Make an email the primary one in place of the present one, unchecked; returns it."""
    table, now = account.tables["identities"], stamp(account)
    for other in identities_of(account, identity["user_id"]):
        if other["primary"] and other["id"] != identity["id"]:
            demoted = {"primary": False, "updated_at": now, "demoted_at": account.clock.seconds()}
            table.put({**other, **demoted})
    return table.put({**identity, "primary": True, "updated_at": now})


def email_lately(account: Account, user_id: Json, seconds: float) -> str | None:
    """The email that was the primary one so many seconds ago; None where that has not changed."""
    now = account.clock.seconds()
    own = [i for i in identities_of(account, user_id) if now - i.get("demoted_at", 0) < seconds]
    return min(own, key=lambda i: i["demoted_at"])["value"] if own else None


def settle(account: Account, user_id: Json) -> Record:
    """Bring email and verified of a user to what the identities say; returns the user."""
    users = account.tables["users"]
    user, own = users.get(user_id), identities_of(account, user_id)
    if user is None:
        raise KeyError(user_id)
    primary = primary_of(account, user_id)
    if primary is None:
        return users.put({**user, "email": None}) if user["email"] is not None else user
    verified = any(identity["verified"] for identity in own)
    return users.put({**user, "email": primary["value"], "verified": verified})


def state_of(email: str) -> str:
    """Whether mail can be delivered to the address."""
    return "reserved_example" if _EXAMPLE.fullmatch(email) else "deliverable"
