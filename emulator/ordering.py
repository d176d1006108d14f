"""Records kept in an order of their own, so that a page of many is cut at flat cost."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulator.table import Record

_FEW = 100
"""Up to so many new places are put in one by one; sorting is faster for more."""


@dataclass(frozen=True, slots=True)
class Order:
    """What records are ordered by; those for which ``place`` gives None are left out."""

    place: Callable[[Record], Any]


class Row:
    """The records of a table in one order, records of the same place in the order of their ids.

    New places are put in order when they are first looked at: filling a table costs nothing more.
    """

    def __init__(self, order: Order, records: Mapping[Any, Record]) -> None:
        self._order = order
        self._records = records
        self._places: list[tuple[Any, Any]] = []
        self._fresh: list[tuple[Any, Any]] = []

    def __len__(self) -> int:
        return len(self._places) + len(self._fresh)

    def slice(self, start: int, stop: int) -> list[Record]:
        """The records from place ``start`` up to ``stop``."""
        return [self._records[record_id] for _place, record_id in self._in_order()[start:stop]]

    def start(self, place: Any) -> int:
        """How many records stand before ``place``."""
        return bisect_left(self._in_order(), (place,))

    def place_of(self, record: Record | None) -> Any:
        """Where a record belongs; None where it is left out."""
        return None if record is None else self._order.place(record)

    def move(self, record_id: int | str, old: Any, new: Any) -> None:
        """Let a record stand at another place; None is no place."""
        if old == new:
            return
        if old is not None:
            places = self._in_order()
            places.pop(bisect_left(places, (old, record_id)))
        if new is not None:
            self._fresh.append((new, record_id))

    def _in_order(self) -> list[tuple[Any, Any]]:
        if len(self._fresh) > _FEW:
            self._places += self._fresh
            self._places.sort()
        else:
            for place in self._fresh:
                insort(self._places, place)
        self._fresh.clear()
        return self._places
