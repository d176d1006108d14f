"""The users of an account.

Source: developer.zendesk.com, Users.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import shapes
from emulator.zendesk.auth import user_of_email
from emulator.zendesk.fields import UNSHOWN, USER
from emulator.zendesk.finding import users_found_by
from emulator.zendesk.ids import record_of
from emulator.zendesk.limits import spend_upsert, spend_write
from emulator.zendesk.merging import merged_away
from emulator.zendesk.paging import page_of
from emulator.zendesk.parameters import given, ignore_body
from emulator.zendesk.query import asked
from emulator.zendesk.rules.users import (
    check_no_open_tickets,
    check_not_just_deleted,
    check_one_person,
    check_own,
    check_shown,
    check_writer,
    user_of_external_id,
)
from emulator.zendesk.writing import create_user, delete_user, normal_email, update_user

routes = Routes("users", __name__)


@routes.get("/users/me")
def me(visit: Visit) -> Answer:
    """The caller."""
    shown = shapes.current_user(visit, visit.caller) if visit.caller else shapes.anonymous()
    return Answer(200, {"user": shown})


@routes.get("/users/search")
def search(visit: Visit) -> Answer:
    """Users by exact external_id, or by text."""
    external_id, query = (asked(visit, name) for name in ("external_id", "query"))
    if external_id:
        user = user_of_external_id(visit.account, external_id)
        users = [user] if user else []
    else:
        users = users_found_by(visit, query)
    visit.headers["Cache-Control"] = "max-age=10, private"
    return page_of(visit, "users", users, shapes.user, cursors=False)


@routes.get("/users/<user_id>")
def show(visit: Visit, user_id: str) -> Answer:
    """One user, also a deleted one."""
    user = record_of(visit, "users", user_id, "users/show", or_in="deleted_users")
    check_shown(visit, user)
    return Answer(200, {"user": shapes.user(visit, user)})


@routes.post("/users")
def create(visit: Visit) -> Answer:
    """A new user."""
    values = _given(visit, "create")
    check_writer(visit, None, values)
    return _created(visit, create_user(visit, values))


@routes.put("/users/<user_id>")
def update(visit: Visit, user_id: str) -> Answer:
    """A user with some attributes changed."""
    user = record_of(visit, "users", user_id, "users/update")
    return _updated(visit, user, _given(visit, "update"))


@routes.post("/users/create_or_update")
def create_or_update(visit: Visit) -> Answer:
    """The user of that external_id or email with some attributes changed, or a new one."""
    spend_upsert(visit)
    return upserted(visit)


def upserted(visit: Visit) -> Answer:
    """The answer to an upsert, which may be an item of a job."""
    values = _given(visit, "create_or_update")
    email, external_id = normal_email(visit, values), values.get("external_id")
    by_id = user_of_external_id(visit.account, external_id) if external_id else None
    by_email = user_of_email(visit.account, email) if email else None
    if by_id is None and by_email is None:
        check_not_just_deleted(visit, email, external_id)
    holder = by_id or merged_away(visit.account, external_id, by_email)
    check_one_person(visit, holder, by_email, email)
    user = by_id or by_email
    if user is not None:
        return _updated(visit, user, values)
    check_writer(visit, None, values)
    return _created(visit, create_user(visit, values))


@routes.delete("/users/<user_id>")
def destroy(visit: Visit, user_id: str) -> Answer:
    """A user is marked as deleted, and shown so."""
    user = record_of(visit, "users", user_id, "users/destroy")
    ignore_body(visit, "users", "destroy")
    check_writer(visit, user, {})
    check_no_open_tickets(visit, user)
    return Answer(200, {"user": shapes.user(visit, delete_user(visit, user))})


def _given(visit: Visit, action: str) -> dict[str, Json]:
    return given(visit, "user", (*USER, *UNSHOWN), "users", action)


def _created(visit: Visit, user: Record) -> Answer:
    headers = {"Location": shapes.url_of(visit, "users", user["id"])}
    return Answer(201, {"user": shapes.user(visit, user)}, headers)


def _updated(visit: Visit, user: Record, values: dict[str, Json]) -> Answer:
    check_own(visit, user)
    check_writer(visit, user, values)
    spend_write(visit, user["id"])
    return Answer(200, {"user": shapes.user(visit, update_user(visit, user, values))})
