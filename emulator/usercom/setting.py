"""Setting custom attributes alone, of a user or a company.

Source: answers recorded in 2018 (user_engage-ruby); userengage-go for the single one.
"""

from __future__ import annotations

from collections.abc import Callable

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom.body import demanded, said
from emulator.usercom.fields import COMPANY, USER
from emulator.usercom.ids import record_by_custom_id, record_of
from emulator.usercom.rules.attributes import fill_company, fill_user
from emulator.usercom.times import stamp
from emulator.usercom.values import anything, required, text
from emulator.visit import Visit, keeps

Find = Callable[[Visit, str, Json], Record]

_HOLDERS = {"users": (USER, fill_user), "companies": (COMPANY, fill_company)}
_PLACES: tuple[tuple[str, str, Find], ...] = (
    ("users", "users", record_of),
    ("users-by-id", "users", record_by_custom_id),
    ("companies", "companies", record_of),
    ("companies-by-id", "companies", record_by_custom_id),
)


def setting_routes() -> Routes:
    """A blueprint of the routes that set attributes, each holder's by both of its ids."""
    routes = Routes("setting", __name__)
    for place, table, find in _PLACES:
        _route(routes, place, table, find)
    return routes


def _route(routes: Routes, place: str, table: str, find: Find) -> None:
    def set_one(visit: Visit, record_id: str) -> Answer:
        record = find(visit, table, record_id)
        sent = demanded(visit, {"attribute": required(text()), "value": anything}, _ONE)
        return _set(visit, table, record, {sent["attribute"]: sent["value"]})

    def set_many(visit: Visit, record_id: str) -> Answer:
        return _set(visit, table, find(visit, table, record_id), said(visit))

    for name, view in (("set_attribute", set_one), ("set_multiple_attributes", set_many)):
        path = f"/{place}/<record_id>/{name}/"
        routes.add_url_rule(path, f"{place} {name}", view, methods=["POST"])  # type: ignore[arg-type]


_ONE = ("attribute", "value")


def _set(visit: Visit, table: str, record: Record, sent: dict[str, Json]) -> Answer:
    fields, fill = _HOLDERS[table]
    leave_standard_fields(visit, [field.name for field in fields if field.name in sent])
    record = {**record, "updated_at": stamp(visit.account)}
    fill(visit, record, sent)
    visit.account.tables[table].put(record)
    return Answer(200)


@keeps("usercom.attributes.standard-names-become-custom")
def leave_standard_fields(_visit: Visit, names: list[str]) -> bool:
    """Setting an attribute by a standard field's name makes a custom one, and leaves the field."""
    return bool(names)
