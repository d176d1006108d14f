"""The events that users caused.

Source: apidocs.user.com, Events; the rows of one user as UserCom.Client (.NET) reads them.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import demanded
from emulator.usercom.creating import created
from emulator.usercom.holders import USERS, by_either_id
from emulator.usercom.ids import doer, record_by_custom_id, record_of
from emulator.usercom.paging import page_of
from emulator.usercom.rules import events as rules
from emulator.usercom.times import stamp
from emulator.usercom.values import mapping, required, text, time, whole
from emulator.usercom.version import version_of
from emulator.visit import Visit

TABLE = "event_occurrences"
_EVENT = {"name": required(text()), "timestamp": time, "data": mapping}

routes = Routes(TABLE, __name__)


@routes.get("/events/")
def index(visit: Visit) -> Answer:
    """Every occurrence of every event."""
    return page_of(visit, visit.account.tables[TABLE], shapes.event)


@routes.post("/events/")
def create(visit: Visit) -> Answer:
    """An occurrence of an event of the user whom the body names."""
    author = "client" if version_of(visit.request) == 1 else "user_id"
    said = demanded(visit, {author: required(whole), **_EVENT}, (author, "name"))
    return _recorded(visit, doer(visit, visit.account.tables["users"].get(said[author])), said)


@routes.get("/events/<event_id>/")
def show(visit: Visit, event_id: str) -> Answer:
    """One occurrence of an event."""
    return Answer(200, shapes.event(visit, record_of(visit, TABLE, event_id)))


@routes.post("/users-by-id/<custom_id>/events/")
def create_by_custom_id(visit: Visit, custom_id: str) -> Answer:
    """An occurrence of an event of the user in the path."""
    user = record_by_custom_id(visit, "users", custom_id)
    return _recorded(visit, user, demanded(visit, _EVENT, ("name",)))


@by_either_id(routes, USERS, "GET", below="events/")
def index_of_user(visit: Visit, _table: str, user: Record) -> Answer:
    """The events of a user."""
    own = visit.account.tables[TABLE].find("user_id", user["id"])
    return page_of(visit, own, shapes.event_of_user)


def _recorded(visit: Visit, user: Record, said: dict[str, Json]) -> Answer:
    account, name = visit.account, said["name"]
    first = rules.first_of_its_name(visit, name)
    rules.define(visit, name)
    occurrence: Record = {
        "id": account.next_id(),
        "event_id": account.tables["events"].find("name", name)[0]["id"],
        "user_id": user["id"],
        "name": name,
        "timestamp": said.get("timestamp") or stamp(account),
    }
    rules.record_occurrence(visit, occurrence, said.get("data", {}))
    return created(visit, {"id": occurrence["id"], "created": first})
