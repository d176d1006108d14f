"""The attributes of contacts and companies that a request can set.

Source: developers.freshdesk.com/api, Contacts and Companies; answers recorded in 2022.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.call import Json
from emulator.freshdesk.values import (
    Read,
    file,
    flag,
    mapping,
    midnight,
    objects,
    record_id,
    record_ids,
    text,
    texts,
    whole,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: how its values are read, and what it is while nobody has set it."""

    name: str
    read: Read
    default: Json = None


CONTACT: Sequence[Attribute] = (
    Attribute("name", text),
    Attribute("email", text),
    Attribute("phone", text),
    Attribute("mobile", text),
    Attribute("twitter_id", text),
    Attribute("unique_external_id", text),
    Attribute("other_emails", texts, []),
    Attribute("company_id", record_id),
    Attribute("view_all_tickets", flag),
    Attribute("other_companies", objects, []),
    Attribute("address", text),
    Attribute("description", text),
    Attribute("job_title", text),
    Attribute("custom_fields", mapping, {}),
    Attribute("language", text, "en"),
    Attribute("tags", texts, []),
    Attribute("time_zone", text),
    Attribute("avatar", file),
)

COMPANY: Sequence[Attribute] = (
    Attribute("name", text),
    Attribute("description", text),
    Attribute("note", text),
    Attribute("domains", texts, []),
    Attribute("health_score", text),
    Attribute("account_tier", text),
    Attribute("industry", text),
    Attribute("renewal_date", midnight),
    Attribute("custom_fields", mapping, {}),
)

AGENT: Sequence[Attribute] = (
    Attribute("occasional", flag, False),
    Attribute("signature", text),
    Attribute("ticket_scope", whole, 1),
    Attribute("skill_ids", record_ids, []),
    Attribute("group_ids", record_ids, []),
    Attribute("role_ids", record_ids, []),
    Attribute("type", text, "support_agent"),
    Attribute("focus_mode", flag, True),
)

IDENTIFIERS = ("email", "mobile", "phone", "twitter_id", "unique_external_id")
"""Of these a new contact has one at least."""

UNLISTED = frozenset({"tags", "other_emails", "view_all_tickets", "avatar"})
"""What a contact in a list does not show."""

UNIQUE = ("email", "twitter_id", "unique_external_id")
"""No two contacts share one of these."""

UNBUILT: Mapping[str, str] = {
    "social_handler": "social handlers",
    "lookup_parameter": "custom objects",
}
"""Attributes that Freshdesk takes and this fake does not."""
