"""Finding records by a filter: what can be searched for, by what kind of value, and at flat cost.

Source: developers.freshdesk.com/api, Filter Contacts, Filter Companies and Filter Tickets.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from contracts.call import Json
from emulator.freshdesk.filtering import Both, Comparison, Filter, NotAFilter
from emulator.freshdesk.indexing import versions_of
from emulator.freshdesk.values import is_day
from emulator.table import Keys, Record, Table

if TYPE_CHECKING:
    from emulator.account import Account


class Kind(Enum):
    """What the values of a searchable field are, in a filter."""

    TEXT = "text in single quotes"
    NUMBER = "an integer"
    FLAG = "true or false"
    DAY = "a date 'YYYY-MM-DD'"


@dataclass(frozen=True, slots=True)
class Key:
    """A field that a filter can name: its kind, and the values that a record has there."""

    kind: Kind
    values: Callable[[Record], Iterable[Json]]
    folded: bool = False
    """Whether letter case does not count; ``values`` are case folded then."""
    index: str | None = None
    """Which index files records by these values; None where none does."""


Keyring: TypeAlias = Mapping[str, Key]
"""The fields that one search knows, by name."""

Place: TypeAlias = tuple[str, Json]
"""An index, and a key that it has."""

CUSTOM: Mapping[str, Kind] = {
    "custom_text": Kind.TEXT,
    "custom_number": Kind.NUMBER,
    "custom_checkbox": Kind.FLAG,
    "custom_dropdown": Kind.TEXT,
}
"""The types of custom fields that can be searched for; of tickets dates too."""

SEARCHED, DAYS = "searched", "days"
"""The indexes of a table: the first finds a value; the second has few keys, so a range too."""

_ORDERED = (Kind.NUMBER, Kind.DAY)
_IN_ORDER: Mapping[str, Callable[[Json, Json], bool]] = {
    ":": operator.eq,
    ":>": operator.ge,
    ":<": operator.le,
}


def plain(name: str, kind: Kind, index: str | None = None) -> Key:
    """A field of one value."""
    return Key(kind, lambda record: () if record[name] is None else (record[name],), index=index)


def folded(values: Callable[[Record], Iterable[Json]]) -> Key:
    """A field of texts whose letter case does not count."""

    def texts(record: Record) -> list[Json]:
        return [value.casefold() for value in values(record)]

    return Key(Kind.TEXT, texts, folded=True, index=SEARCHED)


def day(name: str) -> Key:
    """A moment, searched for by its day (UTC)."""

    def days(record: Record) -> tuple[Json, ...]:
        return () if record[name] is None else (record[name][:10],)

    return Key(Kind.DAY, days, index=DAYS)


def custom_keys(account: Account, table: str) -> dict[str, Key]:
    """The searchable custom fields in ``table``, such as ``contact_fields``."""
    kinds = {**CUSTOM, "custom_date": Kind.DAY} if table == "ticket_fields" else CUSTOM
    fields = [f for f in account.tables[table] if not f["default"] and f["type"] in kinds]
    return {field["name"]: _custom(field["name"], kinds[field["type"]]) for field in fields}


def searched_by(keys: Keyring) -> Mapping[str, Keys]:
    """The indexes of a search: every version's values of these fields, and of custom fields."""
    filed = {i: [(n, key) for n, key in keys.items() if key.index == i] for i in (SEARCHED, DAYS)}

    def searched(record: Record) -> Iterator[Json]:
        for version in versions_of(record):
            for name, key in filed[SEARCHED]:
                yield from ((name, value) for value in key.values(version))
            for name, value in version["custom_fields"].items():
                if isinstance(value, str | int):
                    yield name, value

    def days(record: Record) -> Iterator[Json]:
        for version in versions_of(record):
            for name, key in filed[DAYS]:
                yield from ((name, value) for value in key.values(version))

    return {SEARCHED: searched, DAYS: days}


def checked(wanted: Filter, keys: Keyring) -> Filter:
    """The filter with its values as records have them; NotAFilter where the search lacks one."""
    if not isinstance(wanted, Comparison):
        return type(wanted)(checked(wanted.left, keys), checked(wanted.right, keys))
    key, value = keys.get(wanted.name), wanted.value
    if key is None:
        raise NotAFilter(f"It cannot search for: {wanted.name}")
    if wanted.sign != ":" and (key.kind not in _ORDERED or value is None):
        raise NotAFilter(f"{wanted.name} has no order")
    if value is not None and not _is_of(key.kind, value):
        raise NotAFilter(f"{wanted.name} should be {key.kind.value}")
    return replace(wanted, value=value.casefold()) if key.folded and value else wanted


def fits(record: Record, wanted: Filter, keys: Keyring) -> bool:
    """Whether the filter lets the record through."""
    if not isinstance(wanted, Comparison):
        every = all if isinstance(wanted, Both) else any
        return every(fits(record, part, keys) for part in (wanted.left, wanted.right))
    values = list(keys[wanted.name].values(record))
    if wanted.value is None:
        return not values
    return any(_IN_ORDER[wanted.sign](value, wanted.value) for value in values)


def candidates(account: Account, table: str, wanted: Filter, keys: Keyring) -> list[Record]:
    """Records among which are all that fit, as few as the indexes tell."""
    records = account.tables[table]
    places = _narrowed(records, wanted, keys)
    if places is None:
        return list(records)
    found = {r["id"]: r for place in places for r in records.find(*place)}
    return [found[record_id] for record_id in sorted(found)]


def _narrowed(records: Table, wanted: Filter, keys: Keyring) -> list[Place] | None:
    """The places in the indexes that cover a filter; None where none do."""
    if isinstance(wanted, Comparison):
        return _places(records, wanted, keys[wanted.name])
    left, right = (_narrowed(records, part, keys) for part in (wanted.left, wanted.right))
    if not isinstance(wanted, Both):
        return None if left is None or right is None else [*left, *right]
    known = [places for places in (left, right) if places is not None]
    return min(known, key=lambda places: sum(records.count(*p) for p in places), default=None)


def _places(records: Table, wanted: Comparison, key: Key) -> list[Place] | None:
    if wanted.value is None or key.index is None:
        return None
    if key.index == DAYS:
        fits_day = _IN_ORDER[wanted.sign]
        days = ((name, day) for name, day in records.keys(DAYS) if name == wanted.name)
        return [(DAYS, place) for place in days if fits_day(place[1], wanted.value)]
    return [(key.index, (wanted.name, wanted.value))] if wanted.sign == ":" else None


def _custom(name: str, kind: Kind) -> Key:
    def values(record: Record) -> tuple[Json, ...]:
        value = record["custom_fields"].get(name)
        return () if value is None else (value,)

    return Key(kind, values, index=SEARCHED)


def _is_of(kind: Kind, value: Json) -> bool:
    if kind is Kind.DAY:
        return is_day(value)
    wanted = {Kind.TEXT: str, Kind.NUMBER: int, Kind.FLAG: bool}[kind]
    return type(value) is wanted
