"""Objects: accounts and deals, written by name and linked. Source: seed 003, Objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import (
    person_written,
    told,
    visitor_of,
    written,
)
from contracts.judging import Judge, Said, judges, judges_each, ruled
from contracts.reading import Record, folded, id_of, path_id, succeeded

Owner: TypeAlias = tuple[str, str]
"""What a deal belongs to: ``contact`` or ``account``, and its id."""


def _named(rule_id: str, part: str, key: str) -> Judge:
    @judges_each(rule_id)
    def named(exchange: Exchange) -> bool | None:
        """What is created has a name, alone or inside a lead or visitor; nobody's is blank."""
        record = written(exchange, (part,))
        if record is not None:
            if record.target and "name" not in record.record:
                return None
            return bool(folded(record.record.get("name")))
        person = person_written(exchange)
        around = visitor_of(exchange) if person is None else person.record
        inner = (around or {}).get(key)
        if not isinstance(inner, dict):
            return None if inner is None else False
        return any(folded(k) == "name" and bool(folded(v)) for k, v in inner.items())

    return named


company = _named("freshsales.objects.company", "sales_account", "company")
deal = _named("freshsales.objects.deal", "deal", "deal")


@judges("freshsales.objects.associated-update")
def associated_update(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A new deal names its contact or account; a contact's accounts are ones Freshsales told of."""
    accounts: set[str] = set()
    for exchange in exchanges:
        record, linked = written(exchange, ("deal",)), _linked(exchange)
        if record is not None and not record.target:
            owners = record.record.get("contacts_added_list"), record.record.get("sales_account_id")
            yield ruled(any(owners))
        else:
            yield ruled(linked <= accounts if linked else None)
        accounts.update(map(id_of, told(exchange, "sales_account")))


@judges("freshsales.objects.accounts-kept")
def accounts_kept(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """The accounts that a contact is known to have are among those it is sent."""
    held: dict[str, set[str]] = {}
    for exchange in exchanges:
        linked = _linked(exchange)
        before = held.get(path_id(exchange))
        yield ruled(before <= linked if linked is not None and before else None)
        if succeeded(exchange):
            for contact in told(exchange, "contact"):
                accounts = contact.get("sales_accounts")
                if isinstance(accounts, list):
                    held[id_of(contact)] = _ids(accounts)


@judges("freshsales.objects.deal-by-name")
def deal_by_name(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """No deal is created where its contact or its account is known to have one of this name."""
    deals = _Deals()
    for exchange in exchanges:
        record = written(exchange, ("deal",))
        owners = _owners(record.record) if record is not None else []
        if record is not None and record.creates and owners:
            yield ruled(not deals.have(folded(record.record.get("name")), owners))
        else:
            yield None
        if succeeded(exchange):
            deals.hear(exchange)


class _Deals:
    """The deals that Freshsales told of, by the contacts and accounts that have them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._of: dict[Owner, set[str]] = {}

    def have(self, name: str, owners: list[Owner]) -> bool:
        """Whether one of these owners has a deal of this name."""
        return any(self._names.get(d) == name for o in owners for d in self._of.get(o, ()))

    def hear(self, exchange: Exchange) -> None:
        """Take in what an answered exchange tells of deals."""
        if exchange.operation in ("deals-delete", "deals-forget"):
            self._names.pop(path_id(exchange), None)
        record = written(exchange, ("deal",))
        owners = _owners(record.record) if record is not None else []
        if exchange.operation == "contacts-show":
            owners = [("contact", path_id(exchange))]
        for deal in told(exchange, "deal"):
            self._names[id_of(deal)] = folded(deal.get("name"))
            for owner in (*owners, *_owners({"sales_account_id": deal.get("sales_account_id")})):
                self._of.setdefault(owner, set()).add(id_of(deal))


def _owners(deal: Record) -> list[Owner]:
    contacts, account = deal.get("contacts_added_list"), deal.get("sales_account_id")
    owners = [("contact", folded(c)) for c in contacts] if isinstance(contacts, list) else []
    return [*owners, ("account", folded(account))] if account else owners


def _linked(exchange: Exchange) -> set[str] | None:
    record = written(exchange, ("contact",))
    accounts = None if record is None else record.record.get("sales_accounts")
    return _ids(accounts) if isinstance(accounts, list) else None


def _ids(records: list[object]) -> set[str]:
    return {id_of(record) for record in records if isinstance(record, dict)}
