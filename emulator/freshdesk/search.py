"""Searching contacts, companies and tickets by a filter.

Source: developers.freshdesk.com/api, Filter Contacts, Filter Companies and Filter Tickets.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.freshdesk import shapes
from emulator.freshdesk.filtering import Filter
from emulator.freshdesk.indexing import as_indexed
from emulator.freshdesk.paging import SIZE, asked
from emulator.freshdesk.rules import search as rules
from emulator.freshdesk.rules.requests import check_parameters
from emulator.freshdesk.searching import Keyring, Kind, candidates, custom_keys, day, fits, plain
from emulator.freshdesk.tables import COMPANY_KEYS, CONTACT_KEYS, TICKET_KEYS, is_gone
from emulator.freshdesk.ticket_shapes import listed_ticket
from emulator.listing import Show
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

PARAMETERS = ("query", "page")

_TIMES: Keyring = {"created_at": day("created_at"), "updated_at": day("updated_at")}
_OF_CONTACTS: Keyring = {
    **_TIMES,
    "active": plain("active", Kind.FLAG),
    "language": plain("language", Kind.TEXT),
    "time_zone": plain("time_zone", Kind.TEXT),
}

_OF_TICKETS: Keyring = {
    **_TIMES,
    "due_by": day("due_by"),
    "fr_due_by": day("fr_due_by"),
    "priority": plain("priority", Kind.NUMBER),
    "status": plain("status", Kind.NUMBER),
}

routes = Routes("search", __name__)


@routes.get("/search/contacts")
def contacts(visit: Visit) -> Answer:
    """The contacts that a filter lets through, deleted and blocked ones left out."""
    filed = {**custom_keys(visit.account, "contact_fields"), **CONTACT_KEYS}
    scanned = dict(_OF_CONTACTS)
    if visit.account.settings["email_case"] == "exact":
        scanned["email"] = plain("email", Kind.TEXT)
        del filed["email"]
    return _found(visit, "contacts", filed, scanned, shapes.listed_contact)


@routes.get("/search/companies")
def companies(visit: Visit) -> Answer:
    """The companies that a filter lets through."""
    filed = {**custom_keys(visit.account, "company_fields"), **COMPANY_KEYS}
    return _found(visit, "companies", filed, _TIMES, shapes.listed_company)


@routes.get("/search/tickets")
def tickets(visit: Visit) -> Answer:
    """The tickets that a filter lets through, deleted ones left out."""
    filed = {**custom_keys(visit.account, "ticket_fields"), **TICKET_KEYS}
    return _found(visit, "tickets", filed, _OF_TICKETS, listed_ticket)


def _found(visit: Visit, table: str, filed: Keyring, scanned: Keyring, show: Show) -> Answer:
    check_parameters(visit, PARAMETERS)
    keys = {**filed, **scanned}
    wanted = rules.check_fields(visit, rules.read_filter(visit, asked(visit, "query")), keys)
    start = (rules.read_page(visit) - 1) * SIZE
    found = [r for r in _known(visit, table, wanted, filed, keys) if not is_gone(r)]
    shown = [show(visit, record) for record in found[start : start + SIZE]]
    return Answer(200, {"total": len(found), "results": shown})


def _known(visit: Visit, table: str, wanted: Filter, filed: Keyring, keys: Keyring) -> list[Record]:
    found = []
    for record in candidates(visit.account, table, wanted, filed):
        known = as_indexed(visit.account, record)
        rules.know_late(visit, record, known, wanted, keys)
        if known is not None and fits(known, wanted, keys):
            found.append(known)
    return found
