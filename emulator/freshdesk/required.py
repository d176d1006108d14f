"""Fields that agents must fill: the account's own, and Freshdesk's where the account says so.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.parameters import Said
from emulator.freshdesk.rules import custom_fields as rules
from emulator.table import Record
from emulator.visit import Visit

_ATTRIBUTES: Mapping[str, str] = {"company_name": "company_id", "tag_names": "tags"}
"""Fields of Freshdesk's own whose attribute has another name."""

_ALWAYS_FILLED = ("name", "language", "time_zone")
"""What has a rule of its own, or a default."""


def check_filled(
    visit: Visit, faults: Faults, table: str, told: Said, present: Record | None
) -> None:
    """Let the rules look at the fields in ``table`` that would be empty after what is said."""
    required = visit.account.tables[table].find("required", True)
    empty = [field for field in required if _is_empty(field, told, present)]
    named = [field for field in empty if present is None or _is_named(field, told)]
    faults.ask(rules.check_required, visit, {attribute_of(f): f for f in named})
    unnamed = [field for field in empty if field not in named]
    faults.ask(rules.check_still_empty, visit, {attribute_of(f): f for f in unnamed})


def attribute_of(field: Record) -> str:
    """Where a record has the field's value, as faults spell it."""
    name: str = field["name"]
    return _ATTRIBUTES.get(name, name) if field["default"] else f"custom_fields.{name}"


def _is_empty(field: Record, told: Said, present: Record | None) -> bool:
    name = attribute_of(field)
    if field["default"] and (name in _ALWAYS_FILLED or name in told.wrong):
        return False
    if not field["default"] and "custom_fields" in told.wrong:
        return False
    return _value(field, {**(present or {}), **told.values}, present) in (None, "", [])


def _value(field: Record, record: Mapping[str, Json], present: Record | None) -> Json:
    if field["default"]:
        return record.get(attribute_of(field))
    kept = present["custom_fields"] if present else {}
    return {**kept, **(record.get("custom_fields") or {})}.get(field["name"])


def _is_named(field: Record, told: Said) -> bool:
    sent = told.sent if field["default"] else told.sent.get("custom_fields") or {}
    return (attribute_of(field) if field["default"] else field["name"]) in sent
