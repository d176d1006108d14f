"""The tickets of an account and what was written to them.

Source: developer.zendesk.com, Tickets, Ticket Comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import ticket_shapes as shapes
from emulator.zendesk.ids import record_of
from emulator.zendesk.paging import page_of
from emulator.zendesk.parameters import given
from emulator.zendesk.rules import tickets as rules
from emulator.zendesk.shapes import stamp
from emulator.zendesk.sorting import TIMES

TABLE = "tickets"
COMMENTS = "ticket_comments"
SORTS = (*TIMES, "status", "priority", "subject")

routes = Routes(TABLE, __name__)


@routes.get("/tickets")
def index(visit: Visit) -> Answer:
    """Every ticket."""
    return page_of(visit, TABLE, visit.account.tables[TABLE], shapes.ticket, sorts=SORTS)


@routes.get("/tickets/<ticket_id>")
def show(visit: Visit, ticket_id: str) -> Answer:
    """One ticket."""
    ticket = record_of(visit, TABLE, ticket_id, "tickets/show")
    return Answer(200, {"ticket": shapes.ticket(visit, ticket)})


@routes.get("/tickets/<ticket_id>/comments")
def comments(visit: Visit, ticket_id: str) -> Answer:
    """What was written to a ticket, the first comment first."""
    ticket = record_of(visit, TABLE, ticket_id, "ticket_comments/index")
    own = visit.account.tables[COMMENTS].find("ticket_id", ticket["id"])
    return page_of(visit, "comments", own, shapes.comment)


@routes.post("/tickets")
def create(visit: Visit) -> Answer:
    """A new ticket with its first comment; its requester becomes a user where unknown."""
    said = given(visit, "ticket", (*shapes.TICKET, *shapes.UNSHOWN), TABLE, "create")
    comment = said.get("comment") or {}
    rules.check_comment(visit, comment)
    _check(visit, said)
    account = visit.account
    record: Record = {a.name: a.default for a in shapes.TICKET if a.kept}
    record |= {"id": account.next_id(), "created_at": stamp(account)}
    record |= _asked_by(visit, said)
    record["description"] = comment["body"]
    record["is_public"] = comment.get("public") is not False
    if record["assignee_id"] is not None and "status" not in said:
        record["status"] = "open"
    kept, audit = _written(visit, record, said, comment, "Create")
    shown = shapes.ticket(visit, kept)
    return Answer(201, {"ticket": shown, "audit": audit}, {"Location": shown["url"]})


@routes.put("/tickets/<ticket_id>")
def update(visit: Visit, ticket_id: str) -> Answer:
    """A ticket changed, and perhaps written to."""
    ticket = record_of(visit, TABLE, ticket_id, "tickets/update")
    said = given(visit, "ticket", (*shapes.TICKET, *shapes.UNSHOWN), TABLE, "update")
    rules.check_open(visit, ticket)
    _check(visit, said)
    changed = {**ticket, **_plain(said)}
    requester = rules.requester_of(visit, said.get("requester") or {})
    if requester is not None:
        changed["requester_id"] = requester["id"]
    kept, audit = _written(visit, changed, said, said.get("comment") or {}, "Change")
    return Answer(200, {"ticket": shapes.ticket(visit, kept), "audit": audit})


@routes.delete("/tickets/<ticket_id>")
def destroy(visit: Visit, ticket_id: str) -> Answer:
    """A ticket gone with all that was written to it."""
    ticket = record_of(visit, TABLE, ticket_id, "tickets/destroy")
    visit.account.tables[TABLE].remove(ticket["id"])
    for comment in visit.account.tables[COMMENTS].find("ticket_id", ticket["id"]):
        visit.account.tables[COMMENTS].remove(comment["id"])
    return Answer(204)


def _check(visit: Visit, said: Mapping[str, Json]) -> None:
    rules.check_choices(visit, said)
    rules.check_people(visit, said)
    rules.check_organization(visit, said)


def _plain(said: Mapping[str, Json]) -> Record:
    unshown = {attribute.name for attribute in shapes.UNSHOWN}
    return {name: value for name, value in said.items() if name not in unshown}


def _asked_by(visit: Visit, said: Mapping[str, Json]) -> Record:
    caller = visit.caller["id"] if visit.caller else None
    requester = rules.requester_of(visit, said.get("requester") or {})
    users = visit.account.tables["users"]
    if requester is None:
        requester = users.get(said.get("requester_id") or caller or 0)
    requester_id = requester["id"] if requester else None
    organization_id = requester["organization_id"] if requester else None
    return {
        "organization_id": organization_id,
        "submitter_id": requester_id,
        **_plain(said),
        "requester_id": requester_id,
    }


def _written(
    visit: Visit, record: Record, said: Mapping[str, Json], comment: Mapping[str, Json], kind: str
) -> tuple[Record, Json]:
    account, now = visit.account, stamp(visit.account)
    author = visit.caller["id"] if visit.caller else None
    kept = account.tables[TABLE].put({**record, "updated_at": now})
    audit: Record = {
        "id": account.next_id(),
        "ticket_id": kept["id"],
        "created_at": now,
        "author_id": author,
    }
    events = list[Record]()
    if isinstance(comment.get("body"), str) and comment["body"]:
        events.append(_commented(visit, kept, comment, audit))
    events += _changes(visit, kept, said, kind)
    return kept, shapes.audit({**audit, "events": events})


def _commented(visit: Visit, ticket: Record, comment: Mapping[str, Json], audit: Record) -> Record:
    author_id = comment.get("author_id")
    known = isinstance(author_id, int) and visit.account.tables["users"].get(author_id)
    made = visit.account.tables[COMMENTS].put(
        {
            "id": visit.account.next_id(),
            "ticket_id": ticket["id"],
            "audit_id": audit["id"],
            "author_id": author_id if known else audit["author_id"],
            "body": comment["body"],
            "public": comment.get("public") is not False,
            "created_at": audit["created_at"],
        }
    )
    return {name: made[name] for name in ("id", "author_id", "body", "public")} | {
        "type": "Comment"
    }


def _changes(visit: Visit, ticket: Record, said: Mapping[str, Json], kind: str) -> Iterable[Record]:
    for name in _plain(said):
        yield {
            "id": visit.account.next_id(),
            "type": kind,
            "field_name": name,
            "value": ticket[name],
        }
