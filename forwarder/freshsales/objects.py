"""The accounts of a contact: written, and linked to it.

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
from forwarder.freshsales.lookups import found, key_of, same, written_lately
from forwarder.recent import Recent

ACCOUNT = "sales_account"


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


def links_with(account: int, held: Held) -> dict[str, Json]:
    """What a contact is sent to have the account too; nothing where it has it.

    The list sent takes the place of the one before, so what is linked already goes with it.
    """
    if any(each["id"] == account for each in held.accounts):
        return {}
    linked = [{"id": a["id"], "is_primary": a.get("is_primary") is True} for a in held.accounts]
    primary = not any(each["is_primary"] for each in linked)
    return {"sales_accounts": [*linked, {"id": account, "is_primary": primary}]}


def joined(contact_id: int, account: int | None) -> Generator[Request, Answer, Held]:
    """What a contact has, who was upserted unseen and has the account from now on, where given.

    It may have been there all along, so its list of accounts is read before it is sent.
    """
    held = yield from held_by(contact_id)
    links = links_with(account, held) if account is not None else {}
    if links:
        answer = yield Request("PUT", f"/api/contacts/{contact_id}", body={"contact": links})
        record_of(answer, "contact", "linking the account")
    return held


def account_written(
    company: Mapping[str, Json], held: Held, recent: Recent
) -> Generator[Request, Answer, int]:
    """The id of the account of this name, updated or created."""
    answer = yield from _upserted(company)
    if answer.status == 404:
        answer = yield from _found_or_created(company, held, recent)
    account: int = record_of(answer, ACCOUNT, "writing the account")["id"]
    recent.hold(account, [key_of(ACCOUNT, "name", company["name"])])
    return account


def _upserted(company: Mapping[str, Json]) -> Generator[Request, Answer, Answer]:
    body = {"unique_identifier": {"name": company["name"]}, ACCOUNT: dict(company)}
    return (yield Request("POST", "/api/sales_accounts/upsert", body=body))


def _found_or_created(
    company: Mapping[str, Json], held: Held, recent: Recent
) -> Generator[Request, Answer, Answer]:
    """The same in two steps, where the classic API is without upserts."""
    name, body = str(company["name"]), {ACCOUNT: dict(company)}
    seen = yield from found({"q": name, "f": "name", "entities": ACCOUNT}, "looking up the account")
    there = [each for each in (*held.accounts, *seen) if same(each.get("name"), name)]
    there = there or (yield from written_lately(ACCOUNT, "name", name, recent))
    if there:
        return (yield Request("PUT", f"/api/sales_accounts/{there[0]['id']}", body=body))
    answer = yield Request("POST", "/api/sales_accounts", body=body)
    if is_taken(answer):
        says = "the account is there already and not to be found yet"
        raise Ended(failed(says, "freshsales.objects.company"))
    return answer


def _records(value: Json) -> tuple[Record, ...]:
    return tuple(filter(is_record, value)) if isinstance(value, list) else ()
