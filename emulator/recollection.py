"""An account as a recording shows it: what must have been there before it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.schema import Schema, compiled
from emulator.account_file import schema_of
from emulator.showing import Seen, Shown, seen_in, shows_whole
from emulator.table import Record
from emulator.vendor import Vendor, vendors

UNKNOWN = "unknown"
"""Stands where an account file wants a text that no answer shows."""


def recollect(vendor: Vendor, exchanges: Sequence[Exchange]) -> dict[str, Json]:
    """The account file, as data, of the account that a recording was made with.

    It holds what answers show and no recorded request has created, with the ids and fields of
    the first answer that shows them. A list that an answer shows whole is there even when empty.
    """
    memory = _Memory(vendor)
    for exchange in exchanges:
        memory.hear(exchange)
    return memory.account()


def whole_tables(vendor: Vendor, exchanges: Sequence[Exchange]) -> frozenset[str]:
    """The tables of which a recording shows all there is: listed whole, or told by their values.

    An account made of the recording has nothing of its template in them.
    """
    memory = _Memory(vendor)
    for exchange in exchanges:
        memory.hear(exchange)
    return frozenset(memory.whole | {table for table, _ in memory.defined})


@dataclass(slots=True)
class _Memory:
    vendor: Vendor
    records: dict[str, dict[int | str, Record]] = field(default_factory=dict)
    created: set[tuple[str, int | str]] = field(default_factory=set)
    defined: dict[tuple[str, Json], Record] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def hear(self, exchange: Exchange) -> None:
        self.whole.update(shows_whole(self.vendor, exchange))
        creates = self.vendor.showing.created(exchange)
        for seen in seen_in(self.vendor, exchange):
            table, record_id = seen.place.table, seen.record["id"]
            self._define(seen)
            known = self.records.setdefault(table, {})
            if creates and record_id not in known:
                self.created.add((table, record_id))
            if (table, record_id) not in self.created:
                known[record_id] = {**_told(seen, exchange), **known.get(record_id, {})}

    def account(self) -> dict[str, Json]:
        account: dict[str, Json] = {table: [] for table in self.whole}
        for (table, _), definition in self.defined.items():
            if table not in self.whole:
                account.setdefault(table, []).append(definition)
        for table, records in self.records.items():
            for record in records.values():
                fitting = fitted(self.vendor.name, table, record)
                if fitting is not None:
                    account.setdefault(table, []).append(fitting)
        properties = schema_of(self.vendor).get("properties", {})
        return {table: account[table] for table in properties if table in account}

    def _define(self, seen: Seen) -> None:
        place = seen.place
        values = seen.record.get(place.values) if place.values else None
        if place.defines is None or not isinstance(values, dict):
            return
        for name, value in values.items():
            table, definition = place.defines(name, value)
            if self.defined.get((table, name)) is None or value is not None:
                self.defined[table, name] = definition


def fitted(vendor: str, table: str, record: Mapping[str, Json]) -> Record | None:
    """What of a record an account file can say; None where that is not enough for one."""
    schemas = _properties(vendor, table)
    kept = {
        key: value
        for key, schema in schemas.items()
        if key in record and schema.fits(value := record[key])
    }
    wanted = [key for key in _required(vendor, table) if key not in kept]
    for key in wanted:
        if not schemas[key].fits(UNKNOWN):
            return None
        kept[key] = UNKNOWN
    return kept


def _told(seen: Seen, exchange: Exchange) -> Record:
    """What the exchange tells of the record: also by its request, where only the id is shown."""
    said = exchange.request.body
    if seen.place.about and seen.record.keys() <= {"id"} and isinstance(said, dict):
        return {**_read(seen.place, said, exchange), **seen.record}
    return seen.record


def _read(place: Shown, said: Mapping[str, Json], exchange: Exchange) -> Record:
    return place.read(dict(said), exchange) or {}


@cache
def _items(vendor: str, table: str) -> Mapping[str, Json]:
    schema = schema_of(vendors()[vendor])
    listed = _followed(schema, schema["properties"].get(table, {}))
    items: Mapping[str, Json] = _followed(schema, listed.get("items", {}))
    return items


@cache
def _properties(vendor: str, table: str) -> Mapping[str, Schema]:
    schema = schema_of(vendors()[vendor])
    shared = {"$defs": schema.get("$defs", {})}
    properties = _items(vendor, table).get("properties", {})
    return {key: compiled({**shared, **told}) for key, told in properties.items()}


def _required(vendor: str, table: str) -> Sequence[str]:
    required: Sequence[str] = _items(vendor, table).get("required", ())
    return required


def _followed(schema: Mapping[str, Json], part: Mapping[str, Json]) -> Mapping[str, Json]:
    reference = part.get("$ref")
    if not isinstance(reference, str):
        return part
    for step in reference.removeprefix("#/").split("/"):
        schema = schema[step]
    return schema
