"""Finding records by a filter: what can be searched for, by what kind of value, and at flat cost.

Source: developers.freshdesk.com/api, Filter Contacts, Filter Companies and Filter Tickets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from contracts.call import Json
from emulator.freshdesk.filtering import Both, Comparison, Filter, NotAFilter
from emulator.freshdesk.indexing import versions_of
from emulator.freshdesk.values import is_day
from emulator.table import Keys, Record

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


Keyring: TypeAlias = Mapping[str, Key]
"""The fields that one search knows, by name."""

CUSTOM: Mapping[str, Kind] = {
    "custom_text": Kind.TEXT,
    "custom_number": Kind.NUMBER,
    "custom_checkbox": Kind.FLAG,
    "custom_dropdown": Kind.TEXT,
}
"""The types of custom fields that can be searched for; of tickets dates too."""

_ORDERED = (Kind.NUMBER, Kind.DAY)


def plain(name: str, kind: Kind) -> Key:
    """A field of one value."""
    return Key(kind, lambda record: () if record[name] is None else (record[name],))


def folded(values: Callable[[Record], Iterable[Json]]) -> Key:
    """A field of texts whose letter case does not count."""
    return Key(Kind.TEXT, lambda record: [v.casefold() for v in values(record)], folded=True)


def day(name: str) -> Key:
    """A moment, searched for by its day (UTC)."""
    return Key(Kind.DAY, lambda record: () if record[name] is None else (record[name][:10],))


def custom_keys(account: Account, table: str) -> dict[str, Key]:
    """The searchable custom fields in ``table``, such as ``contact_fields``."""
    kinds = {**CUSTOM, "custom_date": Kind.DAY} if table == "ticket_fields" else CUSTOM
    fields = [f for f in account.tables[table] if not f["default"] and f["type"] in kinds]
    return {field["name"]: _custom(field["name"], kinds[field["type"]]) for field in fields}


def searched_by(keys: Keyring) -> Keys:
    """The index ``searched``: every version's values of these fields and of custom fields."""

    def found_under(record: Record) -> Iterator[Json]:
        for version in versions_of(record):
            for name, key in keys.items():
                yield from ((name, value) for value in key.values(version))
            for name, value in version["custom_fields"].items():
                if isinstance(value, str | int):
                    yield name, value

    return found_under


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
    if wanted.sign == ":":
        return wanted.value in values
    if wanted.sign == ":>":
        return any(value >= wanted.value for value in values)
    return any(value <= wanted.value for value in values)


def candidates(account: Account, table: str, wanted: Filter, filed: Keyring) -> list[Record]:
    """Records among which are all that fit, as few as the index tells; ``filed`` is what it has."""
    records = account.tables[table]
    keys = _narrowed(wanted, filed, lambda key: records.count("searched", key))
    if keys is None:
        return list(records)
    found = {r["id"]: r for key in keys for r in records.find("searched", key)}
    return [found[record_id] for record_id in sorted(found)]


def _narrowed(
    wanted: Filter, filed: Keyring, count: Callable[[Json], int]
) -> list[tuple[str, Json]] | None:
    """The keys of the index that cover a filter; None where none do."""
    if isinstance(wanted, Comparison):
        told = wanted.sign == ":" and wanted.value is not None and wanted.name in filed
        return [(wanted.name, wanted.value)] if told else None
    left, right = (_narrowed(part, filed, count) for part in (wanted.left, wanted.right))
    if not isinstance(wanted, Both):
        return None if left is None or right is None else [*left, *right]
    known = [keys for keys in (left, right) if keys is not None]
    return min(known, key=lambda keys: sum(map(count, keys)), default=None)


def _custom(name: str, kind: Kind) -> Key:
    def values(record: Record) -> tuple[Json, ...]:
        value = record["custom_fields"].get(name)
        return () if value is None else (value,)

    return Key(kind, values)


def _is_of(kind: Kind, value: Json) -> bool:
    if kind is Kind.DAY:
        return is_day(value)
    wanted = {Kind.TEXT: str, Kind.NUMBER: int, Kind.FLAG: bool}[kind]
    return type(value) is wanted
