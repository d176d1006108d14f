"""Making one user of several.

Source: apidocs.user.com, Merge users, whose table and example name the list differently;
user.com/en/university says what moves along.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom.body import demanded, said
from emulator.usercom.errors import invalid, unknown_key
from emulator.usercom.fields import USER
from emulator.usercom.rules import members
from emulator.usercom.rules import merging as rules
from emulator.usercom.rules.users import compose_name
from emulator.usercom.times import stamp
from emulator.usercom.values import each, required, whole
from emulator.visit import Visit

_OWN = ("id", "user_key", "name", "page_views", "created_at", "updated_at")
_FILLED = tuple(field.name for field in USER if field.kept and field.name not in _OWN)
_USER = required(whole)
_MOVED = ("event_occurrences", "site_views", "deals")

routes = Routes("merging", __name__)


@routes.post("/users/merge/")
def merge(visit: Visit) -> Answer:
    """The users of a list become one with their parent."""
    listed = _listed_as(visit)
    takes = {"parent": _USER, listed: required(each(_USER))}
    sent = demanded(visit, takes, takes)
    parent = _user(visit, "parent", sent["parent"])
    ids = sorted({user_id for user_id in sent[listed] if user_id != parent["id"]})
    merged = [_user(visit, listed, user_id) for user_id in ids]
    _become_one(visit, parent, merged)
    return Answer(200, {"success": True})


def _listed_as(visit: Visit) -> str:
    sent = said(visit)
    name = next((name for name in rules.NAMES if name in sent), rules.NAMES[0])
    rules.take_either_name(visit, name)
    return name


def _become_one(visit: Visit, parent: Record, merged: list[Record]) -> None:
    """Take the merged ones out first: their custom_id may go over to the parent."""
    tables, one = visit.account.tables, dict(parent)
    for name in _FILLED:
        one[name] = rules.value_of(visit, name, [parent, *merged])
    one["attributes"] = _attributes([parent, *merged])
    one["page_views"] += sum(user["page_views"] for user in merged)
    compose_name(visit, one)
    for user in merged:
        _move(visit, user["id"], parent["id"])
        tables["users"].remove(user["id"])
    tables["users"].put({**one, "updated_at": stamp(visit.account)})


def _attributes(users: list[Record]) -> Record:
    held: Record = {}
    for user in reversed(users):
        held.update(user["attributes"])
    return held


def _move(visit: Visit, gone: int, user_id: int) -> None:
    tables = visit.account.tables
    for name in _MOVED:
        for record in tables[name].find("user_id", gone):
            tables[name].put({**record, "user_id": user_id})
    for member in tables["company_members"].find("user_id", gone):
        members.join(visit, member["company_id"], user_id)
        tables["company_members"].remove(member["id"])


def _user(visit: Visit, named: str, user_id: Json) -> Record:
    found = visit.account.tables["users"].get(user_id)
    if found is None:
        raise invalid({named: [unknown_key(user_id)]})
    return found
