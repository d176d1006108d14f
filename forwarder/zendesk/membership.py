"""Linking the user who made a group call to its organization.

Source: seed 001, Group; developer.zendesk.com, Organization Memberships.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from contracts.call import Call
from contracts.exchange import Answer, Request
from forwarder.settings import Settings
from forwarder.traits import email_of, user_traits
from forwarder.zendesk.answers import demand, is_taken
from forwarder.zendesk.pages import Records
from forwarder.zendesk.users import users_by_email, users_by_external_id

USER_RULE = "zendesk.group.link-user"
AGAIN_RULE = "zendesk.group.link-idempotent"
FORBIDDEN_RULE = "zendesk.group.admin"


class Link(NamedTuple):
    """What became of the link, and the rule behind it where it is not the plain case."""

    says: str
    rule: str | None = None


def linked(
    call: Call, organization_id: int, settings: Settings
) -> Generator[Request, Answer, Link]:
    """Link the one user whom the call names, by userId, else by ``context.traits.email``.

    A user who is linked already stays so; nobody, or more than one, is reported and not linked.
    """
    users = yield from _users_of(call, settings)
    if len(users) != 1:
        who = f"{len(users)} users match" if users else "no user of the call is known to Zendesk"
        return Link(f"nobody linked: {who}", USER_RULE)
    pair = {"user_id": users[0]["id"], "organization_id": organization_id}
    answer = yield Request(
        "POST", "/api/v2/organization_memberships", body={"organization_membership": pair}
    )
    if is_taken(answer, "user_id", "user", "organization_id", "organization", "base"):
        return Link("the user was linked already", AGAIN_RULE)
    demand(answer, "linking the user to the organization", settings, FORBIDDEN_RULE)
    return Link("user linked")


def _users_of(call: Call, settings: Settings) -> Generator[Request, Answer, Records]:
    if call.user_id is not None:
        found = yield from users_by_external_id(call.user_id, settings)
        if found:
            return found
    email = email_of(user_traits(call))
    return (yield from users_by_email(email[1], settings)) if email else []
