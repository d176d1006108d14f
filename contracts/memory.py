"""A judge's memory: what the newest look-ups found, and what was created, by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable


class Lookups:
    """The ids that the newest look-up of each key found, over all of its pages."""

    def __init__(self) -> None:
        self._found: dict[str, set[str]] = {}
        self._keys: defaultdict[str, set[str]] = defaultdict(set)

    def hear(self, key: str, ids: Iterable[str], *, anew: bool = True) -> int:
        """Take a page of an answer, the first one if ``anew``; how many were found so far."""
        if anew:
            for stale in self._found.pop(key, ()):
                self._keys[stale].discard(key)
        found = self._found.setdefault(key, set())
        for each in ids:
            found.add(each)
            self._keys[each].add(key)
        return len(found)

    def forget(self, record_id: str) -> None:
        """The record is gone."""
        for key in self._keys.pop(record_id, ()):
            self._found[key].discard(record_id)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def found(self, key: str) -> Collection[str]:
        """The ids found under ``key``; empty where nobody was, or nobody asked."""
        return self._found.get(key, ())

    def keys_of(self, record_id: str) -> Collection[str]:
        """The keys under which a record was found last."""
        return self._keys.get(record_id, ())

    def crowded(self, record_id: str) -> bool:
        """Whether a record was found beside others under one key."""
        return any(len(self._found[key]) > 1 for key in self.keys_of(record_id))


class Created:
    """Which of the records created so far has which keys now."""

    def __init__(self) -> None:
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = {}

    def have(self, key: str) -> bool:
        """Whether a created record has the key."""
        return bool(self._holders.get(key))

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._keys

    def hold(self, record_id: str, keys: Iterable[str]) -> None:
        """From now on the record has these keys and no others; one without an id is another."""
        record_id = record_id or f"unknown {len(self._keys)}"
        self.forget(record_id)
        self._keys[record_id] = set(keys)
        for key in self._keys[record_id]:
            self._holders[key].add(record_id)

    def forget(self, record_id: str) -> None:
        """The record is gone, its keys are free."""
        for key in self._keys.pop(record_id, ()):
            self._holders[key].discard(record_id)
