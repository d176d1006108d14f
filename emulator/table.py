"""The storage of one account: tables of records with indexes, changed all or nothing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

from contracts.call import Json
from emulator.filing import Filing, Id
from emulator.ordering import Order, Row

Record: TypeAlias = dict[str, Json]
"""One stored thing. It is never changed in place: ``Table.put`` replaces it."""

Keys: TypeAlias = Callable[[Record], Iterable[Json]]
"""Which keys of an index find a record."""

Index: TypeAlias = Keys | Order
"""What a table files its records by: keys that find them, or an order that they stand in."""

View = TypeVar("View", Filing, Row)


class Table:
    """Records by ``id``, in the order of their ids, found by any of its indexes at flat cost.

    An index is made when it is first asked, and kept from then on: one that nobody asks costs
    neither time nor memory.
    """

    def __init__(self, indexes: Mapping[str, Index]) -> None:
        self._keys = {n: index for n, index in indexes.items() if not isinstance(index, Order)}
        self._orders = {n: index for n, index in indexes.items() if isinstance(index, Order)}
        self._records: dict[Id, Record] = {}
        self._order: list[Any] = []
        self._filings: dict[str, Filing] = {}
        self._rows: dict[str, Row] = {}
        self._undo: list[Callable[[], None]] | None = None

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return (self._records[record_id] for record_id in self._order)

    def slice(self, start: int, stop: int) -> list[Record]:
        """The records from place ``start`` up to ``stop``, in the order of their ids."""
        return [self._records[record_id] for record_id in self._order[start:stop]]

    def get(self, record_id: Id) -> Record | None:
        """The record of that id, or None."""
        return self._records.get(record_id)

    def find(self, index: str, key: Json) -> list[Record]:
        """The records that ``index`` files under ``key``, in the order of their ids."""
        return [self._records[record_id] for record_id in self._filing(index).under(key)]

    def row(self, order: str) -> Row:
        """The records in one of the table's orders."""
        if order not in self._rows:
            self._rows[order] = self._filled(Row(self._orders[order], self._records))
        return self._rows[order]

    def count(self, index: str, key: Json) -> int:
        """How many records ``index`` files under ``key``."""
        return len(self._filing(index).under(key))

    def check(self, record: Record) -> None:
        """Raise what an index raises that cannot file the record, which is not kept."""
        for keys in self._keys.values():
            set(keys(record))
        for order in self._orders.values():
            order.place(record)

    def keys(self, index: str) -> list[Json]:
        """Every key that ``index`` files a record under."""
        return list(self._filing(index))

    def put(self, record: Record) -> Record:
        """Add the record, or replace the one of the same ``id``; returns it."""
        self._place(record["id"], record)
        return record

    def remove(self, record_id: Id) -> None:
        """Take the record out; nothing happens when there is none."""
        self._place(record_id, None)

    def clear(self) -> None:
        """Take every record out."""
        for record_id in reversed(self._order.copy()):
            self._place(record_id, None)

    def _place(self, record_id: Id, record: Record | None) -> None:
        before = self._records.get(record_id)
        if self._undo is not None:
            self._undo.append(lambda: self._swap(record_id, before))
        self._swap(record_id, record)

    def _swap(self, record_id: Id, record: Record | None) -> None:
        before = self._records.get(record_id)
        views: list[Any] = [*self._rows.values(), *self._filings.values()]
        places = [(view, view.place_of(before), view.place_of(record)) for view in views]
        if record is not None:
            if before is None:
                insort(self._order, record_id)
            self._records[record_id] = record
        elif before is not None:
            del self._records[record_id]
            self._order.pop(bisect_left(self._order, record_id))
        for view, old, new in places:
            view.move(record_id, old, new)

    def _filing(self, index: str) -> Filing:
        if index not in self._filings:
            self._filings[index] = self._filled(Filing(self._keys[index]))
        return self._filings[index]

    def _filled(self, view: View) -> View:
        nowhere: Any = view.place_of(None)
        for record_id in self._order:
            view.move(record_id, nowhere, view.place_of(self._records[record_id]))
        return view


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
