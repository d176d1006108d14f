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

WITHOUT_ID = "without external_id, which a user with another email holds"
BLAMED_FOR_ID = ("external_id", "name")
"""The fields under which Zendesk may tell that an external_id is taken: nobody says which."""

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
        answer, without_id = yield from _updated(found[0]["id"], user)
    else:
        answer, without_id = yield from _upserted(user, settings)
    if not last and (answer.status == 404 or is_taken(answer, "email")):
        return None
    doing = "updating the user" if found else "creating the user"
    record_of(demand(answer, doing, settings), "user", doing)
    note = "user created" if answer.status == 201 else "user updated"
    return sent(f"{note} {WITHOUT_ID}" if without_id else note)


def _updated(user_id: int, user: Body) -> Generator[Request, Answer, tuple[Answer, bool]]:
    """The answer to an update, and whether the external_id was left out.

    Zendesk refuses one that another user has, which is no reason to lose the rest.
    """
    path = f"/api/v2/users/{user_id}"
    answer = yield Request("PUT", path, body={"user": user})
    if not is_taken(answer, *BLAMED_FOR_ID):
        return answer, False
    return (yield Request("PUT", path, body={"user": _without_id(user)})), True


def _upserted(user: Body, settings: Settings) -> Generator[Request, Answer, tuple[Answer, bool]]:
    """The answer to the upsert of an email that nobody was found by, and whether without the id.

    The email look-up may lag by minutes, the one by external_id does not. An external_id that
    a user of another email holds is left out: create_or_update would update that user.
    """
    external_id: Any = user.get("external_id")
    holders = (
        [] if external_id is None else (yield from users_by_external_id(external_id, settings))
    )
    foreign = not all(same_email(holder, user["email"]) for holder in holders)
    body = {"user": _without_id(user) if foreign else user}
    return (yield Request("POST", "/api/v2/users/create_or_update", body=body)), foreign


def _without_id(user: Body) -> Body:
    return {key: value for key, value in user.items() if key != "external_id"}
