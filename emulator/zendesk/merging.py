"""Making one user of two.

Source: developer.zendesk.com, Users, Merge End Users; community.zendesk.com, thread 21742.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk import shapes
from emulator.zendesk.errors import invalid, not_found
from emulator.zendesk.identity import identities_of, primary_of, settle
from emulator.zendesk.ids import record_of
from emulator.zendesk.parameters import Attribute, given
from emulator.zendesk.rules.users import check_writer
from emulator.zendesk.values import whole
from emulator.zendesk.writing import delete_user

if TYPE_CHECKING:
    from emulator.account import Account

MOST_TICKETS = 10_000
"""How many tickets a user has who can still be merged into another."""

routes = Routes("merging", __name__)


@routes.put("/users/<user_id>/merge")
def merge(visit: Visit, user_id: str) -> Answer:
    """The end user of the path becomes part of the one in the body, who is answered."""
    loser = record_of(visit, "users", user_id, "users/merge")
    said = given(visit, "user", (Attribute("id", read=whole, on="merge"),), "users", "merge")
    winner = visit.account.tables["users"].get(said.get("id") or 0)
    if winner is None:
        raise not_found()
    check_writer(visit, loser, {})
    check_mergeable(visit, loser, winner)
    return Answer(200, {"user": shapes.user(visit, _merged(visit, loser, winner))})


@keeps("zendesk.users.merge-end-users")
def check_mergeable(visit: Visit, loser: Record, winner: Record) -> None:
    """Two different end users are merged, of whom the one who goes has 10,000 tickets at most."""
    if loser["id"] == winner["id"]:
        raise invalid("base", "A user cannot be merged into itself", "InvalidValue")
    if {loser["role"], winner["role"]} != {"end-user"}:
        raise invalid("base", "Only end users can be merged", "InvalidValue")
    if visit.account.tables["tickets"].count("requester_id", loser["id"]) > MOST_TICKETS:
        raise invalid("base", "The user has too many tickets to be merged", "InvalidValue")


@keeps("zendesk.users.merged-external-id-lingers")
def keep_external_id(visit: Visit, loser: Record) -> bool:
    """Whoever is merged away keeps the external_id: it still is not the other one's."""
    table = visit.account.tables["deleted_users"]
    table.put({**(table.get(loser["id"]) or loser), "external_id": loser["external_id"]})
    return loser["external_id"] is not None


def merged_away(account: Account, external_id: Json, by_email: Record | None) -> Record | None:
    """The user who had this external_id before being merged, where another has the email."""
    if not external_id or by_email is None:
        return None
    found = account.tables["deleted_users"].find("external_id", external_id.casefold())
    return found[0] if found else None


def _merged(visit: Visit, loser: Record, winner: Record) -> Record:
    account = visit.account
    for identity in identities_of(account, loser["id"]):
        first = identity["type"] == "email" and primary_of(account, winner["id"]) is None
        account.tables["identities"].put({**identity, "user_id": winner["id"], "primary": first})
    for ticket in account.tables["tickets"].find("requester_id", loser["id"]):
        account.tables["tickets"].put({**ticket, "requester_id": winner["id"]})
    delete_user(visit, loser)
    keep_external_id(visit, loser)
    account.tables["users"].put({**winner, "updated_at": shapes.stamp(account)})
    return settle(account, winner["id"])
