"""What Freshsales has and this fake does not: answered 501, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KINDS = "(leads|contacts|sales_accounts|deals)"

UNBUILT: Mapping[str, str] = {
    rf"POST {_KINDS}/bulk_(assign_owner|update)": "giving many records to somebody",
    r"POST leads/bulk_(upsert|destroy)": "many leads at once",
    r"POST leads/upsert": "upserting leads",
    r"(POST|DELETE) leads/\d+/(clone|forget)": "cloning and forgetting leads",
    r"PUT (leads|sales_accounts|deals)/\d+/restore": "restoring other records than contacts",
    r"(GET|POST|PUT) leads/\d+/convert": "converting leads",
    rf"GET {_KINDS}(/view/\d+)?": "views of which nobody says what they list",
    rf"GET {_KINDS}/\d+/(activities|conversations.*|timeline_feeds|sales_activities)": (
        "what happened to a record, one after the other"
    ),
    rf"GET {_KINDS}/\d+/(document_associations|reminders|duplicates|connections)": (
        "documents, reminders, duplicates and connections of a record"
    ),
    r"POST sales_accounts/\d+/manage_team_members": "teams of accounts",
    r"GET notes(/.*)?": "notes other than with the record they are about",
    r"GET tasks": "tasks by other filters",
    r"GET appointments": "appointments by filters",
    r"(GET|PUT|DELETE) phone_calls/.+": "phone calls other than logging one",
    r"GET settings/sales_activities/fields": "the fields of sales activities",
    r"POST (tags|sales_activity_types)": "making tags and types of activities",
    r"(GET|POST|PUT|DELETE) cpq/.*": "products and quotes",
    r"(GET|POST|PUT|DELETE) settings/\w+/forms(/.*)?": "making custom fields",
    r"POST filtered_search/.+": "filters by other attributes or operators",
}
"""Method and path below the REST base, as patterns, and what is asked for there."""


def unbuilt(method: str, path: str) -> str | None:
    """What Freshsales has at that path and this fake does not; None where it has nothing."""
    if path.endswith("/track/post_data"):
        return "the oldest generation of tracking"
    if path.startswith("/crm/sales") and re.search(r"/leads?(/|$)", path):
        return None
    asked = f"{method} {path.removeprefix('/crm/sales').removeprefix('/api/')}"
    return next((what for pattern, what in UNBUILT.items() if re.fullmatch(pattern, asked)), None)
