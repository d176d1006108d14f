"""Which records an index finds under which keys, in little memory."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any, TypeAlias

from contracts.call import Json

if TYPE_CHECKING:
    from emulator.table import Keys, Record

Id: TypeAlias = int | str

_NO_KEYS: Set[Json] = frozenset()


class Filing:
    """The ids under each key of an index, in order.

    Most keys find one record: its id is kept as it is, and a list only where there are several.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._ids: dict[Json, Any] = {}

    def __iter__(self) -> Iterator[Json]:
        return iter(self._ids)

    def under(self, key: Json) -> Sequence[Id]:
        """The ids under ``key``, in order."""
        ids: Sequence[Id] | Id = self._ids.get(key, ())
        return (ids,) if isinstance(ids, int | str) else ids

    def place_of(self, record: Record | None) -> Set[Json]:
        """The keys that find a record."""
        return _NO_KEYS if record is None else set(self._keys(record))

    def move(self, record_id: Id, old: Set[Json], new: Set[Json]) -> None:
        """Let a record be found under other keys."""
        for key in old - new:
            self._drop(key, record_id)
        for key in new - old:
            self._add(key, record_id)

    def _add(self, key: Json, record_id: Id) -> None:
        ids = self._ids.setdefault(key, record_id)
        if isinstance(ids, list):
            insort(ids, record_id)
        elif ids != record_id:
            self._ids[key] = sorted((ids, record_id))

    def _drop(self, key: Json, record_id: Id) -> None:
        ids = self._ids[key]
        if not isinstance(ids, list):
            del self._ids[key]
            return
        ids.pop(bisect_left(ids, record_id))
        if len(ids) == 1:
            self._ids[key] = ids[0]
