"""Tags: those of the app, and putting them on users and companies and taking them off.

Source: UserCom.Client (.NET).
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import demanded
from emulator.usercom.creating import created
from emulator.usercom.holders import HOLDERS, USERS, by_either_id
from emulator.usercom.ids import record_of
from emulator.usercom.paging import page_of
from emulator.usercom.rules import tags as rules
from emulator.usercom.times import stamp
from emulator.usercom.values import required, text, texts
from emulator.usercom.writing import tag
from emulator.visit import Visit

TABLE = "tags"
_TAG = {"name": required(text())}
_NAMES = {"tag_names": required(texts)}

routes = Routes(TABLE, __name__)


@routes.get("/tags/")
def index(visit: Visit) -> Answer:
    """Every tag."""
    return page_of(visit, visit.account.tables[TABLE], shapes.tag)


@routes.post("/tags/")
def create(visit: Visit) -> Answer:
    """A new tag."""
    name = _name_in(visit)
    rules.check_tag_unused(visit, name, None)
    tag(visit.account, [name])
    return created(visit, _tag_of(visit, name))


@routes.get("/tags/<tag_id>/")
def show(visit: Visit, tag_id: str) -> Answer:
    """One tag."""
    return Answer(200, shapes.tag(visit, record_of(visit, TABLE, tag_id)))


@routes.put("/tags/<tag_id>/")
def update(visit: Visit, tag_id: str) -> Answer:
    """A tag of another name, also where it was put on already."""
    before, name = record_of(visit, TABLE, tag_id), _name_in(visit)
    rules.check_tag_unused(visit, name, before["id"])
    _rename(visit, before["name"], [name])
    return Answer(200, shapes.tag(visit, visit.account.tables[TABLE].put({**before, "name": name})))


@routes.delete("/tags/<tag_id>/")
def destroy(visit: Visit, tag_id: str) -> Answer:
    """A tag gone, also from where it was put on."""
    gone = record_of(visit, TABLE, tag_id)
    _rename(visit, gone["name"], [])
    visit.account.tables[TABLE].remove(gone["id"])
    return Answer(204)


@routes.get("/tags/<tag_id>/users/")
def users_of(visit: Visit, tag_id: str) -> Answer:
    """The users who have a tag."""
    name = record_of(visit, TABLE, tag_id)["name"]
    return page_of(visit, visit.account.tables["users"].find("tag", name), shapes.user)


@routes.get("/tags/<tag_id>/companies/")
def companies_of(visit: Visit, tag_id: str) -> Answer:
    """The companies that have a tag."""
    name = record_of(visit, TABLE, tag_id)["name"]
    return page_of(visit, visit.account.tables["companies"].find("tag", name), shapes.company)


@by_either_id(routes, HOLDERS, "POST", below="add_tag/")
def put_on(visit: Visit, table: str, record: Record) -> Answer:
    """A tag put on a user or company, made where the app has none of its name."""
    name = _name_in(visit)
    known = rules.is_known(visit, name)
    _put_on(visit, table, record, [name])
    return Answer(200, {"created": not known, "tag": _tag_of(visit, name)})


@by_either_id(routes, USERS, "POST", below="add_many_tags/")
def put_many_on(visit: Visit, table: str, record: Record) -> Answer:
    """Several tags put on a user."""
    _put_on(visit, table, record, demanded(visit, _NAMES, _NAMES)["tag_names"])
    return Answer(200, {})


@by_either_id(routes, HOLDERS, "POST", "DELETE", below="remove_tag/")
def take_off(visit: Visit, table: str, record: Record) -> Answer:
    """A tag taken off; nothing happens where it was not on."""
    name = _name_in(visit)
    _put(visit, table, record, [each for each in record["tags"] if each != name])
    return Answer(200, {})


def _name_in(visit: Visit) -> str:
    return str(demanded(visit, _TAG, _TAG)["name"])


def _tag_of(visit: Visit, name: str) -> Json:
    return shapes.tag(visit, visit.account.tables[TABLE].find("name", name)[0])


def _put_on(visit: Visit, table: str, record: Record, names: list[str]) -> None:
    new = [name for name in names if not rules.has(visit, record, "tags", name)]
    tag(visit.account, new)
    _put(visit, table, record, [*record["tags"], *new])


def _put(visit: Visit, table: str, record: Record, names: list[str]) -> None:
    if names != record["tags"]:
        changed = {"tags": names, "updated_at": stamp(visit.account)}
        visit.account.tables[table].put({**record, **changed})


def _rename(visit: Visit, name: str, names: list[str]) -> None:
    for table in ("users", "companies"):
        for record in visit.account.tables[table].find("tag", name):
            others = [[each] if each != name else names for each in record["tags"]]
            tags = [each for kept in others for each in kept]
            visit.account.tables[table].put({**record, "tags": tags})
