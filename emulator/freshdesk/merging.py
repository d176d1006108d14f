"""Merging contacts into one.

Source: developers.freshdesk.com/api, Merge Contacts.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.errors import Faults, not_found
from emulator.freshdesk.indexing import store
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.parameters import Said, read_all, said
from emulator.freshdesk.rules import contacts as contact_rules
from emulator.freshdesk.rules import merging as rules
from emulator.freshdesk.rules.requests import check_known, check_types
from emulator.freshdesk.rules.tickets import move_tickets
from emulator.freshdesk.values import mapping, record_id, record_ids, text, texts
from emulator.freshdesk.writing import check_unused
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "contacts"
ATTRIBUTES = (
    Attribute("primary_contact_id", record_id),
    Attribute("secondary_contact_ids", record_ids),
    Attribute("contact", mapping, {}),
)
MERGED = (
    Attribute("email", text),
    Attribute("phone", text),
    Attribute("mobile", text),
    Attribute("twitter_id", text),
    Attribute("unique_external_id", text),
    Attribute("other_emails", texts, []),
    Attribute("company_ids", record_ids, []),
)
"""What a merge may say of the contact that remains."""

routes = Routes("merging", __name__)


@routes.post("/contacts/merge")
def merge(visit: Visit) -> Answer:
    """Several contacts become one, the others deleted."""
    told, wished = _told(visit)
    primary = _living(visit, told.values["primary_contact_id"])
    others = [_living(visit, i) for i in dict.fromkeys(told.values["secondary_contact_ids"])]
    others = [other for other in others if other["id"] != primary["id"]]
    rules.check_conflicts(visit, [primary, *others], wished.values)
    check_unused(visit, wished.values, {contact["id"] for contact in (primary, *others)})
    rules.empty_out(visit, others)
    for other in others:
        move_tickets(visit, other["id"], primary["id"])
    now = stamp(visit.account)
    merged = rules.gather(primary, others, wished.values)
    contact_rules.follow_company(visit, merged)
    store(visit.account, TABLE, {**merged, "updated_at": now})
    return Answer(204)


def _told(visit: Visit) -> tuple[Said, Said]:
    """What is to be merged, and what is said of the contact that remains."""
    told = said(visit, ATTRIBUTES)
    faults = Faults()
    faults.ask(check_types, visit, told.wrong)
    for name in ("primary_contact_id", "secondary_contact_ids"):
        faults.ask(rules.check_named, visit, name, told.sent.get(name))
    wishes = told.values.get("contact") or {}
    known = [attribute.name for attribute in MERGED]
    faults.ask(check_known, visit, [f"contact.{name}" for name in wishes if name not in known])
    wished = read_all(Said(wishes), MERGED)
    wrong = {f"contact.{name}": found for name, found in wished.wrong.items()}
    faults.ask(check_types, visit, wrong)
    faults.ask(contact_rules.check_emails, visit, wished.values)
    for company_id in wished.values.get("company_ids") or ():
        faults.ask(contact_rules.check_company, visit, company_id)
    faults.settle()
    contact_rules.fold_emails(visit, wished.values)
    return told, wished


def _living(visit: Visit, contact_id: int) -> Record:
    contact = visit.account.tables[TABLE].get(contact_id)
    if contact is None or contact["deleted"] or contact["blocked"]:
        raise not_found()
    return contact
