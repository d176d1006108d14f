"""The order of a list: ``sort`` where it is read by cursor, ``sort_by`` in numbered pages.

Source: developer.zendesk.com, Introduction, Pagination; probes of 2026.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.call import Json
from emulator.listing import Chosen, Records
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import pagination_parameter
from emulator.zendesk.query import asked

TIMES = ("id", "created_at", "updated_at")
"""By what every list can be sorted."""
NAMES = (*TIMES, "name")


def by_sort(visit: Visit, records: Records, known: Sequence[str]) -> Records:
    """The records in the order that ``sort`` asks for; ``-name`` is descending."""
    drop_sort_by(visit)
    sort = asked(visit, "sort")
    check_sort(visit, sort.removeprefix("-"), known)
    return ordered(records, sort.removeprefix("-"), descending=sort.startswith("-"))


def by_sort_by(visit: Visit, records: Records, known: Sequence[str]) -> Records:
    """The records in the order that ``sort_by`` and ``sort_order`` ask for."""
    sort_by = asked(visit, "sort_by")
    if sort_by not in known:
        return records
    return ordered(records, sort_by, descending=asked(visit, "sort_order") == "desc")


def ordered(records: Records, name: str, *, descending: bool) -> Records:
    """The records by one attribute; those that share its value by id."""
    if not name:
        return records

    def place(record: Record) -> tuple[bool, Json, Json]:
        value = record.get(name)
        return value is None, value.casefold() if isinstance(value, str) else value, record["id"]

    return Chosen(sorted(records.slice(0, len(records)), key=place, reverse=descending))


@keeps("zendesk.paging.sort-known")
def check_sort(_visit: Visit, name: str, known: Sequence[str]) -> None:
    """A list by cursor is sorted only by what cursors can point at."""
    if name and name not in known:
        raise pagination_parameter()


@keeps("zendesk.paging.mixed-drops-sort")
def drop_sort_by(visit: Visit) -> bool:
    """A cursor takes no heed of the sort of numbered pages, and nothing tells."""
    return any(name in visit.request.query for name in ("sort_by", "sort_order"))
