"""Identify: one user, updated or created in one write.

Source: seed 004, Identify; apidocs.user.com, update or create user.
"""

from __future__ import annotations

from contracts.call import Call, Json
from forwarder.ending import ends, failed, sent
from forwarder.settings import Settings
from forwarder.usercom.apart import parted, set_apart
from forwarder.usercom.fields import user_of
from forwarder.usercom.users import nobody, upserted
from forwarder.vendor import Fields, Steps


def identify(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Insert or update the user whom the call selects."""
    draft = user_of(call)
    if "custom_id" not in draft.body:
        return draft.account(nobody())
    return draft.account((yield from _upsert(draft.body)))


@ends
def _upsert(body: dict[str, Json]) -> Steps:
    """A user who is gone again between the two requests is created once more."""
    user, apart = parted(body)
    for _ in range(2):
        user_id, created = yield from upserted(user)
        there = yield from set_apart("users", user_id, apart)
        if there:
            return sent("user created" if created else "user updated")
    return failed("the user is gone again each time it is created")
