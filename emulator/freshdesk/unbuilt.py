"""What Freshdesk has and this fake does not: answered 501, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

UNBUILT: Mapping[str, str] = {
    r"OPTIONS .*": "what browsers ask before a request to another site (CORS)",
    r"(GET|POST) agents(/autocomplete)?": "agents other than the caller",
    r"(GET|PUT|DELETE) agents/\d+": "agents other than the caller",
    r"(GET account|POST account/export)": "the account itself",
    r"GET jobs/[^/]+": "jobs",
    r"(GET|POST|PUT|DELETE) (ticket_fields|ticket-forms|admin)(/.*)?": "the fields of tickets",
    r"POST tickets/(bulk_update|bulk_delete|outbound_email)": "work on tickets in bulk",
    r"(GET|POST|PUT|DELETE) tickets/\d+/(?!conversations|reply|notes|restore).+": (
        "forwards, watchers, times and surveys of tickets"
    ),
    r"(GET|POST|PUT|DELETE) (groups|roles|skills|products|solutions|time_entries)(/.*)?": (
        "groups, roles and solutions"
    ),
    r"(GET|POST|PUT|DELETE) (surveys|discussions|canned_response\w*)(/.*)?": (
        "surveys, forums and canned responses"
    ),
    r"(GET|POST|PUT|DELETE) (automations|scenario_automations|sla_policies|business_hours)(/.*)?": (
        "automations and service levels"
    ),
    r"(GET|POST|PUT|DELETE) (email_configs|email/mailboxes|custom_objects)(/.*)?": (
        "mailboxes and custom objects"
    ),
    r"(GET|DELETE) (attachments|threads|collaboration)/.*": "attachments and threads",
}
"""Method and path below ``/api/v2/``, as patterns, and what is asked for there."""


def unbuilt(method: str, path: str) -> str | None:
    """What Freshdesk has at that path and this fake does not; None where it has nothing."""
    called = f"{method} {path.removeprefix('/api/v2/')}"
    return next((what for pattern, what in UNBUILT.items() if re.fullmatch(pattern, called)), None)
