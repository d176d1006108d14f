"""Group: companies are matched by groupId and written once, then linked. Source: seed 004."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.judging import Said, judges, judges_each, ruled
from contracts.reading import sent, status, succeeded, told_bare
from contracts.usercom.judging.reading import (
    COMPANY_UPDATES,
    COMPANY_WRITES,
    attributes_set,
    company_written,
    in_path,
    words,
)

BY_CUSTOM_ID = ("companies-by-id-show", "companies-by-id-update", "companies-by-id-patch")
BY_GROUP_ID = (*BY_CUSTOM_ID, "companies-create")
"""Operations that tell of a company matched by its custom_id."""
TELLING = (*BY_GROUP_ID, *COMPANY_WRITES, "companies-show", "companies-list")
OTHER_NAMES = ("phone", "phone_number", "employees")
"""Segment's names, which are not User.com's."""
FIELDS = ("address", "description", "email", "name", "phone_numbers")
"""User.com's fields for what is no custom attribute."""


@judges("usercom.group.upsert")
def group_upsert(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A membership is of a company that an answer has told of."""
    known: set[str] = set()
    for exchange in exchanges:
        links = exchange.operation == "companies-add-member"
        yield ruled(in_path(exchange) in known if links else None)
        if exchange.operation in TELLING:
            known.update(words(record.get("id")) for record in told_bare(exchange))


@judges("usercom.group.key-groupid")
def key_groupid(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Who creates a company says its custom_id; who updates one has found it by that."""
    matched: set[str] = set()
    for exchange in exchanges:
        if exchange.operation == "companies-create":
            yield ruled(bool(words(sent(exchange).get("custom_id"))))
        elif exchange.operation in COMPANY_UPDATES:
            yield ruled(in_path(exchange) in matched)
        else:
            yield ruled(True if exchange.operation in BY_CUSTOM_ID[1:] else None)
        if exchange.operation in BY_GROUP_ID:
            matched.update(words(record.get("id")) for record in told_bare(exchange))


@judges("usercom.group.auto-create")
def auto_create(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A company is created after a look-up by its custom_id that found none, and only then."""
    absent: dict[str, bool] = {}
    for exchange in exchanges:
        if exchange.operation == "companies-by-id-show":
            absent[in_path(exchange)] = status(exchange) == 404
            yield None
        elif exchange.operation == "companies-create":
            group_id = words(sent(exchange).get("custom_id"))
            yield ruled(absent.get(group_id, False) if group_id else None)
            if succeeded(exchange):
                absent[group_id] = False
        else:
            updated = exchange.operation in COMPANY_WRITES and succeeded(exchange)
            yield ruled(True if updated else None)


@judges_each("usercom.group.semantic-traits")
def semantic_traits(exchange: Exchange) -> bool | None:
    """The fields of a company have User.com's names, and the values that those take."""
    apart = attributes_set(exchange, "companies") or {}
    company = company_written(exchange) or {}
    if any(name in company or name in apart for name in OTHER_NAMES):
        return False
    if any(name in apart for name in FIELDS):
        return False
    kinds = {"address": str, "description": str, "email": str, "size": int, "phone_numbers": list}
    there = {k: kind for k, kind in kinds.items() if company.get(k) is not None}
    if not there and "name" not in company:
        return None
    return all(_is(company[key], kind) for key, kind in there.items())


def _is(value: Json, kind: type) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)
