"""Lists of users: those of the app, and who is on them.

Source: UserCom.Client (.NET).
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import demanded
from emulator.usercom.creating import created
from emulator.usercom.holders import USERS, by_either_id
from emulator.usercom.ids import record_of
from emulator.usercom.paging import page_of
from emulator.usercom.rules import tags as rules
from emulator.usercom.times import stamp
from emulator.usercom.values import required, text, whole
from emulator.visit import Visit

TABLE = "lists"
_LIST = {"name": required(text()), "description": text()}
_NAMED = {"list": required(whole)}

routes = Routes(TABLE, __name__)


@routes.get("/lists/")
def index(visit: Visit) -> Answer:
    """Every list."""
    return page_of(visit, visit.account.tables[TABLE], shapes.list_of_users)


@routes.post("/lists/")
def create(visit: Visit) -> Answer:
    """A new list, with nobody on it."""
    said = {"description": "", **demanded(visit, _LIST, ("name",))}
    made = visit.account.tables[TABLE].put({"id": visit.account.next_id(), **said})
    return created(visit, shapes.list_of_users(visit, made))


@routes.get("/lists/<list_id>/")
def show(visit: Visit, list_id: str) -> Answer:
    """One list."""
    return Answer(200, shapes.list_of_users(visit, record_of(visit, TABLE, list_id)))


@routes.put("/lists/<list_id>/")
def update(visit: Visit, list_id: str) -> Answer:
    """A list of another name or description."""
    changed = {**record_of(visit, TABLE, list_id), **demanded(visit, _LIST)}
    return Answer(200, shapes.list_of_users(visit, visit.account.tables[TABLE].put(changed)))


@routes.delete("/lists/<list_id>/")
def destroy(visit: Visit, list_id: str) -> Answer:
    """A list gone, and nobody on it any more."""
    gone = record_of(visit, TABLE, list_id)["id"]
    for user in visit.account.tables["users"].find("list", gone):
        _put(visit, user, [each for each in user["lists"] if each != gone])
    visit.account.tables[TABLE].remove(gone)
    return Answer(204)


@by_either_id(routes, USERS, "POST", below="add_to_list/")
def put_on(visit: Visit, _table: str, user: Record) -> Answer:
    """A user put on a list."""
    named = rules.list_named(visit, demanded(visit, _NAMED, _NAMED)["list"])
    if not rules.has(visit, user, "lists", named["id"]):
        _put(visit, user, [*user["lists"], named["id"]])
    return Answer(200, {"id": named["id"]})


@by_either_id(routes, USERS, "POST", "DELETE", below="remove_from_list/")
def take_off(visit: Visit, _table: str, user: Record) -> Answer:
    """A user taken off a list; nothing happens where the user was not on it."""
    named = rules.list_named(visit, demanded(visit, _NAMED, _NAMED)["list"])
    if named["id"] in user["lists"]:
        _put(visit, user, [each for each in user["lists"] if each != named["id"]])
    return Answer(200, {"id": named["id"]})


def _put(visit: Visit, user: Record, lists: list[int]) -> None:
    changed = {"lists": lists, "updated_at": stamp(visit.account)}
    visit.account.tables["users"].put({**user, **changed})
