"""Leads, contacts, accounts and deals: the endpoints of one record, served four times.

Source: developers.freshworks.com, CRM API; for leads the classic API as its clients use it.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.ids import is_id, record_of
from emulator.freshsales.kinds import CONTACT, DEAL, LEAD, Kind
from emulator.freshsales.matching import matches
from emulator.freshsales.rules import deletes
from emulator.freshsales.rules import writes as rules
from emulator.freshsales.upserts import upserted
from emulator.freshsales.views import Views
from emulator.freshsales.writing import said_of, written
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

_EMAILS = ("email", "emails")


def record_routes(kind: Kind) -> Routes:
    """The endpoints of one kind of record."""
    records, views, root = Records(kind), Views(kind), f"/{kind.many}"
    routes = Routes(kind.many, __name__)
    routes.get(root)(views.index)
    routes.get(f"{root}/filters")(views.filters)
    routes.get(f"{root}/filters/<view_id>")(views.filter)
    routes.get(f"{root}/view/<view_id>")(views.view)
    routes.post(root)(records.create)
    routes.get(f"{root}/<record_id>")(records.show)
    routes.put(f"{root}/<record_id>")(records.update)
    routes.delete(f"{root}/<record_id>")(records.delete)
    if kind is not LEAD:
        routes.post(f"{root}/upsert")(records.upsert)
        routes.post(f"{root}/<record_id>/clone")(records.clone)
        routes.delete(f"{root}/<record_id>/forget")(records.forget)
    if kind is CONTACT:
        routes.put(f"{root}/<record_id>/restore")(records.restore)
    return routes


@dataclass(frozen=True, slots=True)
class Records:
    """The views of one kind of record."""

    kind: Kind

    def show(self, visit: Visit, record_id: str) -> Answer:
        """One record, with what ``include`` names."""
        return self._answer(visit, 200, record_of(visit, self.kind, record_id))

    def create(self, visit: Visit) -> Answer:
        """A new record."""
        record = written(visit, self.kind, said_of(visit, self.kind))
        return self._created(visit, record)

    def clone(self, visit: Visit, record_id: str) -> Answer:
        """A new record that is as another, but for what is sent."""
        record = record_of(visit, self.kind, record_id)
        said = rules.said_beside(visit, self.kind)
        copied = {name: record[name] for name in self.kind.takes if name in record}
        if not said.keys().isdisjoint(_EMAILS):
            copied = {name: value for name, value in copied.items() if name not in _EMAILS}
        if self.kind is DEAL:
            copied["contacts_added_list"] = record["contact_ids"]
        new = written(visit, self.kind, {**copied, **said})
        return self._created(visit, new)

    def upsert(self, visit: Visit) -> Answer:
        """The oldest record of that unique identifier changed, or else a new one."""
        rules.check_upsert_served(visit)
        said = said_of(visit, self.kind)
        identifier = rules.check_identifier(visit, self.kind)
        found = matches(visit, self.kind, *identifier) if identifier else []
        record = upserted(visit, self.kind, said, identifier, found)
        rules.tell_nothing_new(visit, new=not found)
        new = visit.account.settings["upsert_created_status"]
        return self._answer(visit, 200 if found else new, record)

    def update(self, visit: Visit, record_id: str) -> Answer:
        """A record with what is sent changed; null clears."""
        record = record_of(visit, self.kind, record_id)
        return self._answer(
            visit, 200, written(visit, self.kind, said_of(visit, self.kind), record)
        )

    def delete(self, visit: Visit, record_id: str) -> Answer:
        """A record into the recycle bin."""
        deletes.into_bin(visit, self.kind, record_of(visit, self.kind, record_id))
        return Answer(200, True)

    def forget(self, visit: Visit, record_id: str) -> Answer:
        """A record gone for good, also out of the recycle bin."""
        binned = visit.account.tables[self.kind.bin]
        if is_id(record_id) and binned.get(int(record_id)) is not None:
            binned.remove(int(record_id))
        else:
            record = record_of(visit, self.kind, record_id)
            visit.account.tables[self.kind.many].remove(record["id"])
        return Answer(200, True)

    def restore(self, visit: Visit, record_id: str) -> Answer:
        """A record out of the recycle bin."""
        return self._answer(visit, 200, deletes.out_of_bin(visit, self.kind, record_id))

    def _created(self, visit: Visit, record: Record) -> Answer:
        status = visit.account.settings["created_status"]
        return Answer(status, shapes.made(visit, self.kind, record))

    def _answer(self, visit: Visit, status: int, record: Record) -> Answer:
        return Answer(status, shapes.one(visit, self.kind, record))
