"""The tracking endpoints: visitors, events and page views.

Source: developers.freshworks.com, CRM libraries; freshworks/freshsales-ruby-sdk. Success is 200;
what the body of an answer holds is not public.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.freshsales.auth import SUITE
from emulator.freshsales.rules import tracking as rules
from emulator.freshsales.stamps import stamp
from emulator.freshsales.visitors import identified
from emulator.routes import Routes
from emulator.visit import Refusal, Visit

routes = Routes("tracking", __name__)


@routes.post("/track/visitors")
def visitors(visit: Visit) -> Answer:
    """The visitor written as a lead or contact; in the Suite, which has no leads, a contact."""
    identifier, said = rules.identifier_in(visit), rules.visitor_in(visit)
    leads = not visit.request.path.startswith(SUITE)
    try:
        identified(visit, identifier, said, leads=leads)
    except Refusal as refusal:
        raise rules.passed_over(visit, refusal) from None
    return Answer(200, {})


@routes.post("/track/events")
def events(visit: Visit) -> Answer:
    """An event kept under its identifier, whether or not anybody has it."""
    identifier, said = rules.identifier_in(visit), rules.event_in(visit)
    properties = {key: value for key, value in said.items() if key != "name"}
    _keep(visit, "events", identifier, name=said["name"], properties=properties)
    return Answer(200, {})


@routes.post("/track/page_views")
def page_views(visit: Visit) -> Answer:
    """A page view kept under its identifier, whether or not anybody has it."""
    identifier, said = rules.identifier_in(visit), rules.page_view_in(visit)
    properties = {key: value for key, value in said.items() if key != "url"}
    _keep(visit, "page_views", identifier, url=said["url"], properties=properties)
    return Answer(200, {})


def _keep(visit: Visit, table: str, identifier: str, **what: object) -> None:
    account = visit.account
    kept = {"id": account.next_id(), "identifier": identifier, **what}
    account.tables[table].put({**kept, "created_at": stamp(account)})
