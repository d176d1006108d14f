"""What is around a record: its notes, tasks and appointments, and the contacts of an account.

Source: developers.freshworks.com, CRM API; public test suites of 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.activity_shapes import around, shown
from emulator.freshsales.ids import record_of
from emulator.freshsales.kinds import APPOINTMENT, CONTACT, NOTE, SALES_ACCOUNT, TASK, Kind
from emulator.freshsales.paging import page_of
from emulator.routes import Routes
from emulator.visit import Visit


def related_routes(kind: Kind) -> Routes:
    """The endpoints below one kind of record."""
    routes, root = Routes(f"{kind.many}_related", __name__), f"/{kind.many}/<record_id>"
    for what in (NOTE, TASK, APPOINTMENT):
        routes.get(f"{root}/{what.many}", endpoint=what.many)(Related(kind, what).index)
    if kind is SALES_ACCOUNT:
        routes.get(f"{root}/contacts")(contacts)
    return routes


@dataclass(frozen=True, slots=True)
class Related:
    """What of one kind is about the records of another."""

    about: Kind
    what: Kind

    def index(self, visit: Visit, record_id: str) -> Answer:
        """A page of those about one record."""
        record = record_of(visit, self.about, record_id)
        found = around(visit, self.what, self.about, record["id"])
        page: list[Json] = [shown(self.what, each) for each in page_of(visit, found)]
        return Answer(200, {self.what.many: page, "meta": {"total": len(found)}})


def contacts(visit: Visit, record_id: str) -> Answer:
    """The contacts of an account, as one bare list."""
    account = record_of(visit, SALES_ACCOUNT, record_id)
    found = visit.account.tables["contacts"].find("account", account["id"])
    return Answer(200, [shapes.record(visit, CONTACT, each) for each in page_of(visit, found)])
