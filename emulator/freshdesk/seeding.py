"""Filling an account from its file, past the checks that the API makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshdesk.field_shapes import blank_field, default_fields
from emulator.freshdesk.moments import stamp
from emulator.freshdesk.writing import blank_agent, blank_company, blank_contact
from emulator.table import Record

if TYPE_CHECKING:
    from emulator.account import Account

FIELDS = ("contact_fields", "company_fields", "ticket_fields")


def seed(account: Account, file: Mapping[str, Json]) -> None:
    """Add the records of an account file, each completed with what it leaves out.

    A field or an agent that is there already is replaced. The search index knows these records
    at once, but for those that say by ``created_at`` that they are new.
    """
    for table in FIELDS:
        if not len(account.tables[table]):
            for given in default_fields().get(table, ()):
                account.tables[table].put(blank_field(account, table, {**given, "default": True}))
        for given in file.get(table, ()):
            _seed_field(account, table, given)
    for given in file.get("agents", ()):
        _seed_agent(account, given)
    for given in file.get("companies", ()):
        company = {**blank_company(account), **given}
        _seed_indexed(account, "companies", company, given.get("created_at"))
    for given in file.get("contacts", ()):
        contact = {**blank_contact(account), **given}
        if contact["company_id"] is not None and contact["view_all_tickets"] is None:
            contact["view_all_tickets"] = False
        _seed_indexed(account, "contacts", contact, given.get("created_at"))


def _seed_indexed(account: Account, table: str, record: Record, since: str | None) -> None:
    account.tables[table].put({**record, "indexed_from": since, "before": None})


def _seed_field(account: Account, table: str, given: Mapping[str, Json]) -> None:
    for present in account.tables[table].find("name", given["name"]):
        account.tables[table].remove(present["id"])
    place = {"position": len(account.tables[table]) + 1, **given}
    account.tables[table].put(blank_field(account, table, place))


def _seed_agent(account: Account, given: Mapping[str, Json]) -> None:
    now, agents = stamp(account), account.tables["agents"]
    for present in agents.find("email", given["email"].casefold()):
        agents.remove(present["id"])
    fresh = {"id": account.next_id(), "role": "agent", "api_key": None}
    times = {"created_at": now, "updated_at": now, "time_zone": account.settings["time_zone"]}
    agents.put({**blank_agent(), **fresh, **times, **given})
