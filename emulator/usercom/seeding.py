"""Filling an account from its file, past the checks that the API makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.deal_fields import DEAL
from emulator.usercom.fields import COMPANY
from emulator.usercom.rules.attributes import COMPANY as OF_COMPANIES
from emulator.usercom.rules.attributes import DEAL as OF_DEALS
from emulator.usercom.rules.attributes import USER as OF_USERS
from emulator.usercom.rules.attributes import defined, new_definition
from emulator.usercom.times import as_stamp, moment, stamp
from emulator.usercom.writing import blank, blank_user, tag

if TYPE_CHECKING:
    from emulator.account import Account

_SIMPLE: Mapping[str, Record] = {"tags": {}, "lists": {"description": ""}, "segments": {}}
"""Tables whose records are what the file says, and what is said of them where it is silent."""


def seed(account: Account, file: Mapping[str, Json]) -> None:
    """Add the records of an account file, each completed with what it leaves out."""
    for given in file.get("attributes", ()):
        definition = new_definition(account, given["content_type"], given["name"])
        account.tables["attributes"].put({**definition, **given})
    for table, blanks in _SIMPLE.items():
        for given in file.get(table, ()):
            account.tables[table].put({"id": account.next_id(), **blanks, **given})
    for given in file.get("events", ()):
        account.tables["events"].put({"id": account.next_id(), **given})
    for given in file.get("users", ()):
        _seed_user(account, given)
    for given in file.get("companies", ()):
        company = {**blank(account, COMPANY), **given}
        _define(account, OF_COMPANIES, company)
        tag(account, company["tags"])
        account.tables["companies"].put(company)
    for given in file.get("deals", ()):
        deal = {**blank(account, DEAL), **given}
        _stamp(deal, "lost_at", "won_at")
        _define(account, OF_DEALS, deal)
        account.tables["deals"].put(deal)
    for given in file.get("company_members", ()):
        link = {"id": account.next_id(), "member_since": stamp(account)}
        account.tables["company_members"].put({**link, **given})


def _seed_user(account: Account, given: Mapping[str, Json]) -> None:
    user = {**blank_user(account), **given}
    _stamp(user, "first_seen", "last_seen", "last_contacted")
    parts = [user[part] for part in ("first_name", "last_name") if user[part]]
    if user["name"] and not parts and user["name"] != user["email"]:
        user["first_name"], _, last = user["name"].partition(" ")
        user["last_name"] = last or None
    user["name"] = user["name"] or " ".join(parts) or user["email"]
    _define(account, OF_USERS, user)
    tag(account, user["tags"])
    account.tables["users"].put(user)


def _stamp(record: Record, *names: str) -> None:
    """Let these times be as answers show them."""
    for name in names:
        record[name] = record[name] and as_stamp(moment(record[name]))


def _define(account: Account, content_type: str, record: Record) -> None:
    """Values keep the types they have in the file; undefined names become strings' definitions."""
    for name in record["attributes"]:
        if defined(account, content_type, name) is None:
            account.tables["attributes"].put(new_definition(account, content_type, name))
