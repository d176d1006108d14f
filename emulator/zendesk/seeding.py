"""Filling an account from its file, past the checks that the API makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.zendesk.identity import identify, settle
from emulator.zendesk.organization_shapes import (
    FIELD,
    FIELD_UNSHOWN,
    MEMBERSHIP,
    ORGANIZATION,
    blank,
)
from emulator.zendesk.parameters import Attribute
from emulator.zendesk.rules.custom_fields import options_of
from emulator.zendesk.shapes import stamp
from emulator.zendesk.ticket_shapes import TICKET
from emulator.zendesk.writing import blank_user

if TYPE_CHECKING:
    from emulator.account import Account

_TABLES: Mapping[str, Sequence[Attribute]] = {
    "user_fields": (*FIELD, *FIELD_UNSHOWN),
    "organization_fields": (*FIELD, *FIELD_UNSHOWN),
    "organizations": ORGANIZATION,
    "tickets": TICKET,
}


def seed(account: Account, file: Mapping[str, Json]) -> None:
    """Add the records of an account file, each completed with what it leaves out."""
    for table, attributes in _TABLES.items():
        for given in file.get(table, ()):
            record = {**blank(attributes, account.next_id(), stamp(account)), **given}
            if "title" in record:
                record["title"] = record["title"] or record["key"]
            if "custom_field_options" in record:
                own = [option for option in record["custom_field_options"] if "id" in option]
                record["custom_field_options"] = options_of(
                    account, record["custom_field_options"], own
                )
            account.tables[table].put(record)
            if table == "tickets":
                _seed_comment(account, record)
    for given in file.get("users", ()):
        _seed_user(account, dict(given))
    for given in file.get("organization_memberships", ()):
        _seed_membership(account, given)


def _seed_user(account: Account, given: dict[str, Json]) -> None:
    identities, user_fields = given.pop("identities", ()), given.pop("user_fields", {})
    fresh = blank_user(account, given.get("role", "end-user"))
    user = account.tables["users"].put({**fresh, **given, "user_fields": user_fields})
    if user["email"]:
        identify(account, user["id"], "email", user["email"].lower(), verified=user["verified"])
    for identity in identities:
        made = identify(account, user["id"], identity["type"], identity["value"])
        account.tables["identities"].put({**made, **identity})
    settle(account, user["id"])
    if user["organization_id"] is not None:
        link = {"user_id": user["id"], "organization_id": user["organization_id"]}
        _seed_membership(account, {**link, "default": True})


def _seed_membership(account: Account, given: Mapping[str, Json]) -> None:
    memberships = account.tables["organization_memberships"]
    user_id = given["user_id"]
    if memberships.find("pair", (user_id, given["organization_id"])):
        return
    fresh = blank(MEMBERSHIP, account.next_id(), stamp(account))
    first = not memberships.find("user_id", user_id)
    made = memberships.put({**fresh, "default": first, **given})
    user = account.tables["users"].get(user_id)
    if made["default"] and user is not None:
        account.tables["users"].put({**user, "organization_id": given["organization_id"]})


def _seed_comment(account: Account, ticket: Record) -> None:
    account.tables["ticket_comments"].put(
        {
            "id": account.next_id(),
            "ticket_id": ticket["id"],
            "audit_id": account.next_id(),
            "author_id": ticket["submitter_id"] or ticket["requester_id"],
            "body": ticket["description"],
            "public": True,
            "created_at": ticket["created_at"],
        }
    )
