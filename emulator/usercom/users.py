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
from emulator.usercom.ids import record_by_custom_id, record_of
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


@routes.get("/users/<user_id>/")
def show(visit: Visit, user_id: str) -> Answer:
    """One user."""
    return Answer(200, shapes.user(visit, record_of(visit, TABLE, user_id)))


@routes.get("/users-by-id/<custom_id>/")
def show_by_custom_id(visit: Visit, custom_id: str) -> Answer:
    """One user by the client's own id."""
    return Answer(200, shapes.user(visit, record_by_custom_id(visit, TABLE, custom_id)))


@routes.route("/users/<user_id>/", methods=["PUT", "PATCH"])
def update(visit: Visit, user_id: str) -> Answer:
    """A user with some fields changed."""
    return _updated(visit, record_of(visit, TABLE, user_id))


@routes.route("/users-by-id/<custom_id>/", methods=["PUT", "PATCH"])
def update_by_custom_id(visit: Visit, custom_id: str) -> Answer:
    """A user with some fields changed, by the client's own id."""
    return _updated(visit, record_by_custom_id(visit, TABLE, custom_id))


@routes.delete("/users/<user_id>/")
def destroy(visit: Visit, user_id: str) -> Answer:
    """A user gone for good."""
    delete_user(visit.account, record_of(visit, TABLE, user_id))
    return Answer(204)


@routes.delete("/users-by-id/<custom_id>/")
def destroy_by_custom_id(visit: Visit, custom_id: str) -> Answer:
    """A user gone for good, by the client's own id."""
    delete_user(visit.account, record_by_custom_id(visit, TABLE, custom_id))
    return Answer(204)


def _updated(visit: Visit, user: Record) -> Answer:
    check_patch(visit)
    return Answer(200, shapes.user(visit, update_user(visit, user, *given(visit, USER))))
