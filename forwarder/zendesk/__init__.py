"""Delivers to Zendesk: identify and group calls, as users and organizations.

Source: Segment's page on Zendesk (seed 001) and developer.zendesk.com.
"""

from __future__ import annotations

import re

from contracts.credentials import basic
from contracts.problem import BadSettings
from forwarder.settings import Settings
from forwarder.subdomain import first_word_of
from forwarder.vendor import Setting, Vendor
from forwarder.zendesk.discovery import discover


def check_email(email: str) -> None:
    """An account's email, or one ending in ``/token``: the word, not the token, and once.

    Source: seed 001, Credentials and Settings.
    """
    address, slash, suffix = email.partition("/")
    if re.fullmatch(r"[^@\s:]+@[^@\s:]+", address) is None:
        raise BadSettings("must be the account's email, or that with /token at its end")
    if slash and suffix == "token/token":
        rule = "zendesk.auth.email-token-suffix"
        raise BadSettings("must end in /token once, not twice", rule=rule)
    if slash and suffix != "token":
        rule = "zendesk.auth.literal-token-word"
        raise BadSettings(
            "must end in the word /token; the token itself belongs in password", rule=rule
        )


def sign(settings: Settings) -> dict[str, str]:
    """Basic credentials: email and password, or ``email/token`` and API token.

    The email goes as it is set: whoever signs in with a token has put ``/token`` there.
    """
    return {"Authorization": basic(settings["email"], settings["password"])}


VENDOR = Vendor(
    name="zendesk",
    title="Zendesk",
    catalog_names=("Zendesk",),
    address="https://{subdomain}.zendesk.com",
    settings=(
        Setting(
            key="subdomain",
            says="The first word of the account's address: acme for acme.zendesk.com.",
            required=True,
            rule="zendesk.settings.subdomain",
            check=first_word_of("zendesk.com"),
        ),
        Setting(
            key="email",
            says="The email of an administrator, with /token at its end to use an API token.",
            required=True,
            rule="zendesk.settings.email",
            check=check_email,
        ),
        Setting(
            key="password",
            says="The account's password, or the API token.",
            required=True,
            secret=True,
            rule="zendesk.settings.password",
        ),
        Setting(
            key="verified",
            says="Create users as verified, so that no verification mail is sent.",
            kind=bool,
            default=False,
            rule="zendesk.settings.verified",
        ),
    ),
    sign=sign,
    unsupported={
        "track": "zendesk.track.unsupported",
        "page": "zendesk.page.unsupported",
        "screen": "zendesk.page.unsupported",
        "alias": "zendesk.track.unsupported",
    },
    discover=discover,
)
