"""Which custom fields a Freshsales account defines, and what it calls its fields."""

from __future__ import annotations

from collections.abc import Generator

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, failed, refused
from forwarder.freshsales.answers import demand
from forwarder.freshsales.generation import is_suite, served
from forwarder.settings import Settings
from forwarder.vendor import Fields

PARTS = {
    "lead": "leads",
    "contact": "contacts",
    "sales_account": "sales_accounts",
    "deal": "deals",
}
"""The word of the API for many of each kind of record."""


def discover(settings: Settings) -> Generator[Request, Answer, Fields]:
    """The custom fields of each kind of record: types by internal name, under ``lead`` and so on.

    The labels of all fields, by which the tracking endpoints name them, stand under ``lead
    labels``, the values that a custom field is restricted to under ``lead choices``.
    """
    found: dict[str, dict[str, str | list[str]]] = {}
    for part, many in PARTS.items():
        if part == "lead" and is_suite(settings):
            continue
        listed = yield from served(_listed(many), settings)
        custom = {name: field for name, field in listed.items() if name.startswith("cf_")}
        found[part] = {name: str(field.get("type")) for name, field in custom.items()}
        found[f"{part} labels"] = {
            name: str(field.get("label") or name) for name, field in listed.items()
        }
        found[f"{part} choices"] = {
            name: choices for name, field in custom.items() if (choices := _choices(field))
        }
    return found


def _listed(many: str) -> Generator[Request, Answer, dict[str, dict[str, Json]]]:
    doing = f"reading the fields of {many.replace('_', ' ')}"
    answer = yield Request("GET", f"/api/settings/{many}/fields")
    if answer.status == 404:
        says = f"{doing}: Freshsales knows no such account; check the subdomain"
        raise Ended(refused(says, "freshsales.settings.subdomain"))
    demand(answer, doing)
    fields = answer.body.get("fields") if isinstance(answer.body, dict) else None
    if not isinstance(fields, list):
        raise Ended(failed(f"{doing}: Freshsales' answer cannot be read"))
    return {
        str(field["name"]): field
        for field in fields
        if isinstance(field, dict) and isinstance(field.get("name"), str)
    }


def _choices(field: dict[str, Json]) -> list[str]:
    listed = field.get("choices")
    choices = listed if isinstance(listed, list) else []
    return [str(c["value"]) for c in choices if isinstance(c, dict) and c.get("value")]
