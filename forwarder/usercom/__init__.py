"""Delivers to User.com: identify, page, track and group calls over its REST API.

Source: Segment's page on User.com (seed 004) and apidocs.user.com, version 2.
"""

from __future__ import annotations

import re

from contracts.problem import BadSettings
from forwarder.settings import Settings
from forwarder.subdomain import first_word_of
from forwarder.vendor import Setting, Vendor

VERSION = "*/*; version=2"
"""The Accept header that asks for version 2; without it User.com speaks version 1."""


def check_key(key: str) -> None:
    """The key alone, as it stands behind the word Token. Source: seed 004, Settings."""
    if re.fullmatch(r"[!-~]+", key) is None:
        raise BadSettings("must be the key alone, without spaces or the word Token")


def sign(settings: Settings) -> dict[str, str]:
    """The key, and the version of the API that the calls are made for."""
    return {"Authorization": f"Token {settings['api_key']}", "Accept": VERSION}


VENDOR = Vendor(
    name="usercom",
    title="User.com",
    catalog_names=("User.com", "“User.com”", "UserEngage"),
    address="https://{subdomain}.user.com",
    settings=(
        Setting(
            key="subdomain",
            says="The first word of the app's address: acme for acme.user.com.",
            required=True,
            rule="usercom.settings.subdomain",
            check=first_word_of("user.com"),
        ),
        Setting(
            key="api_key",
            says="The app's API key.",
            required=True,
            secret=True,
            rule="usercom.settings.api-key",
            check=check_key,
        ),
    ),
    sign=sign,
    unsupported={
        "screen": "usercom.screen.unsupported",
        "alias": "usercom.alias.unsupported",
    },
)
