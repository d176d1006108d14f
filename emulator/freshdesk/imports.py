"""Imports of contacts and of companies: one resource, served twice.

Source: developers.freshdesk.com/api, Contacts, Import Contacts, and Companies, Import Companies.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk.downloads import address_of
from emulator.freshdesk.errors import not_found
from emulator.freshdesk.finding import record_of
from emulator.freshdesk.importing import columns_in, rows_in
from emulator.freshdesk.jobs import seconds_left
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.rules import imports as rules
from emulator.freshdesk.rules.requests import check_no_content, check_parameters
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

TABLE = "imports"


def import_routes(table: str) -> Routes:
    """The endpoints of imports of ``contacts`` or ``companies``."""
    imports = Imports(table)
    routes = Routes(f"{table}_imports", __name__)
    routes.get(f"/{table}/imports")(imports.index)
    routes.post(f"/{table}/imports")(imports.create)
    routes.get(f"/{table}/imports/<import_id>")(imports.show)
    routes.put(f"/{table}/imports/<import_id>/cancel")(imports.cancel)
    return routes


@dataclass(frozen=True, slots=True)
class Imports:
    """The views of the imports of one table."""

    table: str

    def index(self, visit: Visit) -> Answer:
        """The last imports, the newest first."""
        check_parameters(visit, ())
        own = [begun for begun in visit.account.tables[TABLE] if begun["of"] == self.table]
        newest = sorted(own, key=lambda begun: begun["id"], reverse=True)
        rules.leave_out_older(visit, newest)
        return Answer(200, [_shown(visit, begun) for begun in newest[: rules.LISTED]])

    def create(self, visit: Visit) -> Answer:
        """An import that was begun."""
        file, columns = columns_in(visit, self.table)
        rows = rows_in(file.content)
        begun = {
            "id": visit.account.next_id(),
            "of": self.table,
            "created_at": stamp(visit.account),
            "queued_at": visit.account.clock.seconds(),
            "pending": True,
            "status": "in_progress",
            "columns": columns,
            "rows": rows,
            "total": max(len(rows or ()) - 1, 0),
            "completed": 0,
            "failed": 0,
            "report": None,
            "caller": visit.caller["id"] if visit.caller else None,
            "marks": [],
        }
        return Answer(200, _shown(visit, visit.account.tables[TABLE].put(begun)))

    def show(self, visit: Visit, import_id: str) -> Answer:
        """How far an import is; rules that its work met are marked on the visit."""
        begun = self._import_of(visit, import_id)
        for rule, outcome in begun["marks"]:
            visit.mark(rule, outcome)
        return Answer(200, _shown(visit, begun))

    def cancel(self, visit: Visit, import_id: str) -> Answer:
        """An import that is given up before it wrote anything."""
        begun = self._import_of(visit, import_id)
        check_no_content(visit)
        rules.check_in_progress(visit, begun)
        cancelled = {**begun, "pending": False, "status": "cancelled", "rows": None}
        return Answer(200, _shown(visit, visit.account.tables[TABLE].put(cancelled)))

    def _import_of(self, visit: Visit, import_id: str) -> Record:
        begun = record_of(visit, TABLE, import_id)
        if begun["of"] != self.table:
            raise not_found()
        return begun


def _shown(visit: Visit, begun: Record) -> Json:
    left = seconds_left(visit.account, begun) if begun["pending"] else 0
    shown = {
        "id": begun["id"],
        "created_at": begun["created_at"],
        "status": begun["status"],
        "total_records": begun["total"],
        "completed_records": begun["completed"],
        "estimated_time_remaining": ceil(left),
    }
    if begun["failed"]:
        report = address_of(visit, begun["report"])
        shown["failures"] = {"count": begun["failed"], "report": report}
    return shown
