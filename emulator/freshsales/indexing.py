"""The index behind lookup, search and filters, which may lag behind what is written.

Source: public test suites of 2026, which ask for up to 20 seconds until a write is found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from contracts.call import Json
from emulator.freshsales.kinds import Kind
from emulator.freshsales.stamps import stamp
from emulator.table import Record, Table
from emulator.visit import Visit, keeps

Find = Callable[[Table], list[Record]]
"""Finds records in a table of their kind."""


def indexed(visit: Visit, kind: Kind, find: Find) -> list[Record]:
    """The records that the index finds: what was written lately is found by what it was before."""
    live, earlier = visit.account.tables[kind.many], visit.account.tables[kind.earlier]
    found = find(live)
    if not _wait(visit):
        return found
    current = {r["id"]: r for r in found if _is_in(visit, r) and not _changed(visit, kind, r["id"])}
    former = {r["id"]: live.get(r["id"]) for r in find(earlier) if _changed(visit, kind, r["id"])}
    before = {i: r for i, r in former.items() if r is not None and _is_in(visit, r)}
    lag(visit, current.keys() | before.keys(), {r["id"] for r in found})
    return [record for _, record in sorted({**current, **before}.items())]


def keep_earlier(visit: Visit, kind: Kind, record: Record) -> None:
    """Remember a record as it was before a write, for as long as the index knows it so."""
    if not _wait(visit):
        return
    if _changed(visit, kind, record["id"]):
        record = visit.account.tables[kind.earlier].get(record["id"]) or record
    visit.account.tables[kind.earlier].put({**record, "left_at": stamp(visit.account)})


@keeps("freshsales.search.lags")
def lag(_visit: Visit, seen: set[Json], there: set[Json]) -> bool:
    """Lookup and search do not see a write for a while; the record's id shows it at once."""
    return seen != there


def _changed(visit: Visit, kind: Kind, record_id: int) -> bool:
    former = visit.account.tables[kind.earlier].get(record_id)
    return former is not None and not _is_over(visit, former["left_at"])


def _is_in(visit: Visit, record: Record) -> bool:
    return _is_over(visit, record["created_at"])


def _is_over(visit: Visit, since: str) -> bool:
    return datetime.fromisoformat(since) + _wait(visit) <= visit.account.clock.now()


def _wait(visit: Visit) -> timedelta:
    return timedelta(seconds=visit.account.settings["index_lag_seconds"])
