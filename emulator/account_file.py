"""Account files: TOML that describes a pretend customer, checked before anything is made of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

from contracts.call import Json
from contracts.problem import BadInput
from contracts.toml import read_toml
from emulator.faults import SCHEMA as FAULT
from emulator.faults import Faults
from emulator.schemas import check
from emulator.vendor import Vendor, vendors

SETTINGS_SCHEMA: Mapping[str, Json] = {
    "strict": {
        "type": "boolean",
        "description": "Refuse a write that breaks a sender rule with 409.",
    },
    "rate_limits": {"type": "boolean", "description": "Count requests and answer 429."},
    "seed": {"type": "integer", "description": "Where ids and other randomness start."},
}
"""The settings that accounts of every vendor have."""

NO_RECORDS = ("vendor", "name", "settings", "faults", "without")
"""What stands in an account file beside the records."""

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?")
"""How a date, or a date and time, is written."""


def read_account_file(path: str | Path) -> tuple[str, dict[str, Json]]:
    """The vendor's name and the checked data of an account file.

    BadInput says where the file is not readable, not TOML, or not an account.
    """
    data = read_toml(path)
    name = data.get("vendor")
    vendor = vendors().get(name) if isinstance(name, str) else None
    if vendor is None:
        known = ", ".join(vendors())
        raise BadInput(f"must name a vendor: {known}", file=path, field="vendor")
    return vendor.name, check_account(vendor, data, file=path)


def check_account(
    vendor: Vendor, data: Mapping[str, Json], file: str | Path | None = None
) -> dict[str, Json]:
    """The account as plain JSON, without its vendor's name; BadInput names the field at fault."""
    account = _as_json(dict(data), file)
    check(schema_of(vendor), account, file=file)
    _check_ids(account, file)
    for place, order in enumerate(account.get("faults", [])):
        check_order(vendor, order, file=file, field=f"faults.{place}")
    account.pop("vendor", None)
    return dict(account)


def check_order(
    vendor: Vendor, order: Json, file: str | Path | None = None, field: str | None = None
) -> None:
    """BadInput where an order of a fault is not well formed, orders nothing, or too much."""
    try:
        Faults().order(order)
        _check_records(vendor, order.get("meanwhile", {}))
    except BadInput as bad:
        named = ".".join(filter(None, (field, bad.field)))
        raise BadInput(bad.what, file=file, field=named or None) from None


def schema_of(vendor: Vendor) -> dict[str, Json]:
    """The JSON Schema of a vendor's account files: its own, and what every vendor's have."""
    properties = vendor.schema.get("properties", {})
    settings = properties.get("settings", {"type": "object"})
    return {
        **vendor.schema,
        "properties": {
            **properties,
            "vendor": {"const": vendor.name},
            "faults": {"type": "array", "items": FAULT},
            "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"},
            "without": {
                "type": "array",
                "items": {"enum": [k for k, v in vendor.template.items() if isinstance(v, list)]},
                "description": "Lists of which the account has none of its template's records.",
            },
            "settings": {
                **settings,
                "properties": {**SETTINGS_SCHEMA, **settings.get("properties", {})},
            },
        },
    }


def _check_records(vendor: Vendor, records: Mapping[str, Json]) -> None:
    """BadInput where what is added meanwhile is anything else than records of an account."""
    for name in records:
        if name in NO_RECORDS:
            raise BadInput("is no list of records", field=f"meanwhile.{name}")
    try:
        check_account(vendor, records)
    except BadInput as bad:
        raise BadInput(bad.what, field=f"meanwhile.{bad.field}") from None


def _check_ids(account: Mapping[str, Json], file: str | Path | None) -> None:
    """BadInput where two records of a list have one id: the second would replace the first."""
    for name, records in account.items():
        seen: set[Json] = set()
        for place, record in enumerate(records if isinstance(records, list) else ()):
            record_id = record.get("id") if isinstance(record, dict) else None
            if not isinstance(record_id, int | str):
                continue
            if record_id in seen:
                field = f"{name}.{place}.id"
                raise BadInput(f"the id {record_id!r} is there twice", file=file, field=field)
            seen.add(record_id)


def _as_json(value: Json, file: str | Path | None, *path: str) -> Json:
    if isinstance(value, Mapping):
        return {key: _as_json(held, file, *path, key) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(held, file, *path, str(place)) for place, held in enumerate(value)]
    if isinstance(value, float) and not math.isfinite(value):
        raise BadInput("must be a finite number", file=file, field=".".join(path))
    if isinstance(value, str) and _MOMENT.fullmatch(value) and not _has_been(value):
        raise BadInput("is no moment of any calendar", file=file, field=".".join(path))
    if isinstance(value, datetime | date | time):
        return value.isoformat().replace("+00:00", "Z")
    return value


def _has_been(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True
