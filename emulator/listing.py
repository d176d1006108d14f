"""Records in a row, whether a whole table or some already picked: what pages are cut from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Protocol, TypeAlias

from contracts.call import Json
from emulator.table import Record
from emulator.visit import Visit

Show: TypeAlias = Callable[[Visit, Record], Json]
"""How an answer shows a record."""


class Records(Protocol):
    """Records in a row, at flat cost: a table is one."""

    def __len__(self) -> int: ...

    def slice(self, start: int, stop: int) -> list[Record]:
        """The records from place ``start`` up to ``stop``."""


class Chosen:
    """Records that are already picked, in any order."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records

    def __len__(self) -> int:
        return len(self.records)

    def slice(self, start: int, stop: int) -> list[Record]:
        """The records from place ``start`` up to ``stop``."""
        return self.records[start:stop]


def in_a_row(records: Records | list[Record]) -> Records:
    """Any records as a row of them."""
    return Chosen(records) if isinstance(records, list) else records


def place_of(records: Records, record_id: int) -> int:
    """The place of the first record whose id is not below ``record_id``; ids must ascend."""
    places = range(len(records))
    return bisect_left(places, record_id, key=lambda i: records.slice(i, i + 1)[0]["id"])
