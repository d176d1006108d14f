"""Records as answers show them, in the key order recorded from the API, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.call import Json
from emulator.freshsales.activity_shapes import around, shown
from emulator.freshsales.kinds import (
    APPOINTMENT,
    CONTACT,
    DEAL,
    LEAD,
    NOTE,
    SALES_ACCOUNT,
    TASK,
    Kind,
)
from emulator.freshsales.rules.people import leave_accounts_out
from emulator.table import Record
from emulator.visit import Visit

_SHOWN = {
    kind.word: tuple(attribute.name for attribute in kind.attributes if attribute.shown)
    for kind in (LEAD, CONTACT, SALES_ACCOUNT, DEAL)
}

_OF_PEOPLE = ("timeline_feeds", "reminders", "duplicates", "connections")
_NOT_LINKED = {
    "lead": ("reminders",),
    "contact": (),
    "sales_account": _OF_PEOPLE,
    "deal": _OF_PEOPLE,
}
"""Links that records of a kind do not show."""

_CHOSEN = {
    "industry_type": "industry_types",
    "business_type": "business_types",
    "deal_product": "deal_products",
    "currency": "currencies",
}
"""What a lead's company and deal show of the choices that they hold by id: the key, the table."""

_LINKS = {
    "conversations": "conversations/all?include=email_conversation_recipients%2Ctargetable"
    "%2Cphone_number%2Cphone_caller%2Cnote%2Cuser&per_page=3",
    "timeline_feeds": "timeline_feeds",
    "document_associations": "document_associations",
    "notes": "notes?include=creater",
    "tasks": "tasks?include=creater,owner,updater,targetable,users,task_type",
    "appointments": "appointments?include=creater,owner,updater,targetable,"
    "appointment_attendees,conference,note",
    "reminders": "reminders?include=creater,owner,updater,targetable",
    "duplicates": "duplicates",
    "connections": "connections",
}

_ONE = {
    "owner": ("owner_id", "users", "users"),
    "contact_status": ("contact_status_id", "contact_statuses", "contact_status"),
    "lifecycle_stage": ("lifecycle_stage_id", "lifecycle_stages", "lifecycle_stages"),
    "lead_stage": ("lead_stage_id", "lead_stages", "lead_stages"),
    "deal_stage": ("deal_stage_id", "deal_stages", "deal_stages"),
    "source": ("lead_source_id", "lead_sources", "lead_sources"),
    "campaign": ("campaign_id", "campaigns", "campaigns"),
    "territory": ("territory_id", "territories", "territories"),
    "industry_type": ("industry_type_id", "industry_types", "industry_types"),
    "business_type": ("business_type_id", "business_types", "business_types"),
    "deal_type": ("deal_type_id", "deal_types", "deal_types"),
    "deal_reason": ("deal_reason_id", "deal_reasons", "deal_reasons"),
    "currency": ("currency_id", "currencies", "currencies"),
    "deal_pipeline": ("deal_pipeline_id", "deal_pipelines", "deal_pipelines"),
}
"""What ``include`` may name: the attribute that points at it, its table, its key in the answer."""


def asked_for(visit: Visit) -> set[str]:
    """What ``include`` names."""
    include = visit.request.query.get("include", "")
    return set((include if isinstance(include, str) else ",".join(include)).split(","))


def record(visit: Visit, kind: Kind, stored: Record) -> Record:
    """A record as every endpoint of its kind shows one."""
    body: dict[str, Json] = {name: stored.get(name) for name in _SHOWN[kind.word]}
    body["links"] = _links(kind, stored["id"])
    body["custom_field"] = custom(visit, kind, stored)
    if kind is LEAD:
        body |= {name: _with_choices(visit, stored[name]) for name in ("company", "deal")}
    if kind is CONTACT:
        if "sales_accounts" in asked_for(visit):
            body["sales_accounts"] = _accounts(visit, stored)
        else:
            leave_accounts_out(visit, stored)
    return body


def one(visit: Visit, kind: Kind, stored: Record) -> dict[str, Json]:
    """The body of an answer about one record, with what ``include`` asks for beside it."""
    return {kind.word: record(visit, kind, stored), **beside(visit, kind, [stored])}


