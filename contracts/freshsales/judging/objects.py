"""Objects: accounts and deals, written by name and linked. Source: seed 003, Objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import (
    asked_at,
    person_written,
    told,
    tracked,
    visitor_of,
    written,
)
from contracts.judging import Judge, Said, judges, judges_each, ruled
from contracts.reading import folded, id_of, path_id, succeeded


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
    """No deal is created for a contact that has one of this name."""
    names: dict[str, set[str]] = {}
    for exchange in exchanges:
        record = written(exchange, ("deal",))
        fields = record.record if record is not None else {}
        name, contacts = folded(fields.get("name")), fields.get("contacts_added_list")
        whose = [folded(c) for c in contacts] if isinstance(contacts, list) else []
        if record is not None and record.creates and whose:
            yield ruled(not any(name in names.get(who, ()) for who in whose))
        else:
            yield None
        if succeeded(exchange):
            for who in whose:
                names.setdefault(who, set()).add(name)
        if exchange.operation == "contacts-show":
            mine = names.setdefault(path_id(exchange), set())
            mine.update(folded(deal.get("name")) for deal in told(exchange, "deal"))


@judges_each("freshsales.track.app-token")
def app_token(exchange: Exchange) -> bool | None:
    """The application token stands in the body, and no credentials in a header."""
    body = tracked(exchange)
    if body is None:
        return None
    return bool(body.get("application_token")) and not exchange.request.header("Authorization")


@judges_each("freshsales.settings.api-token")
def api_token(exchange: Exchange) -> bool | None:
    """Freshsales' own scheme; absent credentials may have been removed from a recording."""
    header = exchange.request.header("Authorization")
    if header is None or not asked_at(exchange):
        return None
    return header.partition(" ")[0].lower() == "token"


def _linked(exchange: Exchange) -> set[str] | None:
    record = written(exchange, ("contact",))
    accounts = None if record is None else record.record.get("sales_accounts")
    return _ids(accounts) if isinstance(accounts, list) else None


def _ids(records: list[object]) -> set[str]:
    return {id_of(record) for record in records if isinstance(record, dict)}
