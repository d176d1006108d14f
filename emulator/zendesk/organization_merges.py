"""Making one organization of two, in the background.

Source: Zendesk's OpenAPI file, Organization Merges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.exchange import Answer, Request
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import invalid
from emulator.zendesk.ids import record_of
from emulator.zendesk.jobs import stage
from emulator.zendesk.parameters import Attribute, given
from emulator.zendesk.rules.memberships import join, leave
from emulator.zendesk.rules.organizations import check_manager
from emulator.zendesk.shapes import stamp
from emulator.zendesk.values import whole

if TYPE_CHECKING:
    from emulator.account import Account

TABLE = "organization_merges"
ROOT = "organization_merge"

routes = Routes(TABLE, __name__)


@routes.post("/organizations/<organization_id>/merge")
def create(visit: Visit, organization_id: str) -> Answer:
    """The organization of the path is to become part of the one in the body; that takes a while."""
    check_manager(visit)
    loser = record_of(visit, "organizations", organization_id, f"{TABLE}/create")
    takes = (Attribute("winner_id", read=whole, on="create"),)
    said = given(visit, ROOT, takes, TABLE, "create")
    check_winner(visit, loser, said.get("winner_id"))
    account = visit.account
    merge = account.tables[TABLE].put(
        {
            "id": account.next_id(),
            "token": f"{account.random.getrandbits(130):026X}"[-26:],
            "loser_id": loser["id"],
            "winner_id": said["winner_id"],
            "queued_at": account.clock.seconds(),
            "outcome": None,
        }
    )
    shown = {"id": merge["token"], "loser_id": loser["id"], "winner_id": said["winner_id"]}
    return Answer(200, {ROOT: {**shown, "status": "new"}})


def finish_merges(account: Account) -> None:
    """Make one organization of two where the time of that has come."""
    for merge in account.tables[TABLE].find("pending", True):
        if stage(account, merge["queued_at"]) >= 2:
            with account.tables.transaction():
                outcome = _merged(account, merge)
                account.tables[TABLE].put({**merge, "outcome": outcome})


@keeps("zendesk.organizations.merge-two")
def check_winner(visit: Visit, loser: Record, winner_id: int | None) -> None:
    """An organization is merged into another one of the account."""
    known = visit.account.tables["organizations"].get(winner_id or 0)
    if known is None or winner_id == loser["id"]:
        raise invalid("winner_id", "Winner: is invalid", "InvalidValue")


def _merged(account: Account, merge: Record) -> str:
    organizations = account.tables["organizations"]
    loser, winner = (organizations.get(merge[key]) for key in ("loser_id", "winner_id"))
    if loser is None or winner is None:
        return "error"
    visit = Visit(account, Request("POST", "/api/v2/organization_merges"))
    links = account.tables["organization_memberships"]
    for link in links.find("organization_id", loser["id"]):
        leave(visit, link)
        if not links.find("pair", (link["user_id"], winner["id"])):
            join(visit, link["user_id"], winner["id"], link["default"])
    for ticket in account.tables["tickets"].find("organization_id", loser["id"]):
        account.tables["tickets"].put({**ticket, "organization_id": winner["id"]})
    domains = list(dict.fromkeys([*winner["domain_names"], *loser["domain_names"]]))
    organizations.remove(loser["id"])
    organizations.put({**winner, "domain_names": domains, "updated_at": stamp(account)})
    return "complete"
