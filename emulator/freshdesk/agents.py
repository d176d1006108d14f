"""The agents of an account: the one who asks, and contacts who become agents.

Source: developers.freshdesk.com/api, Agents and Contacts.
"""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk import shapes
from emulator.freshdesk.attributes import AGENT
from emulator.freshdesk.auth import check_admin_writes
from emulator.freshdesk.errors import Faults
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.parameters import said
from emulator.freshdesk.rules import agents as rules
from emulator.freshdesk.rules import contacts as contact_rules
from emulator.freshdesk.rules.requests import check_no_content, check_types
from emulator.freshdesk.writing import blank_agent
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

routes = Routes("agents", __name__)


@routes.get("/agents/me")
def me(visit: Visit) -> Answer:
    """The caller."""
    assert visit.caller is not None
    return Answer(200, shapes.agent(visit, visit.caller))


@routes.put("/contacts/<contact_id>/make_agent")
def make_agent(visit: Visit, contact_id: str) -> Answer:
    """A contact becomes an agent of the same id, and is a contact no longer."""
    check_admin_writes(visit)
    contact = record_of(visit, "contacts", contact_id)
    contact_rules.check_writable(visit, contact)
    told = said(visit, AGENT)
    faults = Faults()
    faults.ask(check_types, visit, told.wrong)
    faults.ask(rules.check_scope, visit, told.values.get("ticket_scope"))
    faults.settle()
    rules.check_email(visit, contact)
    rules.check_seats(visit, told.values.get("occasional"))
    rules.drop_other_emails(visit, contact)
    visit.account.tables["contacts"].remove(contact["id"])
    agent = visit.account.tables["agents"].put(_agent(visit, contact, told.values))
    shown = shapes.written_contact(visit, {**contact, "other_emails": []})
    return Answer(200, {**shown, "agent": shapes.agent(visit, agent)})


@routes.put("/contacts/<contact_id>/send_invite")
def send_invite(visit: Visit, contact_id: str) -> Answer:
    """A contact is sent a mail with which to activate the account."""
    contact = record_of(visit, "contacts", contact_id)
    check_no_content(visit)
    contact_rules.check_writable(visit, contact)
    account = visit.account
    if contact["email"] is not None:
        mail = {"kind": "invitation", "to": contact["email"], "contact_id": contact["id"]}
        times = {"id": account.next_id(), "sent_at": stamp(account)}
        account.tables["outbox"].put({**times, **mail})
    return Answer(204)


def _agent(visit: Visit, contact: Record, told: Mapping[str, Json]) -> Record:
    kept = ("id", "name", "email", "phone", "mobile", "job_title", "language", "time_zone")
    times = dict.fromkeys(("created_at", "updated_at"), stamp(visit.account))
    own = {name: contact[name] for name in kept}
    return {**blank_agent(), **own, **times, "role": "agent", "api_key": None, **told}
