"""Exchanges with Freshsales, as judges hear them: one a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.judging import judges_of
from ruling import exchange_of

JOHN, OTHER = "john.doe@example.com", "jane@example.com"


def said(line, query=None, body=None, status=200, answer=None, signed="Token ***"):
    headers = {"Authorization": signed} if signed else {}
    return exchange_of("freshsales", line, body, status, answer, headers=headers, query=query)


def pending(exchange):
    return replace(exchange, answer=None)


def look(value, *found, field="email", part="lead", status=200):
    records = [{"id": r, field: value} if isinstance(r, int) else r for r in found]
    query = {"q": value, "f": field, "entities": part}
    answer = {f"{part}s": {f"{part}s": records}}
    return said("GET /api/lookup", query, status=status, answer=answer)


def create(part="lead", number=7, status=200, **record):
    answer = {part: {"id": number, **record}}
    return said(f"POST /api/{part}s", body={part: record}, status=status, answer=answer)


def update(number, part="lead", status=200, **record):
    answer = {part: {"id": number}}
    return said(f"PUT /api/{part}s/{number}", body={part: record}, status=status, answer=answer)


def account(number=5, **record):
    body = {"unique_identifier": {"name": "A"}, "sales_account": record}
    answer = {"sales_account": {"id": number}}
    return said("POST /api/sales_accounts/upsert", body=body, answer=answer)


def shown(number, accounts=(), deals=()):
    contact = {"id": number, "sales_accounts": [{"id": a} for a in accounts]}
    answer = {"contact": contact, "deals": [{"id": 9, "name": d} for d in deals]}
    return said(f"GET /api/contacts/{number}", answer=answer)


def person(number, part="lead", **record):
    return said(f"GET /api/{part}s/{number}", answer={part: {"id": number, **record}})


def listed(part, **types):
    fields = [{"name": name, "type": kind} for name, kind in types.items()]
    return said(f"GET /api/settings/{part}s/fields", answer={"fields": fields})


def track(path, key, what, identifier=JOHN, token="app", signed=None):
    body = {"identifier": identifier, key: what, "application_token": token}
    return said(f"POST /track/{path}", body=body, signed=signed)


def visitor(**what):
    return track("visitors", "visitor", what.pop("visitor", what), what.pop("identifier", "u1"))


def event(**what):
    return track("events", "event", what)


def view(**what):
    return track("page_views", "page_view", what)


def custom(**fields):
    return {"custom_field": fields}


def holder(number, user_id, email=JOHN):
    return {"id": number, "email": email, **custom(cf_user_id=user_id)}


def in_suite(exchange):
    request = replace(exchange.request, path=f"/crm/sales{exchange.request.path}")
    return replace(exchange, request=request)


def cases(rule, **table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


def shown_of(tables):
    """The rules in these tables, each with the letter of every ruling that is shown."""
    return {(f"freshsales.{p.values[0]}", c) for p in tables for c in p.values[2] if c != "-"}


def judged_in(module):
    """Both rulings of every rule that a module of judges holds."""
    own = [rule for rule, judge in judges_of("freshsales").items() if judge.__module__ == module]
    return {(rule, letter) for rule in own for letter in "kb"}
