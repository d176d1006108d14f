"""The fields of contacts and companies: those every account has, and how fields are shown.

Source: developers.freshdesk.com/api, Contact Fields and Company Fields.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshdesk.choices import numbered
from emulator.freshdesk.locales import locales
from emulator.freshdesk.moments import stamp
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account

_DEFAULTS: Mapping[str, Json] = {
    "required_for_agents": False,
    "agents_can_edit": True,
    "displayed_for_agents": True,
    "quick_add_for_agent": False,
    "unique": False,
}
_CUSTOMER_DEFAULTS: Mapping[str, Json] = {
    "editable_in_signup": False,
    "customers_can_edit": False,
    "required_for_customers": False,
    "displayed_for_customers": False,
}
_MIDDLE = (
    "id",
    "name",
    "label",
    "position",
    "required_for_agents",
    "agents_can_edit",
    "displayed_for_agents",
    "quick_add_for_agent",
    "unique",
    "type",
    "default",
)
_TIMES = ("created_at", "updated_at")

KEYS: Mapping[str, tuple[str, ...]] = {
    "contact_fields": (
        "editable_in_signup",
        *_MIDDLE,
        "customers_can_edit",
        "label_for_customers",
        "required_for_customers",
        "displayed_for_customers",
        *_TIMES,
    ),
    "company_fields": (*_MIDDLE, *_TIMES),
    "ticket_fields": (*_MIDDLE, *_TIMES),
}
"""What of a field is shown beside its choices, by table."""

FLAGS: Mapping[str, frozenset[str]] = {
    "contact_fields": frozenset({*_DEFAULTS, *_CUSTOMER_DEFAULTS}),
    "company_fields": frozenset(_DEFAULTS),
}
"""What of a field is true or false, by table."""


@cache
def default_fields() -> Mapping[str, list[dict[str, Json]]]:
    """The fields that every account has, by table."""
    place = files("emulator.freshdesk") / "default_fields.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def blank_field(account: Account, table: str, given: Mapping[str, Json]) -> Record:
    """A fresh field with what is given of it; ``choices`` are values."""
    now, label = stamp(account), given.get("label") or given["name"]
    labels = {"label_for_customers": label} if table == "contact_fields" else {}
    customers = _CUSTOMER_DEFAULTS if table == "contact_fields" else {}
    times = {"created_at": now, "updated_at": now}
    fresh = {**_DEFAULTS, **customers, **labels, **times, "default": False}
    choices = numbered(account, given.get("choices") or ())
    return {"id": account.next_id(), "label": label, **fresh, **given, "choices": choices}


def field(record: Record, table: str) -> Json:
    """A field alone; its choices are objects."""
    return {**_bare(record, table), **_choices(record, record["choices"])}


def listed_field(record: Record, table: str) -> Json:
    """A field in a list; its choices are values."""
    return {**_bare(record, table), **_choices(record, [c["value"] for c in record["choices"]])}


def _bare(record: Record, table: str) -> dict[str, Json]:
    return {key: record[key] for key in KEYS[table]}


def _choices(record: Record, own: list[Json]) -> dict[str, Json]:
    if record["default"] and record["name"] in locales():
        return {"choices": dict(locales()[record["name"]])}
    return {"choices": own} if record["choices"] else {}
