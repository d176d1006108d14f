"""An account's state as JSON: shown without its secrets, and restored exactly."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.problem import BadInput
from emulator.account import Account
from emulator.account_file import check_account
from emulator.clock import MOST_AHEAD
from emulator.schemas import check
from emulator.secrets import unveiled, veiled

_RECORDS: Mapping[str, Json] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": ["integer", "string"]}},
    },
}

SCHEMA: Mapping[str, Json] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "vendor": {"type": "string"},
        "account": {"type": "string"},
        "settings": {"type": "object"},
        "tables": {"type": "object", "additionalProperties": _RECORDS},
        "outbox": _RECORDS,
        "clock": {
            "type": "object",
            "additionalProperties": False,
            "required": ["ahead"],
            "properties": {
                "now": {"type": "string"},
                "ahead": {"type": "number", "minimum": 0, "maximum": MOST_AHEAD},
            },
        },
        "ids": {
            "type": "object",
            "additionalProperties": False,
            "required": ["last", "random"],
            "properties": {
                "last": {"type": "integer"},
                "random": {"type": "string", "pattern": "^[0-9a-f]{1,16}$"},
            },
        },
    },
}
"""JSON Schema of a state. What it leaves out stays as it is."""


def state_of(account: Account) -> dict[str, Json]:
    """Settings, tables, outbox, clock and ids; secrets masked."""
    secrets = account.vendor.secrets
    tables = {name: list(table) for name, table in account.tables.items()}
    outbox = tables.pop("outbox")
    return {
        "vendor": account.vendor.name,
        "account": account.name,
        "settings": veiled(dict(account.settings), secrets),
        "tables": veiled(tables, secrets),
        "outbox": veiled(outbox, secrets),
        "clock": {"now": account.clock.now().isoformat(), "ahead": account.clock.ahead},
        "ids": {"last": account.last_id, "random": f"{account.random.state:x}"},
    }


def check_state(state: Json) -> None:
    """BadInput names the field in which ``state`` is no state of any account."""
    check(SCHEMA, state)


def restore(account: Account, state: Json) -> None:
    """Bring the account to a state that ``state_of`` gave; a masked secret stays what it is.

    BadInput names the field that is wrong; then nothing has changed.
    """
    check_state(state)
    if state.get("vendor", account.vendor.name) != account.vendor.name:
        raise BadInput(f"must be {account.vendor.name!r}", field="vendor")
    settings = _settings(account, state)
    tables = dict(state.get("tables", {}))
    if "outbox" in state:
        tables["outbox"] = state["outbox"]
    with account.tables.transaction():
        for name, records in tables.items():
            _refill(account, name, records)
    account.restore(
        settings, last_id=state.get("ids", {}).get("last"), random=_random(account, state)
    )
    if "clock" in state:
        account.clock.restore(state["clock"]["ahead"])


def _settings(account: Account, state: Json) -> dict[str, Json]:
    present = dict(account.settings)
    settings = unveiled(state.get("settings", {}), present)
    return {**present, **check_account(account.vendor, {"settings": settings})["settings"]}


def _random(account: Account, state: Json) -> int:
    return int(state["ids"]["random"], 16) if "ids" in state else account.random.state


def _refill(account: Account, name: str, records: list[Json]) -> None:
    if name not in account.tables:
        known = ", ".join(account.tables)
        raise BadInput(f"no such table; known: {known}", field=f"tables.{name}")
    table = account.tables[name]
    present = list(table)
    table.clear()
    for place, record in enumerate(unveiled(records, present)):
        field = f"tables.{name}.{place}"
        if table.get(record["id"]) is not None:
            raise BadInput(f"the id {record['id']!r} is there twice", field=field)
        try:
            table.check(record)
            table.put(record)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise BadInput(f"not a record of {name}", field=field) from error
