"""What Zendesk holds the links between users and organizations to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.auth import is_admin
from emulator.zendesk.errors import (
    forbidden,
    invalid,
    membership_taken,
    not_found,
    organization_unknown,
)
from emulator.zendesk.shapes import stamp

if TYPE_CHECKING:
    from emulator.account import Account


def memberships_of(account: Account, user_id: int) -> list[Record]:
    """A user's memberships: the default one first, then by the name of the organization.

    Source: developer.zendesk.com, Organization Memberships.
    """
    found = account.tables["organization_memberships"].find("user_id", user_id)
    return sorted(found, key=lambda m: (not m["default"], name_of(account, m).casefold()))


def name_of(account: Account, membership: Record) -> str:
    """The name of the membership's organization."""
    organization = account.tables["organizations"].get(membership["organization_id"])
    return str(organization["name"]) if organization else ""


def join(visit: Visit, user_id: int, organization_id: int, default: bool = False) -> Record:
    """Link the user to the organization; the caller has checked both."""
    account, now = visit.account, stamp(visit.account)
    membership: Record = {
        "id": account.next_id(),
        "user_id": user_id,
        "organization_id": organization_id,
        "default": False,
        "created_at": now,
        "updated_at": now,
        "view_tickets": False,
    }
    table = account.tables["organization_memberships"]
    table.put(membership)
    if default_the_first(visit, membership) or default:
        prefer(visit, membership)
    return table.get(membership["id"]) or membership


def leave(visit: Visit, membership: Record) -> None:
    """Take the link away; a user who leaves the default organization has none."""
    visit.account.tables["organization_memberships"].remove(membership["id"])
    if membership["default"]:
        _set_organization(visit, membership["user_id"], None)


@keeps("zendesk.memberships.default-is-the-users-organization")
def prefer(visit: Visit, membership: Record) -> bool:
    """The default membership is the only one of its user and names the user's organization."""
    table = visit.account.tables["organization_memberships"]
    for other in table.find("user_id", membership["user_id"]):
        default = other["id"] == membership["id"]
        if other["default"] != default:
            table.put({**other, "default": default, "updated_at": stamp(visit.account)})
    _set_organization(visit, membership["user_id"], membership["organization_id"])
    return True


@keeps("zendesk.memberships.first-is-default")
def default_the_first(visit: Visit, membership: Record) -> bool:
    """The first membership of a user is the default one."""
    table = visit.account.tables["organization_memberships"]
    return table.count("user_id", membership["user_id"]) == 1


@keeps("zendesk.memberships.agents-link-end-users")
def check_may_link(visit: Visit, user: Record) -> None:
    """A plain agent links and unlinks end users only."""
    if not is_admin(visit) and user["role"] != "end-user":
        raise forbidden()


@keeps("zendesk.memberships.organization-known")
def known_organization(visit: Visit, organization_id: int | None) -> Record:
    """A user can only be linked to an organization that is there."""
    table = visit.account.tables["organizations"]
    organization = table.get(organization_id) if organization_id is not None else None
    if organization is None:
        raise organization_unknown()
    return organization


@keeps("zendesk.memberships.user-known")
def known_user(visit: Visit, user_id: int | None) -> Record:
    """Only a user who is there can be linked."""
    if user_id is None:
        raise invalid("user", "User cannot be blank", "BlankValue")
    user = visit.account.tables["users"].get(user_id)
    if user is None or not user["active"]:
        raise not_found()
    return user


@keeps("zendesk.memberships.pair-unique")
def check_not_linked(visit: Visit, user_id: int, organization_id: int) -> None:
    """A user is linked to an organization once."""
    linked = visit.account.tables["organization_memberships"].find("user_id", user_id)
    if any(m["organization_id"] == organization_id for m in linked):
        raise membership_taken()


@keeps("zendesk.memberships.many-by-plan")
def check_many(visit: Visit, user_id: int) -> None:
    """A user has one organization, unless the account's plan has several for a user."""
    table = visit.account.tables["organization_memberships"]
    if not visit.account.settings["multiple_organizations"] and table.count("user_id", user_id):
        raise invalid("base", "The user is in an organization already", "InvalidValue")


@keeps("zendesk.users.organization-replaces-memberships")
def belong_only_to(visit: Visit, user_id: int, organization_id: int | None) -> bool:
    """An organization set on a user becomes the default one and ends every other membership."""
    held = None
    for membership in memberships_of(visit.account, user_id):
        if membership["organization_id"] == organization_id:
            held = membership
        else:
            leave(visit, membership)
    if organization_id is not None:
        prefer(visit, held or join(visit, user_id, organization_id))
    return True


def _set_organization(visit: Visit, user_id: int, organization_id: int | None) -> None:
    users = visit.account.tables["users"]
    user = users.get(user_id)
    if user is not None and user["organization_id"] != organization_id:
        users.put({**user, "organization_id": organization_id, "updated_at": stamp(visit.account)})
