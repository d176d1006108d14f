"""What judges read from an exchange with User.com; nothing is ever raised for odd data."""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.reading import Record, sent

UPSERT = "users-update-or-create"
USER_CREATIONS = ("users-create", UPSERT)
BY_ID = ("users-show", "users-update", "users-patch")
"""Operations on a user of User.com's own id."""
BY_CUSTOM_ID = ("users-by-id-show", "users-by-id-update", "users-by-id-patch")
"""Operations on a user of the client's own id."""
USER_WRITES = (*USER_CREATIONS, *BY_ID[1:], *BY_CUSTOM_ID[1:])
COMPANY_UPDATES = ("companies-update", "companies-patch")
COMPANY_WRITES = (
    *("companies-create", *COMPANY_UPDATES),
    *("companies-by-id-update", "companies-by-id-patch"),
)
SET_ONE, SET_MANY = "set-attribute", "set-multiple-attributes"


def user_written(exchange: Exchange) -> Record | None:
    """The user in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in USER_WRITES else None


def company_written(exchange: Exchange) -> Record | None:
    """The company in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in COMPANY_WRITES else None


def attributes_set(exchange: Exchange, holders: str) -> Record | None:
    """The attributes set alone, of ``users`` or ``companies``; None for any other exchange."""
    holder, _, act = (exchange.operation or "").replace("-by-id", "").partition("-")
    if holder != holders or act not in (SET_ONE, SET_MANY):
        return None
    body = sent(exchange)
    return body if act == SET_MANY else {words(body.get("attribute")): body.get("value")}


def in_path(exchange: Exchange) -> str:
    """The id that stands behind the collection in a path: ``/api/public/users/7/``."""
    steps = exchange.request.path.split("/")
    return steps[4] if len(steps) > 5 else ""


def words(value: Json) -> str:
    """A text or number as text; empty for anything else, and for blanks."""
    plain = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if plain else ""


def custom_id(record: Record) -> str:
    """The client's own id of a user; version 1 calls it ``user_id``."""
    return words(record.get("custom_id")) or words(record.get("user_id"))
