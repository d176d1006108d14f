"""The attributes of organizations, memberships and custom fields, and how they are shown.

Source: developer.zendesk.com; keys and their order as recorded from the API in 2023.
"""

from __future__ import annotations

from collections.abc import Iterable

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk.field_values import CHOICES
from emulator.zendesk.parameters import CREATE, WRITE, Attribute
from emulator.zendesk.rules.custom_fields import listed
from emulator.zendesk.rules.memberships import name_of
from emulator.zendesk.shapes import url_of
from emulator.zendesk.values import anything, flag, mapping, text, whole, words

ORGANIZATION = (
    Attribute("id"),
    Attribute("name", read=text, on=WRITE),
    Attribute("shared_tickets", False, flag, WRITE),
    Attribute("shared_comments", False, flag, WRITE),
    Attribute("external_id", read=text, on=WRITE),
    Attribute("created_at"),
    Attribute("updated_at"),
    Attribute("domain_names", [], words, WRITE),
    Attribute("details", read=text, on=WRITE),
    Attribute("notes", read=text, on=WRITE),
    Attribute("group_id", read=whole, on=WRITE),
    Attribute("tags", [], words, WRITE),
    Attribute("organization_fields", {}, mapping, WRITE),
)

MEMBERSHIP = (
    Attribute("id"),
    Attribute("user_id", read=whole, on=CREATE),
    Attribute("organization_id", read=whole, on=CREATE),
    Attribute("default", False, flag, CREATE),
    Attribute("created_at"),
    Attribute("organization_name", kept=False),
    Attribute("updated_at"),
    Attribute("view_tickets", False),
)

FIELD = (
    Attribute("id"),
    Attribute("type", "text", anything, CREATE),
    Attribute("key", None, anything, CREATE),
    Attribute("title", None, text, WRITE),
    Attribute("description", "", text, WRITE),
    Attribute("raw_title", kept=False),
    Attribute("raw_description", kept=False),
    Attribute("position", 9999, whole, WRITE),
    Attribute("active", True, flag, WRITE),
    Attribute("system", False),
    Attribute("regexp_for_validation", None, text, WRITE),
    Attribute("created_at"),
    Attribute("updated_at"),
)
"""``key`` and ``type`` stay what they were when the field was made."""

FIELD_UNSHOWN = (
    Attribute("tag", None, text, WRITE),
    Attribute("custom_field_options", [], anything, WRITE),
)
"""What only some types of field show."""


_ORGANIZATION = tuple(attribute.name for attribute in ORGANIZATION)
_MEMBERSHIP = tuple(attribute.name for attribute in MEMBERSHIP)
_FIELD = tuple(attribute.name for attribute in FIELD)


def blank(attributes: Iterable[Attribute], record_id: int, now: str) -> Record:
    """A record as it is before anything is said of it."""
    defaults = {a.name: a.default for a in attributes if a.kept}
    return {**defaults, "id": record_id, "created_at": now, "updated_at": now}


def organization(visit: Visit, record: Record) -> Json:
    """An organization as every endpoint shows one."""
    values = record["organization_fields"]
    shown = {name: record[name] for name in _ORGANIZATION}
    shown["organization_fields"] = listed(visit.account, "organization_fields", values)
    return {"url": url_of(visit, "organizations", record["id"]), **shown}


def membership(visit: Visit, record: Record) -> Json:
    """The link of a user and an organization."""
    named = {**record, "organization_name": name_of(visit.account, record)}
    shown = {name: named[name] for name in _MEMBERSHIP} | {"default": record["default"] or None}
    return {"url": url_of(visit, "organization_memberships", record["id"]), **shown}


def field(visit: Visit, table: str, record: Record) -> Json:
    """The definition of a custom field; checkboxes show their tag, choices their options."""
    raw = {**record, "raw_title": record["title"], "raw_description": record["description"]}
    shown = {name: raw[name] for name in _FIELD}
    if record["type"] == "checkbox":
        shown["tag"] = record["tag"]
    if record["type"] in CHOICES:
        shown["custom_field_options"] = record["custom_field_options"]
    return {"url": url_of(visit, table, record["id"]), **shown}
