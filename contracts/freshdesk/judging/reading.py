"""What judges read from an exchange with Freshdesk; nothing is ever raised for odd data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.exchange import Exchange

Record: TypeAlias = Mapping[str, Any]

CONTACT_WRITES = ("contacts-create", "contacts-update")
COMPANY_WRITES = ("companies-create", "companies-update")
_ID = re.compile(r"/(\d+)(?=/|$)")


def folded(value: Json) -> str:
    """A value as it is compared, trimmed and ignoring case; empty for null."""
    return "" if value is None else str(value).strip().lower()


def contact_written(exchange: Exchange) -> Record | None:
    """The contact in the body of a create or update; None for any other exchange."""
    return _sent(exchange) if exchange.operation in CONTACT_WRITES else None


def company_written(exchange: Exchange) -> Record | None:
    """The company in the body of a create or update; None for any other exchange."""
    return _sent(exchange) if exchange.operation in COMPANY_WRITES else None


def custom_of(record: Record) -> Record:
    """The custom fields of a record."""
    custom = record.get("custom_fields")
    return custom if isinstance(custom, dict) else {}


def asked(exchange: Exchange, operation: str, key: str) -> str | None:
    """What an answered look-up asked for under ``key``, folded."""
    value = exchange.request.query.get(key)
    if exchange.operation != operation or not succeeded(exchange) or not isinstance(value, str):
        return None
    return folded(value)


def succeeded(exchange: Exchange) -> bool:
    """Whether the vendor did it; False while the answer is awaited."""
    return exchange.answer is not None and exchange.answer.ok


def status(exchange: Exchange) -> int | None:
    """The status of the answer, None while it is awaited."""
    return None if exchange.answer is None else exchange.answer.status


def told(exchange: Exchange, many: str = "results") -> list[Record]:
    """The records that the answer holds: one, a plain list, or a list under ``many``."""
    body = exchange.answer.body if exchange.answer is not None and exchange.answer.ok else None
    if isinstance(body, dict):
        body = body[many] if isinstance(body.get(many), list) else [body]
    return [r for r in body if isinstance(r, dict)] if isinstance(body, list) else []


def told_of(part: str, exchange: Exchange) -> list[Record]:
    """The ``contacts`` or ``companies`` that the answer holds, if the exchange is about them."""
    return told(exchange, part) if (exchange.operation or "").startswith(f"{part}-") else []


def errors_of(exchange: Exchange) -> list[Record]:
    """The errors that the answer lists, a field each."""
    body = exchange.answer.body if exchange.answer is not None else None
    errors = body.get("errors") if isinstance(body, dict) else None
    return [e for e in errors if isinstance(e, dict)] if isinstance(errors, list) else []


def holder_of_email(exchange: Exchange) -> str | None:
    """The id that a 409 names as the holder of the email sent; None where it names none."""
    for error in errors_of(exchange) if status(exchange) == 409 else ():
        info = error.get("additional_info")
        if error.get("field") == "email" and isinstance(info, dict):
            return folded(info.get("user_id")) or None
    return None


def id_of(record: Record) -> str:
    """The id of a record as text; empty without one."""
    return folded(record.get("id"))


def path_id(exchange: Exchange) -> str | None:
    """The id in the path of a request, as text."""
    found = _ID.search(exchange.request.path)
    return found[1] if found else None


def _sent(exchange: Exchange) -> Record:
    body = exchange.request.body
    return body if isinstance(body, dict) else {}
