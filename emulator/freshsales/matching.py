"""Finding records by one of their values, as lookup, search and upsert do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce

from contracts.call import Json
from emulator.freshsales.kinds import Kind
from emulator.freshsales.tables import TABLES, folded
from emulator.table import Record
from emulator.visit import Visit, keeps

_INDEX = {"emails": "email"}
_HIDDEN = ("custom", "token", "account", "contact")


def matches(visit: Visit, kind: Kind, field: str, value: Json) -> list[Record]:
    """The records whose field is exactly the value, ignoring case; none by any other field."""
    if not has_index(kind, field):
        return []
    table = visit.account.tables[kind.many]
    if field.startswith("cf_"):
        return table.find("custom", (field, folded(value)))
    return table.find(_INDEX.get(field, field), folded(value))


def has_index(kind: Kind, field: str) -> bool:
    """Whether records are found by that field at flat cost."""
    index = _INDEX.get(field, field)
    return field.startswith("cf_") or (index in TABLES[kind.many] and index not in _HIDDEN)


def holders(visit: Visit, kind: Kind, words: Iterable[str]) -> list[Record]:
    """The records in whose name and emails all the words stand."""
    table = visit.account.tables[kind.many]
    found = [{record["id"] for record in table.find("token", word)} for word in words]
    ids = reduce(set.__and__, found) if found else set()
    return [record for i in sorted(ids) if (record := table.get(i))]


def indexed(visit: Visit, found: list[Record]) -> list[Record]:
    """Those of the records that lookup and search see already."""
    wait = timedelta(seconds=visit.account.settings["index_lag_seconds"])
    now = visit.account.clock.now()
    seen = [r for r in found if datetime.fromisoformat(r["created_at"]) + wait <= now]
    lag(visit, len(found) - len(seen))
    return seen if wait else found


@keeps("freshsales.search.lags")
def lag(visit: Visit, unseen: int) -> bool:
    """Lookup and search do not see a new record for a while; its id finds it at once."""
    return unseen > 0 and visit.account.settings["index_lag_seconds"] > 0
