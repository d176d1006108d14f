"""Leads, contacts, accounts and deals: the endpoints of one record, served four times.

Source: developers.freshworks.com, CRM API; for leads the classic API as its clients use it.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import shapes
from emulator.freshsales.ids import is_id, record_of
from emulator.freshsales.kinds import CONTACT, Kind
from emulator.freshsales.matching import matches
from emulator.freshsales.rules import deletes
from emulator.freshsales.rules import writes as rules
from emulator.freshsales.views import Views
from emulator.freshsales.writing import said_of, written
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit


def record_routes(kind: Kind) -> Routes:
    """The endpoints of one kind of record."""
    records, views, root = Records(kind), Views(kind), f"/{kind.many}"
    routes = Routes(kind.many, __name__)
    routes.get(root)(views.index)
    routes.get(f"{root}/filters")(views.filters)
    routes.get(f"{root}/view/<view_id>")(views.view)
    routes.post(root)(records.create)
    routes.post(f"{root}/upsert")(records.upsert)
    routes.get(f"{root}/<record_id>")(records.show)
    routes.put(f"{root}/<record_id>")(records.update)
    routes.delete(f"{root}/<record_id>")(records.delete)
    routes.delete(f"{root}/<record_id>/forget")(records.forget)
    if kind is CONTACT:
        routes.put(f"{root}/<record_id>/restore")(records.restore)
        routes.post(f"{root}/bulk_destroy")(records.delete_many)
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
        return self._answer(visit, visit.account.settings["created_status"], record)

    def upsert(self, visit: Visit) -> Answer:
        """The oldest record of that unique identifier changed, or else a new one."""
        rules.check_upsert_served(visit)
        said = said_of(visit, self.kind)
        name, value = rules.check_identifier(visit)
        found = matches(visit, self.kind, name, value)
        if found:
            return self._answer(visit, 200, written(visit, self.kind, said, found[0]))
        new = written(visit, self.kind, self._with_identifier(said, name, value))
        return self._answer(visit, 201, new)

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

    def delete_many(self, visit: Visit) -> Answer:
        """The records of these ids into the recycle bin."""
        body = visit.request.body
        selected = body.get("selected_ids") if isinstance(body, dict) else None
        for record_id in selected if isinstance(selected, list) else ():
            if is_id(str(record_id)):
                found = visit.account.tables[self.kind.many].get(int(record_id))
                if found is not None:
                    deletes.into_bin(visit, self.kind, found)
        return Answer(200, {"message": f"{self.kind.word.capitalize()} deleted."})

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

    def _with_identifier(self, said: Record, name: str, value: Json) -> Record:
        if name.startswith("cf_"):
            custom = said.get("custom_field") or {}
            merged = {name: value, **custom} if isinstance(custom, dict) else custom
            return {**said, "custom_field": merged}
        if name in ("email", "emails") and ("email" in said or "emails" in said):
            return said
        return {name: value, **said} if name in self.kind.takes else said

    def _answer(self, visit: Visit, status: int, record: Record) -> Answer:
        return Answer(status, shapes.one(visit, self.kind, record))
