"""Many records at once: written in a job, or deleted.

Source: developers.freshworks.com, CRM API.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales.auth import SUITE
from emulator.freshsales.ids import found_by_id
from emulator.freshsales.jobs import queue
from emulator.freshsales.kinds import Kind
from emulator.freshsales.rules import bulk as rules
from emulator.freshsales.rules import deletes
from emulator.routes import Routes
from emulator.visit import Visit

_TITLES: Mapping[str, str] = {"contact": "Contact", "sales_account": "Account", "deal": "Deal"}


def bulk_routes(kind: Kind) -> Routes:
    """The endpoints of one kind of record that are about many of them."""
    bulk, routes = Bulk(kind), Routes(f"{kind.many}_bulk", __name__)
    routes.post(f"/{kind.many}/bulk_upsert")(bulk.upsert)
    routes.post(f"/{kind.many}/bulk_destroy")(bulk.delete)
    return routes


@dataclass(frozen=True, slots=True)
class Bulk:
    """The views of one kind of record."""

    kind: Kind

    def upsert(self, visit: Visit) -> Answer:
        """Each record is changed or made by a job, whose address is told."""
        listed = rules.check_listed(visit, self.kind.many)
        rules.check_number(visit, listed)
        base = f"{SUITE}/api" if visit.request.path.startswith(SUITE) else "/api"
        url = visit.address_of(f"{base}/job_statuses/{queue(visit, self.kind, listed)}")
        says = f"The request has been accepted: {len(listed)} {self.kind.many}."
        body: Json = {"message": says, "job_status_url": url}
        return Answer(visit.account.settings["bulk_status"], body)

    def delete(self, visit: Visit) -> Answer:
        """The records of these ids into the recycle bin; unknown ids are passed over."""
        for record_id in rules.check_listed(visit, "selected_ids"):
            found = found_by_id(visit, self.kind, record_id)
            if found is not None:
                deletes.into_bin(visit, self.kind, found)
        return Answer(200, {"message": f"{_TITLES[self.kind.word]} deleted."})
