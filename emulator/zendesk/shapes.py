"""Records as answers show them, in the key order recorded from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.fields import USER
from emulator.zendesk.rules.custom_fields import listed
from emulator.zendesk.rules.users import reorder_tags

if TYPE_CHECKING:
    from emulator.account import Account

_USER = tuple(attribute.name for attribute in USER)
_AFTER_VERIFIED = _USER.index("verified") + 1
_CURRENT_USER = (*_USER[:_AFTER_VERIFIED], "authenticity_token", *_USER[_AFTER_VERIFIED:])
_IDENTITY = (
    "url",
    "id",
    "user_id",
    "type",
    "value",
    "verified",
    "primary",
    "created_at",
    "updated_at",
    "undeliverable_count",
    "deliverable_state",
)


def stamp(account: Account) -> str:
    """The account's time as Zendesk writes it: UTC, in seconds."""
    return account.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def url_of(visit: Visit, resource: str, record_id: Json) -> str:
    """The absolute address of a record; ``resource`` is ``users`` or ``users/1/identities``."""
    return visit.address_of(f"/api/v2/{resource}/{record_id}.json")


def user(visit: Visit, record: Record) -> Json:
    """A user as every endpoint shows one."""
    shown: dict[str, Json] = {name: record.get(name) for name in _USER}
    shown["url"] = url_of(visit, "users", record["id"])
    if not visit.request.writes and reorder_tags(visit, record["tags"]):
        shown["tags"] = record["tags"][::-1]
    shown["user_fields"] = listed(visit.account, "user_fields", record["user_fields"])
    return shown


def current_user(visit: Visit, record: Record) -> Json:
    """A user as ``/users/me`` shows the caller."""
    shown = {**user(visit, record), "authenticity_token": f"local-{record['id']}"}
    return {name: shown[name] for name in _CURRENT_USER}


def anonymous() -> Json:
    """Whom ``/users/me`` shows to a stranger."""
    return {"id": None, "name": "Anonymous user"}


def identity(visit: Visit, record: Record) -> Json:
    """An email address, phone number or account of a user."""
    tell_reserved(visit, record)
    url = url_of(visit, f"users/{record['user_id']}/identities", record["id"])
    shown = {**record, "url": url}
    return {name: shown[name] for name in _IDENTITY}


@keeps("zendesk.identities.example-reserved")
def tell_reserved(_visit: Visit, record: Record) -> bool:
    """An email of a domain that is reserved for examples is shown as such."""
    return bool(record["deliverable_state"] == "reserved_example")
