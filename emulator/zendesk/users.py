"""Users: ``/api/v2/users``. Source: developer.zendesk.com, Users."""

from __future__ import annotations

from hashlib import md5

from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record, Table
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk import errors, rules
from emulator.zendesk.access import may_write_user
from emulator.zendesk.fields import USER, USER_TAKEN_AND_FORGOTTEN
from emulator.zendesk.limits import count_upsert
from emulator.zendesk.paging import page_of
from emulator.zendesk.reading import found, found_in_path, given_in, ignore_body, integer
from emulator.zendesk.search import search_users
from emulator.zendesk.shapes import ANONYMOUS, created, current_user_shape, user_shape, written
from emulator.zendesk.user_life import (
    change_match,
    change_user,
    create_user,
    delete_user,
    match_of,
    stored,
)

routes = Routes("users", __name__)


@routes.get("/users")
def index(visit: Visit) -> Answer:
    """List users, of a role or with an external_id where asked."""
    return page_of(visit, "users", _listed(visit), user_shape)


@routes.get("/organizations/<organization_id>/users")
def of_organization(visit: Visit, organization_id: str) -> Answer:
    """List the members of an organization."""
    action, tables = "users/index", visit.account.tables
    organization = found_in_path(visit, "organizations", organization_id, action, "organization_id")
    members = tables["organization_memberships"].find("organization", organization["id"])
    users = [tables["users"].get(membership["user_id"]) for membership in members]
    return page_of(visit, "users", [user for user in users if user], user_shape)


@routes.get("/users/me")
def me(visit: Visit) -> Answer:
    """Show the caller; a stranger is an anonymous user."""
    user = visit.caller
    if user is None:
        return Answer(200, {"user": ANONYMOUS})
    token = md5(f"{visit.account.name} {user['id']}".encode(), usedforsecurity=False).hexdigest()
    return Answer(200, {"user": current_user_shape(visit, user, token)})


@routes.get("/users/search")
def search(visit: Visit) -> Answer:
    """Find users by ``external_id``, exactly and at once, or by the words of ``query``."""
    external_id = _text(visit, "external_id")
    if external_id is not None:
        users = visit.account.tables["users"].find("external_id", external_id.casefold())
    else:
        users = search_users(visit, _text(visit, "query") or "")
    return page_of(visit, "users", users, user_shape, offset_only="users/search")


@routes.get("/users/<user_id>")
def show(visit: Visit, user_id: str) -> Answer:
    """Show a user."""
    number = integer(visit, user_id, "id", "users/show")
    deleted = visit.account.tables["deleted_users"].get(number)
    if deleted is not None and show_deleted(visit):
        return Answer(200, {"user": user_shape(visit, deleted)})
    return Answer(200, {"user": user_shape(visit, found(visit, "users", number))})


@keeps("zendesk.users.deleted-shown")
def show_deleted(visit: Visit) -> bool:
    """A deleted user is still shown, as inactive, unless the account says otherwise."""
    return bool(visit.account.settings["deleted_user"] == "show")


@routes.post("/users")
def create(visit: Visit) -> Answer:
    """Create a user."""
    action = "users/create"
    given = given_in(visit, "user", USER, action, USER_TAKEN_AND_FORGOTTEN)
    return created("user", user_shape(visit, create_user(visit, given, action)))


@routes.put("/users/<user_id>")
def update(visit: Visit, user_id: str) -> Answer:
    """Change a user."""
    action = "users/update"
    user = found_in_path(visit, "users", user_id, action)
    given = given_in(visit, "user", USER, action, USER_TAKEN_AND_FORGOTTEN)
    return Answer(200, {"user": user_shape(visit, change_user(visit, user, given, action))})


@routes.post("/users/create_or_update")
def create_or_update(visit: Visit) -> Answer:
    """Change the user who has the external_id or the email, else create one."""
    action = "users/create_or_update"
    given = given_in(visit, "user", USER, action, USER_TAKEN_AND_FORGOTTEN)
    count_upsert(visit)
    rules.check_all(visit, given, None, rules.email_well_formed)
    by_external_id, by_email = match_of(visit, given)
    rules.email_of_another(visit, given, by_external_id)
    match = by_external_id or by_email
    rules.rewrite_external_id(visit, given, match)
    rules.keep_external_id(visit, given, match)
    if match is not None and change_match(visit, match, given, action):
        return written("user", user_shape(visit, stored(visit, match)), new=False)
    return written("user", user_shape(visit, create_user(visit, given, action)), new=True)


@routes.delete("/users/<user_id>")
def destroy(visit: Visit, user_id: str) -> Answer:
    """Delete a user: the answer shows who it was."""
    user = found_in_path(visit, "users", user_id, "users/destroy")
    may_write_user(visit, user)
    ignore_body(visit, "users/destroy")
    delete_user(visit, user)
    gone = visit.account.tables["deleted_users"].get(user["id"])
    if gone is None:
        raise Refusal(errors.NOT_FOUND)
    return Answer(200, {"user": user_shape(visit, gone)})


def _listed(visit: Visit) -> Table | list[Record]:
    users, query = visit.account.tables["users"], visit.request.query
    external_id = _text(visit, "external_id")
    if external_id is not None:
        return users.find("external_id", external_id.casefold())
    roles = [r for key in ("role", "role[]") for r in _all(query.get(key))]
    return [user for user in users if user["role"] in roles] if roles else users


def _text(visit: Visit, name: str) -> str | None:
    values = _all(visit.request.query.get(name))
    return values[-1] if values else None


def _all(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value
