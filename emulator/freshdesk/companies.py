"""The companies of an account.

Source: developers.freshdesk.com/api, Companies.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.exchange import Answer
from emulator.freshdesk import shapes
from emulator.freshdesk.attributes import COMPANY
from emulator.freshdesk.errors import Invalid, missing
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.indexing import as_indexed
from emulator.freshdesk.moments import SINCE, changed_since
from emulator.freshdesk.paging import PARAMETERS, asked, page_of
from emulator.freshdesk.parameters import Said, said
from emulator.freshdesk.rules import companies as rules
from emulator.freshdesk.rules.requests import check_parameters
from emulator.freshdesk.tables import starting_alike, words_start
from emulator.freshdesk.writing import custom_fields_of, write_company
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "companies"

routes = Routes(TABLE, __name__)


@routes.get("/companies")
def index(visit: Visit) -> Answer:
    """The companies by name: all, or those changed since a moment."""
    check_parameters(visit, (*SINCE, *PARAMETERS))
    found = changed_since(visit, TABLE)
    by_name = visit.account.tables[TABLE].row("listed")
    listed = by_name if found is None else sorted(found, key=_place)
    return page_of(visit, listed, shapes.listed_company)


@routes.get("/companies/autocomplete")
def autocomplete(visit: Visit) -> Answer:
    """Ids and names of the companies whose names have words that start like those asked for."""
    name = asked(visit, "name")
    if not name:
        raise Invalid(missing("name"))
    found = sorted(_alike(visit, name), key=lambda c: (rules.is_near(visit, c, name), *_place(c)))
    return Answer(200, {"companies": [{"id": c["id"], "name": c["name"]} for c in found]})


@routes.get("/companies/<company_id>")
def show(visit: Visit, company_id: str) -> Answer:
    """One company."""
    return Answer(200, shapes.company(visit, record_of(visit, TABLE, company_id)))


@routes.post("/companies")
def create(visit: Visit) -> Answer:
    """A new company."""
    company = write_company(visit, _said(visit), None)
    place = visit.address_of(f"/api/v2/companies/{company['id']}")
    return Answer(201, shapes.company(visit, company), {"Location": place})


@routes.put("/companies/<company_id>")
def update(visit: Visit, company_id: str) -> Answer:
    """A company with some attributes changed."""
    company = record_of(visit, TABLE, company_id)
    return Answer(200, shapes.company(visit, write_company(visit, _said(visit), company)))


@routes.delete("/companies/<company_id>")
def destroy(visit: Visit, company_id: str) -> Answer:
    """A company gone for good."""
    company = record_of(visit, TABLE, company_id)
    rules.release_contacts(visit, company["id"])
    visit.account.tables[TABLE].remove(company["id"])
    return Answer(204)


def _said(visit: Visit) -> Said:
    return said(visit, COMPANY, custom_fields_of(visit.account, "company_fields"))


def _alike(visit: Visit, name: str) -> Iterator[Record]:
    """The companies, as the index knows them, whose names fit."""
    table, wanted = visit.account.tables[TABLE], rules.wanted_words(name)
    if not wanted:
        return
    for company in starting_alike(table, wanted):
        known = as_indexed(visit.account, company)
        if any(words_start(version["name"], wanted) for version in (company, known) if version):
            rules.complete_late(visit, company, known)
        if known is not None and words_start(known["name"], wanted):
            yield known


def _place(company: Record) -> tuple[str, int]:
    return company["name"].casefold(), company["id"]
