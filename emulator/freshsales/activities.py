"""Notes, tasks, appointments and sales activities: what happens around a record.

Source: developers.freshworks.com, CRM API; public test suites of 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from contracts.call import Json
from contracts.exchange import Answer
from emulator.answering import unrouted
from emulator.freshsales import activity_shapes, due, shapes
from emulator.freshsales.fields import blank_of
from emulator.freshsales.ids import record_of
from emulator.freshsales.kinds import (
    APPOINTMENT,
    KINDS,
    NOTE,
    PHONE_CALL,
    SALES_ACTIVITY,
    TASK,
    Kind,
)
from emulator.freshsales.paging import asked, meta_of, page_of
from emulator.freshsales.rules import activities as rules
from emulator.freshsales.rules import deletes, writes
from emulator.freshsales.rules.paging import check_task_page
from emulator.freshsales.stamps import stamp
from emulator.freshsales.writing import said_of, values_of
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

_STATUS = {"task": 201, "appointment": 201}


def activity_routes(kind: Kind) -> Routes:
    """The endpoints of one kind of them; notes are read with the record they are about."""
    views, root = Activities(kind), f"/{kind.many}"
    routes = Routes(kind.many, __name__)
    routes.post(root)(views.create)
    routes.put(f"{root}/<record_id>")(views.update)
    routes.delete(f"{root}/<record_id>")(views.delete)
    if kind is not NOTE:
        routes.get(root)(views.index)
        routes.get(f"{root}/<record_id>")(views.show)
    return routes


@dataclass(frozen=True, slots=True)
class Activities:
    """The views of one kind of them."""

    kind: Kind

    def create(self, visit: Visit) -> Answer:
        """A new one, about the record that is named."""
        record = written(visit, self.kind, said_of(visit, self.kind))
        made: int = visit.account.settings["created_status"]
        status = _STATUS.get(self.kind.word, made)
        writes.tell_made(visit, status)
        return Answer(status, activity_shapes.one(self.kind, record))

    def show(self, visit: Visit, record_id: str) -> Answer:
        """One of them, with the records it is about."""
        record = record_of(visit, self.kind, record_id)
        return Answer(200, _with_targets(visit, self.kind, record))

    def update(self, visit: Visit, record_id: str) -> Answer:
        """One of them with what is sent changed."""
        present = record_of(visit, self.kind, record_id)
        record = written(visit, self.kind, said_of(visit, self.kind), present)
        return Answer(200, activity_shapes.one(self.kind, record))

    def delete(self, visit: Visit, record_id: str) -> Answer:
        """One of them gone for good."""
        record = record_of(visit, self.kind, record_id)
        visit.account.tables[self.kind.many].remove(record["id"])
        deletes.confirm(visit)
        return Answer(200, {"success": "200"})

    def index(self, visit: Visit) -> Answer:
        """A page of all of them; of tasks, of those that ``filter`` names."""
        chosen = [*visit.account.tables[self.kind.many]]
        if self.kind is TASK:
            check_task_page(visit)
        name = asked(visit, "filter").replace(" ", "_")
        if name and self.kind is not SALES_ACTIVITY:
            chooses = due.chooser(visit, name) if self.kind is TASK else None
            if chooses is None:
                return unrouted(404)(visit)
            chosen = [record for record in chosen if chooses(record)]
        shown: list[Json] = [activity_shapes.shown(self.kind, r) for r in page_of(visit, chosen)]
        meta = {"total": len(chosen)} if self.kind is TASK else meta_of(visit, len(chosen))
        return Answer(200, {self.kind.many: shown, "meta": meta})


def _with_targets(visit: Visit, kind: Kind, stored: Record) -> dict[str, Json]:
    """The same with the records that it is about beside it."""
    body: dict[str, Json] = activity_shapes.one(kind, stored)
    for about in KINDS.values():
        ids = [target["id"] for target in stored["targetables"] if target["type"] == about.model]
        table = visit.account.tables[about.many]
        found = [record for i in ids if (record := table.get(i))]
        if found:
            body[about.many] = [shapes.record(visit, about, record) for record in found]
    return body


Settle = Callable[[Visit, dict[str, Json], Record], None]


def written(
    visit: Visit, kind: Kind, said: Mapping[str, Json], present: Record | None = None
) -> Record:
    """A new one, or ``present`` with what is said changed; Refusal where it cannot be."""
    values, now = values_of(visit, kind, said), stamp(visit.account)
    record: Record = present or {
        **blank_of(kind.attributes),
        "created_at": now,
        "creater_id": visit.caller["id"] if visit.caller else None,
    }
    _SETTLE[kind.word](visit, values, record)
    model, target_id = values.pop("targetable_type", None), values.pop("targetable_id", None)
    if model is not None or target_id is not None:
        rules.check_target(visit, model, target_id)
        values["targetables"] = [{"id": target_id, "type": model}]
    record = {**record, **values, "updated_at": now}
    if present is None:
        record["id"] = visit.account.next_id()
    return visit.account.tables[kind.many].put(record)


def _settle_note(visit: Visit, values: dict[str, Json], record: Record) -> None:
    rules.check_described(visit, {**record, **values})


def _settle_task(visit: Visit, values: dict[str, Json], record: Record) -> None:
    rules.check_task(visit, {**record, **values})
    rules.complete(visit, values, record, stamp(visit.account))


def _settle_appointment(visit: Visit, values: dict[str, Json], record: Record) -> None:
    rules.check_appointment(visit, {**record, **values})
    rules.check_time_zone(visit, values.get("time_zone"))


def _settle_nothing(_visit: Visit, _values: dict[str, Json], _record: Record) -> None:
    """Nobody says what a sales activity or a phone call must have."""


_SETTLE: Mapping[str, Settle] = {
    NOTE.word: _settle_note,
    TASK.word: _settle_task,
    APPOINTMENT.word: _settle_appointment,
    SALES_ACTIVITY.word: _settle_nothing,
    PHONE_CALL.word: _settle_nothing,
}
