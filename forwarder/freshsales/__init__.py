"""Delivers to Freshsales: identify, track and page calls, as leads, contacts, events, page views.

Source: Segment's pages on Freshsales (seeds 002 and 003); developers.freshworks.com, CRM.
"""

from __future__ import annotations

import re

from contracts.problem import BadSettings
from forwarder.freshsales.discovery import discover
from forwarder.freshsales.generation import CLASSIC, PREFIX, check_domain
from forwarder.settings import Settings
from forwarder.subdomain import first_word_of
from forwarder.vendor import Setting, Vendor

VIAS = ("rest", "tracker")
REQUIRED = "freshsales.settings.required"
LAG_SECONDS = 21.0
"""Above the longest that a test suite run on a real account waits for a look-up to show a write."""


def check_via(via: str) -> None:
    """One of the two ways by which people are written."""
    if via not in VIAS:
        raise BadSettings("must be rest or tracker")


def check_identifier_field(name: str) -> None:
    """The internal name of a custom field, which begins with ``cf_``."""
    if re.fullmatch(r"cf_\S+", name) is None:
        raise BadSettings("must be the internal name of a custom field: it begins with cf_")


def sign(settings: Settings) -> dict[str, str]:
    """The API token, in Freshsales' own scheme."""
    return {"Authorization": f"Token token={settings['api_token']}"}


VENDOR = Vendor(
    name="freshsales",
    title="Freshsales",
    catalog_names=("Freshsales",),
    address="https://{subdomain}.{domain}",
    settings=(
        Setting(
            key="subdomain",
            says="The first word of the account's address: acme for acme.freshsales.io.",
            required=True,
            rule=REQUIRED,
            check=first_word_of(CLASSIC, rule="freshsales.settings.subdomain"),
        ),
        Setting(
            key="domain",
            says="What follows it: freshsales.io, or myfreshworks.com for the Suite without leads.",
            default=CLASSIC,
            rule="freshsales.suite.contacts-only",
            check=check_domain,
        ),
        Setting(
            key="api_token",
            says="The API token of an administrator.",
            required=True,
            secret=True,
            rule=REQUIRED,
        ),
        Setting(
            key="app_token",
            says="The application token of Freshsales for Web; without it the API token.",
            secret=True,
            rule="freshsales.track.app-token",
        ),
        Setting(
            key="via",
            says="How people are written: rest, or tracker as the vendor's own libraries do.",
            default="rest",
            check=check_via,
        ),
        Setting(
            key="identifier_field",
            says="The custom field that keeps the userId, where the account defines it.",
            default="cf_user_id",
            rule="freshsales.identify.userid-matches",
            check=check_identifier_field,
        ),
    ),
    sign=sign,
    unsigned=("/track/", f"{PREFIX}/track/"),
    unsupported={
        "group": "freshsales.calls.group-unsupported",
        "screen": "freshsales.calls.group-unsupported",
        "alias": "freshsales.calls.group-unsupported",
    },
    discover=discover,
    lagging=("identify",),
    settling=dict.fromkeys(("/api/leads", "/api/contacts", "/api/sales_accounts"), LAG_SECONDS),
)
