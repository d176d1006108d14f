"""The deal of a contact: the one of its name, among its own and those of its accounts.

Source: seed 003, Objects; developers.freshworks.com, CRM API.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.freshsales.answers import Record, record_of
from forwarder.freshsales.lookups import found, key_of, oldest, same, written_lately
from forwarder.freshsales.objects import Held
from forwarder.recent import Recent


def deal_written(
    deal: Mapping[str, Json], contact: int, account: int | None, held: Held, recent: Recent
) -> Generator[Request, Answer, None]:
    """The deal of this name updated, else created; linked to the contact and the account."""
    accounts = {each["id"] for each in held.accounts} if account is None else {account}
    body = dict(deal) if account is None else {**deal, "sales_account_id": account}
    own = [each for each in held.deals if same(each.get("name"), deal["name"])]
    shared = [] if own else (yield from _of_accounts(str(deal["name"]), accounts, recent))
    if not own:
        body["contacts_added_list"] = [contact]
    if own or shared:
        number = oldest(own or shared)["id"]
        answer = yield Request("PUT", f"/api/deals/{number}", body={"deal": body})
    else:
        answer = yield Request("POST", "/api/deals", body={"deal": body})
    written = record_of(answer, "deal", "writing the deal")
    recent.hold(written["id"], [key_of("deal", "name", deal["name"])])


def _of_accounts(
    name: str, accounts: set[int], recent: Recent
) -> Generator[Request, Answer, list[Record]]:
    """The deals of this name that one of the accounts has; whoever else has one is left alone."""
    if not accounts:
        return []
    seen = yield from found({"q": name, "f": "name", "entities": "deal"}, "looking up the deal")
    theirs = _theirs(seen, name, accounts)
    return theirs or _theirs(
        (yield from written_lately("deal", "name", name, recent)), name, accounts
    )


def _theirs(deals: list[Record], name: str, accounts: set[int]) -> list[Record]:
    return [
        each
        for each in deals
        if same(each.get("name"), name)
        and each.get("sales_account_id") in accounts
        and each.get("is_deleted") is not True
    ]
