"""Pages: how many records one holds, in which order, and how many there are.

Source: developers.freshworks.com, CRM API; tap-freshsales; public test suites of 2026.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from contracts.call import Json
from emulator.freshsales.rules.paging import cut_page
from emulator.listing import Records, in_a_row
from emulator.table import Record
from emulator.visit import Visit

PER_PAGE = 25

_SUMS = ("amount", "base_currency_amount")
"""Sums of money, which are kept as decimal text."""


def page_of(visit: Visit, records: Records | list[Record]) -> list[Record]:
    """The records of the page that is asked for, ``sort``ed first where that is."""
    size, field = size_of(visit), asked(visit, "sort") or "id"
    start = max(_number(visit, "page", 1) - 1, 0) * size
    row = in_a_row(records)
    if field != "id" or _falling(visit):
        row = in_a_row(in_order(row.slice(0, len(row)), field, falling=_falling(visit)))
    return row.slice(start, start + size)


def meta_of(visit: Visit, total: int) -> Json:
    """What an answer says of all pages: ``{"total_pages": 2, "total": 30}``."""
    size = size_of(visit)
    return {"total_pages": math.ceil(total / size) if size else 0, "total": total}


def size_of(visit: Visit) -> int:
    """How many records a page holds: 25 unless the request says otherwise."""
    return cut_page(visit, _number(visit, "per_page", PER_PAGE))


def in_order(records: Sequence[Record], field: str, *, falling: bool) -> list[Record]:
    """The records by a field, sums of money by their size; those without a value come last."""
    known = [r for r in records if isinstance(r.get(field), str | int | float)]
    numbers = field in _SUMS or all(isinstance(r[field], int | float) for r in known)

    def place(record: Record) -> tuple[float | str, int]:
        value = record[field]
        return (float(value) if numbers else str(value).casefold()), record["id"]

    known.sort(key=place, reverse=falling)
    return known + [r for r in records if not isinstance(r.get(field), str | int | float)]


def asked(visit: Visit, name: str) -> str:
    """A parameter of the query, the last where it is repeated; empty where it is missing."""
    said = visit.request.query.get(name, "")
    return said if isinstance(said, str) else said[-1]


def _falling(visit: Visit) -> bool:
    return asked(visit, "sort_type") == "desc"


def _number(visit: Visit, name: str, default: int) -> int:
    given = asked(visit, name)
    return int(given) if given.isdecimal() and len(given) < 10 else default
