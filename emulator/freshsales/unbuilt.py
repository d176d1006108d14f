"""What Freshsales has and this fake does not: answered 501, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KINDS = "(leads|contacts|sales_accounts|deals)"

UNBUILT: Mapping[str, str] = {
    rf"POST {_KINDS}/bulk_(upsert|assign_owner|update)": "writing many records in a job",
    r"POST (leads|sales_accounts|deals)/bulk_destroy": "deleting many records",
    rf"POST {_KINDS}/\d+/clone": "cloning records",
    r"(GET|POST|PUT) leads/\d+/convert": "converting leads",
    rf"GET {_KINDS}/\d+/(activities|appointments|notes|tasks|conversations.*|timeline_feeds)": (
        "what happened to a record"
    ),
    rf"GET {_KINDS}/\d+/(document_associations|reminders|duplicates|connections|contacts)": (
        "what is related to a record"
    ),
    r"POST sales_accounts/\d+/manage_team_members": "teams of accounts",
    r"GET contacts/lists/\d+": "lists of contacts",
    r"(GET|POST|PUT|DELETE) (lists|notes|tasks|appointments|sales_activities)(/.*)?": (
        "lists, notes, tasks, appointments and activities"
    ),
    r"(POST|PUT|DELETE) phone_calls(/.*)?": "phone calls",
    r"GET selector/.+": "further selectors",
    r"GET job_statuses/.+": "jobs",
    r"(GET|POST|PUT|DELETE) cpq/.*": "products and quotes",
    r"(GET|POST|PUT|DELETE) settings/\w+/forms(/.*)?": "making custom fields",
    r"POST filtered_search/.+": "filters beyond the email of a contact",
}
"""Method and path below the REST base, as patterns, and what is asked for there."""


def unbuilt(method: str, path: str) -> str | None:
    """What Freshsales has at that path and this fake does not; None where it has nothing."""
    if path.endswith("/track/post_data"):
        return "the oldest generation of tracking"
    asked = f"{method} {path.removeprefix('/crm/sales').removeprefix('/api/')}"
    return next((what for pattern, what in UNBUILT.items() if re.fullmatch(pattern, asked)), None)