def made(visit: Visit, kind: Kind, stored: Record) -> dict[str, Json]:
    """The body of an answer about a record that was created: a deal's has ``users`` always."""
    body = one(visit, kind, stored)
    return {"users": [], **body} if kind is DEAL else body


def beside(visit: Visit, kind: Kind, stored: Iterable[Record]) -> dict[str, Json]:
    """What ``include`` asks for of these records, as lists of their own."""
    asked, tables, found = asked_for(visit), visit.account.tables, dict[str, Json]()
    listed = list(stored)
    for name, (pointer, table, key) in _ONE.items():
        if name in asked and any(pointer in each for each in listed):
            ids = dict.fromkeys(each[pointer] for each in listed if each.get(pointer) is not None)
            found[key] = [row for i in ids if (row := tables[table].get(i))]
    if "deals" in asked and kind in (CONTACT, SALES_ACCOUNT):
        index = "contact" if kind is CONTACT else "account"
        deals = {d["id"]: d for each in listed for d in tables["deals"].find(index, each["id"])}
        found["deals"] = [record(visit, DEAL, deal) for deal in deals.values()]
    if "contacts" in asked and kind is SALES_ACCOUNT:
        people = [c for each in listed for c in tables["contacts"].find("account", each["id"])]
        found["contacts"] = [record(visit, CONTACT, contact) for contact in people]
    for what in (NOTE, TASK, APPOINTMENT):
        if what.many in asked:
            lists = [around(visit, what, kind, each["id"]) for each in listed]
            found[what.many] = [shown(what, each) for those in lists for each in those]
    if kind is DEAL:
        found |= _beside_deals(visit, asked, listed)
    return found


def custom(visit: Visit, kind: Kind, stored: Record) -> dict[str, Json]:
    """Every custom field the account defines, null where the record has no value."""
    values: Mapping[str, Json] = stored["custom_field"]
    return {f["name"]: values.get(f["name"]) for f in visit.account.tables[kind.fields]}


def _beside_deals(visit: Visit, asked: set[str], deals: list[Record]) -> dict[str, Json]:
    tables, found = visit.account.tables, dict[str, Json]()
    if "sales_account" in asked:
        ids = dict.fromkeys(deal["sales_account_id"] for deal in deals)
        accounts = [a for i in ids if i is not None and (a := tables["sales_accounts"].get(i))]
        found["sales_accounts"] = [record(visit, SALES_ACCOUNT, account) for account in accounts]
    if "contacts" in asked:
        ids = dict.fromkeys(i for deal in deals for i in deal["contact_ids"])
        people = [contact for i in ids if (contact := tables["contacts"].get(i))]
        found["contacts"] = [record(visit, CONTACT, contact) for contact in people]
    return found


def _accounts(visit: Visit, contact: Record) -> list[Json]:
    table = visit.account.tables["sales_accounts"]
    held = [(link, table.get(link["id"])) for link in contact["sales_accounts"]]
    return [
        {
            "partial": True,
            **{name: account[name] for name in ("id", "name", "avatar", "website")},
            "last_contacted": account["last_contacted"],
            "record_type_id": account["record_type_id"],
            "is_primary": link["is_primary"],
        }
        for link, account in held
        if account
    ]


def _links(kind: Kind, record_id: Json) -> Json:
    start = f"/leads/{record_id}" if kind is LEAD else f"/crm/sales/{kind.many}/{record_id}"
    left_out = _NOT_LINKED[kind.word]
    return {name: f"{start}/{path}" for name, path in _LINKS.items() if name not in left_out}


def _with_choices(visit: Visit, nested: Record | None) -> Json:
    """The company or deal of a lead, with the rows that its ids choose."""
    return nested and {
        name: _chosen(visit, _CHOSEN[name], nested[f"{name}_id"]) if name in _CHOSEN else value
        for name, value in nested.items()
    }


def _chosen(visit: Visit, table: str, row_id: Json) -> Json:
    row = visit.account.tables[table].get(row_id or 0)
    return row and {"partial": True, **row}
