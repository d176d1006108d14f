"""What the search index knows of a record: each version some time after it was written.

Freshdesk's searches and the autocompletion of companies ask an index that lags; its lists do
not. A record keeps, under ``before``, the versions that the index may still have.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from emulator.freshdesk.moments import stamp
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account


def as_indexed(account: Account, record: Record) -> Record | None:
    """The version of a record that the index has; None where it has none yet."""
    version: Record | None = record
    while version is not None and not _is_known(account, version):
        version = version["before"]
    return version


def store(account: Account, table: str, record: Record) -> Record:
    """Keep a new or changed record; the index knows this version some time from now."""
    present, now = account.tables[table].get(record["id"]), stamp(account)
    if record == present:
        return record
    if present is not None and present["indexed_from"] == now:
        present = present["before"]
    lags = bool(account.settings["search_lag_seconds"])
    before = _needed(account, present) if lags and present is not None else None
    return account.tables[table].put({**record, "indexed_from": now, "before": before})


def versions_of(record: Record) -> Iterator[Record]:
    """A record as it is, and as it was before."""
    version: Record | None = record
    while version is not None:
        yield version
        version = version["before"]


def _needed(account: Account, record: Record) -> Record | None:
    """The record down to the newest version that the index has, and nothing older."""
    newest: list[Record] = []
    for version in versions_of(record):
        newest.append(version)
        if _is_known(account, version):
            break
    kept: Record | None = None
    for version in reversed(newest):
        kept = {**version, "before": kept}
    return kept


def _is_known(account: Account, version: Record) -> bool:
    wait, since = account.settings["search_lag_seconds"], version["indexed_from"]
    if since is None or not wait:
        return True
    return datetime.fromisoformat(since) + timedelta(seconds=wait) <= account.clock.now()
