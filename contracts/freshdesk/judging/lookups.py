"""What the newest look-ups found, and what was created, by key: a judge's memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable


class Lookups:
    """The ids that the newest look-up of each key found."""

    def __init__(self) -> None:
        self._found: dict[str, set[str]] = {}

    def hear(self, key: str, ids: Iterable[str]) -> None:
        """Take an answer in place of an earlier one."""
        self._found[key] = set(ids)

    def forget(self, record_id: str | None) -> None:
        """The record is gone."""
        for found in self._found.values():
            found.discard(record_id or "")

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def found(self, key: str) -> Collection[str]:
        """The ids found under ``key``; empty where nobody was, or nobody asked."""
        return self._found.get(key, ())

    def know(self, record_id: str) -> bool:
        """Whether some look-up found the record."""
        return any(record_id in found for found in self._found.values())


class Created:
    """Which of the records created so far has which key now."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def have(self, key: str) -> bool:
        """Whether a created record has the key."""
        return key in self._keys.values()

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._keys

    def hold(self, record_id: str, key: str) -> None:
        """From now on the record has this key; one without an id is another."""
        self._keys[record_id or f"unknown {len(self._keys)}"] = key

    def forget(self, record_id: str | None) -> None:
        """The record is gone, its key is free."""
        self._keys.pop(record_id or "", None)
