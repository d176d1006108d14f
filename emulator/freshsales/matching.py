"""Finding records by one of their values, as lookup, search and upsert do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from contracts.call import Json
from emulator.freshsales.kinds import Kind
from emulator.freshsales.tables import TABLES, folded
from emulator.table import Record, Table
from emulator.visit import Visit

_INDEX = {"emails": "email"}
_HIDDEN = ("custom", "token", "account", "contact")


def matches(visit: Visit, kind: Kind, field: str, value: Json) -> list[Record]:
    """The records whose field is exactly the value, ignoring case; none by any other field."""
    return found_in(visit.account.tables[kind.many], kind, field, value)


def found_in(table: Table, kind: Kind, field: str, value: Json) -> list[Record]:
    """The same in a table of records of that kind."""
    if not has_index(kind, field):
        return []
    if field.startswith("cf_"):
        return table.find("custom", (field, folded(value)))
    return table.find(_INDEX.get(field, field), folded(value))


def has_index(kind: Kind, field: str) -> bool:
    """Whether records are found by that field at flat cost."""
    index = _INDEX.get(field, field)
    return field.startswith("cf_") or (index in TABLES[kind.many] and index not in _HIDDEN)


def holders(table: Table, words: Iterable[str]) -> list[Record]:
    """The records in whose name and emails all the words stand."""
    found = [{record["id"] for record in table.find("token", word)} for word in words]
    ids = reduce(set.__and__, found) if found else set()
    return [record for i in sorted(ids) if (record := table.get(i))]
