"""Delivers to Freshdesk: identify and group calls, as contacts and companies.

Source: Segment's page on Freshdesk (seed 000) and developers.freshdesk.com, API v2.
"""

from __future__ import annotations

import re

from contracts.credentials import basic
from contracts.problem import BadSettings
from forwarder.freshdesk.discovery import discover
from forwarder.settings import Settings
from forwarder.subdomain import first_word_of
from forwarder.vendor import Setting, Vendor

DUMMY = "X"
"""The password that goes with an API key: any will do. Source: API v2, Authentication."""


def check_api_key(api_key: str) -> None:
    """A key as Freshdesk shows it: without blanks, and without the password after it."""
    if re.search(r"[\s:]", api_key):
        raise BadSettings("must be the API key alone, without blanks or a colon")


def sign(settings: Settings) -> dict[str, str]:
    """Basic credentials: the API key for a user name. Source: API v2, Authentication."""
    return {"Authorization": basic(settings["api_key"], DUMMY)}


VENDOR = Vendor(
    name="freshdesk",
    title="Freshdesk",
    catalog_names=("Freshdesk",),
    address="https://{domain}.freshdesk.com",
    settings=(
        Setting(
            key="domain",
            says="The first word of the account's address: acme for acme.freshdesk.com.",
            required=True,
            rule="freshdesk.settings.domain",
            check=first_word_of("freshdesk.com"),
        ),
        Setting(
            key="api_key",
            says="The API key of an agent who may write contacts and companies.",
            required=True,
            secret=True,
            rule="freshdesk.settings.api-key",
            check=check_api_key,
        ),
    ),
    sign=sign,
    unsupported={
        "track": "freshdesk.track.unsupported",
        "page": "freshdesk.page.unsupported",
        "screen": "freshdesk.page.unsupported",
        "alias": "freshdesk.track.unsupported",
    },
    discover=discover,
)
