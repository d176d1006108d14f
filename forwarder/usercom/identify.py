"""Identify: one user, updated or created in one write.

Source: seed 004, Identify; apidocs.user.com, update or create user.
"""

from __future__ import annotations

from contracts.call import Call
from forwarder.ending import ends, sent
from forwarder.settings import Settings
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
def _upsert(user: dict[str, object]) -> Steps:
    _, created = yield from upserted(user)
    return sent("user created" if created else "user updated")
