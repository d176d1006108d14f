"""Exports of contacts and of companies: one resource, served twice.

Source: developers.freshdesk.com/api, Contacts, Export Contacts, and Companies, Export Companies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshdesk.attributes import Attribute
from emulator.freshdesk.downloads import address_of, keep_csv, new_id
from emulator.freshdesk.errors import Faults, Invalid, missing, not_found
from emulator.freshdesk.parameters import Said, read_all, said
from emulator.freshdesk.rules import exports as rules
from emulator.freshdesk.rules.requests import check_known, check_parameters, check_types
from emulator.freshdesk.values import mapping, texts
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account

TABLE = "exports"
FIELDS = {"contacts": "contact_fields", "companies": "company_fields"}
"""The fields of what is exported and imported."""
_ASKED = (Attribute("fields", mapping),)
_COLUMNS = (Attribute("default_fields", texts, []), Attribute("custom_fields", texts, []))
_KEPT_AS = {"tag_names": "tags"}
"""Fields that a record keeps under another name."""


def export_routes(table: str) -> Routes:
    """The endpoints of exports of ``contacts`` or ``companies``."""
    exports = Exports(table)
    routes = Routes(f"{table}_export", __name__)
    routes.post(f"/{table}/export")(exports.create)
    routes.get(f"/{table}/export/<export_id>")(exports.show)
    return routes


@dataclass(frozen=True, slots=True)
class Exports:
    """The views of the exports of one table."""

    table: str

    def create(self, visit: Visit) -> Answer:
        """The id of an export that was begun."""
        columns = self._columns(visit)
        rules.check_idle(visit)
        _forget_old(visit.account)
        export = visit.account.tables[TABLE].put(
            {
                "id": new_id(visit.account),
                "of": self.table,
                "columns": columns,
                "queued_at": visit.account.clock.seconds(),
                "pending": True,
                "file": None,
            }
        )
        return Answer(200, {"id": export["id"]})

    def show(self, visit: Visit, export_id: str) -> Answer:
        """How far an export is, and where its file lies once there is one."""
        check_parameters(visit, ())
        export = visit.account.tables[TABLE].get(export_id)
        if export is None or export["of"] != self.table:
            raise not_found()
        rules.check_kept(visit, export)
        done = not export["pending"]
        place = address_of(visit, export["file"]) if done else None
        status = "completed" if done else "in_progress"
        return Answer(200, {"id": export_id, "status": status, "download_url": place})

    def _columns(self, visit: Visit) -> list[Record]:
        """The fields that the body asks for, in its order."""
        told = said(visit, _ASKED, unbuilt={})
        check_types(visit, told.wrong)
        fields = told.values.get("fields")
        if not isinstance(fields, dict):
            raise Invalid(missing("fields"))
        asked, faults = read_all(Said(fields), _COLUMNS), Faults()
        faults.ask(check_known, visit, fields.keys() - {column.name for column in _COLUMNS})
        faults.ask(check_types, visit, asked.wrong)
        faults.settle()
        known = _known(visit.account, self.table)
        rules.check_columns(visit, asked.values, known)
        return [
            known[column.name][name]
            for column in _COLUMNS
            for name in asked.values.get(column.name) or ()
        ]


def write_file(account: Account, export: Record) -> None:
    """Write the file of an export: the records as they are now, by name."""
    columns: Sequence[Record] = export["columns"]
    file_id = keep_csv(account, _rows(account, export["of"], columns))
    account.tables[TABLE].put({**export, "pending": False, "file": file_id})


def _known(account: Account, table: str) -> dict[str, dict[str, Record]]:
    """The fields that can be exported, by kind and name."""
    known: dict[str, dict[str, Record]] = {column.name: {} for column in _COLUMNS}
    for field in account.tables[FIELDS[table]]:
        kind = "default_fields" if field["default"] else "custom_fields"
        known[kind][field["name"]] = {key: field[key] for key in ("name", "label", "default")}
    return known


def _rows(account: Account, table: str, columns: Sequence[Record]) -> Iterator[Sequence[Json]]:
    """The labels of the fields, then each record that a list shows."""
    yield [column["label"] for column in columns]
    listed = account.tables[table].row("listed")
    for record in listed.slice(0, len(listed)):
        yield [_value(account, record, column) for column in columns]


def _value(account: Account, record: Record, column: Record) -> Json:
    name: str = column["name"]
    if not column["default"]:
        return record["custom_fields"].get(name)
    if name == "company_name":
        company_id = record["company_id"]
        company = account.tables["companies"].get(company_id) if company_id else None
        return company["name"] if company else None
    return record.get(_KEPT_AS.get(name, name))


def _forget_old(account: Account) -> None:
    """Remove exports and files that nobody knows any more."""
    oldest = account.clock.seconds() - rules.KEPT
    for table in (TABLE, "downloads"):
        for kept in [k for k in account.tables[table] if k["queued_at"] <= oldest]:
            account.tables[table].remove(kept["id"])
