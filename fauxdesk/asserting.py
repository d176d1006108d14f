"""What a test may claim of an account: one record, its tables, its writes; or a readable text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.checking import Finding, check
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


def assert_no_unexpected_writes(account: Account) -> None:
    """Every write of the journal is one the vendor documents, and breaks no sender rule."""
    __tracebackhide__ = True
    exchanges = [entry.exchange for entry in account.journal.entries]
    found = [f for f in check(account.vendor.name, exchanges) if not f.holds]
    lines = []
    for finding in filter(lambda f: exchanges[f.index].request.writes, found):
        asked = exchanges[finding.index].request
        lines.append(f"  - {finding.index + 1}: {asked.method} {asked.path}")
        lines.append(f"    {told(finding)}")
    if lines:
        raise AssertionError("\n".join(["there were unexpected writes:", *lines]))


def broken_rules(account: Account) -> list[Finding]:
    """The sender rules that the account's journal shows broken."""
    exchanges = [entry.exchange for entry in account.journal.entries]
    found = check(account.vendor.name, exchanges)
    return [f for f in found if not f.holds and f.subject in catalogue()]


def told(finding: Finding) -> str:
    """A finding in one line: what is not so, and where it stands that it should be."""
    return f"{finding.subject}: {finding.says}" + (f" ({finding.source})" * bool(finding.source))


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
