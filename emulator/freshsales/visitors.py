"""Visitors as leads and contacts: who an identifier is, and what the trackers write of them.

Source: seeds 002 and 003, User ID and Objects; developers.freshworks.com, CRM libraries. How the
vendor matches an identifier is not public: here by what it named before, else by the email.
"""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales.fields import COMPANY, NESTED_DEAL
from emulator.freshsales.ids import is_id
from emulator.freshsales.kinds import CONTACT, DEAL, LEAD, SALES_ACCOUNT, Kind
from emulator.freshsales.labels import by_name, of_kind
from emulator.freshsales.matching import matches
from emulator.freshsales.rules.tracking import check_has_email
from emulator.freshsales.tables import folded
from emulator.freshsales.writing import written
from emulator.table import Record
from emulator.visit import Visit

_OBJECTS = ("company", "deal")
FLAG = "fs_contact"


def identified(visit: Visit, identifier: str, said: dict[str, Json], *, leads: bool) -> Record:
    """The lead or contact of a visitor, written; a lead unless the flag is true."""
    flagged = said.get(FLAG) is True or said.get(FLAG) == "true"
    kind = CONTACT if flagged or not leads else LEAD
    objects = {key.casefold(): v for key, v in said.items() if key.casefold() in _OBJECTS}
    plain = {k: v for k, v in said.items() if k != FLAG and k.casefold() not in _OBJECTS}
    values = of_kind(visit, kind, plain)
    if "@" in identifier:
        values.setdefault("email", identifier)
    present = _present(visit, kind, identifier, values.get("email"))
    if present is None:
        check_has_email(visit, values.get("email"))
    company, deal = (o if isinstance(o, dict) else {} for o in map(objects.get, _OBJECTS))
    if kind is LEAD:
        values |= {"company": by_name(visit, COMPANY, company)} if company else {}
        values |= {"deal": by_name(visit, NESTED_DEAL, deal)} if deal else {}
        record = written(visit, LEAD, values, present)
    else:
        record = _with_objects(visit, values, present, company, deal)
    _remember(visit, kind, identifier, record)
    return record


def _present(visit: Visit, kind: Kind, identifier: str, email: Json) -> Record | None:
    tables = visit.account.tables
    for visitor in tables["visitors"].find("key", (kind.word, folded(identifier))):
        record = tables[kind.many].get(visitor["record_id"])
        if record is not None:
            return record
    if is_id(identifier) and (found := tables[kind.many].get(int(identifier))):
        return found
    same = matches(visit, kind, "email", email) if email else []
    return same[0] if same else None


def _with_objects(
    visit: Visit, values: dict[str, Json], present: Record | None, company: Record, deal: Record
) -> Record:
    account = _account(visit, of_kind(visit, SALES_ACCOUNT, company))
    if account is not None:
        held = present["sales_accounts"] if present else []
        if all(link["id"] != account["id"] for link in held):
            link = {"id": account["id"], "is_primary": not held}
            values = {**values, "sales_accounts": [*held, link]}
    contact = written(visit, CONTACT, values, present)
    said = of_kind(visit, DEAL, deal)
    if said.get("name"):
        own = visit.account.tables["deals"].find("contact", contact["id"])
        same = next((d for d in own if folded(d["name"]) == folded(said["name"])), None)
        linked = {**said, "contacts_added_list": [contact["id"]]}
        if account is not None:
            linked["sales_account_id"] = account["id"]
        written(visit, DEAL, linked, same)
    return contact


def _account(visit: Visit, said: dict[str, Json]) -> Record | None:
    if not said.get("name"):
        return None
    same = matches(visit, SALES_ACCOUNT, "name", said["name"])
    return written(visit, SALES_ACCOUNT, said, same[0] if same else None)


def _remember(visit: Visit, kind: Kind, identifier: str, record: Record) -> None:
    visitors, key = visit.account.tables["visitors"], folded(identifier)
    known = visitors.find("key", (kind.word, key))
    visitor_id = known[0]["id"] if known else visit.account.next_id()
    visitors.put(
        {"id": visitor_id, "kind": kind.word, "identifier": key, "record_id": record["id"]}
    )
