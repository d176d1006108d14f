"""The contacts of an account.

Source: developers.freshdesk.com/api, Contacts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contracts.exchange import Answer
from emulator.freshdesk import shapes
from emulator.freshdesk.attributes import CONTACT
from emulator.freshdesk.errors import POSITIVE, Invalid, fault, missing, not_listed
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import SINCE, changed_since, stamp
from emulator.freshdesk.paging import PARAMETERS, asked, page_of
from emulator.freshdesk.parameters import Said, said
from emulator.freshdesk.rules import contacts as rules
from emulator.freshdesk.rules.requests import check_no_content, check_parameters
from emulator.freshdesk.rules.tickets import remove_tickets
from emulator.freshdesk.tables import LONGEST_START, words_of, words_start
from emulator.freshdesk.writing import custom_fields_of, write_contact
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "contacts"
STATES: Mapping[str, Callable[[Record], bool]] = {
    "verified": lambda contact: contact["active"] and not _is_gone(contact),
    "unverified": lambda contact: not contact["active"] and not _is_gone(contact),
    "blocked": lambda contact: contact["blocked"],
    "deleted": lambda contact: contact["deleted"],
}
KINDS = ("contact", "visitor")
FILTERS = ("email", "mobile", "phone", "unique_external_id", "company_id")

routes = Routes(TABLE, __name__)


@routes.get("/contacts")
def index(visit: Visit) -> Answer:
    """The contacts by name: all, or those that every filter lets through."""
    check_parameters(visit, (*FILTERS, *SINCE, *PARAMETERS, "state", "contact_type"))
    found = _in_state(visit, changed_since(visit, _filtered(visit)))
    return page_of(visit, sorted(found, key=_place), shapes.listed_contact)


@routes.get("/contacts/autocomplete")
def autocomplete(visit: Visit) -> Answer:
    """Ids and names of the contacts whose names have words that start like those asked for."""
    wanted = words_of(asked(visit, "term") or "")
    if not wanted:
        raise Invalid(missing("term"))
    table = visit.account.tables[TABLE]
    starts = [word[:LONGEST_START] for word in wanted]
    alike = table.find("start", min(starts, key=lambda start: table.count("start", start)))
    found = [c for c in alike if not _is_gone(c) and words_start(c["name"], wanted)]
    rules.tell_bare(visit, found)
    return Answer(200, [{"id": c["id"], "name": c["name"]} for c in sorted(found, key=_place)])


@routes.get("/contacts/<contact_id>")
def show(visit: Visit, contact_id: str) -> Answer:
    """One contact, also a deleted one."""
    return Answer(200, shapes.contact(visit, record_of(visit, TABLE, contact_id)))


@routes.post("/contacts")
def create(visit: Visit) -> Answer:
    """A new contact."""
    contact = write_contact(visit, _said(visit), None)
    place = visit.address_of(f"/api/v2/contacts/{contact['id']}")
    return Answer(201, shapes.written_contact(visit, contact), {"Location": place})


@routes.put("/contacts/<contact_id>")
def update(visit: Visit, contact_id: str) -> Answer:
    """A contact with some attributes changed."""
    rules.check_no_agent(visit, contact_id)
    contact = record_of(visit, TABLE, contact_id)
    rules.check_writable(visit, contact)
    return Answer(200, shapes.written_contact(visit, write_contact(visit, _said(visit), contact)))


@routes.delete("/contacts/<contact_id>")
def destroy(visit: Visit, contact_id: str) -> Answer:
    """A contact is marked as deleted."""
    contact = record_of(visit, TABLE, contact_id)
    rules.check_writable(visit, contact)
    return _marked(visit, contact, deleted=True)


@routes.put("/contacts/<contact_id>/restore")
def restore(visit: Visit, contact_id: str) -> Answer:
    """A deleted contact is there again."""
    contact = record_of(visit, TABLE, contact_id)
    check_no_content(visit)
    rules.check_deleted(visit, contact)
    return _marked(visit, contact, deleted=False)


@routes.delete("/contacts/<contact_id>/hard_delete")
def hard_delete(visit: Visit, contact_id: str) -> Answer:
    """A contact is gone for good."""
    contact = record_of(visit, TABLE, contact_id)
    rules.check_forced(visit, contact, (asked(visit, "force") or "").lower() == "true")
    remove_tickets(visit, contact["id"])
    visit.account.tables[TABLE].remove(contact["id"])
    return Answer(204)


def _said(visit: Visit) -> Said:
    return said(visit, CONTACT, custom_fields_of(visit.account, "contact_fields"))


def _marked(visit: Visit, contact: Record, *, deleted: bool) -> Answer:
    change = {"deleted": deleted, "updated_at": stamp(visit.account)}
    store(visit.account, TABLE, {**contact, **change})
    return Answer(204)


def _filtered(visit: Visit) -> list[Record]:
    table = visit.account.tables[TABLE]
    wanted = {name: value for name in FILTERS if (value := asked(visit, name)) is not None}
    if asked(visit, "contact_type") == "visitor":
        return []
    if not wanted:
        return list(table)
    found = [_by(visit, name, value) for name, value in wanted.items()]
    ids = set.intersection(*({contact["id"] for contact in contacts} for contacts in found))
    return [contact for contact in found[0] if contact["id"] in ids]


def _by(visit: Visit, name: str, value: str) -> list[Record]:
    table = visit.account.tables[TABLE]
    if name == "company_id":
        if not value.isdecimal():
            raise Invalid(fault(name, POSITIVE, "datatype_mismatch"))
        return table.find(name, int(value))
    if name != "email":
        return table.find(name, value)
    found = table.find(name, value.casefold())
    exact = visit.account.settings["email_case"] == "exact"
    return [contact for contact in found if not exact or contact["email"] == value]


def _in_state(visit: Visit, contacts: list[Record]) -> list[Record]:
    state, kind = asked(visit, "state"), asked(visit, "contact_type")
    if state is not None and state not in STATES:
        raise Invalid(not_listed("state", STATES))
    if kind is not None and kind not in KINDS:
        raise Invalid(not_listed("contact_type", KINDS))
    if state is not None:
        return [contact for contact in contacts if STATES[state](contact)]
    rules.leave_out_gone(visit, contacts)
    return [contact for contact in contacts if not _is_gone(contact)]


def _is_gone(contact: Record) -> bool:
    return bool(contact["deleted"] or contact["blocked"])


def _place(contact: Record) -> tuple[str, int]:
    return contact["name"].casefold(), contact["id"]
