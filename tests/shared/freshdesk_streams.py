"""Exchanges with Freshdesk as its judges are shown them, and the streams they make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.credentials import basic
from ruling import exchange_of

PETER, OTHER = "pgibbons@initech.com", "milton@initech.com"
ROOT = "/api/v2"


def said(line, query=None, body=None, status=200, answer=None):
    method, path = line.split()
    line, headers = f"{method} {ROOT}{path}", {"Authorization": basic("***", "***")}
    return exchange_of("freshdesk", line, body, status, answer, headers=headers, query=query)


def pending(exchange):
    return replace(exchange, answer=None)


def look(email, *people, status=200):
    rows = [{"id": i, "email": e} for i, e in people]
    return said("GET /contacts", {"email": email}, status=status, answer=rows)


def other_look(key, *people):
    rows = [{"id": i, "email": e} for i, e in people]
    return said("GET /contacts", {key: "x"}, answer=rows)


def create(status=201, record_id=7, answer=None, **contact):
    body = answer or {"id": record_id, "email": contact.get("email")}
    return said("POST /contacts", body=contact, status=status, answer=body)


def update(record_id, status=200, answer=None, **contact):
    body = answer or {"id": record_id}
    return said(f"PUT /contacts/{record_id}", body=contact, status=status, answer=body)


def refused(field="email", code="duplicate_value", message="no", **info):
    return {"errors": [{"field": field, "code": code, "message": message, **info}]}


def held(record_id):
    return refused(additional_info={"user_id": record_id})


def cases(rule, table):
    return [pytest.param(rule, *row, id=f"{rule}: {says}") for says, row in table.items()]


def suggest(name, *companies):
    rows = [{"id": i, "name": n} for i, n in companies]
    return said("GET /companies/autocomplete", {"name": name}, answer={"companies": rows})


def listed(*companies):
    return said("GET /companies", answer=[{"id": i, "name": n} for i, n in companies])


def org(status=201, record_id=50, **company):
    body = {"id": record_id, "name": company.get("name")}
    return said("POST /companies", body=company, status=status, answer=body)


def put_org(record_id, status=200, **company):
    answer = {"id": record_id, **company}
    return said(f"PUT /companies/{record_id}", body=company, status=status, answer=answer)
