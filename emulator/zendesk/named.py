"""The records that a query names, by ``ids`` or by ``external_ids``."""

from __future__ import annotations

from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import too_many_values, wrong_parameter
from emulator.zendesk.query import asked

AT_MOST = 100
"""How many records one request may name."""


def named_in(visit: Visit, endpoint: str, *, external: bool = True) -> tuple[str, list[str]]:
    """``id`` or ``external_id``, and the values the query has of it, each once.

    ``endpoint``, spelled ``users/show_many``, is named where an id is none; records without
    ``external`` ids have ``ids`` alone.
    """
    by_external = external and not asked(visit, "ids") and asked(visit, "external_ids")
    key = "external_ids" if by_external else "ids"
    values = [value.strip() for value in asked(visit, key).split(",")]
    values = list(dict.fromkeys(value for value in values if value))
    check_number(visit, key, len(values))
    if not values or (key == "ids" and not all(_is_id(value) for value in values)):
        raise wrong_parameter(key, key, "a list of ids", endpoint)
    return key.removesuffix("s"), values


@keeps("zendesk.bulk.at-most-hundred")
def check_number(_visit: Visit, parameter: str, number: int) -> None:
    """One request names a hundred records at most."""
    if number > AT_MOST:
        raise too_many_values(parameter, AT_MOST)


def found_by(visit: Visit, table: str, key: str, value: str) -> Record | None:
    """The record whose ``id`` or ``external_id`` that is."""
    records = visit.account.tables[table]
    if key == "id":
        return records.get(int(value)) if _is_id(value) else None
    return next(iter(records.find("external_id", value.strip().casefold())), None)


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= 32
