"""Which custom fields a Zendesk account defines for users and organizations."""

from __future__ import annotations

from collections.abc import Generator

from contracts.exchange import Answer, Request
from forwarder.settings import Settings
from forwarder.vendor import Fields
from forwarder.zendesk.pages import every_page


def discover(settings: Settings) -> Generator[Request, Answer, Fields]:
    """The active custom fields of users and organizations: each one's type by key."""
    found = {}
    for part in ("user", "organization"):
        name = f"{part}_fields"
        listed = yield from every_page(Request("GET", f"/api/v2/{name}"), name, settings)
        found[part] = {
            str(field["key"]): str(field.get("type"))
            for field in listed
            if field.get("active") is not False and field.get("key")
        }
    return found
