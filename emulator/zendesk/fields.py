"""The attributes of a user, in the order an answer has them.

Source: developer.zendesk.com, Users; answers recorded in 2021 and 2023.
"""

from __future__ import annotations

from collections.abc import Mapping

from emulator.table import Record
from emulator.zendesk.parameters import CREATE, WRITE, Attribute
from emulator.zendesk.values import anything, flag, mapping, objects, one_of, text, whole, words

ROLES = ("end-user", "agent", "admin")
RESTRICTIONS = ("organization", "groups", "assigned", "requested")

USER = (
    Attribute("id"),
    Attribute("url", kept=False),
    Attribute("name", read=text, on=WRITE),
    Attribute("email", read=text, on=WRITE),
    Attribute("created_at"),
    Attribute("updated_at"),
    Attribute("time_zone", "America/New_York", text, WRITE),
    Attribute("iana_time_zone", "America/New_York"),
    Attribute("phone", read=text, on=WRITE),
    Attribute("shared_phone_number", read=flag, on=WRITE),
    Attribute("photo"),
    Attribute("locale_id", 1, whole, WRITE),
    Attribute("locale", "en-US", text, WRITE),
    Attribute("organization_id", read=whole, on=WRITE),
    Attribute("role", "end-user", one_of(ROLES), WRITE),
    Attribute("verified", False, flag, WRITE),
    Attribute("external_id", read=text, on=WRITE),
    Attribute("tags", (), words, WRITE),
    Attribute("alias", read=text, on=WRITE),
    Attribute("active", True),
    Attribute("shared", False),
    Attribute("shared_agent", False),
    Attribute("last_login_at"),
    Attribute("two_factor_auth_enabled", False),
    Attribute("signature", read=text, on=WRITE),
    Attribute("details", read=text, on=WRITE),
    Attribute("notes", read=text, on=WRITE),
    Attribute("role_type"),
    Attribute("custom_role_id", read=whole, on=WRITE),
    Attribute("moderator", False, flag, WRITE),
    Attribute("ticket_restriction", "requested", text, WRITE),
    Attribute("only_private_comments", False, flag, WRITE),
    Attribute("restricted_agent", True),
    Attribute("suspended", False, flag, WRITE),
    Attribute("default_group_id", read=whole, on=WRITE),
    Attribute("report_csv", False),
    Attribute("user_fields", (), mapping, WRITE),
)
"""What a user has; ``url`` depends on the host that was asked."""

UNSHOWN = (
    Attribute("skip_verify_email", read=flag, on=WRITE, kept=False),
    Attribute("organization", read=mapping, on=WRITE, kept=False),
    Attribute("identities", read=objects, on=CREATE, kept=False),
    Attribute("remote_photo_url", read=anything, on=WRITE, kept=False),
    Attribute("photo", read=anything, on=WRITE, kept=False),
    Attribute("agent_brand_ids", read=anything, on=WRITE, kept=False),
    Attribute("password", read=anything, on=WRITE, kept=False),
)
"""What a request may say and no answer shows as said."""

BY_ROLE: Mapping[str, Record] = {
    "admin": {
        "role_type": 4,
        "moderator": True,
        "ticket_restriction": None,
        "restricted_agent": False,
        "report_csv": True,
    },
    "agent": {
        "role_type": None,
        "moderator": True,
        "ticket_restriction": None,
        "restricted_agent": False,
        "report_csv": False,
    },
    "end-user": {
        "role_type": None,
        "moderator": False,
        "ticket_restriction": "requested",
        "restricted_agent": True,
        "report_csv": False,
    },
}
"""The values that come with a role."""
