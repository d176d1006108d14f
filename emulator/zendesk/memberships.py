"""The links between users and organizations."""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.listing import Records
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import organization_shapes as shapes
from emulator.zendesk.errors import not_found
from emulator.zendesk.ids import record_of
from emulator.zendesk.paging import page_of
from emulator.zendesk.parameters import given
from emulator.zendesk.rules import memberships as rules

TABLE = "organization_memberships"
ROOT = "organization_membership"

routes = Routes(TABLE, __name__)


@routes.get("/organization_memberships")
def index(visit: Visit) -> Answer:
    """Every membership."""
    return _listed(visit, visit.account.tables[TABLE])


@routes.get("/users/<user_id>/organization_memberships")
def index_of_user(visit: Visit, user_id: str) -> Answer:
    """The memberships of a user: the default one first, then by the organization's name."""
    user = record_of(visit, "users", user_id, f"{TABLE}/index")
    return _listed(visit, rules.memberships_of(visit.account, user["id"]))


@routes.get("/organizations/<organization_id>/organization_memberships")
def index_of_organization(visit: Visit, organization_id: str) -> Answer:
    """The memberships of an organization."""
    organization = record_of(visit, "organizations", organization_id, f"{TABLE}/index")
    own = visit.account.tables[TABLE].find("organization_id", organization["id"])
    return _listed(visit, own)


@routes.post("/organization_memberships")
def create(visit: Visit) -> Answer:
    """A user linked to an organization."""
    said = given(visit, ROOT, shapes.MEMBERSHIP, TABLE, "create")
    return _linked(visit, said.get("user_id"), said.get("organization_id"), said.get("default"))


@routes.post("/users/<user_id>/organization_memberships")
def create_of_user(visit: Visit, user_id: str) -> Answer:
    """The user of the path linked to an organization."""
    user = record_of(visit, "users", user_id, f"{TABLE}/create")
    said = given(visit, ROOT, shapes.MEMBERSHIP, TABLE, "create")
    return _linked(visit, user["id"], said.get("organization_id"), said.get("default"))


@routes.get("/organization_memberships/<membership_id>")
def show(visit: Visit, membership_id: str) -> Answer:
    """One membership."""
    membership = record_of(visit, TABLE, membership_id, f"{TABLE}/show")
    return Answer(200, {ROOT: shapes.membership(visit, membership)})


@routes.get("/users/<user_id>/organization_memberships/<membership_id>")
def show_of_user(visit: Visit, user_id: str, membership_id: str) -> Answer:
    """One membership of the user of the path."""
    membership = _of_user(visit, user_id, membership_id, "show")
    return Answer(200, {ROOT: shapes.membership(visit, membership)})


@routes.delete("/organization_memberships/<membership_id>")
def delete(visit: Visit, membership_id: str) -> Answer:
    """A link taken away."""
    return _unlinked(visit, record_of(visit, TABLE, membership_id, f"{TABLE}/destroy"))


@routes.delete("/users/<user_id>/organization_memberships/<membership_id>")
def delete_of_user(visit: Visit, user_id: str, membership_id: str) -> Answer:
    """A link of the user of the path taken away."""
    return _unlinked(visit, _of_user(visit, user_id, membership_id, "destroy"))


@routes.delete("/users/<user_id>/organizations/<organization_id>")
def leave(visit: Visit, user_id: str, organization_id: str) -> Answer:
    """The user's link to the organization taken away."""
    return _unlinked(visit, _with_organization(visit, user_id, organization_id, "destroy"))


@routes.put("/users/<user_id>/organization_memberships/<membership_id>/make_default")
def make_default(visit: Visit, user_id: str, membership_id: str) -> Answer:
    """The membership made the default one; answers all the user's."""
    return _preferred(visit, _of_user(visit, user_id, membership_id, "make_default"))


@routes.put("/users/<user_id>/organizations/<organization_id>/make_default")
def make_organization_default(visit: Visit, user_id: str, organization_id: str) -> Answer:
    """The organization made the user's default one; answers all the user's memberships."""
    return _preferred(visit, _with_organization(visit, user_id, organization_id, "make_default"))


def _linked(
    visit: Visit, user_id: int | None, organization_id: int | None, default: bool | None
) -> Answer:
    user = rules.known_user(visit, user_id)
    rules.check_may_link(visit, user)
    organization = rules.known_organization(visit, organization_id)
    rules.check_not_linked(visit, user["id"], organization["id"])
    rules.check_many(visit, user["id"])
    joined = rules.join(visit, user["id"], organization["id"], default is True)
    shown = shapes.membership(visit, joined)
    return Answer(201, {ROOT: shown}, {"Location": shown["url"]})


def _unlinked(visit: Visit, membership: Record) -> Answer:
    rules.check_may_link(visit, _user_of(visit, membership))
    rules.leave(visit, membership)
    return Answer(204)


def _preferred(visit: Visit, membership: Record) -> Answer:
    rules.check_may_link(visit, _user_of(visit, membership))
    rules.prefer(visit, membership)
    return _listed(visit, rules.memberships_of(visit.account, membership["user_id"]))


def _listed(visit: Visit, memberships: Records | list[Record]) -> Answer:
    return page_of(visit, TABLE, memberships, shapes.membership)


def _of_user(visit: Visit, user_id: str, membership_id: str, action: str) -> Record:
    user = record_of(visit, "users", user_id, f"{TABLE}/{action}")
    membership = record_of(visit, TABLE, membership_id, f"{TABLE}/{action}")
    if membership["user_id"] != user["id"]:
        raise not_found()
    return membership


def _with_organization(visit: Visit, user_id: str, organization_id: str, action: str) -> Record:
    user = record_of(visit, "users", user_id, f"{TABLE}/{action}")
    organization = record_of(visit, "organizations", organization_id, f"{TABLE}/{action}")
    for membership in rules.memberships_of(visit.account, user["id"]):
        if membership["organization_id"] == organization["id"]:
            return membership
    raise not_found()


def _user_of(visit: Visit, membership: Record) -> Record:
    user = visit.account.tables["users"].get(membership["user_id"])
    return user or {"role": "end-user"}
