"""The storage of one account: tables of records with indexes, changed all or nothing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from contracts.call import Json
from emulator.ordering import Order, Row

Record: TypeAlias = dict[str, Json]
"""One stored thing. It is never changed in place: ``Table.put`` replaces it."""

Keys: TypeAlias = Callable[[Record], Iterable[Json]]
"""Which keys of an index find a record."""

Index: TypeAlias = Keys | Order
"""What a table files its records by: keys that find them, or an order that they stand in."""


class Table:
    """Records by ``id``, in the order of their ids, found by any of its indexes at flat cost."""

    def __init__(self, indexes: Mapping[str, Index]) -> None:
        self._keys = {n: index for n, index in indexes.items() if not isinstance(index, Order)}
        self._records: dict[int | str, Record] = {}
        self._order: list[Any] = []
        self._found: dict[str, dict[Json, dict[int | str, None]]] = {n: {} for n in self._keys}
        self._rows = {
            n: Row(index, self._records) for n, index in indexes.items() if isinstance(index, Order)
        }
        self._undo: list[Callable[[], None]] | None = None

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return (self._records[record_id] for record_id in self._order)

    def slice(self, start: int, stop: int) -> list[Record]:
        """The records from place ``start`` up to ``stop``, in the order of their ids."""
        return [self._records[record_id] for record_id in self._order[start:stop]]

    def get(self, record_id: int | str) -> Record | None:
        """The record of that id, or None."""
        return self._records.get(record_id)

    def find(self, index: str, key: Json) -> list[Record]:
        """The records that ``index`` files under ``key``, in the order of their ids."""
        found: Any = self._found[index].get(key, ())
        return [self._records[i] for i in sorted(found)]

    def row(self, order: str) -> Row:
        """The records in one of the table's orders."""
        return self._rows[order]

    def count(self, index: str, key: Json) -> int:
        """How many records ``index`` files under ``key``."""
        return len(self._found[index].get(key, ()))

    def keys(self, index: str) -> list[Json]:
        """Every key that ``index`` files a record under."""
        return list(self._found[index])

    def put(self, record: Record) -> Record:
        """Add the record, or replace the one of the same ``id``; returns it."""
        self._place(record["id"], record)
        return record

    def remove(self, record_id: int | str) -> None:
        """Take the record out; nothing happens when there is none."""
        self._place(record_id, None)

    def clear(self) -> None:
        """Take every record out."""
        for record_id in reversed(self._order.copy()):
            self._place(record_id, None)

    def _place(self, record_id: int | str, record: Record | None) -> None:
        before = self._records.get(record_id)
        if self._undo is not None:
            self._undo.append(lambda: self._swap(record_id, before))
        self._swap(record_id, record)

    def _swap(self, record_id: int | str, record: Record | None) -> None:
        before = self._records.get(record_id)
        old = {n: set(keys(before)) if before else set() for n, keys in self._keys.items()}
        new = {n: set(keys(record)) if record else set() for n, keys in self._keys.items()}
        places = {n: (row.place_of(before), row.place_of(record)) for n, row in self._rows.items()}
        if record is None:
            if self._records.pop(record_id, None) is not None:
                self._order.pop(bisect_left(self._order, record_id))
        else:
            if before is None:
                insort(self._order, record_id)
            self._records[record_id] = record
        for name, row in self._rows.items():
            row.move(record_id, *places[name])
        for name, found in self._found.items():
            for key in old[name] - new[name]:
                found[key].pop(record_id)
                if not found[key]:
                    del found[key]
            for key in new[name] - old[name]:
                found.setdefault(key, {})[record_id] = None


class Store(Mapping[str, Table]):
    """The tables of one account by name. Another engine would stand behind the same methods."""

    def __init__(self, tables: Mapping[str, Mapping[str, Index]]) -> None:
        self._tables = {name: Table(indexes) for name, indexes in tables.items()}

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens, or nothing where an exception leaves the block.

        A transaction inside another belongs to the outer one.
        """
        if any(table._undo is not None for table in self._tables.values()):
            yield
            return
        undo: list[Callable[[], None]] = []
        for table in self._tables.values():
            table._undo = undo
        try:
            yield
        except BaseException:
            for step in reversed(undo):
                step()
            raise
        finally:
            for table in self._tables.values():
                table._undo = None
