"""What a test may claim of an account: one record, its tables, its writes; or a readable text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.checking import check, labelled
from contracts.exchange import Exchange
from contracts.judging import Ruling, judge
from contracts.matching import compare
from contracts.state import compare_tables
from emulator.account import Account
from emulator.table import Record

SHOWN = 5
"""Records of a table that a failure shows."""


def singular(table: str) -> str:
    """The name of one record of a table: ``users`` holds each ``user``."""
    for ending, one in (("ies", "y"), ("uses", "us"), ("s", "")):
        if table.endswith(ending):
            return table.removesuffix(ending) + one
    return table


def the_one(account: Account, table: str, has: Mapping[str, Json]) -> Record:
    """The only own record of ``table`` that has these fields; else an AssertionError."""
    __tracebackhide__ = True
    records = _own(account, table)
    fits = [r for r in records if compare(dict(has), r, partial=True).matches]
    if len(fits) == 1:
        return fits[0]
    wanted = ", ".join(f"{key}={value!r}" for key, value in has.items())
    says = f"{len(fits)} {table} have {wanted}" if has else f"there are {len(fits)} {table}"
    raise AssertionError("\n".join([f"not one: {says}", *_shown(table, fits or records)]))


def assert_state(account: Account, stated: Mapping[str, Json]) -> None:
    """Hold the account's own records against counts or partial records, by table."""
    __tracebackhide__ = True
    tables = {name: _own(account, name) for name in account.tables}
    found = compare_tables(stated, tables)
    if found:
        named = dict.fromkeys(m.where.split("/")[1] for m in found)
        held = [line for n in named if n in tables for line in _shown(n, tables[n])]
        lines = [f"  - {mismatch}" for mismatch in found]
        raise AssertionError("\n".join(["the account is not as stated:", *lines, *held]))


def assert_no_unexpected_writes(vendor: str, exchanges: Sequence[Exchange]) -> None:
    """Every write among them is one the vendor documents, and breaks no sender rule."""
    __tracebackhide__ = True
    found = [f for f in check(vendor, exchanges) if not f.holds]
    writes = [f for f in found if exchanges[f.index].request.writes]
    if writes:
        lines = [_line(exchanges[f.index], f.subject, f.says, f.source) for f in writes]
        raise AssertionError("\n".join(["there were unexpected writes:", *lines]))


def broken_rules(vendor: str, exchanges: Iterable[Exchange]) -> list[str]:
    """The sender rules that these exchanges show broken, each as text with its source."""
    exchanges = labelled(vendor, exchanges)
    broken = [v for v in judge(vendor, exchanges) if v.ruling is Ruling.BROKEN]
    rules = [(exchanges[v.index], catalogue()[v.rule]) for v in broken]
    return [_line(exchange, rule.id, rule.says, rule.source) for exchange, rule in rules]


def _line(exchange: Exchange, subject: str, says: str, source: str) -> str:
    asked = exchange.request
    stated = f" ({source})" if source else ""
    return f"  - {asked.method} {asked.path}\n    {subject}: {says}{stated}"


def _own(account: Account, table: str) -> list[Record]:
    with account.lock:
        return list(account.own(table))


def _shown(table: str, records: Iterable[Record]) -> list[str]:
    rows = [json.dumps(r, ensure_ascii=False, default=str) for r in map(_said, records)]
    more = [f"    and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
    return [f"  {table}: {len(rows)}", *(f"    {row}" for row in rows[:SHOWN]), *more]


def _said(record: Record) -> Record:
    """The fields of a record that say something."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
