"""What judges read from an exchange with Freshsales; nothing is ever raised for odd data."""

from __future__ import annotations

import re
from typing import NamedTuple

from contracts.exchange import Exchange
from contracts.reading import (
    Record,
    answered,
    folded,
    mapping,
    path_id,
    records_in,
    sent,
    succeeded,
)

SUITE = "/crm/sales"
"""Below which path the Suite serves what the classic API serves at the root."""
APIS = ("/api/", f"{SUITE}/api/")
"""Where the classic API is served, and that of the Suite."""
PARTS = ("lead", "contact", "sales_account", "deal")
PEOPLE = ("lead", "contact")
_WRITES = {
    f"{part.replace('_', '-')}s-{verb}": part
    for part in PARTS
    for verb in ("create", "update", "upsert")
}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Written(NamedTuple):
    """A record in the body of a write: what it is, its fields, and its id where one is updated."""

    part: str
    record: Record
    target: str
    creates: bool


def asked_at(exchange: Exchange, below: str = "") -> bool:
    """Whether a request goes to an API, there to a path that begins with ``below``."""
    return exchange.request.path.startswith(tuple(f"{api}{below}" for api in APIS))


def written(exchange: Exchange, parts: tuple[str, ...] = PARTS) -> Written | None:
    """The record that a request creates or updates; None for any other exchange."""
    part = _WRITES.get(exchange.operation or "")
    if part is None or part not in parts:
        return None
    record = mapping(sent(exchange).get(part))
    creates = str(exchange.operation).endswith("-create")
    return Written(part, record, path_id(exchange), creates)


def person_written(exchange: Exchange) -> Written | None:
    """The lead or contact that a request creates or updates."""
    return written(exchange, PEOPLE)


def shown_person(exchange: Exchange) -> Written | None:
    """The lead or contact that an answer shows to who asked for its id."""
    part = str(exchange.operation).removesuffix("s-show")
    if part not in PEOPLE or not succeeded(exchange):
        return None
    record = mapping(mapping(answered(exchange)).get(part))
    return Written(part, record, path_id(exchange), creates=False)


def told(exchange: Exchange, part: str) -> list[Record]:
    """The records of one kind that an answer holds, wherever it has them."""
    body = mapping(answered(exchange))
    several = body.get(f"{part}s")
    several = several.get(f"{part}s") if isinstance(several, dict) else several
    inner = mapping(body.get("contact")).get(f"{part}s")
    return [r for held in (several, inner, [body.get(part)]) for r in records_in(held)]


class Lookup(NamedTuple):
    """An answered look-up: of which kind of record, by which field and value, and who was found."""

    part: str
    field: str
    value: str
    found: list[Record]


def lookup_of(exchange: Exchange) -> Lookup | None:
    """The look-up that an exchange is; None for any other, or one that failed."""
    query = exchange.request.query
    texts = [query.get(key) for key in ("entities", "f", "q")]
    if exchange.operation != "lookup" or not succeeded(exchange):
        return None
    if not all(isinstance(text, str) for text in texts) or texts[0] not in PARTS:
        return None
    part, field, value = map(str, texts)
    there = [r for r in told(exchange, part) if r.get("is_deleted") is not True]
    found = [record for record in there if not _has_moved_on(record, field, folded(value))]
    return Lookup(part, field, folded(value), found)


def _has_moved_on(record: Record, field: str, value: str) -> bool:
    """Whether a record found under a value shows another one: look-ups lag."""
    held = [(custom_of(record) if field.startswith("cf_") else record).get(field)]
    if field == "email":
        held += [email.get("value") for email in records_in(record.get("emails"))]
    shown = [folded(each) for each in held if each]
    return bool(shown) and value not in shown


def email_of(record: Record) -> str:
    """The email of a record, folded, under whichever of its two keys."""
    emails = record.get("emails")
    if isinstance(emails, list):
        emails = emails[0] if emails else None
    if isinstance(emails, dict):
        emails = emails.get("value")
    return folded(record.get("email")) or folded(emails)


def custom_of(record: Record) -> Record:
    """The custom fields of a record."""
    return mapping(record.get("custom_field"))


def tracked(exchange: Exchange) -> Record | None:
    """The body of a request to a tracking endpoint; None for any other."""
    if not exchange.request.path.startswith(("/track/", f"{SUITE}/track/")):
        return None
    return sent(exchange)


def visitor_of(exchange: Exchange) -> Record | None:
    """The visitor in a request, keys folded; None for any other exchange."""
    if exchange.operation != "track-visitors":
        return None
    visitor = mapping(sent(exchange).get("visitor"))
    return {folded(key): value for key, value in visitor.items()}
