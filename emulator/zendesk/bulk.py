"""Many records in one request: each becomes an item of a job.

Source: developer.zendesk.com, Users, Organizations, Organization Memberships, Job Statuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit
from emulator.zendesk import memberships, organizations, users
from emulator.zendesk.auth import check_admin
from emulator.zendesk.errors import not_found, too_many_users, wrong_parameter
from emulator.zendesk.jobs import Work, queue
from emulator.zendesk.named import AT_MOST, check_number, found_by, named_in
from emulator.zendesk.rules.organizations import check_manager
from emulator.zendesk.rules.users import check_import

routes = Routes("bulk", __name__)


@routes.post("/users/create_many")
def create_users(visit: Visit) -> Answer:
    """Users created in a job."""
    check_import(visit)
    return queue(visit, "users/create_many", _users(visit, "create_many"))


@routes.post("/users/create_or_update_many")
def create_or_update_users(visit: Visit) -> Answer:
    """Users created or updated in a job."""
    check_import(visit)
    return queue(visit, "users/create_or_update_many", _users(visit, "create_or_update_many"))


@routes.put("/users/update_many")
def update_users(visit: Visit) -> Answer:
    """Users changed in a job, all alike or each in its own way."""
    return queue(visit, "users/update_many", _changes(visit, "users", "user"))


@routes.delete("/users/destroy_many")
def destroy_users(visit: Visit) -> Answer:
    """Users deleted in a job."""
    check_admin(visit)
    return queue(visit, "users/destroy_many", _named(visit, "users"))


@routes.post("/organizations/create_many")
def create_organizations(visit: Visit) -> Answer:
    """Organizations created in a job."""
    check_manager(visit)
    return queue(visit, "organizations/create_many", _items(visit, "organizations", "create_many"))


@routes.put("/organizations/update_many")
def update_organizations(visit: Visit) -> Answer:
    """Organizations changed in a job, all alike or each in its own way."""
    check_manager(visit)
    return queue(
        visit, "organizations/update_many", _changes(visit, "organizations", "organization")
    )


@routes.delete("/organizations/destroy_many")
def destroy_organizations(visit: Visit) -> Answer:
    """Organizations deleted in a job."""
    check_manager(visit)
    return queue(visit, "organizations/destroy_many", _named(visit, "organizations"))


@routes.post("/organization_memberships/create_many")
def create_memberships(visit: Visit) -> Answer:
    """Users linked to organizations in a job."""
    items = _items(visit, memberships.TABLE, "create_many")
    return queue(visit, f"{memberships.TABLE}/create_many", items)


@routes.delete("/organization_memberships/destroy_many")
def destroy_memberships(visit: Visit) -> Answer:
    """Links taken away in a job."""
    items = _named(visit, memberships.TABLE, external=False)
    return queue(visit, f"{memberships.TABLE}/destroy_many", items)


def _items(visit: Visit, root: str, action: str) -> list[Record]:
    body = visit.request.body if isinstance(visit.request.body, dict) else {}
    items = body.get(root)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise wrong_parameter(root, root, "an array", f"{root}/{action}")
    check_number(visit, "", len(items))
    return list(items)


def _users(visit: Visit, action: str) -> list[Record]:
    said = visit.request.body.get("users") if isinstance(visit.request.body, dict) else None
    if isinstance(said, list) and len(said) > AT_MOST:
        raise too_many_users(AT_MOST)
    return _items(visit, "users", action)


def _named(visit: Visit, table: str, *, external: bool = True) -> list[Record]:
    key, values = named_in(visit, f"{table}/destroy_many", external=external)
    return [{"key": key, "value": value} for value in values]


def _changes(visit: Visit, table: str, root: str) -> list[Record]:
    body = visit.request.body if isinstance(visit.request.body, dict) else {}
    if root in body:
        key, values = named_in(visit, f"{table}/update_many")
        return [{"key": key, "value": value, "said": body[root]} for value in values]
    items = _items(visit, table, "update_many")
    keys = ["id" if item.get("id") is not None else "external_id" for item in items]
    return [
        {
            "key": key,
            "value": str(item.get(key) or ""),
            "said": {name: value for name, value in item.items() if name != key},
        }
        for key, item in zip(keys, items, strict=True)
    ]


def _given(visit: Visit, root: str, said: Json) -> Visit:
    visit.request = replace(visit.request, body={root: said})
    return visit


def _creates(root: str, create: Callable[[Visit], Answer]) -> Work:
    def work(visit: Visit, item: Record) -> Record:
        answer = create(_given(visit, root, item))
        record_id = answer.body[root]["id"]
        if answer.status == 201:
            return {"id": record_id, "status": "Created"}
        return _done(record_id, "update", "Updated")

    return work


def _updates(table: str, root: str, update: Callable[[Visit, str], Answer]) -> Work:
    def work(visit: Visit, item: Record) -> Record:
        record = _present(visit, table, item)
        update(_given(visit, root, item["said"]), str(record["id"]))
        return _done(record["id"], "update", "Updated")

    return work


def _destroys(table: str, destroy: Callable[[Visit, str], Answer]) -> Work:
    def work(visit: Visit, item: Record) -> Record:
        record = _present(visit, table, item)
        destroy(visit, str(record["id"]))
        return _done(record["id"], "delete", "Deleted")

    return work


def _present(visit: Visit, table: str, item: Record) -> Record:
    record = found_by(visit, table, item["key"], item["value"])
    if record is None:
        raise not_found()
    return record


def _done(record_id: int, action: str, status: str) -> Record:
    return {"id": record_id, "action": action, "status": status, "success": True}


WORKS: Mapping[str, Work] = {
    "users/create_many": _creates("user", users.create),
    "users/create_or_update_many": _creates("user", users.upserted),
    "users/update_many": _updates("users", "user", users.update),
    "users/destroy_many": _destroys("users", users.destroy),
    "organizations/create_many": _creates("organization", organizations.create),
    "organizations/update_many": _updates("organizations", "organization", organizations.update),
    "organizations/destroy_many": _destroys("organizations", organizations.destroy),
    "organization_memberships/create_many": _creates(memberships.ROOT, memberships.create),
    "organization_memberships/destroy_many": _destroys(memberships.TABLE, memberships.delete),
}
"""What each job does to an item: the same as the endpoint for one record."""
