"""What judges read from an exchange with User.com; nothing is ever raised for odd data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.exchange import Exchange

Record: TypeAlias = Mapping[str, Any]

UPSERT = "users-update-or-create"
USER_CREATIONS = ("users-create", UPSERT)
USER_WRITES = (*USER_CREATIONS, "users-update", "users-patch", "users-by-id-update")
COMPANY_WRITES = ("companies-create", "companies-update", "companies-by-id-update")


def user_written(exchange: Exchange) -> Record | None:
    """The user in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in USER_WRITES else None


def company_written(exchange: Exchange) -> Record | None:
    """The company in the body of a create or update; None for any other exchange."""
    return sent(exchange) if exchange.operation in COMPANY_WRITES else None


def sent(exchange: Exchange) -> Record:
    """The object in the body of a request; empty where it is none."""
    body = exchange.request.body
    return body if isinstance(body, dict) else {}


def told(exchange: Exchange) -> list[Record]:
    """The records that the answer holds: one, a list, or those of a page."""
    body = exchange.answer.body if exchange.answer is not None and exchange.answer.ok else None
    if isinstance(body, dict):
        several = body.get("results")
        body = several if isinstance(several, list) else [body]
    return [each for each in body if isinstance(each, dict)] if isinstance(body, list) else []


def succeeded(exchange: Exchange) -> bool:
    """Whether the vendor did it; False while the answer is awaited."""
    return exchange.answer is not None and exchange.answer.ok


def status(exchange: Exchange) -> int | None:
    """The status of the answer, None while it is awaited."""
    return None if exchange.answer is None else exchange.answer.status


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
