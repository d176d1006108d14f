"""Users in lists, counted, completed and related to tickets.

Source: developer.zendesk.com, Users.
"""

from __future__ import annotations

from operator import itemgetter

from contracts.exchange import Answer
from emulator.listing import Records, in_a_row
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk import shapes
from emulator.zendesk.errors import wrong_parameter
from emulator.zendesk.identity import identities_of
from emulator.zendesk.ids import record_of
from emulator.zendesk.named import AT_MOST, found_by, named_in
from emulator.zendesk.paging import count_of, page_of
from emulator.zendesk.query import asked, asked_all
from emulator.zendesk.rules.users import user_of_external_id
from emulator.zendesk.sorting import NAMES

routes = Routes("user_lists", __name__)


@routes.get("/users")
def index(visit: Visit) -> Answer:
    """All users, or those of a role or external_id."""
    return page_of(visit, "users", _wanted(visit), shapes.user, sorts=NAMES)


@routes.get("/users/count")
def count(visit: Visit) -> Answer:
    """How many users there are, or how many of a role."""
    return count_of(visit, len(in_a_row(_wanted(visit))))


@routes.get("/users/show_many")
def show_many(visit: Visit) -> Answer:
    """The users of these ids or external_ids that there are, in the order of their ids."""
    key, values = named_in(visit, "users/show_many")
    tables = ["users"]
    if key == "id" and asked(visit, "include_deleted") == "true":
        tables.append("deleted_users")
    found = [found_by(visit, table, key, value) for table in tables for value in values]
    users = {user["id"]: user for user in found if user is not None}
    in_order = [users[user_id] for user_id in sorted(users)]
    return page_of(visit, "users", in_order, shapes.user, cursors=False)


@routes.route("/users/autocomplete", methods=["GET", "POST"])
def autocomplete(visit: Visit) -> Answer:
    """The users whose names start like that, or who have that phone number."""
    users = [user for user in _completed(visit) if not skip_foreign(visit, user)]
    shown = [shapes.user(visit, user) for user in users[:AT_MOST]]
    return Answer(200, {"users": shown, "count": len(users)})


@routes.get("/users/<user_id>/related")
def related(visit: Visit, user_id: str) -> Answer:
    """How many tickets a user has to do with."""
    user = record_of(visit, "users", user_id, "users/related")
    tickets = visit.account.tables["tickets"]
    numbers = {
        "assigned_tickets": tickets.count("assignee_id", user["id"]),
        "requested_tickets": tickets.count("requester_id", user["id"]),
        "ccd_tickets": tickets.count("collaborator_id", user["id"]),
        "organization_subscriptions": 0,
    }
    return Answer(200, {"user_related": numbers})


@routes.get("/organizations/<organization_id>/users")
def index_of_organization(visit: Visit, organization_id: str) -> Answer:
    """The members of an organization."""
    return page_of(visit, "users", _members(visit, organization_id), shapes.user, sorts=NAMES)


@routes.get("/organizations/<organization_id>/users/count")
def count_of_organization(visit: Visit, organization_id: str) -> Answer:
    """How many members an organization has."""
    return count_of(visit, len(_members(visit, organization_id)))


@keeps("zendesk.users.autocomplete-skips-foreign")
def skip_foreign(visit: Visit, user: Record) -> bool:
    """Autocomplete leaves out users who have a foreign identity."""
    return any(i["type"] == "foreign" for i in identities_of(visit.account, user["id"]))


def _wanted(visit: Visit) -> Records | list[Record]:
    users = visit.account.tables["users"]
    external_id, permission_set = (asked(visit, key) for key in ("external_id", "permission_set"))
    if external_id:
        user = user_of_external_id(visit.account, external_id)
        return [user] if user else []
    if permission_set:
        return [user for user in users if str(user["custom_role_id"]) == permission_set]
    roles = {asked(visit, "role"), *asked_all(visit, "role[]")} - {""}
    found = [user for role in roles for user in users.find("role", role)]
    return sorted(found, key=itemgetter("id")) if roles else users


def _completed(visit: Visit) -> list[Record]:
    body = visit.request.body if isinstance(visit.request.body, dict) else {}
    users = visit.account.tables["users"]
    said = (asked(visit, key) or str(body.get(key) or "") for key in ("name", "phone"))
    name, phone = (text.strip().casefold() for text in said)
    if name:
        near = users.find("prefix", name[:2]) if len(name) > 1 else users
        return [user for user in near if user["name"].strip().casefold().startswith(name)]
    if phone:
        return users.find("phone", phone)
    raise wrong_parameter("name", "name", "a string", "users/autocomplete")


def _members(visit: Visit, organization_id: str) -> list[Record]:
    organization = record_of(visit, "organizations", organization_id, "users/index")
    links = visit.account.tables["organization_memberships"]
    found = links.find("organization_id", organization["id"])
    ids = sorted({membership["user_id"] for membership in found})
    return [user for user in map(visit.account.tables["users"].get, ids) if user is not None]
