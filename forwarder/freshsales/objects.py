"""The accounts and deals of a contact: written, and linked to it.

Source: seed 003, Objects; developers.freshworks.com, CRM API; RudderStack's destination, which
sends a contact's accounts whole.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import NamedTuple

from contracts.call import Json
from contracts.exchange import Answer, Request
from forwarder.ending import Ended, failed
from forwarder.freshsales.answers import Record, is_record, is_taken, record_of
from forwarder.freshsales.lookups import found, same

Body = dict[str, Json]


class Held(NamedTuple):
    """What a contact has already."""

    accounts: tuple[Record, ...] = ()
    deals: tuple[Record, ...] = ()


def held_by(contact_id: int) -> Generator[Request, Answer, Held]:
    """The accounts and deals of a contact."""
    include = {"include": "sales_accounts,deals"}
    answer = yield Request("GET", f"/api/contacts/{contact_id}", include)
    contact = record_of(answer, "contact", "reading the contact")
    body: Mapping[str, Json] = answer.body
    accounts = _records(contact.get("sales_accounts")) or _records(body.get("sales_accounts"))
    deals = _records(contact.get("deals")) or _records(body.get("deals"))
    return Held(accounts, deals)


def with_account(
    body: Body, company: Mapping[str, Json], held: Held
) -> Generator[Request, Answer, tuple[Body, int]]:
    """The body of a contact that links the account of this name, and the account's id.

    The list sent takes the place of the one before, so what is linked already goes with it.
    """
    answer = yield from _account_upserted(company)
    if answer.status == 404:
        answer = yield from _account_found_or_created(company, held)
    account: int = record_of(answer, "sales_account", "writing the account")["id"]
    if any(each["id"] == account for each in held.accounts):
        return body, account
    linked = [{"id": a["id"], "is_primary": a.get("is_primary") is True} for a in held.accounts]
    primary = not any(each["is_primary"] for each in linked)
    return {**body, "sales_accounts": [*linked, {"id": account, "is_primary": primary}]}, account


def deal_written(
    deal: Mapping[str, Json], contact: int, account: int | None, held: Held
) -> Generator[Request, Answer, None]:
    """The contact's deal of this name updated, else created and linked to contact and account."""
    body = dict(deal) if account is None else {**deal, "sales_account_id": account}
    there = next((d for d in held.deals if same(d.get("name"), deal["name"])), None)
    if there:
        answer = yield Request("PUT", f"/api/deals/{there['id']}", body={"deal": body})
    else:
        linked = {**body, "contacts_added_list": [contact]}
        answer = yield Request("POST", "/api/deals", body={"deal": linked})
    record_of(answer, "deal", "writing the deal")


def _account_upserted(company: Mapping[str, Json]) -> Generator[Request, Answer, Answer]:
    body = {"unique_identifier": {"name": company["name"]}, "sales_account": dict(company)}
    return (yield Request("POST", "/api/sales_accounts/upsert", body=body))


def _account_found_or_created(
    company: Mapping[str, Json], held: Held
) -> Generator[Request, Answer, Answer]:
    """The same in two steps, where the classic API is without upserts."""
    name, body = company["name"], {"sales_account": dict(company)}
    query = {"q": str(name), "f": "name", "entities": "sales_account"}
    seen = yield from found(query, "looking up the account")
    there = next((a for a in (*held.accounts, *seen) if same(a.get("name"), name)), None)
    if there:
        return (yield Request("PUT", f"/api/sales_accounts/{there['id']}", body=body))
    answer = yield Request("POST", "/api/sales_accounts", body=body)
    if is_taken(answer):
        says = "the account is there already and not to be found yet"
        raise Ended(failed(says, "freshsales.objects.company"))
    return answer


def _records(value: Json) -> tuple[Record, ...]:
    return tuple(filter(is_record, value)) if isinstance(value, list) else ()
