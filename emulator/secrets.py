"""Secrets inside JSON: hidden when shown, kept when what was shown comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import is_not

from contracts.call import Json
from contracts.credentials import MASK

_NESTED = (dict, list)


def secret_names(schema: Json) -> frozenset[str]:
    """The properties that a JSON Schema declares ``writeOnly``, at any depth."""
    return frozenset(_secret_names(schema))


def veiled(value: Json, names: frozenset[str]) -> Json:
    """The value with every string under one of ``names`` masked; itself where there is none."""
    if isinstance(value, dict):
        nested = {k: veiled(held, names) for k, held in value.items() if isinstance(held, _NESTED)}
        new = nested | {key: _masked(value[key]) for key in value.keys() & names}
        return {**value, **new} if any(new[key] is not value[key] for key in new) else value
    if isinstance(value, list):
        items = [veiled(held, names) for held in value]
        return items if any(map(is_not, items, value)) else value
    return value


def unveiled(value: Json, present: Json) -> Json:
    """The value with each mask replaced by what ``present`` holds at the same place.

    List items are paired by ``id`` where they have one, else by place. A mask with nothing
    behind it is left out.
    """
    if isinstance(value, dict):
        held = present if isinstance(present, dict) else {}
        kept = {key: unveiled(item, held.get(key)) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item != MASK}
    if isinstance(value, list):
        paired = _pairs(value, present if isinstance(present, list) else [])
        return [item for item in (unveiled(a, b) for a, b in paired) if item != MASK]
    return present if value == MASK and present is not None else value


def _masked(value: Json) -> Json:
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    return MASK if isinstance(value, str) and value else value


def _pairs(value: list[Json], present: list[Json]) -> Iterator[tuple[Json, Json]]:
    by_id = {item["id"]: item for item in present if isinstance(item, dict) and "id" in item}
    for place, item in enumerate(value):
        if isinstance(item, dict) and "id" in item:
            yield item, by_id.get(item["id"])
        else:
            yield item, present[place] if place < len(present) else None


def _secret_names(schema: Json) -> Iterator[str]:
    if isinstance(schema, Mapping):
        for name, described in schema.get("properties", {}).items():
            if isinstance(described, Mapping) and described.get("writeOnly"):
                yield name
        for part in schema.values():
            yield from _secret_names(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _secret_names(part)
