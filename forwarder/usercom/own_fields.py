"""The fields that are User.com's own, which no custom attribute may write.

Source: apidocs.user.com, users and companies.
"""

from __future__ import annotations

from forwarder.usercom.context import FIELDS

_PERSON = {"name", "first_name", "last_name", "email", "phone_number", "gender", "assigned_to"}
_KEYS = {"id", "user_key", "custom_id", "company_custom_id", "companies", "lists", "tags"}
_PLACE = {"city", "region", "country", "timezone", "last_ip"}
_SEEN = {"status", "first_seen", "last_seen", "last_contacted", "most_active_time", "page_views"}
_BROWSER = {"browser", "browser_language", "os_type", "resolution", "web_push_subscription"}
_WISHES = {"score", "unsubscribed", "notifications"}
_PAGES = {"facebook_url", "google_url", "gravatar_url", "linkedin_url", "twitter_url"}
_RECORD = {"created_at", "updated_at", "attributes"}

USER = frozenset(
    _PERSON | _KEYS | _PLACE | _SEEN | _BROWSER | _WISHES | _PAGES | _RECORD | FIELDS.keys()
)
"""The fields of a user, with those that a context fills."""

_COMPANY = {"id", "custom_id", "name", "description", "email", "size", "tags", "assigned_to"}
_REACHED = {"address", "city", "region", "country", "postal_code", "phone_numbers", "employees"}

COMPANY = frozenset(_COMPANY | _REACHED | _RECORD)
"""The fields of a company."""


def is_own(name: str, own: frozenset[str]) -> bool:
    """Whether a trait of this name would write one of the fields; case and spaces aside."""
    return name.strip().lower().replace(" ", "_") in own
