"""Filling an account from its file, past the checks that the API makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshsales.emails import held_emails, sent_emails
from emulator.freshsales.fields import COMPANY, NESTED_DEAL, Attribute, blank_of
from emulator.freshsales.kinds import ACTIVITIES, DEAL, KINDS, LEAD, PEOPLE, Kind
from emulator.freshsales.people import display_name
from emulator.freshsales.stamps import stamp
from emulator.freshsales.tables import SELECTORS
from emulator.freshsales.values import amount
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account

_NESTED: Mapping[str, tuple[Attribute, ...]] = {"company": COMPANY, "deal": NESTED_DEAL}

_BLANK: Mapping[str, Mapping[str, Json]] = {
    "users": {"work_number": None, "mobile_number": None},
    "lifecycle_stages": {"disabled": False, "default": False},
    "currencies": {"schedule_info": None},
}
"""What answers show of a choice of which the file says nothing."""


def seed(account: Account, file: Mapping[str, Json]) -> None:
    """Add the records of an account file, each completed with what it leaves out."""
    for table in ("views", *SELECTORS.values()):
        for given in file.get(table, ()):
            _seed_choice(account, table, given)
    for kind in KINDS.values():
        for given in file.get(kind.fields, ()):
            _seed_field(account, kind, given)
    for kind in KINDS.values():
        for given in file.get(kind.many, ()):
            _seed_record(account, kind, given)
    for given in file.get("lists", ()):
        fresh: Record = {"id": account.next_id(), "contact_ids": []}
        account.tables["lists"].put({**fresh, **given})
    for kind in ACTIVITIES.values():
        for given in file.get(kind.many, ()):
            _seed_activity(account, kind, given)


def _seed_choice(account: Account, table: str, given: Mapping[str, Json]) -> None:
    row: Record = {"id": account.next_id(), **given}
    for name, value in _BLANK.get(table, {}).items():
        row.setdefault(name, value)
    account.tables[table].put(row)


def _seed_activity(account: Account, kind: Kind, given: Mapping[str, Json]) -> None:
    now = stamp(account)
    fresh = {**blank_of(kind.attributes), "created_at": now, "updated_at": now}
    record: Record = {**fresh, "id": account.next_id(), **given}
    model, target_id = record.pop("targetable_type"), record.pop("targetable_id")
    record["targetables"] = [{"id": target_id, "type": model}] if target_id else []
    account.tables[kind.many].put(record)


def _seed_field(account: Account, kind: Kind, given: Mapping[str, Json]) -> None:
    table = account.tables[kind.fields]
    for same in table.find("name", given["name"]):
        table.remove(same["id"])
    label = given["name"].removeprefix("cf_").replace("_", " ").capitalize()
    fresh: dict[str, Json] = {"id": account.next_id(), "label": label, "type": "text"}
    record = {**fresh, "required": False, **given, "choices": []}
    for choice in given.get("choices", ()):
        record["choices"].append({"id": account.next_id(), **choice})
    table.put(record)


def _seed_record(account: Account, kind: Kind, given: Mapping[str, Json]) -> None:
    now = stamp(account)
    fresh = {**blank_of(kind.attributes), "created_at": now, "updated_at": now}
    record: Record = {**fresh, "id": account.next_id(), **given}
    if kind in PEOPLE:
        sent = sent_emails(given["emails"]) if "emails" in given else [given.get("email")]
        record["emails"] = held_emails(account, [e for e in sent if e], [])
        record["email"] = next((email["value"] for email in record["emails"]), None)
        record["display_name"] = display_name(record)
    if kind is LEAD:
        for name in [name for name in _NESTED if record[name]]:
            record[name] = _nested(account, _NESTED[name], record[name])
    if kind is DEAL:
        record["amount"] = record["base_currency_amount"] = amount(record["amount"])
    account.tables[kind.many].put(record)


def _nested(account: Account, attributes: tuple[Attribute, ...], given: Record) -> Record:
    record = {**blank_of(attributes), "id": account.next_id(), **given}
    if record.get("amount") is not None:
        record["amount"] = record["base_currency_amount"] = amount(record["amount"])
    return record
