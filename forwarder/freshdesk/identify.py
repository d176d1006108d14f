"""Identify: one contact, found by email, then updated or created.

Source: seed 000, Identify; developers.freshdesk.com, API v2, Contacts.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from contracts.call import Call, Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, ends, failed, refused, sent, skipped
from forwarder.freshdesk.answers import done, rows_of, taken, with_ids
from forwarder.freshdesk.fields import contact_of
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps

CONTACTS = "/api/v2/contacts"

Body = Mapping[str, Json]


def identify(call: Call, _settings: Settings, fields: Fields) -> Steps:
    """Insert or update the contact whose email the call names."""
    draft = contact_of(call, fields)
    if "email" not in draft.body:
        says = "the call has no traits.email, by which contacts are matched"
        return draft.account(skipped(says, "freshdesk.identify.email-required"))
    return draft.account((yield from _upsert(draft.body)))


@ends
def _upsert(contact: Body) -> Steps:
    outcome = yield from _attempt(contact)
    if outcome is None:
        outcome = yield from _attempt(contact)
    return outcome or failed("updating the contact: it is gone; try again")


def _attempt(contact: Body) -> Generator[Request, Answer, Outcome | None]:
    """The outcome; None where the contact was deleted for good between look-up and write."""
    found = yield from _found(contact["email"])
    if found is not None:
        return (yield from _updated(found, contact))
    named = {"name": contact["email"], **contact}
    answer = yield Request("POST", CONTACTS, body=named)
    holder = (taken(answer, "email") or {}).get("user_id")
    if type(holder) is not int:
        done(answer, "creating the contact")
        return sent("contact created")
    updated = yield from _updated(holder, contact)
    if updated is None:
        says = "the email belongs to an agent, who is no contact"
        return refused(says, "freshdesk.identify.agent-untouched")
    return updated


def _found(email: str) -> Generator[Request, Answer, int | None]:
    """The id of the contact whose email is this, whatever its case; this look-up never lags."""
    doing = "looking up the contact"
    answer = yield Request("GET", CONTACTS, {"email": email})
    rows = with_ids(rows_of(answer, doing), doing)
    ids = [row["id"] for row in rows if str(row.get("email")).lower() == email.lower()]
    if len(ids) > 1:
        says = f"{len(ids)} contacts have this email, so nothing is written"
        raise Ended(refused(says, "freshdesk.identify.match-by-email"))
    return ids[0] if ids else None


def _updated(contact_id: int, contact: Body) -> Generator[Request, Answer, Outcome | None]:
    """The outcome of writing to a contact; None where no contact has this id."""
    changes = {key: value for key, value in contact.items() if key != "email"}
    if not changes:
        return sent("the contact is there, and the call changes nothing of it")
    answer = yield Request("PUT", f"{CONTACTS}/{contact_id}", body=changes)
    if answer.status == 404:
        return None
    if answer.status == 405:
        says = "the contact of this email is deleted or blocked, so nothing is written"
        return refused(says, "freshdesk.identify.deleted-untouched")
    done(answer, "updating the contact")
    return sent("contact updated")
