"""Many records at once: written in a job, or deleted.

Source: developers.freshworks.com, CRM API. How long a job takes is not public: here what it
writes is there with the answer, and what it cannot write is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales.auth import SUITE
from emulator.freshsales.ids import is_id
from emulator.freshsales.kinds import Kind
from emulator.freshsales.matching import matches
from emulator.freshsales.rules import bulk as rules
from emulator.freshsales.rules import deletes
from emulator.freshsales.upserts import upserted
from emulator.freshsales.writing import written
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Refusal, Visit

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
        """Each record changed or made; one that is refused leaves the others alone."""
        listed = rules.check_listed(visit, self.kind.many)
        rules.check_number(visit, listed)
        for entry in listed:
            try:
                self._upsert_one(visit, entry)
            except Refusal:
                rules.skip_refused(visit)
        base = f"{SUITE}/api" if visit.request.path.startswith(SUITE) else "/api"
        url = visit.address_of(f"{base}/job_statuses/{visit.account.next_id()}")
        says = f"The request has been accepted: {len(listed)} {self.kind.many}."
        body: Json = {"message": says, "job_status_url": url}
        return Answer(visit.account.settings["bulk_status"], body)

    def delete(self, visit: Visit) -> Answer:
        """The records of these ids into the recycle bin; unknown ids are passed over."""
        for record_id in rules.check_listed(visit, "selected_ids"):
            found = self._of_id(visit, record_id)
            if found is not None:
                deletes.into_bin(visit, self.kind, found)
        return Answer(200, {"message": f"{_TITLES[self.kind.word]} deleted."})

    def _upsert_one(self, visit: Visit, entry: Json) -> None:
        said, identifiers = rules.entry_of(entry)
        if "id" in identifiers:
            written(
                visit, self.kind, said, rules.check_there(self._of_id(visit, identifiers["id"]))
            )
            return
        name, value = next(iter(identifiers.items()))
        upserted(visit, self.kind, said, name, value, matches(visit, self.kind, name, value))

    def _of_id(self, visit: Visit, record_id: Json) -> Record | None:
        text = str(record_id)
        return visit.account.tables[self.kind.many].get(int(text)) if is_id(text) else None
