"""Identify: one user, found by email, updated or created in one write.

Source: seed 001, Identify; developer.zendesk.com, Users.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from contracts.call import Call, Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import ends, sent, skipped
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps
from forwarder.zendesk.answers import demand, is_taken, record_of
from forwarder.zendesk.fields import NAME_RULE, user_of
from forwarder.zendesk.users import same_email, users_by_email, users_by_external_id

Body = Mapping[str, Json]


def identify(call: Call, settings: Settings, fields: Fields) -> Steps:
    """Insert or update the user whose email the call names."""
    draft = user_of(call, settings, fields)
    if "email" not in draft.body:
        says = "the call has no traits.email, by which users are matched"
        return draft.account(skipped(says, "zendesk.identify.email-required"))
    if "name" not in draft.body:
        says = "the call has neither name nor both first_name and last_name"
        return draft.account(skipped(says, NAME_RULE))
    return draft.account((yield from _upsert(draft.body, settings)))


@ends
def _upsert(user: Body, settings: Settings) -> Steps:
    outcome = yield from _attempt(user, settings)
    if outcome is None:
        outcome = yield from _attempt(user, settings, last=True)
    assert outcome is not None
    return outcome


def _attempt(
    user: Body, settings: Settings, *, last: bool = False
) -> Generator[Request, Answer, Outcome | None]:
    """The outcome; None where somebody else's write came between look-up and ours."""
    found = yield from users_by_email(user["email"], settings)
    if len(found) > 1:
        says = f"{len(found)} users have this email, so nothing is written"
        return skipped(says, "zendesk.identify.multiple-noop")
    if found:
        request = Request("PUT", f"/api/v2/users/{found[0]['id']}", body={"user": user})
        doing = "updating the user"
        note = "user updated"
    else:
        user, note = yield from _without_taken_id(user, settings)
        request = Request("POST", "/api/v2/users/create_or_update", body={"user": user})
        doing = "creating the user"
    answer = yield request
    if not last and (answer.status == 404 or is_taken(answer, "email")):
        return None
    record_of(demand(answer, doing, settings), "user", doing)
    return sent(note if answer.status != 201 else note.replace("updated", "created"))


def _without_taken_id(
    user: Body, settings: Settings
) -> Generator[Request, Answer, tuple[Body, str]]:
    """The user to send for an email nobody was found by, and what to say of it.

    The email look-up may lag by minutes, the one by external_id does not. An external_id that
    a user of another email holds is left out: create_or_update would update that user.
    """
    external_id: Any = user.get("external_id")
    if external_id is None:
        return user, "user updated"
    holders = yield from users_by_external_id(external_id, settings)
    if all(same_email(holder, user["email"]) for holder in holders):
        return user, "user updated"
    rest = {key: value for key, value in user.items() if key != "external_id"}
    return rest, "user updated without external_id, which a user with another email holds"
