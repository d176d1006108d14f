"""An account as a recording shows it: what must have been there before it began."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.schema import Schema, compiled
from emulator.account_file import schema_of
from emulator.showing import Seen, seen_in, shows_whole
from emulator.table import Record
from emulator.vendor import Vendor, vendors

UNKNOWN = "unknown"
"""Stands where an account file wants a text that no answer shows."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """The account file, as data, of the account that a recording was made with.

    It holds what answers show and no recorded request has created, with the ids and fields of
    the first answer that shows them. ``listed`` are the tables that an answer shows whole, be
    there nothing in them; ``guessed`` those of which only values of records tell.
    """

    account: Mapping[str, Json]
    listed: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()

    @property
    def whole(self) -> frozenset[str]:
        """The tables of which such an account has nothing of its template."""
        return self.listed | self.guessed


def recollect(vendor: Vendor, exchanges: Sequence[Exchange]) -> Recollection:
    """What a recording shows to have been there before it began."""
    memory = _Memory(vendor)
    for exchange in exchanges:
        memory.hear(exchange)
    listed = frozenset(memory.whole)
    guessed = frozenset(memory.defining)
    return Recollection(memory.account(), listed, guessed - listed)


@dataclass(slots=True)
class _Memory:
    vendor: Vendor
    records: dict[str, dict[int | str, Record]] = field(default_factory=dict)
    hints: dict[tuple[str, int | str], Record] = field(default_factory=dict)
    """What refusals tell of records; what answers show of the same ones counts more."""
    created: set[tuple[str, int | str]] = field(default_factory=set)
    defined: dict[tuple[str, Json], Record] = field(default_factory=dict)
    defining: set[str] = field(default_factory=set)
    """The tables of custom fields whose records show the values of all, be there none."""
    whole: set[str] = field(default_factory=set)

    def hear(self, exchange: Exchange) -> None:
        self.whole.update(shows_whole(self.vendor, exchange))
        creates = self.vendor.showing.created(exchange)
        for seen in seen_in(self.vendor, exchange):
            self._define(seen)
            made = self._hear(seen, exchange, creates=creates)
            for other in seen.beside:
                if not made or "id" in other.record:
                    self._hear(other, exchange, creates=False)

    def _hear(self, seen: Seen, exchange: Exchange, *, creates: bool) -> bool:
        """Remember the record unless a recorded request has created it; whether one has."""
        key = seen.table, _key(seen.record)
        known = self.records.setdefault(seen.table, {})
        if creates and key[1] not in known:
            self.created.add(key)
        if key in self.created:
            return True
        if exchange.answer is not None and exchange.answer.ok:
            known[key[1]] = {**_told(seen, exchange), **known.get(key[1], {})}
        else:
            known.setdefault(key[1], {})
            self.hints.setdefault(key, {}).update(seen.record)
        return False

    def account(self) -> dict[str, Json]:
        account: dict[str, Json] = {table: [] for table in self.whole}
        for (table, _), definition in self.defined.items():
            if table not in self.whole:
                account.setdefault(table, []).append(definition)
        for table, records in self.records.items():
            for key, record in records.items():
                whole = {**self.hints.get((table, key), {}), **record}
                fitting = fitted(self.vendor.name, table, whole)
                if fitting is not None:
                    account.setdefault(table, []).append(fitting)
        properties = schema_of(self.vendor).get("properties", {})
        return {table: account[table] for table in properties if table in account}

    def _define(self, seen: Seen) -> None:
        place = seen.place
        if place is None or place.defines is None:
            return
        values = seen.record.get(place.values)
        if not isinstance(values, dict):
            return
        self.defining.add(place.defines("", None)[0])
        for name, value in values.items():
            table, definition = place.defines(name, value)
            if self.defined.get((table, name)) is None or value is not None:
                self.defined[table, name] = definition


def fitted(vendor: str, table: str, record: Mapping[str, Json]) -> Record | None:
    """What of a record an account file can say; None where that is not enough for one."""
    schemas = _properties(vendor, table)
    kept: Record = {}
    for key, schema in schemas.items():
        readings = [record[key], str(record[key])] if key in record else []
        fitting = [value for value in readings if schema.fits(value)]
        if fitting:
            kept[key] = fitting[0]
    wanted = [key for key in _required(vendor, table) if key not in kept]
    for key in wanted:
        if not schemas[key].fits(UNKNOWN):
            return None
        kept[key] = UNKNOWN
    return kept


def _told(seen: Seen, exchange: Exchange) -> Record:
    """What the exchange tells of the record: also by its request, where only the id is shown."""
    place, said = seen.place, exchange.request.body
    if place is None or not place.about or not isinstance(said, dict):
        return seen.record
    if seen.record.keys() <= {"id"}:
        return {**(place.read(dict(said), exchange) or {}), **seen.record}
    return seen.record


def _key(record: Record) -> int | str:
    """What tells a record from others: its id, or all that is told of it."""
    known: int | str = record["id"] if "id" in record else json.dumps(record, sort_keys=True)
    return known


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
