"""Identify: one lead, or one contact, found by userId, else by email, and written.

Source: seed 003, Identify.
"""

from __future__ import annotations

from contracts.call import Call
from forwarder.ending import skipped
from forwarder.freshsales.drafts import person_of
from forwarder.freshsales.generation import served
from forwarder.freshsales.people import written
from forwarder.freshsales.tracker import visitor_sent
from forwarder.mapping import Draft
from forwarder.recent import Recent
from forwarder.settings import Settings
from forwarder.traits import email_or_user_id
from forwarder.vendor import Fields, Steps


def identify(call: Call, settings: Settings, fields: Fields, recent: Recent | None = None) -> Steps:
    """Create or update the person whom the call names by userId.

    ``recent`` are the people written lately, whom no look-up may show yet.
    """
    if not (call.user_id or "").strip():
        says = "the call has no userId, by which leads and contacts are identified"
        return Draft(call.traits).account(skipped(says, "freshsales.identify.userid-required"))
    if email_or_user_id(call) is None:
        says = "the userId is no email and the traits hold none"
        return Draft(call.traits).account(skipped(says, "freshsales.identify.email-required"))
    person = person_of(call, settings, fields)
    if settings["via"] == "tracker":
        steps = visitor_sent(person, settings, fields)
    else:
        steps = written(person, recent or Recent())
    return person.draft.account((yield from served(steps, settings)))
