"""The standard fields of users and companies, in the order an answer has them.

Source: apidocs.user.com, Users and Companies; answers recorded in 2018 (user_engage-ruby) and
mocked in 2022 (rudder-transformer).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from contracts.call import Json
from emulator.usercom.values import (
    Read,
    address,
    choice,
    email,
    filled,
    flag,
    required,
    text,
    texts,
    time,
    whole,
)

GENDERS: Mapping[str, str] = {"1": "unknown", "2": "male", "3": "female"}
STATUSES: Mapping[str, str] = {"1": "visitor", "2": "user"}


@dataclass(frozen=True, slots=True)
class Field:
    """One standard field: its value while nobody has set one, and how a written value is read.

    ``read`` is None for what cannot be written: it is ignored. ``names`` are its names in
    versions 1 and 2, an empty one where that version has no such field. ``shown`` are the
    versions whose answers have it; what is not ``kept`` is made from other things when it is shown.
    """

    name: str
    default: Json = None
    read: Read | None = None
    names: tuple[str, str] | None = None
    shown: Collection[int] = (1, 2)
    kept: bool = True

    def named(self, version: int) -> str:
        """Its name in a version of the API."""
        return self.names[version - 1] if self.names else self.name


USER = (
    Field("id"),
    Field("user_key", read=filled(text()), names=("key", "user_key")),
    Field("name"),
    Field("email", read=email),
    Field("gender", read=choice(GENDERS)),
    Field("status", "visitor", required(choice(STATUSES))),
    Field("phone_number", read=text(64)),
    Field("first_seen", read=time),
    Field("last_seen", read=time),
    Field("page_views", 0),
    Field("last_ip", read=address),
    Field("timezone", read=text()),
    Field("city", read=text(64)),
    Field("region", read=text()),
    Field("country", read=text()),
    Field("unsubscribed", False, flag),
    Field("browser_language"),
    Field("score", 0, required(whole)),
    Field("browser"),
    Field("os_type"),
    Field("resolution", read=text()),
    Field("created_at"),
    Field("updated_at"),
    Field("companies", kept=False),
    Field("attributes", names=("attributes", ""), kept=False),
    Field("gravatar_url", read=text()),
    Field("lists", []),
    Field("tags", [], texts),
    Field("notifications", True, flag),
    Field("facebook_url", read=text()),
    Field("linkedin_url", read=text()),
    Field("twitter_url", read=text()),
    Field("google_url", read=text()),
    Field("last_contacted"),
    Field("custom_id", read=filled(text()), names=("user_id", "custom_id")),
    Field("web_push_subscription", False, names=("", "web_push_subscription")),
    Field("assigned_to", read=whole, shown=(2,)),
    Field("first_name", read=text(40), shown=()),
    Field("last_name", read=text(40), shown=()),
    Field("user_agent", read=text(), shown=()),
    Field("os", read=text(), shown=()),
    Field("device_name", read=text(), shown=()),
    Field("device_type", read=text(), shown=()),
    Field("language", read=text(), shown=()),
    Field("ip_address", read=address, shown=()),
    Field("browser_family", read=text(), shown=()),
    Field("browser_version", read=text(), shown=()),
    Field("current_url", read=text(), shown=()),
    Field(
        "company_custom_id",
        read=filled(text()),
        names=("company_id", "company_custom_id"),
        shown=(),
        kept=False,
    ),
)
"""What a user has; who writes ``first_name`` reads it back in ``name`` alone."""

MIRRORS: Mapping[str, str] = {
    "os": "os_type",
    "language": "browser_language",
    "ip_address": "last_ip",
    "browser_family": "browser",
}
"""Names that Segment's page on User.com uses, and the user's own fields for the same."""

COMPANY = (
    Field("id"),
    Field("name", read=required(text())),
    Field("custom_id", read=filled(text()), names=("company_id", "custom_id")),
    Field("description", read=text()),
    Field("email", read=email),
    Field("address", read=text()),
    Field("city", read=text()),
    Field("region", read=text()),
    Field("country", read=text()),
    Field("postal_code", read=text()),
    Field("phone_numbers", read=texts),
    Field("size", read=whole, names=("approx_employees", "size")),
    Field("tags", [], texts),
    Field("employees", kept=False),
    Field("attributes", names=("attributes", ""), kept=False),
    Field("created_at"),
    Field("updated_at"),
    Field("assigned_to", read=whole, shown=()),
)
"""What a company has; ``employees`` are the ids of its members, ``size`` is the head count."""
