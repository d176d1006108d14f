"""Records as answers show them, in the key order recorded from the API in 2022."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from contracts.call import Json
from emulator.freshdesk.attributes import UNLISTED
from emulator.freshdesk.rules.contacts import hide
from emulator.table import Record
from emulator.visit import Visit

CONTACT = (
    "active",
    "address",
    "deleted",
    "description",
    "email",
    "id",
    "job_title",
    "language",
    "mobile",
    "name",
    "phone",
    "time_zone",
    "twitter_id",
    "custom_fields",
    "tags",
    "other_emails",
    "facebook_id",
    "created_at",
    "updated_at",
    "csat_rating",
    "preferred_source",
    "company_id",
    "view_all_tickets",
    "other_companies",
    "unique_external_id",
    "avatar",
)
"""A contact as a write shows it."""


COMPANY = (
    "id",
    "name",
    "description",
    "note",
    "domains",
    "custom_fields",
    "created_at",
    "updated_at",
    "health_score",
    "account_tier",
    "renewal_date",
    "industry",
)
_FIRST_ORG_CONTACT = 10**18
"""Ids of contacts across an organisation have 19 digits."""
_LISTED_COMPANY = (*COMPANY[:5], "created_at", "updated_at", "custom_fields", *COMPANY[8:])


def written_contact(visit: Visit, contact: Record) -> dict[str, Json]:
    """A contact as the answer to a write shows it."""
    return _contact(visit, contact, CONTACT)


def contact(visit: Visit, record: Record) -> Json:
    """A contact alone: ``deleted`` shows only where it is so."""
    return _contact(visit, record, (k for k in CONTACT if k != "deleted" or record["deleted"]))


def listed_contact(visit: Visit, record: Record) -> Json:
    """A contact in a list, which shows less."""
    hide(visit, record)
    alone = record["company_id"] is None
    hidden = {"deleted"} | UNLISTED | ({"other_companies"} if alone else set())
    return _contact(visit, record, (k for k in CONTACT if k not in hidden))


def company(visit: Visit, record: Record) -> Json:
    """A company alone."""
    return _of(visit, "company_fields", record, COMPANY)


def listed_company(visit: Visit, record: Record) -> Json:
    """A company in a list."""
    return _of(visit, "company_fields", record, _LISTED_COMPANY)


def agent(_visit: Visit, record: Record) -> Json:
    """An agent, whose personal side is shown as ``contact``."""
    return {
        "available": True,
        "occasional": record["occasional"],
        "signature": record["signature"],
        "group_ids": record["group_ids"],
        "role_ids": record["role_ids"],
        "skill_ids": record["skill_ids"],
        "id": record["id"],
        "ticket_scope": record["ticket_scope"],
        "created_at": record["created_at"],
        "updated_at": record["updated_at"],
        "available_since": None,
        "type": record["type"],
        "focus_mode": record["focus_mode"],
        "contact": {
            "active": True,
            "email": record["email"],
            "job_title": record["job_title"],
            "language": record["language"],
            "last_login_at": None,
            "mobile": record["mobile"],
            "name": record["name"],
            "phone": record["phone"],
            "time_zone": record["time_zone"],
            "created_at": record["created_at"],
            "updated_at": record["updated_at"],
        },
    }


def _contact(visit: Visit, record: Record, keys: Iterable[str]) -> dict[str, Json]:
    shown = _of(visit, "contact_fields", record, keys)
    newer = visit.account.settings["contact_keys"] == "2024"
    return {**shown, **_newer(record)} if newer else shown


def _newer(contact: Record) -> dict[str, Json]:
    """What contacts of newer accounts have beside the rest."""
    first, _, last = contact["name"].partition(" ")
    return {
        "first_name": first,
        "last_name": last or None,
        "visitor_id": str(uuid.uuid5(uuid.NAMESPACE_OID, str(contact["id"]))),
        "org_contact_id": _FIRST_ORG_CONTACT + contact["id"],
        "other_phone_numbers": [],
    }


def _of(visit: Visit, fields: str, record: Record, keys: Iterable[str]) -> dict[str, Json]:
    shown = {key: record[key] for key in keys}
    if visit.account.settings["blank_custom_fields"] == "null":
        blank = {f["name"]: None for f in visit.account.tables[fields] if not f["default"]}
        shown["custom_fields"] = {**blank, **record["custom_fields"]}
    return shown
