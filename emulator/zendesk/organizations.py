"""The organizations of an account."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import organization_shapes as shapes
from emulator.zendesk.ids import record_of
from emulator.zendesk.limits import spend_autocomplete
from emulator.zendesk.named import found_by, named_in
from emulator.zendesk.paging import count_of, page_of
from emulator.zendesk.parameters import WRITE, Attribute, given
from emulator.zendesk.query import asked
from emulator.zendesk.rules import organizations as rules
from emulator.zendesk.rules.custom_fields import filled
from emulator.zendesk.rules.memberships import memberships_of
from emulator.zendesk.shapes import stamp
from emulator.zendesk.sorting import NAMES
from emulator.zendesk.values import whole

TABLE = "organizations"
MATCHED = (*shapes.ORGANIZATION, Attribute("id", read=whole, on=WRITE))
"""What create_or_update reads: the id is a key to match by."""

routes = Routes(TABLE, __name__)


@routes.get("/organizations")
def index(visit: Visit) -> Answer:
    """Every organization."""
    return page_of(visit, TABLE, visit.account.tables[TABLE], shapes.organization, sorts=NAMES)


@routes.get("/users/<user_id>/organizations")
def index_of_user(visit: Visit, user_id: str) -> Answer:
    """The organizations of a user, the default one first."""
    user = record_of(visit, "users", user_id, "organizations/index")
    table = visit.account.tables[TABLE]
    ids = [m["organization_id"] for m in memberships_of(visit.account, user["id"])]
    own = [organization for i in ids if (organization := table.get(i))]
    return page_of(visit, TABLE, own, shapes.organization, sorts=NAMES)


@routes.get("/organizations/search")
def search(visit: Visit) -> Answer:
    """The organizations of exactly that external_id, or else of that name, ignoring case."""
    rules.check_manager(visit)
    key = "external_id" if asked(visit, "external_id") else "name"
    same = visit.account.tables[TABLE].find(key, asked(visit, key).strip().casefold())
    return page_of(visit, TABLE, same, shapes.organization, cursors=False)


@routes.get("/organizations/autocomplete")
def autocomplete(visit: Visit) -> Answer:
    """The organizations whose names start like that."""
    spend_autocomplete(visit)
    start = asked(visit, "name").strip().casefold()
    rules.check_prefix(visit, start)
    table = visit.account.tables[TABLE]
    near = table.find("prefix", start[:2]) if len(start) > 1 else table
    alike = [o for o in near if o["name"].casefold().startswith(start)]
    return page_of(visit, TABLE, alike, shapes.organization, cursors=False)


@routes.get("/organizations/count")
def count(visit: Visit) -> Answer:
    """How many organizations there are."""
    return count_of(visit, len(visit.account.tables[TABLE]))


@routes.get("/users/<user_id>/organizations/count")
def count_of_user(visit: Visit, user_id: str) -> Answer:
    """How many organizations a user has."""
    user = record_of(visit, "users", user_id, "organizations/count")
    links = visit.account.tables["organization_memberships"]
    return count_of(visit, links.count("user_id", user["id"]))


@routes.get("/organizations/show_many")
def show_many(visit: Visit) -> Answer:
    """The organizations of these ids or external_ids that there are, in the order of their ids."""
    key, values = named_in(visit, "organizations/show_many")
    found = [found_by(visit, TABLE, key, value) for value in values]
    named = {one["id"]: one for one in found if one is not None}
    in_order = [named[organization_id] for organization_id in sorted(named)]
    return page_of(visit, TABLE, in_order, shapes.organization, cursors=False)


@routes.get("/organizations/<organization_id>/related")
def related(visit: Visit, organization_id: str) -> Answer:
    """How many tickets and users an organization has."""
    organization = record_of(visit, TABLE, organization_id, "organizations/related")
    tables, key = visit.account.tables, ("organization_id", organization["id"])
    numbers = {
        "tickets_count": tables["tickets"].count(*key),
        "users_count": tables["organization_memberships"].count(*key),
    }
    return Answer(200, {"organization_related": numbers})


@routes.get("/organizations/<organization_id>")
def show(visit: Visit, organization_id: str) -> Answer:
    """One organization."""
    organization = record_of(visit, TABLE, organization_id, "organizations/show")
    return Answer(200, {"organization": shapes.organization(visit, organization)})


@routes.post("/organizations")
def create(visit: Visit) -> Answer:
    """A new organization."""
    rules.check_manager(visit)
    said = given(visit, "organization", shapes.ORGANIZATION, TABLE, "create")
    return created(visit, said)


@routes.post("/organizations/create_or_update")
def create_or_update(visit: Visit) -> Answer:
    """The organization of that id or external_id changed, or else a new one."""
    rules.check_manager(visit)
    said = given(visit, "organization", MATCHED, TABLE, "create_or_update")
    match = _match(visit, said.pop("id", None), said.get("external_id"))
    if match is not None:
        return updated(visit, said, match)
    rules.disregard_name(visit, said.get("name"))
    return created(visit, said)


@routes.put("/organizations/<organization_id>")
def update(visit: Visit, organization_id: str) -> Answer:
    """An organization changed; lists take the place of what was there."""
    organization = record_of(visit, TABLE, organization_id, "organizations/update")
    said = given(visit, "organization", shapes.ORGANIZATION, TABLE, "update")
    rules.check_agent_writes_notes(visit, said)
    return updated(visit, said, organization)


@routes.delete("/organizations/<organization_id>")
def destroy(visit: Visit, organization_id: str) -> Answer:
    """An organization gone, and with it its memberships."""
    rules.check_manager(visit)
    organization = record_of(visit, TABLE, organization_id, "organizations/destroy")
    rules.release_members(visit, organization["id"])
    visit.account.tables[TABLE].remove(organization["id"])
    return Answer(204)


def created(visit: Visit, said: Mapping[str, Json]) -> Answer:
    """The answer to the making of an organization."""
    account = visit.account
    blank = shapes.blank(shapes.ORGANIZATION, account.next_id(), stamp(account))
    rules.check_name(visit, said.get("name"))
    shown = shapes.organization(visit, _kept(visit, said, blank))
    return Answer(201, {"organization": shown}, {"Location": shown["url"]})


def updated(visit: Visit, said: Mapping[str, Json], present: Record) -> Answer:
    """The answer to the change of an organization."""
    rules.check_pace(visit, present["id"])
    rules.replace_lists(visit, said, present)
    return Answer(200, {"organization": shapes.organization(visit, _kept(visit, said, present))})


def _kept(visit: Visit, said: Mapping[str, Json], present: Record) -> Record:
    record = {**present, **said, "updated_at": stamp(visit.account)}
    if "name" in said:
        rules.check_name(visit, said["name"])
        rules.trim_name(visit, record)
        rules.check_name_unused(visit, record["id"], record["name"])
    if said.get("external_id"):
        rules.check_external_id_unused(visit, record["id"], said["external_id"])
    values, tags = filled(
        visit,
        "organization_fields",
        said.get("organization_fields", {}),
        present["organization_fields"],
    )
    record["organization_fields"] = values
    record["tags"] = list(dict.fromkeys([*record["tags"], *tags]))
    return visit.account.tables[TABLE].put(record)


def _match(visit: Visit, organization_id: int | None, external_id: str | None) -> Record | None:
    table = visit.account.tables[TABLE]
    if organization_id is not None:
        return table.get(organization_id)
    if external_id:
        return next(iter(table.find("external_id", external_id.casefold())), None)
    return None
