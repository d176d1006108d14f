"""Which custom fields a Freshdesk account defines for contacts and companies."""

from __future__ import annotations

from collections.abc import Generator

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.freshdesk.answers import Record, rows_of
from forwarder.settings import Settings
from forwarder.vendor import Fields

DROPDOWN = "custom_dropdown"
FORBIDDEN = 403
"""Field pages are for administrators; contacts and companies can be written without them."""


def discover(_settings: Settings) -> Generator[Request, Answer, Fields]:
    """The custom fields of contacts and companies: each one's type, or choices, by name.

    ``company_standard`` holds the choices of the standard company fields that have some. Of
    what the key may not read nothing is said. Source: API v2, Contact Fields, Company Fields.
    """
    found: dict[str, dict[str, str | list[str]]] = {}
    for part in ("contact", "company"):
        answer = yield Request("GET", f"/api/v2/{part}_fields")
        if answer.status == FORBIDDEN:
            continue
        listed = rows_of(answer, f"looking up {part} fields")
        own = [field for field in listed if field.get("name")]
        found[part] = {str(f["name"]): kind_of(f) for f in own if not f.get("default")}
        found[f"{part}_standard"] = {
            str(f["name"]): choices_of(f["choices"])
            for f in own
            if f.get("default") and isinstance(f.get("choices"), list)
        }
    found.pop("contact_standard", None)
    return found


def kind_of(field: Record) -> str | list[str]:
    """A custom field's type, under its newer key or the older one; a dropdown's choices."""
    kind = str(field.get("type") or field.get("field_type"))
    return choices_of(field.get("choices")) if kind == DROPDOWN else kind


def choices_of(choices: Json) -> list[str]:
    """The values of choices, which come as texts or as objects that have one."""
    listed = list(choices) if isinstance(choices, list | dict) else []
    return [str(c.get("value")) if isinstance(c, dict) else str(c) for c in listed]
