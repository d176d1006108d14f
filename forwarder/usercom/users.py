"""Selecting the user of a call: created if unknown, always by its custom_id.

Source: seed 004, Getting Started; apidocs.user.com, update or create user.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace

from contracts.call import Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, refused, skipped
from forwarder.mapping import Draft
from forwarder.usercom.answers import ADDRESS_RULE, demand, held

UPSERT = "/api/public/users/update_or_create/"
DOING = "selecting the user"


def nobody() -> Outcome:
    """The outcome of a call that selects nobody."""
    says = "the call has neither userId nor anonymousId, by which users are selected"
    return skipped(says, "usercom.match.identifier-required")


def upserted(user: Mapping[str, Json]) -> Generator[Request, Answer, tuple[int, bool]]:
    """The id of the user, and whether User.com created it just now."""
    answer = yield Request("POST", UPSERT, body=dict(user))
    if answer.status == 404:
        says = f"{DOING}: User.com knows no such address; check the subdomain"
        raise Ended(refused(says, ADDRESS_RULE))
    user_id: int = held(demand(answer, DOING), "id", int, DOING)
    return user_id, answer.body.get("created") is True


def accounted(outcome: Outcome, *drafts: Draft) -> Outcome:
    """The outcome with the account of every draft, in turn."""
    return replace(outcome, mapping=tuple(entry for draft in drafts for entry in draft.mapping))
