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
    r"GET incremental/(?!users(/cursor)?$).*": "incremental exports of anything but users",
    r"GET (organization_merges/\w+|organizations/\d+/merges)": "how far merges are",
    r"\w+ tickets/(\d+/(?!comments$).+|count|recent|\w+_many|\w+_as_spam|problems.*)": (
        "tickets beyond create, show, list, update and delete"
    ),
    r"\w+ (deleted_tickets|requests|groups|group_memberships|webhooks)(/.*)?": (
        "deleted tickets, requests, groups and webhooks"
    ),
    r"\w+ (time_zones|locales|custom_roles|brands|account|recipient_addresses)(/.*)?": (
        "lists of the account's settings"
    ),
    r"GET (users/\d+/tickets/\w+|organizations/\d+/tickets|problems)(/count)?": (
        "tickets of a user, of an organization or of a problem"
    ),
    r"\w+ ticket_(fields|forms|metrics|metric_events|audits|skips)(/.*)?": (
        "fields, forms, metrics and audits of tickets"
    ),
    r"\w+ (suspended_tickets|satisfaction_\w+|custom_statuses|sharing_agreements|imports)(/.*)?": (
        "suspended, rated, shared and imported tickets"
    ),
    r"\w+ (tags|autocomplete/tags|(users|organizations)/\d+/tags)(/.*)?": (
        "tags apart from the records that have them"
    ),
    r"\w+ (views|macros|triggers|trigger_categories|automations|targets|slas)(/.*)?": (
        "views, macros and business rules"
    ),
    r"\w+ (organization_subscriptions|(users|organizations)/\d+/\w*subscriptions)(/.*)?": (
        "subscriptions to organizations"
    ),
    r"\w+ (sessions|users/(\d+|me)/(sessions?|settings|skips|profiles|group\w*))(/.*)?": (
        "sessions, settings, profiles and groups of users"
    ),
    r"\w+ (attachments|uploads|dynamic_content|apps|activities|audit_logs)(/.*)?": (
        "attachments, apps and what was done"
    ),
    r"\w+ (help_center|community|guide|channels|any_channel|oauth)/.*": (
        "help center, channels and OAuth clients"
    ),
    r"\w+ (custom_objects|user_segments|deletion_schedules|relationships)(/.*)?": (
        "custom objects, segments and schedules of deletions"
    ),
    r"\w+ (business_hours|routing|workspaces|resource_collections)(/.*)?": (
        "schedules, routing and workspaces"
    ),
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
