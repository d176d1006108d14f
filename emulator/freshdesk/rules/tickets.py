"""What Freshdesk holds tickets and conversations to.

Source: developers.freshdesk.com/api, Tickets and Conversations; errors that clients recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from contracts.call import Json
from emulator.freshdesk import errors
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import WRITTEN
from emulator.freshdesk.ticket_attributes import PRIORITIES, REQUESTER, SOURCES, STATUSES
from emulator.table import Record
from emulator.visit import Visit, keeps

LAST_PAGE = 300
RECENT = timedelta(days=30)
_ASKS = tuple(attribute.name for attribute in REQUESTER if attribute.name != "name")
_LISTED: Mapping[str, Collection[int]] = {
    "status": STATUSES,
    "priority": PRIORITIES,
    "source": SOURCES,
}


@keeps("freshdesk.tickets.requester-required")
def check_asked(_visit: Visit, sent: Mapping[str, Json]) -> None:
    """A ticket names its requester."""
    if all(sent.get(name) in (None, "") for name in _ASKS):
        says = f"Please fill at least 1 of {', '.join(_ASKS)} fields"
        raise errors.Invalid(*(errors.fault(name, says, "missing_field") for name in _ASKS))


@keeps("freshdesk.tickets.listed-values")
def check_listed(_visit: Visit, values: Mapping[str, Json]) -> None:
    """Status, priority and source are among those there are."""
    wrong = [
        errors.not_listed(name, map(str, listed))
        for name, listed in _LISTED.items()
        if values.get(name) is not None and values[name] not in listed
    ]
    if wrong:
        raise errors.Invalid(*wrong)


@keeps("freshdesk.tickets.people-known")
def check_requester(visit: Visit, person_id: int) -> Record:
    """A requester, or an author, is a contact or an agent of the account."""
    tables = visit.account.tables
    person = tables["contacts"].get(person_id) or tables["agents"].get(person_id)
    if person is None:
        says = "There is no contact matching the given requester_id"
        raise errors.Invalid(errors.fault("requester_id", says, "invalid_value"))
    return person


@keeps("freshdesk.tickets.responder-agent")
def check_responder(visit: Visit, agent_id: Json) -> None:
    """A ticket is assigned to an agent."""
    if agent_id is not None and visit.account.tables["agents"].get(agent_id) is None:
        says = "There is no agent matching the given responder_id"
        raise errors.Invalid(errors.fault("responder_id", says, "invalid_value"))


@keeps("freshdesk.tickets.newcomer-named")
def check_newcomer(_visit: Visit, told: Mapping[str, Json]) -> None:
    """A requester who is not known and has no email has a name."""
    if not told.get("name"):
        raise errors.Invalid(errors.missing("name"))


@keeps("freshdesk.tickets.newcomer-contact")
def make_contact(_visit: Visit) -> bool:
    """A requester who is not known becomes a contact."""
    return True


@keeps("freshdesk.tickets.read-only-when-gone")
def check_writable(visit: Visit, ticket: Record) -> None:
    """A deleted ticket, or spam, is shown, and takes no change."""
    if ticket["deleted"] or ticket["spam"]:
        raise errors.method_not_allowed(visit.request.method, ["GET"])


@keeps("freshdesk.tickets.last-30-days")
def leave_out_old(visit: Visit, tickets: list[Record]) -> bool:
    """A list has the tickets of the last 30 days, unless it is asked for those changed since."""
    start = (visit.account.clock.now() - RECENT).strftime(WRITTEN)
    before = len(tickets)
    tickets[:] = [ticket for ticket in tickets if ticket["created_at"] >= start]
    return len(tickets) < before


@keeps("freshdesk.tickets.page-300")
def check_page(_visit: Visit, page: int) -> None:
    """A list of tickets has 300 pages at most."""
    if page > LAST_PAGE:
        says = (
            f"You cannot access tickets beyond the {LAST_PAGE}th page. "
            "Please provide a smaller page number."
        )
        raise errors.Invalid(errors.fault("page", says, "invalid_value"))


@keeps("freshdesk.tickets.go-with-contact")
def remove_tickets(visit: Visit, contact_id: int) -> bool:
    """A contact that is gone for good takes its tickets along."""
    tickets, messages = (visit.account.tables[name] for name in ("tickets", "conversations"))
    gone = tickets.find("requester_id", contact_id)
    for ticket in gone:
        for message in messages.find("ticket_id", ticket["id"]):
            messages.remove(message["id"])
        tickets.remove(ticket["id"])
    return bool(gone)


@keeps("freshdesk.tickets.follow-merge")
def move_tickets(visit: Visit, from_id: int, to_id: int) -> bool:
    """The tickets of a contact that was merged in are those of the one that remains."""
    moved = visit.account.tables["tickets"].find("requester_id", from_id)
    for ticket in moved:
        store(visit.account, "tickets", {**ticket, "requester_id": to_id})
    return bool(moved)


@keeps("freshdesk.conversations.body-required")
def check_body(_visit: Visit, body: Json) -> None:
    """A reply or a note has a body."""
    if body is None or (isinstance(body, str) and not body.strip()):
        raise errors.Invalid(errors.missing("body"))


@keeps("freshdesk.conversations.notes-change")
def check_note(visit: Visit, message: Record) -> None:
    """A note can be changed; what was sent to somebody cannot."""
    if message["kind"] != "note":
        raise errors.method_not_allowed(visit.request.method, ["DELETE"])
