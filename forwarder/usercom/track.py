"""Track: one occurrence of an event, of a user who is created first if unknown.

Source: seed 004, Track; apidocs.user.com, create event.
"""

from __future__ import annotations

from contracts.call import Call, Json
from contracts.exchange import Request
from forwarder.ending import ends, sent
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.usercom.answers import demand
from forwarder.usercom.fields import identified
from forwarder.usercom.users import accounted, nobody, upserted
from forwarder.vendor import Fields, Steps

DOING = "recording the event"


def track(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Record the event that the call names, with its properties as they are."""
    user, event = identified(call), event_of(call)
    if "custom_id" not in user.body:
        return accounted(nobody(), user, event)
    return accounted((yield from _record(user.body, event.body)), user, event)


def event_of(call: Call) -> Draft:
    """The occurrence that a track call describes; one without a time is dated by User.com."""
    draft = Draft(call.properties)
    draft.put_id("event", "name", call.event)
    draft.body["data"] = {}
    for key in draft.left:
        draft.put_as_is(key, "data")
    if call.timestamp is not None:
        draft.put_id("timestamp", "timestamp", int(call.timestamp.timestamp()))
    return draft


@ends
def _record(user: dict[str, Json], event: dict[str, Json]) -> Steps:
    """A user who is gone again between the two requests is created once more."""
    for _ in range(2):
        user_id, created = yield from upserted(user)
        answer = yield Request("POST", "/api/public/events/", body={"user_id": user_id, **event})
        if answer.status != 404:
            break
    demand(answer, DOING)
    return sent("user created, event recorded" if created else "event recorded")
