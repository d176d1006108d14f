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
from emulator.freshdesk.searching import Keyring, Kind, candidates, custom_keys, fits, plain
from emulator.freshdesk.tables import COMPANY_KEYS, CONTACT_KEYS, TICKET_KEYS, is_gone
from emulator.freshdesk.ticket_shapes import listed_ticket
from emulator.listing import Show
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

PARAMETERS = ("query", "page")

routes = Routes("search", __name__)


@routes.get("/search/contacts")
def contacts(visit: Visit) -> Answer:
    """The contacts that a filter lets through, deleted and blocked ones left out."""
    keys = {**custom_keys(visit.account, "contact_fields"), **CONTACT_KEYS}
    if visit.account.settings["email_case"] == "exact":
        keys["email"] = plain("email", Kind.TEXT)
    return _found(visit, "contacts", keys, shapes.listed_contact)


@routes.get("/search/companies")
def companies(visit: Visit) -> Answer:
    """The companies that a filter lets through."""
    keys = {**custom_keys(visit.account, "company_fields"), **COMPANY_KEYS}
    return _found(visit, "companies", keys, shapes.listed_company)


@routes.get("/search/tickets")
def tickets(visit: Visit) -> Answer:
    """The tickets that a filter lets through, deleted ones left out."""
    keys = {**custom_keys(visit.account, "ticket_fields"), **TICKET_KEYS}
    return _found(visit, "tickets", keys, listed_ticket)


def _found(visit: Visit, table: str, keys: Keyring, show: Show) -> Answer:
    check_parameters(visit, PARAMETERS)
    wanted = rules.check_fields(visit, rules.read_filter(visit, asked(visit, "query")), keys)
    start = (rules.read_page(visit) - 1) * SIZE
    found = [r for r in _known(visit, table, wanted, keys) if not is_gone(r)]
    shown = [show(visit, record) for record in found[start : start + SIZE]]
    return Answer(200, {"total": len(found), "results": shown})


def _known(visit: Visit, table: str, wanted: Filter, keys: Keyring) -> list[Record]:
    found = []
    for record in candidates(visit.account, table, wanted, keys):
        known = as_indexed(visit.account, record)
        rules.know_late(visit, record, known, wanted, keys)
        if known is not None and fits(known, wanted, keys):
            found.append(known)
    return found
