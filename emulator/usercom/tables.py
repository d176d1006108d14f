"""The tables of an account, and by what their records are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.call import Json
from emulator.table import Keys, Record


def _plain(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        if record[name] is not None:
            yield record[name]

    return keys


def _each(name: str) -> Keys:
    def keys(record: Record) -> Iterator[Json]:
        yield from record[name]

    return keys


def _pair(record: Record) -> Iterator[Json]:
    yield record["company_id"], record["user_id"]


def _standard_name(record: Record) -> Iterator[Json]:
    yield record["content_type"], record["name_std"]


TABLES: Mapping[str, Mapping[str, Keys]] = {
    "users": {
        **{name: _plain(name) for name in ("custom_id", "user_key", "email", "phone_number")},
        "tag": _each("tags"),
        "list": _each("lists"),
    },
    "companies": {"custom_id": _plain("custom_id"), "tag": _each("tags")},
    "company_members": {
        "pair": _pair,
        "user_id": _plain("user_id"),
        "company_id": _plain("company_id"),
    },
    "attributes": {"name_std": _standard_name},
    "events": {"name": _plain("name")},
    "event_occurrences": {"user_id": _plain("user_id"), "event_id": _plain("event_id")},
    "site_views": {"user_id": _plain("user_id")},
    "tags": {"name": _plain("name")},
    "lists": {},
    "segments": {},
    "deals": {name: _plain(name) for name in ("custom_id", "user_id", "company_id")},
}
"""``attributes`` are definitions, ``events`` the names that events have had, ``event_occurrences``
and ``site_views`` what users did."""
