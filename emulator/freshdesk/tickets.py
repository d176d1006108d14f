"""The tickets of an account: made, shown, changed and deleted.

Source: developers.freshdesk.com/api, Tickets.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk import ticket_shapes as shapes
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.files import all_kept
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import WRITTEN, stamp
from emulator.freshdesk.parameters import Said, check_custom_fields, said
from emulator.freshdesk.requesters import requester_of
from emulator.freshdesk.required import check_filled
from emulator.freshdesk.rules import contacts as contact_rules
from emulator.freshdesk.rules import tickets as rules
from emulator.freshdesk.rules.requests import check_no_content, check_types, leave_undated
from emulator.freshdesk.ticket_attributes import (
    CLOSED,
    PENDING,
    REQUESTER,
    RESOLVED,
    TICKET,
    UNBUILT,
)
from emulator.freshdesk.ticket_lists import included
from emulator.freshdesk.writing import custom_fields_of
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "tickets"
INCLUDED = ("conversations", "requester", "company", "stats")
STATS = (
    "agent_responded_at",
    "requester_responded_at",
    "first_responded_at",
    "status_updated_at",
    "reopened_at",
    "resolved_at",
    "closed_at",
    "pending_since",
)
_RESPONSE, _RESOLUTION = timedelta(days=1), timedelta(days=3)
_ASKER = {attribute.name for attribute in REQUESTER}

routes = Routes(TABLE, __name__)


@routes.post("/tickets")
def create(visit: Visit) -> Answer:
    """A new ticket."""
    told = _told(visit)
    _check(visit, told, None)
    requester = requester_of(visit, told.values)
    given = {name: value for name, value in told.values.items() if name not in _ASKER}
    given["attachments"] = all_kept(visit.account, given.get("attachments", []))
    fresh = _blank(visit, requester)
    ticket = store(visit.account, TABLE, _described({**fresh, **given}))
    place = visit.address_of(f"/api/v2/tickets/{ticket['id']}")
    return Answer(201, shapes.ticket(visit, ticket), {"Location": place})


@routes.get("/tickets/<ticket_id>")
def show(visit: Visit, ticket_id: str) -> Answer:
    """One ticket, also a deleted one, with what is to be included."""
    ticket = record_of(visit, TABLE, ticket_id)
    return Answer(200, shapes.ticket(visit, ticket, included(visit, INCLUDED)))


@routes.put("/tickets/<ticket_id>")
def update(visit: Visit, ticket_id: str) -> Answer:
    """A ticket with some attributes changed."""
    ticket = record_of(visit, TABLE, ticket_id)
    rules.check_writable(visit, ticket)
    told = _told(visit)
    _check(visit, told, ticket)
    given = {name: value for name, value in told.values.items() if name not in _ASKER}
    if told.sent.keys() & _ASKER - {"name"}:
        given["requester_id"] = requester_of(visit, told.values)["id"]
    if "custom_fields" in given:
        given["custom_fields"] = {**ticket["custom_fields"], **given["custom_fields"]}
    if "attachments" in given:
        given["attachments"] = [
            *ticket["attachments"],
            *all_kept(visit.account, given["attachments"]),
        ]
    changed = _described({**ticket, **given})
    if not leave_undated(visit, ticket, changed):
        changed["updated_at"] = stamp(visit.account)
        changed["stats"] = _stats(ticket, changed)
        store(visit.account, TABLE, changed)
    return Answer(200, shapes.ticket(visit, changed))


@routes.delete("/tickets/<ticket_id>")
def destroy(visit: Visit, ticket_id: str) -> Answer:
    """A ticket is marked as deleted."""
    ticket = record_of(visit, TABLE, ticket_id)
    rules.check_writable(visit, ticket)
    return _marked(visit, ticket, deleted=True)


@routes.put("/tickets/<ticket_id>/restore")
def restore(visit: Visit, ticket_id: str) -> Answer:
    """A deleted ticket is there again."""
    ticket = record_of(visit, TABLE, ticket_id)
    check_no_content(visit)
    return _marked(visit, ticket, deleted=False)


def _told(visit: Visit) -> Said:
    fields = custom_fields_of(visit.account, "ticket_fields")
    return said(visit, [*REQUESTER, *TICKET], fields, UNBUILT)


def _check(visit: Visit, told: Said, present: Record | None) -> None:
    faults = Faults()
    faults.ask(check_types, visit, told.wrong)
    if present is None:
        faults.ask(rules.check_asked, visit, told.sent)
    faults.ask(rules.check_listed, visit, told.values)
    faults.ask(rules.check_responder, visit, told.values.get("responder_id"))
    faults.ask(contact_rules.check_company, visit, told.values.get("company_id"))
    faults.ask(contact_rules.check_emails, visit, told.values)
    fields = custom_fields_of(visit.account, "ticket_fields")
    check_custom_fields(visit, faults, told, fields)
    check_filled(visit, faults, "ticket_fields", told, present)
    faults.settle()


def _marked(visit: Visit, ticket: Record, *, deleted: bool) -> Answer:
    change = {"deleted": deleted, "updated_at": stamp(visit.account)}
    store(visit.account, TABLE, {**ticket, **change})
    return Answer(204)


def _blank(visit: Visit, requester: Record) -> Record:
    """A ticket of which nothing is said yet but who asks; its id follows the last one's."""
    table, now = visit.account.tables[TABLE], visit.account.clock.now()
    last = table.slice(len(table) - 1, len(table))
    return {
        **{attribute.name: attribute.default for attribute in TICKET},
        "id": (last[0]["id"] if last else 0) + 1,
        "requester_id": requester["id"],
        "company_id": requester.get("company_id"),
        "fr_due_by": (now + _RESPONSE).strftime(WRITTEN),
        "due_by": (now + _RESOLUTION).strftime(WRITTEN),
        **dict.fromkeys(("created_at", "updated_at"), now.strftime(WRITTEN)),
        **{name: [] for name in ("fwd_emails", "reply_cc_emails", "ticket_cc_emails")},
        **dict.fromkeys(("association_type", "support_email", "to_emails")),
        **dict.fromkeys(("fr_escalated", "spam", "is_escalated", "deleted"), False),
        "stats": {**dict.fromkeys(STATS), "status_updated_at": now.strftime(WRITTEN)},
    }


def _described(ticket: Record) -> Record:
    return {**ticket, "description_text": shapes.plain_text(ticket["description"])}


def _stats(before: Record, after: Record) -> Mapping[str, Json]:
    """When the status changed, and to what."""
    stats, status, now = before["stats"], after["status"], after["updated_at"]
    if before["status"] == status:
        return dict(stats)
    done = (RESOLVED, CLOSED)
    reopened = {"reopened_at": now} if before["status"] in done and status not in done else {}
    return {
        **stats,
        **reopened,
        "status_updated_at": now,
        "resolved_at": (stats["resolved_at"] or now) if status in done else None,
        "closed_at": now if status == CLOSED else None,
        "pending_since": now if status == PENDING else None,
    }
