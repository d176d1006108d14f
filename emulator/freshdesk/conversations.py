"""What is said about a ticket: replies to the requester, and notes.

Source: developers.freshdesk.com/api, Conversations.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk import ticket_shapes as shapes
from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.files import all_kept
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.paging import PARAMETERS, page_of
from emulator.freshdesk.parameters import said
from emulator.freshdesk.rules import tickets as rules
from emulator.freshdesk.rules.requests import check_parameters, check_types
from emulator.freshdesk.ticket_attributes import CHANGED_MESSAGE, NOTE, REPLY
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "conversations"

routes = Routes(TABLE, __name__)


@routes.get("/tickets/<ticket_id>/conversations")
def index(visit: Visit, ticket_id: str) -> Answer:
    """The conversations of a ticket, the oldest first."""
    ticket = record_of(visit, "tickets", ticket_id)
    check_parameters(visit, PARAMETERS)
    found = visit.account.tables[TABLE].find("ticket_id", ticket["id"])
    return page_of(visit, found, shapes.conversation)


@routes.post("/tickets/<ticket_id>/reply")
def reply(visit: Visit, ticket_id: str) -> Answer:
    """A reply, sent to who asked."""
    ticket = record_of(visit, "tickets", ticket_id)
    rules.check_writable(visit, ticket)
    given = _given(visit, REPLY)
    to = _address_of(visit, ticket)
    replied = {"kind": "reply", "source": 0, "replied_to": to, "to_emails": to, "private": False}
    message = _kept(visit, ticket, {**given, **replied})
    sent = {"kind": "reply", "to": [*to, *given["cc_emails"], *given["bcc_emails"]]}
    account, now = visit.account, message["created_at"]
    mail = {"id": account.next_id(), "ticket_id": ticket["id"], "sent_at": now}
    account.tables["outbox"].put({**mail, **sent})
    stats = {**ticket["stats"], "agent_responded_at": now}
    stats["first_responded_at"] = stats["first_responded_at"] or now
    store(account, "tickets", {**ticket, "stats": stats, "updated_at": now})
    return Answer(201, shapes.message(message))


@routes.post("/tickets/<ticket_id>/notes")
def note(visit: Visit, ticket_id: str) -> Answer:
    """A note, seen by agents alone unless it says otherwise."""
    ticket = record_of(visit, "tickets", ticket_id)
    rules.check_writable(visit, ticket)
    given = _given(visit, NOTE)
    told = given.pop("notify_emails")
    noted = {"kind": "note", "source": 2, "notified_to": told, "to_emails": told}
    message = _kept(visit, ticket, {**given, **noted})
    store(visit.account, "tickets", {**ticket, "updated_at": message["created_at"]})
    return Answer(201, shapes.message(message))


@routes.put("/conversations/<message_id>")
def update(visit: Visit, message_id: str) -> Answer:
    """A note that says something else."""
    message = record_of(visit, TABLE, message_id)
    rules.check_note(visit, message)
    given = _given(visit, CHANGED_MESSAGE)
    given["attachments"] = [*message["attachments"], *given["attachments"]]
    changed = {**message, **given, "body_text": shapes.plain_text(given["body"])}
    now = stamp(visit.account)
    kept = visit.account.tables[TABLE].put({**changed, "updated_at": now})
    return Answer(200, shapes.message(kept))


@routes.delete("/conversations/<message_id>")
def destroy(visit: Visit, message_id: str) -> Answer:
    """A reply or a note is gone for good."""
    message = record_of(visit, TABLE, message_id)
    visit.account.tables[TABLE].remove(message["id"])
    return Answer(204)


def _given(visit: Visit, attributes: Sequence[Attribute]) -> dict[str, Json]:
    """What is said of a message, with the defaults of what is not."""
    told = said(visit, attributes)
    faults = Faults()
    faults.ask(check_types, visit, told.wrong)
    faults.ask(rules.check_body, visit, told.sent.get("body"))
    faults.settle()
    if told.values.get("user_id") is not None:
        rules.check_requester(visit, told.values["user_id"])
    defaults = {attribute.name: attribute.default for attribute in attributes}
    files = all_kept(visit.account, told.values.get("attachments", []))
    return {**defaults, **told.values, "attachments": files}


def _kept(visit: Visit, ticket: Record, given: Record) -> Record:
    assert visit.caller is not None
    account, now = visit.account, stamp(visit.account)
    return account.tables[TABLE].put(
        {
            "incoming": False,
            "support_email": None,
            "from_email": None,
            "cc_emails": [],
            "bcc_emails": [],
            "replied_to": [],
            "notified_to": [],
            **given,
            "id": account.next_id(),
            "ticket_id": ticket["id"],
            "user_id": given["user_id"] or visit.caller["id"],
            "body_text": shapes.plain_text(given["body"]),
            "created_at": now,
            "updated_at": now,
        }
    )


def _address_of(visit: Visit, ticket: Record) -> list[str]:
    tables, person_id = visit.account.tables, ticket["requester_id"]
    person = tables["contacts"].get(person_id) or tables["agents"].get(person_id)
    return [person["email"]] if person is not None and person["email"] else []
