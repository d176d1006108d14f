"""What Zendesk has and this fake does not: answered 501, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from contracts.own_answers import not_emulated
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk.query import asked

UNBUILT: Mapping[str, str] = {
    r"POST users/(request_create|logout_many)": "requests about users",
    r"(GET|POST|PUT) users/\d+/password(/requirements)?": "passwords of users",
    r"GET groups/\d+/users(/count)?": "users of a group",
    r"(GET|PUT) end_users/.*": "what end users may do",
    r"POST users/\d+/events": "events of a user",
    r"GET incremental/.*": "incremental exports",
    r"GET (organization_merges/\w+|organizations/\d+/merges)": "how far merges are",
    r"\w+ tickets/(\d+/(?!comments$).+|count|recent|\w+_many|\w+_as_spam|problems.*)": (
        "tickets beyond create, show, list, update and delete"
    ),
    r"\w+ (deleted_tickets|requests|groups|group_memberships|webhooks)(/.*)?": (
        "deleted tickets, requests, groups and webhooks"
    ),
    r"GET (time_zones|locales|custom_roles|brands)(/.*)?": "lists of the account's settings",
}
"""Method and path below ``/api/v2/``, as patterns, and what is asked for there."""


@keeps("zendesk.requests.include-ignored")
def leave_out_sideloads(visit: Visit) -> bool:
    """Nothing stands beside the records that are asked for; 501 where so switched."""
    if not asked(visit, "include"):
        return False
    if visit.account.settings.get("sideloads") == "refuse":
        raise Refusal(not_emulated("records beside those asked for (include)"))
    return True


def unbuilt(method: str, path: str) -> str | None:
    """What Zendesk has at that path and this fake does not; None where it has nothing."""
    if path == "/oauth/tokens":
        return "OAuth tokens; name them in the account file"
    asked = f"{method} {path.removeprefix('/api/v2/')}"
    return next((what for pattern, what in UNBUILT.items() if re.fullmatch(pattern, asked)), None)
