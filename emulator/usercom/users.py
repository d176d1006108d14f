"""The users of an account, by id and by the client's own id.

Source: apidocs.user.com, Users; answers recorded in 2018 (user_engage-ruby).
"""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.usercom import shapes
from emulator.usercom.body import given
from emulator.usercom.fields import USER
from emulator.usercom.filters import between, filtered
from emulator.usercom.holders import USERS, by_either_id
from emulator.usercom.paging import page_of
from emulator.usercom.rules.users import check_patch, match
from emulator.usercom.search import found_by
from emulator.usercom.writing import create_user, delete_user, named, update_user
from emulator.visit import Visit

TABLE = "users"

routes = Routes(TABLE, __name__)


@routes.get("/users/")
def index(visit: Visit) -> Answer:
    """All users, or those whose standard fields the query filters."""
    users = between(visit, visit.account.tables[TABLE])
    return page_of(visit, filtered(visit, users), shapes.user)


@routes.post("/users/")
def create(visit: Visit) -> Answer:
    """A new user."""
    return Answer(201, shapes.user(visit, create_user(visit, *given(visit, USER))))


@routes.get("/users/search/")
def search(visit: Visit) -> Answer:
    """The user of an email, key or phone number, or a page of those whom the query filters."""
    return found_by(visit)


@routes.post("/users/update_or_create/")
def update_or_create(visit: Visit) -> Answer:
    """The user of the client's own id changed, or a new one."""
    values, custom = given(visit, USER)
    user = match(visit, values.get("custom_id"), named(visit, USER, "custom_id"))
    if user is None:
        user, created = create_user(visit, values, custom), True
    else:
        user, created = update_user(visit, user, values, custom), False
    return Answer(200, {"created": created, "id": user["id"]})


@by_either_id(routes, USERS, "GET")
def show(visit: Visit, _table: str, user: Record) -> Answer:
    """One user."""
    return Answer(200, shapes.user(visit, user))


@by_either_id(routes, USERS, "PUT", "PATCH")
def update(visit: Visit, _table: str, user: Record) -> Answer:
    """A user with some fields changed."""
    check_patch(visit)
    return Answer(200, shapes.user(visit, update_user(visit, user, *given(visit, USER))))


@by_either_id(routes, USERS, "DELETE")
def destroy(visit: Visit, _table: str, user: Record) -> Answer:
    """A user gone for good."""
    delete_user(visit.account, user)
    return Answer(204)
