"""Records as answers show them, in the keys and their order of the version that is spoken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.table import Record
from emulator.usercom.deal_fields import DEAL
from emulator.usercom.fields import COMPANY, USER, Field
from emulator.usercom.rules import attributes
from emulator.usercom.version import version_of
from emulator.visit import Visit

if TYPE_CHECKING:
    from emulator.account import Account

_DEFINITION = ("id", "name", "name_std", "value_type", "content_type")


def user(visit: Visit, record: Record) -> Json:
    """A user as every endpoint shows one."""
    made = {
        "companies": _companies(visit.account, record),
        "lists": _lists(visit, record["lists"]),
    }
    return _shown(visit, USER, attributes.USER, {**record, **made})


def company(visit: Visit, record: Record) -> Json:
    """A company as every endpoint shows one."""
    members = visit.account.tables["company_members"].find("company_id", record["id"])
    made = {"employees": [member["user_id"] for member in members]}
    return _shown(visit, COMPANY, attributes.COMPANY, {**record, **made})


def deal(visit: Visit, record: Record) -> Json:
    """A deal as every endpoint shows one."""
    return _shown(visit, DEAL, attributes.DEAL, record)


def tag(_visit: Visit, record: Record) -> Json:
    """A tag, also among those of a user or company."""
    return {name: record[name] for name in ("id", "name")}


def list_of_users(_visit: Visit, record: Record) -> Json:
    """A list of users, also among those of a user."""
    return {name: record[name] for name in ("id", "name", "description")}


def segment(_visit: Visit, record: Record) -> Json:
    """A segment among those of a user."""
    return {name: record[name] for name in ("id", "name")}


def definition(visit: Visit, record: Record) -> Json:
    """The definition of a custom attribute; version 1 calls a user's ``user``."""
    shown = {name: record[name] for name in _DEFINITION}
    if version_of(visit.request) == 1 and shown["content_type"] == attributes.USER:
        shown["content_type"] = "user"
    if record["value_type"] == "fixed":
        shown["choices"] = record["choices"]
        shown["allow_multiple_choices"] = record["allow_multiple_choices"]
    return shown


def event(_visit: Visit, record: Record) -> Json:
    """One occurrence of an event as the list of events shows it."""
    return {name: record[name] for name in ("id", "name", "data", "timestamp")}


def event_of_user(_visit: Visit, record: Record) -> Json:
    """One occurrence of an event among those of its user."""
    return {
        "id": record["id"],
        "client": record["user_id"],
        "timestamp": record["timestamp"],
        "items": [{"key": key, "value": value} for key, value in record["data"].items()],
        "event": record["name"],
        "event_id": record["event_id"],
    }


def page_hit(visit: Visit, record: Record) -> Json:
    """One page view of a user, with what is known of the user's browser."""
    user = visit.account.tables["users"].get(record["user_id"]) or {}
    return {
        "id": record["id"],
        "client": record["user_id"],
        "ip_address": user.get("last_ip"),
        "user_agent": user.get("user_agent"),
        "browser_family": user.get("browser"),
        "browser_version": user.get("browser_version"),
        "os_type": user.get("os_type"),
        "city": user.get("city"),
        "country": user.get("country"),
        "url": f"{record['page_domain']}{record['page_path']}",
        "referer": None,
        "timestamp": record["timestamp"],
        "extra_data": None,
        "timezone": user.get("timezone"),
        "resolution": user.get("resolution"),
    }


def _shown(visit: Visit, fields: Iterable[Field], content_type: str, record: Record) -> Json:
    version, account = version_of(visit.request), visit.account
    if "tags" in record:
        record = {**record, "tags": _tags(account, record["tags"])}
    if version == 1:
        listed = _listed(account, content_type, record["attributes"])
        record = {**record, "attributes": listed}
    standard = {
        name: record[field.name]
        for field in fields
        if version in field.shown and (name := field.named(version))
    }
    if version == 1:
        return standard
    # Attributes come after the fields, and take the place of none.
    return {**standard, **record["attributes"], **standard}


def _listed(account: Account, content_type: str, values: Record) -> list[Json]:
    listed = []
    for name, value in values.items():
        definition = attributes.defined(account, content_type, name)
        if definition is not None:
            told = {key: definition[key] for key in ("id", "name", "name_std")}
            listed.append({**told, "value": value, "description": definition["description"]})
    return listed


def _companies(account: Account, user: Record) -> list[Json]:
    shown = []
    for member in account.tables["company_members"].find("user_id", user["id"]):
        company = account.tables["companies"].get(member["company_id"])
        if company is not None:
            since = member["member_since"]
            shown.append({"id": company["id"], "name": company["name"], "member_since": since})
    return shown


def _lists(visit: Visit, list_ids: list[int]) -> list[Json]:
    found = [visit.account.tables["lists"].get(list_id) for list_id in list_ids]
    return [list_of_users(visit, each) for each in found if each is not None]


def _tags(account: Account, names: list[str]) -> list[Json]:
    found = [account.tables["tags"].find("name", name) for name in names]
    return [{"id": tag["id"], "name": tag["name"]} for tags in found for tag in tags[:1]]
