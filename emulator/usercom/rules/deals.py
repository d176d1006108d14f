"""What User.com holds deals to."""

from __future__ import annotations

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.errors import REQUIRED, invalid, not_found, taken
from emulator.visit import Visit, keeps


@keeps("usercom.deals.user-known")
def user_named(visit: Visit, index: str, key: Json) -> Record:
    """A deal of an unknown user is answered 404."""
    return _named(visit, "users", index, key)


@keeps("usercom.deals.company-known")
def company_named(visit: Visit, index: str, key: Json) -> Record:
    """A deal of an unknown company is answered 404."""
    return _named(visit, "companies", index, key)


@keeps("usercom.deals.custom-id-unique")
def check_custom_id_unused(visit: Visit, custom_id: str, deal_id: int, named: str) -> None:
    """No two deals share a custom_id; ``named`` is what the version calls it."""
    found = visit.account.tables["deals"].find("custom_id", custom_id)
    if any(deal["id"] != deal_id for deal in found):
        raise taken(named)


@keeps("usercom.deals.upsert-by-custom-id")
def match(visit: Visit, custom_id: Json, named: str) -> Record | None:
    """update_or_create of a deal matches by the custom_id, and demands it."""
    if custom_id is None:
        raise invalid({named: [REQUIRED]})
    return next(iter(visit.account.tables["deals"].find("custom_id", custom_id)), None)


def _named(visit: Visit, table: str, index: str, key: Json) -> Record:
    records = visit.account.tables[table]
    found = records.find(index, key) if index != "id" else [records.get(key)]
    if not found or found[0] is None:
        raise not_found()
    return found[0]
