"""Track: one event, under its own name. Source: seed 003, Track."""

from __future__ import annotations

from contracts.call import Call
from forwarder.ending import skipped
from forwarder.freshsales.generation import served
from forwarder.freshsales.tracker import flat, told
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps


def track(call: Call, settings: Settings, _fields: Fields) -> Steps:
    """Send the event with its properties beside its name."""
    draft = Draft(call.properties)
    user_id, event = (call.user_id or "").strip(), (call.event or "").strip()
    if not user_id:
        says = "the call has no userId, and an event must say whose it is"
        return draft.account(skipped(says, "freshsales.track.identity"))
    if not event:
        return draft.account(skipped("the event has no name", "freshsales.track.custom"))
    draft.put_id("event", "name", call.event)
    if "name" in call.properties:
        draft.drop("name", "the event's own name stands there")
    body = {"event": flat(draft, call.properties)}
    steps = told("events", user_id, body, settings)
    return draft.account((yield from served(steps, settings)))
