"""What the newest look-ups found, by what was asked: a judge's memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable


class Lookups:
    """The ids that the newest look-up of each key found, over all of its pages."""

    def __init__(self) -> None:
        self._found: dict[str, set[str]] = {}
        self._keys: dict[str, set[str]] = {}

    def hear(self, key: str, ids: Iterable[str], *, anew: bool) -> int:
        """Take a page of an answer, the first one if ``anew``; how many were found so far."""
        if anew:
            for stale in self._found.pop(key, ()):
                self._keys.get(stale, set()).discard(key)
        found = self._found.setdefault(key, set())
        for each in ids:
            found.add(each)
            self._keys.setdefault(each, set()).add(key)
        return len(found)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def found(self, key: str) -> Collection[str]:
        """The ids found under ``key``; empty where nobody was, or nobody asked."""
        return self._found.get(key, ())

    def keys_of(self, record_id: str) -> Collection[str]:
        """The keys under which a record was found last."""
        return self._keys.get(record_id, ())

    def crowded(self, record_id: str | None) -> bool:
        """Whether a record was found beside others under one key."""
        return any(len(self._found[key]) > 1 for key in self.keys_of(record_id or ""))


class Created:
    """Which of the records created so far has which keys now."""

    def __init__(self) -> None:
        self._holder: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}

    def have(self, key: str) -> bool:
        """Whether a created record has the key."""
        return key in self._holder

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._keys

    def hold(self, record_id: str, keys: Iterable[str]) -> None:
        """From now on the record has these keys and no others; one without an id is another."""
        record_id = record_id or f"unknown {len(self._keys)}"
        self.forget(record_id)
        self._keys[record_id] = set(keys)
        self._holder.update(dict.fromkeys(self._keys[record_id], record_id))

    def forget(self, record_id: str) -> None:
        """The record is gone, its keys are free."""
        for key in self._keys.pop(record_id, ()):
            if self._holder.get(key) == record_id:
                del self._holder[key]
