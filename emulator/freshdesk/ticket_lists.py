"""Lists of tickets: filtered, in order, with what is to be included.

Source: developers.freshdesk.com/api, List All Tickets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from contracts.exchange import Answer
from emulator.freshdesk import ticket_shapes as shapes
from emulator.freshdesk.errors import POSITIVE, Invalid, fault, not_listed
from emulator.freshdesk.moments import SINCE, asked_since
from emulator.freshdesk.paging import (
    MOST_DIGITS,
    PARAMETERS,
    asked,
    page_and_size,
    page_of,
)
from emulator.freshdesk.rules import tickets as rules
from emulator.freshdesk.rules.requests import check_parameters
from emulator.freshdesk.ticket_attributes import OPEN
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "tickets"
INCLUDED = ("stats", "requester", "description", "company")
ORDERS = ("created_at", "due_by", "updated_at", "status")
DIRECTIONS = ("asc", "desc")
BY_ID = ("requester_id", "company_id")
OF = (*BY_ID, "email", "unique_external_id")

routes = Routes("ticket_lists", __name__)


def _is_plain(_visit: Visit, ticket: Record) -> bool:
    return not (ticket["deleted"] or ticket["spam"])


def _is_mine(visit: Visit, ticket: Record) -> bool:
    own = visit.caller["id"] if visit.caller is not None else None
    mine = ticket["responder_id"] in (None, own)
    return ticket["status"] == OPEN and mine and _is_plain(visit, ticket)


FILTERS: Mapping[str, Callable[[Visit, Record], bool]] = {
    "new_and_my_open": _is_mine,
    "watching": lambda _visit, _ticket: False,
    "spam": lambda _visit, ticket: bool(ticket["spam"]),
    "deleted": lambda _visit, ticket: bool(ticket["deleted"]),
}


@routes.get("/tickets")
def index(visit: Visit) -> Answer:
    """The tickets of the last 30 days, or those that every filter lets through."""
    orders = ("order_by", "order_type")
    check_parameters(visit, (*OF, *SINCE, *PARAMETERS, *orders, "filter", "include"))
    rules.check_page(visit, page_and_size(visit)[0])
    lets_through = FILTERS[_choice(visit, "filter", FILTERS)] if asked(visit, "filter") else None
    found = [t for t in _of(visit) if (lets_through or _is_plain)(visit, t)]
    since = asked_since(visit)
    if since is None:
        rules.leave_out_old(visit, found)
    else:
        found = [ticket for ticket in found if ticket["updated_at"] >= since]
    order = _choice(visit, "order_by", ORDERS)
    newest_first = _choice(visit, "order_type", DIRECTIONS[::-1]) == "desc"
    found.sort(key=lambda ticket: (ticket[order], ticket["id"]), reverse=newest_first)
    include = included(visit, INCLUDED)
    return page_of(visit, found, partial(shapes.listed_ticket, include=include))


def included(visit: Visit, known: Collection[str]) -> Sequence[str]:
    """What a request wants with its tickets; Refusal where that is nothing known."""
    names = [name for name in (asked(visit, "include") or "").split(",") if name]
    if set(names) - set(known):
        raise Invalid(not_listed("include", known))
    return names


def _of(visit: Visit) -> list[Record]:
    """The tickets of the requester or the company that is named; all where none is."""
    table, tables = visit.account.tables[TABLE], visit.account.tables
    wanted = {name: value for name in OF if (value := asked(visit, name)) is not None}
    if not wanted:
        return list(table)
    found = []
    for name, value in wanted.items():
        if name in BY_ID:
            if not value.isdecimal() or len(value) > MOST_DIGITS:
                raise Invalid(fault(name, POSITIVE, "datatype_mismatch"))
            found.append(table.find(name, int(value)))
        else:
            key = value.casefold() if name == "email" else value
            people = tables["contacts"].find(name, key)
            found.append([t for p in people for t in table.find("requester_id", p["id"])])
    ids = set.intersection(*({ticket["id"] for ticket in tickets} for tickets in found))
    return [ticket for ticket in found[0] if ticket["id"] in ids]


def _choice(visit: Visit, name: str, choices: Collection[str]) -> str:
    """What a parameter says, the first choice where it says nothing."""
    value = asked(visit, name) or next(iter(choices))
    if value not in choices:
        raise Invalid(not_listed(name, choices))
    return value
