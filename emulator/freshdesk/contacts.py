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
from emulator.freshdesk.paging import MOST_DIGITS, PARAMETERS, asked, page_of
from emulator.freshdesk.parameters import Said, said
from emulator.freshdesk.rules import contacts as rules
from emulator.freshdesk.rules.requests import check_no_content, check_parameters
from emulator.freshdesk.rules.tickets import remove_tickets
from emulator.freshdesk.tables import is_gone, starting_alike, words_of, words_start
from emulator.freshdesk.writing import custom_fields_of, write_contact
from emulator.listing import Records
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "contacts"
STATES: Mapping[str, Callable[[Record], bool]] = {
    "verified": lambda contact: contact["active"] and not is_gone(contact),
    "unverified": lambda contact: not contact["active"] and not is_gone(contact),
    "blocked": lambda contact: contact["blocked"],
    "deleted": lambda contact: contact["deleted"],
}
GONE = ("blocked", "deleted")
KINDS = ("contact", "visitor")
FILTERS = ("email", "mobile", "phone", "unique_external_id", "company_id")

routes = Routes(TABLE, __name__)


@routes.get("/contacts")
def index(visit: Visit) -> Answer:
    """The contacts by name: all, or those that every filter lets through."""
    check_parameters(visit, (*FILTERS, *SINCE, *PARAMETERS, "state", "contact_type"))
    return page_of(visit, _in_state(visit, _picked(visit)), shapes.listed_contact)


@routes.get("/contacts/autocomplete")
def autocomplete(visit: Visit) -> Answer:
    """Ids and names of the contacts whose names have words that start like those asked for."""
    wanted = words_of(asked(visit, "term") or "")
    if not wanted:
        raise Invalid(missing("term"))
    alike = starting_alike(visit.account.tables[TABLE], wanted)
    found = [c for c in alike if not is_gone(c) and words_start(c["name"], wanted)]
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


def _picked(visit: Visit) -> list[Record] | None:
    """The contacts that filters and moments let through; None where nothing is asked of them."""
    wanted = {name: value for name in FILTERS if (value := asked(visit, name)) is not None}
    if not wanted:
        return changed_since(visit, TABLE)
    found = [_by(visit, name, value) for name, value in wanted.items()]
    ids = set.intersection(*({contact["id"] for contact in contacts} for contacts in found))
    return changed_since(visit, TABLE, [c for c in found[0] if c["id"] in ids])


def _by(visit: Visit, name: str, value: str) -> list[Record]:
    table = visit.account.tables[TABLE]
    if name == "company_id":
        if not value.isdecimal() or len(value) > MOST_DIGITS:
            raise Invalid(fault(name, POSITIVE, "datatype_mismatch"))
        return table.find(name, int(value))
    if name != "email":
        return table.find(name, value)
    found = table.find(name, value.casefold())
    exact = visit.account.settings["email_case"] == "exact"
    return [contact for contact in found if not exact or contact["email"] == value]


def _in_state(visit: Visit, picked: list[Record] | None) -> Records | list[Record]:
    """The contacts, by name, that are in the state and of the kind that are asked for."""
    state, kind = asked(visit, "state"), asked(visit, "contact_type")
    if state is not None and state not in STATES:
        raise Invalid(not_listed("state", STATES))
    if kind is not None and kind not in KINDS:
        raise Invalid(not_listed("contact_type", KINDS))
    if kind == "visitor":
        return []
    table = visit.account.tables[TABLE]
    living = table.row("listed")
    if state is None and picked is None:
        rules.leave_out_gone(visit, len(table) - len(living))
        return living
    if picked is None:
        picked = table.find("gone", state) if state in GONE else living.slice(0, len(living))
    found = [c for c in picked if (STATES[state](c) if state else not is_gone(c))]
    if state is None:
        rules.leave_out_gone(visit, len(picked) - len(found))
    return sorted(found, key=_place)


def _place(contact: Record) -> tuple[str, int]:
    return contact["name"].casefold(), contact["id"]
