"""The pages that users viewed.

Source: rudder-transformer posts them; UserCom.Client (.NET) reads the rows of one user.
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import demanded
from emulator.usercom.creating import created
from emulator.usercom.holders import USERS, by_either_id
from emulator.usercom.ids import doer
from emulator.usercom.paging import page_of
from emulator.usercom.rules import visits as rules
from emulator.usercom.times import stamp
from emulator.usercom.values import required, text, time
from emulator.visit import Visit

TABLE = "site_views"
_VIEW = {
    "client_user": required(text()),
    "page_domain": text(),
    "page_path": text(),
    "timestamp": time,
}

routes = Routes(TABLE, __name__)


@routes.post("/site-views/")
def create(visit: Visit) -> Answer:
    """A view of a page by the user of that key."""
    said = demanded(visit, _VIEW, ("client_user",))
    users = visit.account.tables["users"]
    found = users.find("user_key", said["client_user"])
    user = dict(doer(visit, next(iter(found), None)))
    at = said.get("timestamp") or stamp(visit.account)
    view: Record = {
        "id": visit.account.next_id(),
        "user_id": user["id"],
        "page_domain": said.get("page_domain") or "",
        "page_path": said.get("page_path") or "/",
        "timestamp": at,
    }
    rules.record_view(visit, view)
    rules.count_view(visit, user)
    rules.see(visit, user, at)
    users.put(user)
    return created(visit, {"id": view["id"]})


@by_either_id(routes, USERS, "GET", below="ping_hits/")
def index_of_user(visit: Visit, _table: str, user: Record) -> Answer:
    """The page views of a user."""
    own = visit.account.tables[TABLE].find("user_id", user["id"])
    return page_of(visit, own, shapes.page_hit)
