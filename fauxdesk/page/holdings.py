"""What an account holds, as the page shows it: counts, and the latest records of each table."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.call import Json
from emulator.account import Account
from emulator.secrets import veiled
from emulator.table import Record, Table

LATEST = 12
"""How many records of a table are shown."""
OUTBOX = "outbox"

_TELLING = ("name", "title", "subject", "email", "value", "key", "to")
"""The keys whose text tells best what a record is, the best first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as it is shown: what it is called, and all of it without secrets."""

    id: int | str
    label: str
    record: Json


@dataclass(frozen=True, slots=True)
class Holding:
    """A table of an account: how many records there are, and the latest of them first.

    Where it is ``as_made`` there are no others than those every new account begins with.
    """

    name: str
    count: int
    latest: tuple[Shown, ...]
    as_made: bool

    @property
    def more(self) -> int:
        """How many records are not among the latest."""
        return self.count - len(self.latest)


def holdings_of(account: Account) -> list[Holding]:
    """The tables of an account that hold anything, and in any case the outbox, which is last."""
    secrets = account.vendor.secrets
    with account.lock:
        held = [
            Holding(name, len(table), _latest(table, secrets), _is_as_made(account, name))
            for name, table in account.tables.items()
            if len(table) or name == OUTBOX
        ]
    return sorted(held, key=lambda holding: holding.name == OUTBOX)


def counts_of(account: Account) -> dict[str, int]:
    """How many records each table holds."""
    return {name: len(table) for name, table in account.tables.items()}


def _is_as_made(account: Account, table: str) -> bool:
    return table != OUTBOX and account.is_as_made(table)


def _latest(table: Table, secrets: frozenset[str]) -> tuple[Shown, ...]:
    records = table.slice(max(0, len(table) - LATEST), len(table))
    return tuple(Shown(r["id"], _label_of(r), veiled(r, secrets)) for r in reversed(records))


def _label_of(record: Record) -> str:
    told = next((record[k] for k in _TELLING if isinstance(record.get(k), str) and record[k]), None)
    if told is not None:
        return str(told)
    links = [f"{k.removesuffix('_id')} {v}" for k, v in record.items() if k.endswith("_id") and v]
    return ", ".join(links[:2]) or str(record["id"])
